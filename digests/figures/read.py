"""Each number of a text becomes a figure or is refused: what the bot takes, and `show figures --why` explains."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from digests.figures.bind import bind
from digests.figures.normalise import find_quantities
from digests.figures.quantity import Quantity
from digests.figures.refuse import refusal
from digests.lang import sentences
from digests.model import Figure, Locale

_NEAR = 4  # figures: a noun is not carried further


class Reading(NamedTuple):
    """What became of a quantity: a figure, or the reason why it is none.

    is_carried  the noun is that of a figure before («из 24 мостов построено 9»)
    """

    quantity: Quantity
    figure: Figure | None = None
    refusal: str | None = None
    is_carried: bool = False


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
        yield Reading(quantity, figure, is_carried=_is_carried(figure, figures))
        figures.append(figure)


def _is_carried(figure: Figure, before: Sequence[Figure]) -> bool:
    """Whether its noun stands behind a figure before it, and so is that one's."""
    noun = figure.counted_start
    if noun is None or not before or noun >= figure.start:
        return False
    return any(other.start < noun == other.counted_start for other in before[-_NEAR:])
