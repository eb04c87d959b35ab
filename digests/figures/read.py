"""Each number of a text becomes a figure or is refused: what the bot takes, and `show figures --why` explains."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from digests.figures.bind import bind
from digests.figures.normalise import find_quantities
from digests.figures.quantity import Quantity
from digests.figures.refuse import refusal
from digests.lang import sentences
from digests.model import Figure, Locale


class Reading(NamedTuple):
    """What became of a quantity: a figure, or the reason why it is none."""

    quantity: Quantity
    figure: Figure | None = None
    refusal: str | None = None


def read(text: str, lang: Locale, published: date | None) -> Iterator[Reading]:
    """All quantities in order, with what became of them; the figures do not overlap."""
    spans = sentences(text, lang)
    figures: list[Figure] = []
    for quantity in find_quantities(text, lang):
        reason = refusal(text, quantity, lang)
        if reason is not None:
            yield Reading(quantity, refusal=reason)
            continue
        figure = bind(text, quantity, lang, spans, published, before=figures)
        if figures and figure.start < figures[-1].end:
            yield Reading(quantity, refusal="overlap")
            continue
        yield Reading(quantity, figure)
        figures.append(figure)
