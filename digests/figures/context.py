"""What a figure is among its neighbours: where it is true, whether it is a fact yet, which other belongs to it."""

from collections.abc import Iterable

from digests.figures.partner import partners
from digests.figures.place import find_places, place_of
from digests.figures.status import status_of
from digests.model import Figure, FigureStatus


def in_context(text: str, figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The same figures with status, place and partner."""
    known = tuple(figures)
    if not known:
        return ()
    mentions = tuple(find_places(text, known[0].lang))
    spans = {}
    for left, right in partners(text, known):
        spans[left] = known[right].start, known[right].end
        spans[right] = known[left].start, known[left].end
    return tuple(
        _with(
            figure,
            status_of(text, figure),
            place_of(text, figure, mentions) if mentions else None,
            spans.get(index),
        )
        for index, figure in enumerate(known)
    )


def _with(figure: Figure, status: FigureStatus, place: str | None, partner: tuple[int, int] | None) -> Figure:
    if status is FigureStatus.FACT and not place and not partner:
        return figure  # as most are, and copies cost
    return figure._replace(status=status, place=place, partner=partner)
