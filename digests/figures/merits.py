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
_OF_UNIT: Mapping[str, str | None] = {
    **dict.fromkeys(MONEY, "money"),
    **dict.fromkeys(TIME, "time"),
    **dict.fromkeys(("percent", "percentage_point"), "percent"),
    **dict.fromkeys(("times", "fraction"), None),
}
"""What a unit speaks for; those that are left out are measures."""
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_LONGEST = 400  # characters of a sentence or line that are looked at
_KINDS = {
    Kind.CHANGE: "movement",
    Kind.MULTIPLE: "movement",
    Kind.TRANSITION: "transition",
    Kind.RANGE: "range",
    Kind.FRACTION: "fraction",
}
_CEILINGS = frozenset({Qualifier.UP_TO, Qualifier.LESS_THAN})
_PARAGRAPHS = ("first_paragraph", "second_paragraph")
_DASHES = ("–", "—", "- ")
_NOTHING = frozenset[str]()


@cache
def _along(lang: Locale) -> re.Pattern[str] | None:
    ending = CUES[lang].along
    return re.compile(rf"{ending}\Z") if ending else None


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
    """Those that hold; most do not, and what is not there need not be weighed."""
    held: dict[str, float] = {}
    for merits_of in (_of_place, _of_title, _of_unit, _of_itself, _of_period, _of_words):
        merits_of(figure, article, held)
    return held


def _of_place(figure: Figure, article: _Article, held: dict[str, float]) -> None:
    text, start, sentence = article.text, figure.start, figure.sentence[0]
    held["late"] = part = start / len(text)
    if part < 0.25:
        held["first_quarter"] = 1
    paragraph = bisect_right(article.paragraphs, sentence)
    if paragraph <= len(_PARAGRAPHS):
        held[_PARAGRAPHS[paragraph - 1]] = 1
    if sentence == article.paragraphs[paragraph - 1]:
        held["opens_paragraph"] = 1
    begin = max(0, start - _LONGEST)
    line = text[max(begin, text.rfind("\n", begin, start) + 1) : start].lstrip()
    if "|" in line or "\t" in line or _BULLET.match(line):
        held["in_row"] = 1
    if line.startswith(_DASHES) or _is_open(line, "«", "»") or _is_open(line, "“", "”"):
        held["spoken"] = 1
    if _is_open(line, "(", ")"):
        held["in_brackets"] = 1


def _is_open(line: str, opening: str, closing: str) -> bool:
    return opening in line and line.rfind(opening) > line.rfind(closing)


def _of_title(figure: Figure, article: _Article, held: dict[str, float]) -> None:
    titled = article.in_title
    if titled and any(_is_same(figure, value, unit) for value, unit in titled):
        held["in_title"] = 1
    elif titled and any(_is_near(figure, value, unit) for value, unit in titled):
        held["near_title"] = 1
    if figure.counted is not None and not article.title_stems.isdisjoint(_stems(figure.counted)):
        held["noun_in_title"] = 1
    held["words_in_title"] = article.words_in_title(figure.sentence)


def _is_same(figure: Figure, value: Decimal, unit: str) -> bool:
    return value in {figure.value, figure.value_from} and _is_alike(figure, value, unit)


def _is_near(figure: Figure, value: Decimal, unit: str) -> bool:
    """A title rounds: «почти семь миллиардов» for 6,8 млрд."""
    return value > _SMALL and abs(figure.value - value) <= _CLOSE * value and _is_alike(figure, value, unit)


def _is_alike(figure: Figure, value: Decimal, unit: str) -> bool:
    """The same unit; a title often leaves out that a large sum is tenge."""
    return figure.unit == unit or (unit == "count" and value >= _SUM and figure.unit in MONEY)


def _of_unit(figure: Figure, article: _Article, held: dict[str, float]) -> None:
    unit, value = figure.unit, figure.value
    if unit == "count":
        held["size"] = min(max(0, value.adjusted()), _LARGE) / _LARGE
        if value < _SMALL:
            held["small"] = 1
        if figure.counted is None:
            held["no_noun"] = 1
    elif merit := _OF_UNIT.get(unit, "measure"):
        held[merit] = 1
        if merit == "money" and value == article.largest_sum:
            held["largest_sum"] = 1


def _of_itself(figure: Figure, article: _Article, held: dict[str, float]) -> None:
    if is_person(figure.counted_head or "", figure.lang):
        held["people"] = 1
    if article.repeated[figure.value, figure.unit] > 1:
        held["repeated"] = 1
    if figure.kind in _KINDS:
        held[_KINDS[figure.kind]] = 1
    if figure.qualifier in _CEILINGS:
        held["up_to"] = 1


def _of_period(figure: Figure, article: _Article, held: dict[str, float]) -> None:
    """A level of former times, or of many years together, is no news of the day."""
    period, newest = figure.period, article.newest
    if period is None or period.start is None or figure.kind is not Kind.LEVEL:
        return
    until = period.end or newest
    if period.end and newest and period.end < newest:
        held["older"] = 1
    if until is not None and (until - period.start).days > _LONG:
        held["long"] = 1


def _of_words(figure: Figure, article: _Article, held: dict[str, float]) -> None:
    clause = clause_of(article.text, figure)
    said = _NOTHING.union(*clause.before)
    near = said.union(*clause.behind[:2])
    if "total" in said:
        held["total"] = 1
    elif "each" in near:
        held["each"] = 1
    if "method" in near.union(*clause.behind):
        held["method"] = 1
    if figure.kind is Kind.LEVEL:
        if "earlier" in near:
            held["earlier"] = 1
        if figure.status is FigureStatus.PLAN:
            held["planned"] = 1
    if figure.unit == "count" and _is_along(figure, clause):
        held["along"] = 1


def _is_along(figure: Figure, clause: Clause) -> bool:
    """A count that is only said along: «в 12 сёлах», «12 ауылдан»."""
    ending = _along(figure.lang)
    if ending:
        return figure.counted is not None and ending.search(figure.counted) is not None
    return bool(clause.before) and "along" in clause.before[-1]
