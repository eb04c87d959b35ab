"""Finds the numbers that an article states: scan, normalise, refuse, bind, see in context; rank for the headline."""

from datetime import date

from digests.figures.context import in_context
from digests.figures.rank import rank
from digests.figures.read import read
from digests.model import Figure, Locale

__all__ = ["find_figures", "rank"]


def find_figures(text: str, lang: Locale, *, published: date | None = None) -> tuple[Figure, ...]:
    """The figures of the text, in order, none within another, of its first few thousand numbers; any text is safe.

    `published` resolves words like "this year"; without it such a period is None.
    """
    return in_context(text, (reading.figure for reading in read(text, lang, published) if reading.figure))
