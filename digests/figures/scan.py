"""Finds numbers, in digits and in words, with their scale: where they stand and what they are worth."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from digests.lang import GRAMMARS
from digests.model import Locale

_GAP = "[ \u00a0\u202f\u2009]"
_GROUPED = {
    Locale.EN: rf"\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,3}}(?:{_GAP}\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?",
    Locale.RU: rf"\d{{1,3}}(?:{_GAP}\d{{3}})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?",
    Locale.KK: rf"\d{{1,3}}(?:{_GAP}\d{{3}})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?",
}
_LONGEST_DIGITS = 18
_KK_CASE = r"(?:н[ыі]ң|д[ыі]ң|т[ыі]ң|ға|ге|қа|ке|н[ыі]|д[ыі]|т[ыі]|да|де|та|те|нан|нен|дан|ден|тан|тен|мен|бен|пен)?"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in the text.

    start, end   with its scale and a glued ending («208-ге»), without unit
    digits_end   where its digits or numerals end, before scale and ending
    ending       the glued ending, lower-case, without hyphen; empty for most
    """

    start: int
    end: int
    digits_end: int
    value: Decimal
    ending: str = ""
    is_spelled: bool = False
    has_scale: bool = False


@dataclass(frozen=True, slots=True)
class _Patterns:
    digits: re.Pattern[str]
    words: re.Pattern[str]
    word: re.Pattern[str]
    numerals: tuple[tuple[re.Pattern[str], int], ...]
    scales: tuple[tuple[re.Pattern[str], int], ...]


@cache
def _patterns(lang: Locale) -> _Patterns:
    grammar = GRAMMARS[lang]
    scale = "|".join(f"(?:{pattern})" for pattern in grammar.scales)
    numeral = "|".join(f"(?:{pattern})" for pattern in grammar.numerals)
    case = _KK_CASE if lang is Locale.KK else ""
    edge = r"(?![^\W\d_])"
    digits = rf"(?<![\w.,:/№#])(?:{_GROUPED[lang]})(?!\d)(?:{_GAP}?(?:{scale}){case}{edge})?"
    word = rf"(?:{numeral}|{scale}){edge}"
    last = rf"(?:{numeral}|{scale}){case}{edge}"
    words = rf"(?<![\w-])(?:{numeral})(?:{edge}(?:[ \u00a0-](?:{word}))*(?:[ \u00a0-]{last})?|{case}{edge})"
    return _Patterns(
        re.compile(digits, re.IGNORECASE),
        re.compile(words, re.IGNORECASE),
        re.compile(r"[^\W\d_]+\.?"),
        tuple((re.compile(rf"(?:{p}){case}", re.IGNORECASE), value) for p, value in grammar.numerals.items()),
        tuple((re.compile(rf"(?:{p}){case}", re.IGNORECASE), power) for p, power in grammar.scales.items()),
    )


_ENDING = re.compile(r"[-–‑]([^\W\d_]+)|(?<=\d)(?:th|st|nd|rd)\b", re.IGNORECASE)


def scan(text: str, lang: Locale) -> tuple[Number, ...]:
    """All numbers, in order, none within another; composites («2 млрд 300 млн») are one."""
    found = sorted([*_in_digits(text, lang), *_in_words(text, lang)], key=lambda number: (number.start, -number.end))
    kept: list[Number] = []
    for number in found:
        if kept and number.start < kept[-1].end:
            continue
        if kept and _continues(text, kept[-1], number):
            kept.append(_added(kept.pop(), number))
        else:
            kept.append(number)
    return tuple(kept)


def _added(left: Number, right: Number) -> Number:
    return replace(right, start=left.start, value=left.value + right.value, is_spelled=left.is_spelled, has_scale=True)


def _continues(text: str, last: Number, number: Number) -> bool:
    """Whether `number` is the smaller part of one amount: both have scales, the second a smaller one."""
    if (
        not (last.has_scale and number.has_scale)
        or text[last.end : number.start].strip(" \u00a0\u202f\u2009")
        or last.ending
    ):
        return False
    return number.value < last.value and number.start - last.end == 1


def _in_digits(text: str, lang: Locale) -> Iterator[Number]:
    patterns = _patterns(lang)
    for match in patterns.digits.finditer(text):
        surface = match.group()
        digits = re.match(_GROUPED[lang], surface)
        if digits is None or len(digits.group()) > _LONGEST_DIGITS:
            continue
        value = Decimal(_plain(digits.group(), lang))
        rest = surface[digits.end() :].strip()
        power = next((power for pattern, power in patterns.scales if rest and pattern.fullmatch(rest)), 0)
        end = match.end()
        ending = _ENDING.match(text, end) if not rest else None
        yield Number(
            match.start(),
            ending.end() if ending else end,
            match.start() + digits.end(),
            Decimal(f"{value.scaleb(power):f}"),
            (ending.group(1) or ending.group()).lower() if ending else "",
            has_scale=bool(rest),
        )


def _plain(digits: str, lang: Locale) -> str:
    bare = re.sub(_GAP, "", digits)
    return bare.replace(",", "") if lang is Locale.EN else bare.replace(",", ".")


def _in_words(text: str, lang: Locale) -> Iterator[Number]:
    patterns = _patterns(lang)
    for match in patterns.words.finditer(text):
        words = [word.group() for word in patterns.word.finditer(match.group())]
        value = _worth(words, patterns)
        if value is not None:
            has_scale = any(pattern.fullmatch(words[-1]) for pattern, _ in patterns.scales)
            yield Number(match.start(), match.end(), match.end(), value, is_spelled=True, has_scale=has_scale)


def _worth(words: list[str], patterns: _Patterns) -> Decimal | None:
    """The value of spelled numerals; None where they are no number together."""
    total, part = Decimal(0), Decimal(0)
    for word in words:
        value = next((value for pattern, value in patterns.numerals if pattern.fullmatch(word)), None)
        if value is not None:
            if word.lower().startswith("пол"):
                part += Decimal("1.5")
            elif value == 100 and 0 < part < 10:
                part *= 100
            else:
                part += value
            continue
        power = next((power for pattern, power in patterns.scales if pattern.fullmatch(word)), None)
        if power is None:
            return None
        total, part = total + (part or Decimal(1)).scaleb(power), Decimal(0)
    return Decimal(f"{total + part:f}") or None
