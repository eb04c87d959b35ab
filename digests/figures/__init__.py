"""Finds the numbers that an article states: scan, normalise, refuse, bind; and rank for the headline."""

from datetime import date

from digests.figures.rank import rank
from digests.figures.read import read
from digests.model import Figure, Locale

__all__ = ["find_figures", "rank"]


def find_figures(text: str, lang: Locale, *, published: date | None = None) -> tuple[Figure, ...]:
    """All figures of the text, in order, none within another; any text is safe.

    `published` resolves words like "this year"; without it such a period is None.
    """
    return tuple(reading.figure for reading in read(text, lang, published) if reading.figure)
