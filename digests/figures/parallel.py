"""Percent that is said once for several numbers: «мужчины – 44,2%, женщины – 21,8»."""

import re
from collections.abc import Sequence
from functools import cache

from digests.figures.patterns import any_case
from digests.figures.quantity import Quantity
from digests.lang import GRAMMARS
from digests.model import Kind, Locale

_FARTHEST = 120
_SHARES = frozenset(["percent", "percentage_point"])
_DASHED = re.compile(r"(?:[–—:] ?|\()$")
_NOTHING_COUNTED = re.compile(r"\s*(?:[.,;:)»]|$)| ([^\W\d_]+)")
_YEARS = range(1900, 2101)


def parallel(text: str, quantities: Sequence[Quantity], lang: Locale) -> list[Quantity]:
    """The quantities; a decimal that counts nothing, or a number in the same place, is percent like the one before."""
    result: list[Quantity] = []
    for quantity in quantities:
        last = result[-1] if result else None
        if last and last.unit in _SHARES and _continues(text, quantity, last, lang):
            result.append(quantity._replace(unit=last.unit))
        else:
            result.append(quantity)
    return result


def _continues(text: str, quantity: Quantity, last: Quantity, lang: Locale) -> bool:
    if quantity.unit != "count" or quantity.kind is not Kind.LEVEL or quantity.first.power or quantity.ending:
        return False
    if quantity.start - last.end > _FARTHEST or quantity.first.is_spelled or quantity.value in _YEARS:
        return False
    if "\n\n" in text[last.end : quantity.start]:
        return False
    behind = _NOTHING_COUNTED.match(text, quantity.end)
    if behind is None or (behind.group(1) and not _stop(lang).fullmatch(behind.group(1))):
        return False
    is_decimal = quantity.value != int(quantity.value)
    return is_decimal or (
        not behind.group(1) and _is_dashed(text, quantity) and _is_dashed(text, last) and quantity.value <= 100
    )


@cache
def _stop(lang: Locale) -> re.Pattern[str]:
    return any_case(GRAMMARS[lang].stops)


def _is_dashed(text: str, quantity: Quantity) -> bool:
    return _DASHED.search(text, max(0, quantity.start - 2), quantity.start) is not None
