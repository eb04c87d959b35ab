"""Says of each number in a text which construction took it, or why it is no figure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from digests.figures.context import in_context
from digests.figures.number import Number
from digests.figures.quantity import MONEY, Quantity
from digests.figures.read import read
from digests.model import Figure, Kind, Locale, Qualifier

_CARRIED = 4  # figures: a noun is not carried further
# What stands in a text like a number and is never scanned as one: roman numerals, digits within a word.
_UNREAD = re.compile(r"(?<!\w)[IVX]{2,}(?!\w)|\d+")


@dataclass(frozen=True, slots=True)
class Why:
    """Why a number is a figure, each answer a few words.

    number     how it is written, and whether two belong together
    unit       where the unit was found
    qualifier  the words that say how exactly it is meant; None: no words do
    said       what made it a change, a transition …; None: it is how much there is
    noun       where the noun counted was found; None: nothing is counted
    """

    number: str
    unit: str
    qualifier: str | None
    said: str | None
    noun: str | None


@dataclass(frozen=True, slots=True)
class Refused:
    """A number that is no figure, with its span and one word for the reason (`refuse.refusal`)."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Every number of a text: the figures, in order, with the answers to why; and the others."""

    figures: tuple[tuple[Figure, Why], ...]
    refused: tuple[Refused, ...]


def explain(text: str, lang: Locale, *, published: date | None = None) -> Explanation:
    """The figures that `find_figures` gives, by the same reading, and what it left alone."""
    readings = tuple(read(text, lang, published))
    found = [(reading.quantity, reading.figure) for reading in readings if reading.figure]
    figures = in_context(text, (figure for _, figure in found))
    taken = tuple(
        (figure, _why(text, quantity, figure, figures[max(0, index - _CARRIED) : index]))
        for index, (figure, (quantity, _)) in enumerate(zip(figures, found, strict=True))
    )
    refused = [_refused(reading.quantity, reading.refusal) for reading in readings if reading.refusal]
    covered = [(figure.start, figure.end) for figure, _ in taken] + [(each.start, each.end) for each in refused]
    refused += _unread(text, covered)
    return Explanation(taken, tuple(sorted(refused, key=lambda each: each.start)))


def _refused(quantity: Quantity, reason: str) -> Refused:
    return Refused(quantity.start, quantity.end, reason)


def _unread(text: str, covered: Sequence[tuple[int, int]]) -> Iterator[Refused]:
    spans = iter(sorted(covered))
    span = next(spans, None)
    for match in _UNREAD.finditer(text):
        while span and span[1] <= match.start():
            span = next(spans, None)
        if span is None or match.end() <= span[0]:
            yield Refused(match.start(), match.end(), "word" if match.group().isdecimal() else "roman")


def _why(text: str, quantity: Quantity, figure: Figure, before: Sequence[Figure]) -> Why:
    return Why(
        number=_number(quantity),
        unit=_unit(text, quantity),
        qualifier=_qualifier(text, quantity, figure),
        said=_said(quantity, figure),
        noun=_noun(figure, before),
    )


def _number(quantity: Quantity) -> str:
    first, last = quantity.first, quantity.last
    if first is not last:
        return f"two joined: {_written(first)} and {_written(last)}"
    if quantity.kind in {Kind.FRACTION, Kind.MULTIPLE}:
        return "a word that is a number by itself" if first.is_spelled else "digits"
    return _written(first)


def _written(number: Number) -> str:
    if number.is_bare:
        return "a scale alone"
    return ("numerals" if number.is_spelled else "digits") + (f", scale 10^{number.power}" if number.power else "")


def _unit(text: str, quantity: Quantity) -> str:
    before = text[quantity.start : quantity.first.start].strip()
    behind = text[quantity.last.end : quantity.end].strip()
    if behind:
        return f"«{behind}» behind it"
    if quantity.is_cell and not before:
        return "that of its column, or none"
    if quantity.unit in MONEY:
        return f"«{before}» before it" if before else "left out: that of a figure near it"
    if quantity.unit in {"fraction", "times"}:
        return "in the word itself"
    if quantity.unit == "count":
        return "none: it counts"
    return f"«{before}» before it" if before else "left out: that of a figure near it"


def _qualifier(text: str, quantity: Quantity, figure: Figure) -> str | None:
    if figure.qualifier is Qualifier.EXACT:
        return None
    inside = f"{text[figure.start : quantity.start]} {text[quantity.end : figure.end]}".strip()
    if inside:
        return f"«{inside}»"
    return "an ending or the order of words" if quantity.is_about else "a verb or words beside it"


def _said(quantity: Quantity, figure: Figure) -> str | None:
    if figure.kind is Kind.LEVEL:
        return None
    source = "its construction" if figure.kind is quantity.kind else "words of movement"
    return f"{figure.kind}{f' {figure.direction}' if figure.direction else ''}: {source}"


def _noun(figure: Figure, before: Sequence[Figure]) -> str | None:
    if figure.counted_start is None or figure.counted_end is None:
        return None
    if any(other.start < figure.counted_start == other.counted_start for other in before) and (
        figure.counted_start < figure.start
    ):
        return "left out: that of the figure before"
    if figure.counted_start >= figure.end:
        return "right behind it" if figure.counted_start - figure.end <= 1 else "behind it"
    return "before it" if figure.counted_end <= figure.start else "within it"
