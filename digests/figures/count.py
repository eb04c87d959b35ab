"""What a figure counts: the noun phrase and its head."""

from collections.abc import Mapping
from typing import Protocol

from digests.figures import count_en, count_kk, count_ru
from digests.figures.headings import headings
from digests.figures.phrase import Counted
from digests.figures.quantity import MONEY, TIME, Quantity
from digests.model import Locale

__all__ = ["Counted", "count"]


class _Reader(Protocol):
    """A language: what a quantity counts in its sentence, and what a heading says that its table counts."""

    def count(
        self, text: str, quantity: Quantity, place: tuple[int, int], sentence: tuple[int, int]
    ) -> Counted | None: ...

    def named(self, text: str, start: int, end: int) -> Counted | None: ...


_NEVER = MONEY | TIME | {"MRP"}
_READERS: Mapping[Locale, _Reader] = {Locale.RU: count_ru, Locale.KK: count_kk, Locale.EN: count_en}


def count(
    text: str, quantity: Quantity, place: tuple[int, int], lang: Locale, sentence: tuple[int, int]
) -> Counted | None:
    """What the quantity counts by the words around it; None where they do not say."""
    if quantity.unit in _NEVER:
        return None
    reader = _READERS[lang]
    spans = headings(text, place[0])
    if spans:
        return next(filter(None, (reader.named(text, *span) for span in spans)), None)
    return reader.count(text, quantity, place, sentence)
