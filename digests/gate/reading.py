"""How the gate reads a text: its digits with the words around them, without the figure finder.

It is simpler than the finder on purpose. Two readings that were made apart rarely fail on the same sentence.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from re import Pattern
from typing import TypeVar

from digests.gate import words
from digests.model import Locale

V = TypeVar("V")

_GROUPS = " \u00a0\u2009\u202f"
_NUMBER = re.compile(rf"\d{{1,3}}(?:[{_GROUPS}]\d{{3}})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_AFTER = re.compile(
    r"[\s-]{0,2}(%|[₸$€₽]|п\.\s?п|процентн\w+ пункт\w*|пайыздық тармақ\w*|percentage points?|[^\W\d_]+)\.?"
)
_BEFORE_MONEY = re.compile(r"(US\$|[₸$€₽]|\b(?:USD|EUR|KZT))\s?$")
_STOP = re.compile(r"[.;:!?()\d]")
_WORD = re.compile(r"[^\W\d_]+")
_JUST_BEFORE = r"{}\s+(?:чем\s+|than\s+)?[$€]?$"
_JUST_AFTER = r"^[\w-]{{0,4}}\s+(?:и\s+)?{}\b"
_YEAR = re.compile(r"(?:19|20)\d\d")
_REACH_BEFORE, _REACH_AFTER = 24, 14


@dataclass(frozen=True, slots=True)
class Mention:
    """A number in digits, as the gate reads it; `values` has two readings where a comma could be either."""

    surface: str
    start: int
    end: int
    values: frozenset[Decimal]
    unit: str | None
    qualifier: str | None


def mentions(text: str, lang: Locale) -> Iterator[Mention]:
    """Every run of digits in the text, in order."""
    for found in _NUMBER.finditer(text):
        scale, unit, end = _scale_and_unit(text, found.end())
        if unit == "year" and _YEAR.fullmatch(found[0]):
            unit = None
        if money := _BEFORE_MONEY.search(text, max(0, found.start() - 5), found.start()):
            unit = first_match(words.UNITS, money[1].removeprefix("US")) or unit
        yield Mention(
            surface=text[found.start() : end],
            start=found.start(),
            end=end,
            values=frozenset(value * scale for value in _values(found[0], lang)),
            unit=unit,
            qualifier=_qualifier(text, found.start(), end),
        )


def directions(text: str) -> Iterator[tuple[str, str]]:
    """The words of the text that say up or down, with which of both."""
    for found in _WORD.finditer(text):
        if direction := first_match(words.DIRECTIONS, found[0]):
            yield found[0], direction


def number_words(text: str) -> Iterator[str]:
    """The words of the text that are numbers; lower case."""
    return (found[0].lower() for found in _WORD.finditer(text) if words.NUMBER_WORDS.fullmatch(found[0]))


def find_numbers(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Every run of digits: its span, how it is written, and its digits without thousands separators."""
    for found in _NUMBER.finditer(text):
        digits = re.sub(rf"[{_GROUPS}]", "", found[0]).replace(",", ".")
        yield found.start(), found.end(), found[0], digits


def first_match(patterns: Mapping[Pattern[str], V], word: str) -> V | None:
    """What the first of the patterns that is the whole word stands for."""
    return next((value for pattern, value in patterns.items() if pattern.fullmatch(word)), None)


def _values(digits: str, lang: Locale) -> Iterator[Decimal]:
    bare = re.sub(rf"[{_GROUPS}]", "", digits)
    if _THOUSANDS.fullmatch(bare):
        yield Decimal(bare.replace(",", ""))
    if lang is not Locale.EN or "," not in bare:
        parts = re.split(r"[.,]", bare)
        if len(parts) <= 2:
            yield Decimal(".".join(parts))
        else:  # a date, a clock or a clause number: as one long number, equal only to itself
            yield Decimal("-" + "".join(parts))
    elif not _THOUSANDS.fullmatch(bare):
        yield Decimal(bare.replace(",", "").replace(".", ""))


def _scale_and_unit(text: str, end: int) -> tuple[Decimal, str | None, int]:
    scale = Decimal(1)
    while found := _AFTER.match(text, end):
        if factor := first_match(words.SCALES, found[1]):
            scale, end = scale * factor, found.end()
        elif unit := first_match(words.UNITS, found[1]):
            return scale, unit, found.end(1)
        else:
            break
    return scale, None, end


def _qualifier(text: str, start: int, end: int) -> str | None:
    before = _STOP.split(text[max(0, start - _REACH_BEFORE) : start])[-1]
    if start > _REACH_BEFORE and before == text[start - _REACH_BEFORE : start]:
        before = before.partition(" ")[2]
    after = _STOP.split(text[end : end + _REACH_AFTER])[0]
    return _qualifier_in(before, r"{}\s+(?:чем\s+|than\s+)?[$€]?$") or _qualifier_in(
        after, r"^[\w-]{{0,4}}\s+(?:и\s+)?{}\b"
    )


def _qualifier_in(text: str, place: str) -> str | None:
    for pattern, qualifier in words.QUALIFIERS.items():
        if re.search(place.format(rf"\b(?:{pattern.pattern})"), text, re.IGNORECASE):
            return qualifier
    return None
