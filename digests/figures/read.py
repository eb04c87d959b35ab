"""Each number of a text becomes a figure or is refused: what the bot takes, and `show figures --why` explains."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from digests.figures.bind import bind, carry
from digests.figures.normalise import find_quantities
from digests.figures.quantity import Quantity
from digests.figures.refuse import refusal
from digests.lang import sentences
from digests.model import Figure, Locale


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a quantity: a figure, or the reason why it is none.

    is_carried  the noun is that of the figure before («из 18 школ сдано 11»)
    """

    quantity: Quantity
    figure: Figure | None = None
    refusal: str | None = None
    is_carried: bool = False


def read(text: str, lang: Locale, published: date | None) -> Iterator[Reading]:
    """All quantities in order, with what became of them; the figures do not overlap."""
    spans = sentences(text, lang)
    last: Figure | None = None
    for quantity in find_quantities(text, lang):
        reason = refusal(text, quantity, lang)
        if reason is not None:
            yield Reading(quantity, refusal=reason)
            continue
        bound = bind(text, quantity, lang, spans, published)
        if last and bound.start < last.end:
            yield Reading(quantity, refusal="overlap")
            continue
        figure = carry(text, bound, last)
        yield Reading(quantity, figure, is_carried=figure is not bound)
        last = figure
