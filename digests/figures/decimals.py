"""Decimals in words: «две целых пять десятых», «екі бүтін оннан алты», "two point six"."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from digests.figures.number import Number
from digests.figures.patterns import any_case
from digests.figures.units import unit_at
from digests.lang import GRAMMARS
from digests.model import Locale

_MOST_PARTS = 3


@cache
def _patterns(lang: Locale) -> tuple[re.Pattern[str], re.Pattern[str]]:
    grammar = GRAMMARS[lang]
    return any_case(grammar.whole), any_case(grammar.decimals)


def with_decimals(text: str, numbers: Sequence[Number], lang: Locale) -> Iterator[Number]:
    """The numbers; a whole one and its decimals are one."""
    whole, _ = _patterns(lang)
    position = 0
    while position < len(numbers):
        number = numbers[position]
        between = whole.match(text, number.end) if number.is_spelled and not number.power else None
        used = _decimals(text, numbers[position : position + 1 + _MOST_PARTS], between, lang) if between else None
        yield used[0] if used else number
        position += used[1] if used else 1


def _decimals(text: str, numbers: Sequence[Number], between: re.Match[str], lang: Locale) -> tuple[Number, int] | None:
    """The number with its decimals, and of how many it was made; None where what follows is none."""
    index = next((index for index, number in enumerate(numbers) if number.start == between.end()), 0)
    if not index:
        return None
    parts = numbers[index]
    behind = _patterns(lang)[1].match(text, parts.end)
    digits = str(int(parts.value.scaleb(-parts.power)))
    places = between.lastindex or (behind.lastindex if behind else None) or len(digits)
    if len(digits) > places or (lang is Locale.RU and not behind):
        return None
    if lang is Locale.KK and not between.lastindex and not (parts.power or unit_at(text, parts.end, lang)):
        # «бес те алты пайыз» is 5.6 %; without a unit «те» is a conjunction.
        return None
    value = numbers[0].value + Decimal(digits).scaleb(-places)
    whole = numbers[0]
    made = parts._replace(start=whole.start, digits_end=whole.digits_end, value=_plain(value.scaleb(parts.power)))
    if not behind:
        return made, index + 1
    made = made._replace(end=max(made.end, behind.end()))
    return _scaled(text, made, numbers[index + 1 : index + 2], index)


def _scaled(text: str, number: Number, following: Sequence[Number], index: int) -> tuple[Number, int]:
    """«пять целых две десятых миллиона»: the scale stands behind the decimals."""
    scale = following[0] if following else None
    if scale is None or not scale.is_bare or text[number.end : scale.start] not in {" ", "\u00a0"}:
        return number, index + 1
    value = _plain(number.value.scaleb(scale.power))
    return number._replace(end=scale.end, power=scale.power, value=value), index + 2


def _plain(value: Decimal) -> Decimal:
    """Without exponent."""
    return Decimal(f"{value:f}")
