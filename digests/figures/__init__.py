"""Finds the numbers that an article states: scan, normalise, refuse, bind; and rank for the headline."""

from datetime import date

from digests.figures.bind import bind
from digests.figures.normalise import find_quantities
from digests.figures.rank import rank
from digests.figures.refuse import refusal
from digests.lang import sentences
from digests.model import Figure, Locale

__all__ = ["find_figures", "rank"]


def find_figures(text: str, lang: Locale, *, published: date | None = None) -> tuple[Figure, ...]:
    """All figures of the text, in order, none within another; any text is safe.

    `published` resolves words like "this year"; without it such a period is None.
    """
    spans = sentences(text, lang)
    figures: list[Figure] = []
    for quantity in find_quantities(text, lang):
        if refusal(text, quantity, lang) is not None:
            continue
        figure = bind(text, quantity, lang, spans, published, before=figures)
        if not figures or figure.start >= figures[-1].end:
            figures.append(figure)
    return tuple(figures)
