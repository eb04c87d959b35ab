"""What speaks for and against a figure as the one that leads: each merit with how far it holds (1: it does)."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from digests.figures.normalise import find_quantities
from digests.figures.quantity import MONEY, TIME
from digests.lang.cues import CUES
from digests.model import Figure, Kind, Locale, Qualifier

Merits = Mapping[str, float]

_BEFORE = 48
_BEHIND = 40
_CLOSE = Decimal("0.08")
_SMALL = 10
_LARGE = 5  # powers of ten: beyond, more digits make no better news
_LONG = 800
_LETTERS = 5
_WORD = re.compile(r"[^\W\d_]{4,}")
_CLAUSE = re.compile(r"[.!?;:(\n]|, (?:а|но|и|что|где|ал|and|but|while|which) ")
_ROW = re.compile(r"(?:^|\n)[^\S\n]*(?:[-–—•▪*·✅]|\d{1,2}[.)])[^\n]*$|[|\t][^\n]*$")
_SPOKEN = re.compile(r"(?:^|\n)[^\S\n]*[-–—][^\n]*$|[«“\"][^»”\"\n]*$")
_BRACKET = re.compile(r"\([^)\n]*$")
_MOVED = frozenset({Kind.CHANGE, Kind.MULTIPLE})


@dataclass(frozen=True, slots=True)
class _Words:
    total: re.Pattern[str]
    each: re.Pattern[str]
    earlier: re.Pattern[str]
    method: re.Pattern[str]
    planned: re.Pattern[str]
    opening: re.Pattern[str] | None
    along: re.Pattern[str] | None
    people: re.Pattern[str]


@cache
def _words(lang: Locale) -> _Words:
    cues = CUES[lang]

    def around(pattern: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)

    return _Words(
        around(cues.total),
        around(cues.each),
        around(cues.earlier),
        around(cues.method),
        around(cues.planned),
        re.compile(rf"(?<!\w)(?:{cues.opening}) $", re.IGNORECASE) if cues.opening else None,
        re.compile(rf"{cues.along}$") if cues.along else None,
        re.compile(cues.people),
    )


def merits(figures: Sequence[Figure], text: str, title: str) -> list[Merits]:
    """The merits of each figure; those that do not hold at all are left out."""
    if not figures:
        return []
    article = _Article(figures, text, title)
    return [{name: value for name, value in _merits(figure, article) if value} for figure in figures]


class _Article:
    """What is looked up once for all figures of an article."""

    def __init__(self, figures: Sequence[Figure], text: str, title: str) -> None:
        lang = figures[0].lang
        self.text = text
        self.words = _words(lang)
        self.in_title = [(quantity.value, quantity.unit) for quantity in find_quantities(title, lang)]
        self.title_stems = {word[:_LETTERS] for word in _WORD.findall(title.lower())}
        self.repeated = Counter((figure.value, figure.unit) for figure in figures)
        sums = (figure.value for figure in figures if figure.kind is Kind.LEVEL and figure.unit in MONEY)
        self.largest_sum = max(sums, default=None)
        self.paragraphs = sorted({text.rfind("\n\n", 0, figure.start) for figure in figures})
        self.newest = _newest(figures, len(text))


def _newest(figures: Sequence[Figure], length: int) -> date | None:
    """The last day that the first half speaks of, as the news does; what is hoped for comes further down."""
    periods = [figure.period for figure in figures if figure.period and figure.start * 2 < length]
    return max((period.end for period in periods if period.end), default=None)


def _merits(figure: Figure, article: _Article) -> Iterator[tuple[str, float]]:
    yield from _of_place(figure, article)
    yield from _of_title(figure, article)
    yield from _of_itself(figure, article)
    yield from _of_words(figure, article)


def _of_place(figure: Figure, article: _Article) -> Iterator[tuple[str, float]]:
    part = figure.start / len(article.text)
    line = article.text[article.text.rfind("\n", 0, figure.start) + 1 : figure.start][-200:]
    yield "late", part
    yield "first_quarter", part < 0.25
    yield "first_paragraph", bisect_right(article.paragraphs, figure.start) == 1
    yield "second_paragraph", bisect_right(article.paragraphs, figure.start) == 2
    yield "opens_paragraph", figure.sentence[0] - article.text.rfind("\n\n", 0, figure.start) < 4
    yield "in_row", _ROW.search(line) is not None
    yield "spoken", _SPOKEN.search(line) is not None
    yield "in_brackets", _BRACKET.search(line) is not None


def _of_title(figure: Figure, article: _Article) -> Iterator[tuple[str, float]]:
    same = any(_is_same(figure, value, unit) for value, unit in article.in_title)
    yield "in_title", same
    yield "near_title", not same and any(_is_near(figure, value, unit) for value, unit in article.in_title)
    phrase = _WORD.findall((figure.counted or "").lower())
    yield "noun_in_title", any(word[:_LETTERS] in article.title_stems for word in phrase)
    start, end = figure.sentence
    words = {
        word[:_LETTERS] for word in _WORD.findall(article.text[max(start, figure.start - 150) : end][:300].lower())
    }
    yield "words_in_title", len(words & article.title_stems) / max(3, len(article.title_stems))


def _is_same(figure: Figure, value: Decimal, unit: str) -> bool:
    return value in {figure.value, figure.value_from} and unit in {figure.unit, "count"}


def _is_near(figure: Figure, value: Decimal, unit: str) -> bool:
    """A title rounds: «почти десять миллиардов» for 9,6 млрд."""
    is_alike = figure.unit == unit or (unit == "count" and figure.unit in MONEY)
    return is_alike and value > _SMALL and abs(figure.value - value) <= _CLOSE * value


def _of_itself(figure: Figure, article: _Article) -> Iterator[tuple[str, float]]:
    is_count = figure.unit == "count"
    yield "money", figure.unit in MONEY
    yield "percent", figure.unit in {"percent", "percentage_point"}
    yield "time", figure.unit in TIME
    yield (
        "measure",
        not is_count and figure.unit not in MONEY | TIME | {"percent", "percentage_point", "times", "fraction"},
    )
    yield "people", article.words.people.match(figure.counted_head or "") is not None
    yield "no_noun", is_count and figure.counted is None
    yield "small", is_count and figure.value < _SMALL
    yield "size", min(max(0, figure.value.adjusted()), _LARGE) / _LARGE if is_count else 0
    yield "largest_sum", figure.unit in MONEY and figure.value == article.largest_sum
    yield "repeated", article.repeated[figure.value, figure.unit] > 1
    yield "movement", figure.kind in _MOVED
    yield "transition", figure.kind is Kind.TRANSITION
    yield "range", figure.kind is Kind.RANGE
    yield "fraction", figure.kind is Kind.FRACTION
    yield "up_to", figure.qualifier in {Qualifier.UP_TO, Qualifier.LESS_THAN}
    yield from _of_period(figure, article.newest)


def _of_period(figure: Figure, newest: date | None) -> Iterator[tuple[str, float]]:
    """A level of former times, or of many years together, is no news of the day."""
    period = figure.period
    if period is None or period.start is None or figure.kind is not Kind.LEVEL:
        return
    until = period.end or newest
    yield "older", bool(period.end and newest and period.end < newest)
    yield "long", until is not None and (until - period.start).days > _LONG


def _of_words(figure: Figure, article: _Article) -> Iterator[tuple[str, float]]:
    text, words = article.text, article.words
    start, end = figure.sentence
    before = _CLAUSE.split(text[max(start, figure.start - _BEFORE) : figure.start])[-1]
    behind = text[figure.end : min(end, figure.end + _BEHIND)]
    is_level, is_total = figure.kind is Kind.LEVEL, words.total.search(before) is not None
    yield "total", is_total
    yield "each", not is_total and words.each.search(before) is not None
    yield "method", words.method.search(f"{before} | {behind}") is not None
    yield "earlier", is_level and (words.earlier.search(before) or words.earlier.match(behind, 1)) is not None
    yield "planned", is_level and words.planned.search(before) is not None
    yield "along", figure.unit == "count" and _is_along(figure, before, words)


def _is_along(figure: Figure, before: str, words: _Words) -> bool:
    """A count that is only said along: «в 17 областях», «17 облыстан»."""
    if words.along:
        return figure.counted is not None and words.along.search(figure.counted) is not None
    return words.opening is not None and words.opening.search(before) is not None
