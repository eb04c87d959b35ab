"""Figures that say one thing together: «64 гранта на сумму 2,5 млрд тенге», a count and its money."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from digests.figures.patterns import any_case
from digests.figures.quantity import MONEY
from digests.lang.cues import CUES
from digests.model import Figure, Kind, Locale

_FARTHEST = 70


@cache
def _links(lang: Locale) -> tuple[re.Pattern[str], re.Pattern[str]]:
    cues = CUES[lang]
    return any_case(cues.worth), any_case(cues.given_for)


def partners(text: str, figures: Sequence[Figure]) -> Iterator[tuple[int, int]]:
    """Pairs of indices of a count and its money, in the order of the text; a figure is in one pair at most."""
    taken = -1
    for index, (left, right) in enumerate(pairwise(figures)):
        if index > taken and _belong(text, left, right):
            taken = index + 1
            yield index, index + 1


def _belong(text: str, left: Figure, right: Figure) -> bool:
    if left.sentence != right.sentence or not (_is_level(left) and _is_level(right)):
        return False
    worth, given_for = _links(left.lang)
    if _counts(left) and right.unit in MONEY:
        between = text[max(left.end, left.counted_end or 0) : right.start]
        return len(between) <= _FARTHEST and worth.fullmatch(between) is not None
    if left.unit in MONEY and _counts(right):
        between = text[left.end : right.start]
        return len(between) <= _FARTHEST and given_for.fullmatch(between) is not None
    return False


def _is_level(figure: Figure) -> bool:
    return figure.kind is Kind.LEVEL


def _counts(figure: Figure) -> bool:
    return figure.unit == "count" and figure.counted is not None
