"""Numbers to quantities: with their unit, from tables too; words that are a share or a multiple by themselves."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import islice

from digests.figures.atoms import GAP
from digests.figures.elide import elide
from digests.figures.number import Number
from digests.figures.pairs import joined, share
from digests.figures.parallel import parallel
from digests.figures.quantity import Quantity
from digests.figures.scan import MOST, scan
from digests.figures.tables import in_cells
from digests.figures.units import unit_at, with_unit
from digests.lang import GRAMMARS, folded
from digests.model import Kind, Locale

_SLASH = re.compile(r"(?<![\w/.,])([1-9])/([2-9])(?![\d/])")
_SCALE_BEHIND = {
    Locale.RU: re.compile(rf"{GAP}(миллиарда|миллиона|тысячи|триллиона)(?!\w)", re.IGNORECASE),
    Locale.KK: re.compile(rf"{GAP}(миллион|миллиард|триллион)(?!\w)", re.IGNORECASE),
    Locale.EN: re.compile(rf"(?:{GAP}of)?{GAP}a{GAP}(million|billion|trillion)(?!\w)", re.IGNORECASE),
}
_ONE_OF = re.compile(r"(?<![\w-])(?P<article>an? )?(?P<unit>[^\W\d_]+)$")
_LONGEST_UNIT = 16


@dataclass(frozen=True, slots=True)
class _Words:
    """Words that are a share or a multiple: a pattern that finds them, and one whose group says which.

    The time goes into places where none stands, and a pattern without groups passes over those in a quarter of it.
    """

    anywhere: re.Pattern[str]
    which: re.Pattern[str]
    worths: tuple[tuple[Decimal, Kind], ...]


@cache
def _words(lang: Locale) -> _Words:
    grammar = GRAMMARS[lang]
    entries = [(p, v, Kind.FRACTION) for p, v in grammar.fractions.items()]
    entries += [(p, v, Kind.MULTIPLE) for p, v in grammar.multiples.items()]
    ending = r"(?![\w-])"
    return _Words(
        re.compile(rf"(?<![\w-])(?:{'|'.join(pattern for pattern, _, _ in entries)}){ending}"),
        re.compile(rf"(?:{'|'.join(f'({pattern})' for pattern, _, _ in entries)}){ending}"),
        tuple((Decimal(value), kind) for _, value, kind in entries),
    )


def find_quantities(text: str, lang: Locale) -> tuple[Quantity, ...]:
    """The quantities, in order, none within another."""
    lower = folded(text)
    found = [
        *islice(_spelled(text, lower, lang), MOST),
        *islice(_slashed(text), MOST),
        *islice(_one_and_a_half(text, lower, lang), MOST),
    ]
    words = sorted(found, key=lambda quantity: quantity.start)
    single = [with_unit(text, lower, number, lang) for number in scan(text, lang)]
    kept = _without(in_cells(text, single, lang), words)
    return tuple(elide(text, parallel(text, joined(text, kept, lang), lang), lang))


def _spelled(text: str, lower: str, lang: Locale) -> Iterator[Quantity]:
    words = _words(lang)
    for match in words.anywhere.finditer(lower):
        which = words.which.match(lower, match.start())
        value, kind = words.worths[(which.lastindex if which and which.lastindex else 1) - 1]
        start, end = match.span()
        scale = _SCALE_BEHIND[lang].match(text, end)
        if scale and kind is Kind.FRACTION:
            yield with_unit(text, lower, _of_scale(match, scale, value, lang), lang)
            continue
        number = Number(start, end, end, value, is_spelled=True)
        yield Quantity(start, end, number, number, value, "fraction" if kind is Kind.FRACTION else "times", kind)


def _of_scale(match: re.Match[str], scale: re.Match[str], share: Decimal, lang: Locale) -> Number:
    """«четверть миллиарда тенге»: a share of a scale is a number like any other."""
    power = GRAMMARS[lang].scales[scale.group(1).lower()]
    value = Decimal(f"{share.scaleb(power):f}")
    return Number(match.start(), scale.end(), match.end(), value, power=power, is_spelled=True)


def _slashed(text: str) -> Iterator[Quantity]:
    """«2/3»: a fraction in digits; what else has a slash is a date, an address or a number of a document."""
    if "/" not in text:
        return
    for match in _SLASH.finditer(text):
        part, whole = Decimal(match.group(1)), Decimal(match.group(2))
        if part < whole and not text[max(0, match.start() - 2) : match.start()].endswith((", ", "№ ")):
            number = Number(match.start(), match.end(), match.end(), part, is_spelled=True)
            yield Quantity(match.start(), match.end(), number, number, share(part, whole), "fraction", Kind.FRACTION)


def _one_and_a_half(text: str, lower: str, lang: Locale) -> Iterator[Quantity]:
    """«год с половиной», "a year and a half", «жыл жарым»: one of a unit and its half, without a numeral."""
    half = GRAMMARS[lang].halves
    position = lower.find(f" {half}")
    while position >= 0:
        end = position + 1 + len(half)
        word = _ONE_OF.search(lower, max(0, position - _LONGEST_UNIT), position)
        unit = unit_at(text, word.start("unit"), lang) if word and (word["article"] or lang is not Locale.EN) else None
        tail = _tail(lang).match(lower, end)
        if word and unit and tail:
            end = tail.end()
            number = Number(word.start(), end, end, Decimal("1.5"), is_spelled=True)
            yield Quantity(word.start(), end, number, number, number.value, unit)
        position = lower.find(f" {half}", end)


@cache
def _tail(lang: Locale) -> re.Pattern[str]:
    return re.compile(rf"(?:{GRAMMARS[lang].endings})?(?!\w)")


def _without(single: list[Quantity], words: list[Quantity]) -> list[Quantity]:
    """Both, in order; where two overlap, the one that begins first, and of two such the longer."""
    if not words:
        return single
    starts = [quantity.start for quantity in words]
    kept: list[Quantity] = []
    for quantity in single:
        index = bisect_left(starts, quantity.end)
        before = words[index - 1] if index else None
        if before is None or before.end <= quantity.start or _outweighs(quantity, before):
            kept.append(quantity)
    result: list[Quantity] = []
    for quantity in sorted([*kept, *words], key=lambda q: (q.start, -q.end)):
        if not result or quantity.start >= result[-1].end:
            result.append(quantity)
    return result


def _outweighs(quantity: Quantity, word: Quantity) -> bool:
    return quantity.start < word.start or (quantity.start == word.start and quantity.end > word.end)
