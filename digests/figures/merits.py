"""What speaks for and against a figure as the one that leads: each merit with how far it holds, 0 to 1."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from digests.figures.clause import Clause, clause_of, is_person
from digests.figures.normalise import find_quantities
from digests.figures.quantity import MONEY, TIME
from digests.lang.cues import CUES
from digests.model import Figure, FigureStatus, Kind, Locale, Qualifier

Merits = Mapping[str, float]

_CLOSE = Decimal("0.08")
_SMALL = 10
_LARGE = 5  # powers of ten: beyond, more digits make no better news
_SUM = 1000
_LONG = 800  # days
# The first five letters of each word that has four.
_STEM = re.compile(r"([^\W\d_]{4,5})[^\W\d_]*")
_BULLET = re.compile(r"[-–—•▪*·✅]|\d{1,2}[.)]")
_NO_MEASURE = MONEY | TIME | {"percent", "percentage_point", "times", "fraction"}
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_LONGEST = 400  # characters of a sentence or line that are looked at
_MOVED = frozenset({Kind.CHANGE, Kind.MULTIPLE})
_CEILINGS = frozenset({Qualifier.UP_TO, Qualifier.LESS_THAN})
_PERCENT = frozenset({"percent", "percentage_point"})
_DASHES = ("–", "—", "- ")
_NOTHING = frozenset[str]()


@cache
def _along(lang: Locale) -> re.Pattern[str] | None:
    ending = CUES[lang].along
    return re.compile(rf"{ending}$") if ending else None


def merits(figures: Sequence[Figure], text: str, title: str) -> list[Merits]:
    """The merits of each figure."""
    if not figures:
        return []
    article = _Article(figures, text, title)
    return [_merits(figure, article) for figure in figures]


class _Article:
    """What is looked up once for all figures of an article."""

    def __init__(self, figures: Sequence[Figure], text: str, title: str) -> None:
        lang = figures[0].lang
        self.text = text
        self.in_title = [(quantity.value, quantity.unit) for quantity in find_quantities(title, lang)]
        self.title_stems = frozenset(_stems(title))
        self.repeated = Counter((figure.value, figure.unit) for figure in figures)
        sums = (figure.value for figure in figures if figure.kind is Kind.LEVEL and figure.unit in MONEY)
        self.largest_sum = max(sums, default=None)
        breaks = [0, *(match.end() for match in _PARAGRAPH.finditer(text))]
        starts = (breaks[bisect_right(breaks, figure.sentence[0]) - 1] for figure in figures)
        self.paragraphs = list(dict.fromkeys(starts))
        self.newest = _newest(figures, len(text))
        self._shared: dict[tuple[int, int], float] = {}

    def words_in_title(self, sentence: tuple[int, int]) -> float:
        """How much of the title the words of a sentence make up."""
        if sentence not in self._shared:
            start, end = sentence
            shared = self.title_stems.intersection(_stems(self.text[start : min(end, start + _LONGEST)]))
            self._shared[sentence] = len(shared) / max(3, len(self.title_stems))
        return self._shared[sentence]


def _stems(text: str) -> list[str]:
    return _STEM.findall(text.lower())


def _newest(figures: Sequence[Figure], length: int) -> date | None:
    """The last day that the first half speaks of, as the news does; what is hoped for comes further down."""
    periods = [figure.period for figure in figures if figure.period and figure.start * 2 < length]
    return max((period.end for period in periods if period.end), default=None)


def _merits(figure: Figure, article: _Article) -> Merits:
    return {
        **_of_place(figure, article),
        **_of_title(figure, article),
        **_of_itself(figure, article),
        **_of_period(figure, article.newest),
        **_of_words(figure, article),
    }


def _of_place(figure: Figure, article: _Article) -> Merits:
    part = figure.start / len(article.text)
    begin = max(0, figure.start - _LONGEST)
    line = article.text[max(begin, article.text.rfind("\n", begin, figure.start) + 1) : figure.start].lstrip()
    paragraph = bisect_right(article.paragraphs, figure.sentence[0])
    return {
        "late": part,
        "first_quarter": part < 0.25,
        "first_paragraph": paragraph == 1,
        "second_paragraph": paragraph == 2,
        "opens_paragraph": figure.sentence[0] == article.paragraphs[paragraph - 1],
        "in_row": "|" in line or "\t" in line or _BULLET.match(line) is not None,
        "spoken": line.startswith(_DASHES) or _is_open(line, "«", "»") or _is_open(line, "“", "”"),
        "in_brackets": _is_open(line, "(", ")"),
    }


def _is_open(line: str, opening: str, closing: str) -> bool:
    return opening in line and line.rfind(opening) > line.rfind(closing)


def _of_title(figure: Figure, article: _Article) -> Merits:
    titled = article.in_title
    same = bool(titled) and any(_is_same(figure, value, unit) for value, unit in titled)
    near = bool(titled) and not same and any(_is_near(figure, value, unit) for value, unit in titled)
    return {
        "in_title": same,
        "near_title": near,
        "noun_in_title": figure.counted is not None and not article.title_stems.isdisjoint(_stems(figure.counted)),
        "words_in_title": article.words_in_title(figure.sentence),
    }


def _is_same(figure: Figure, value: Decimal, unit: str) -> bool:
    return value in {figure.value, figure.value_from} and _is_alike(figure, value, unit)


def _is_near(figure: Figure, value: Decimal, unit: str) -> bool:
    """A title rounds: «почти семь миллиардов» for 6,8 млрд."""
    return value > _SMALL and abs(figure.value - value) <= _CLOSE * value and _is_alike(figure, value, unit)


def _is_alike(figure: Figure, value: Decimal, unit: str) -> bool:
    """The same unit; a title often leaves out that a large sum is tenge."""
    return figure.unit == unit or (unit == "count" and value >= _SUM and figure.unit in MONEY)


def _of_itself(figure: Figure, article: _Article) -> Merits:
    is_count = figure.unit == "count"
    return {
        "money": figure.unit in MONEY,
        "percent": figure.unit in _PERCENT,
        "time": figure.unit in TIME,
        "measure": not is_count and figure.unit not in _NO_MEASURE,
        "people": is_person(figure.counted_head or "", figure.lang),
        "no_noun": is_count and figure.counted is None,
        "small": is_count and figure.value < _SMALL,
        "size": min(max(0, figure.value.adjusted()), _LARGE) / _LARGE if is_count else 0,
        "largest_sum": figure.unit in MONEY and figure.value == article.largest_sum,
        "repeated": article.repeated[figure.value, figure.unit] > 1,
        "movement": figure.kind in _MOVED,
        "transition": figure.kind is Kind.TRANSITION,
        "range": figure.kind is Kind.RANGE,
        "fraction": figure.kind is Kind.FRACTION,
        "up_to": figure.qualifier in _CEILINGS,
    }


def _of_period(figure: Figure, newest: date | None) -> Merits:
    """A level of former times, or of many years together, is no news of the day."""
    period = figure.period
    if period is None or period.start is None or figure.kind is not Kind.LEVEL:
        return {}
    until = period.end or newest
    return {
        "older": bool(period.end and newest and period.end < newest),
        "long": until is not None and (until - period.start).days > _LONG,
    }


def _of_words(figure: Figure, article: _Article) -> Merits:
    clause = clause_of(article.text, figure)
    is_level = figure.kind is Kind.LEVEL
    said = _NOTHING.union(*clause.before)
    near = said.union(*clause.behind[:2])
    return {
        "total": "total" in said,
        "each": "total" not in said and "each" in near,
        "method": "method" in said.union(*clause.behind),
        "earlier": is_level and "earlier" in near,
        "planned": is_level and figure.status is FigureStatus.PLAN,
        "along": figure.unit == "count" and _is_along(figure, clause),
    }


def _is_along(figure: Figure, clause: Clause) -> bool:
    """A count that is only said along: «в 12 сёлах», «12 ауылдан»."""
    ending = _along(figure.lang)
    if ending:
        return figure.counted is not None and ending.search(figure.counted) is not None
    return bool(clause.before) and "along" in clause.before[-1]
