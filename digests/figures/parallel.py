"""Percent that is said once for several numbers: «мужчины – 44,2%, женщины – 21,8»."""

import re
from collections.abc import Sequence
from dataclasses import replace

from digests.figures.quantity import Quantity
from digests.model import Kind

_FARTHEST = 120
_SHARES = frozenset(["percent", "percentage_point"])
_DASHED = re.compile(r"(?:[–—:] ?|\()$")
_NOTHING_COUNTED = re.compile(r"\s*(?:[.,;:)»]|$)")
_YEARS = range(1900, 2101)


def parallel(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities; a decimal that counts nothing, or a number in the same place, is percent like the one before."""
    result: list[Quantity] = []
    for quantity in quantities:
        last = result[-1] if result else None
        if last and last.unit in _SHARES and _continues(text, quantity, last):
            result.append(replace(quantity, unit=last.unit))
        else:
            result.append(quantity)
    return result


def _continues(text: str, quantity: Quantity, last: Quantity) -> bool:
    if quantity.unit != "count" or quantity.kind is not Kind.LEVEL or quantity.first.power or quantity.ending:
        return False
    if quantity.start - last.end > _FARTHEST or quantity.first.is_spelled or quantity.value in _YEARS:
        return False
    if not _NOTHING_COUNTED.match(text, quantity.end) or "\n\n" in text[last.end : quantity.start]:
        return False
    is_decimal = quantity.value != int(quantity.value)
    return is_decimal or (_is_dashed(text, quantity) and _is_dashed(text, last) and quantity.value <= 100)


def _is_dashed(text: str, quantity: Quantity) -> bool:
    return _DASHED.search(text, max(0, quantity.start - 2), quantity.start) is not None
