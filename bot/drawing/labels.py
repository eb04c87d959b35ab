"""Where the values stand beside their marks, so that none covers another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.drawing.canvas import Box

_AWAY = 20
_GAP = 8
_STEP = 12
"""A line is looked at every so many pixels."""


@dataclass(frozen=True, slots=True)
class Label:
    """The words of a mark as a box; `is_below`: the lines from it go up, so below is its better side."""

    index: int
    width: float
    height: float
    is_below: bool = False


def place_labels(
    labels: Sequence[Label],
    spots: Sequence[tuple[float, float]],
    passed: Sequence[tuple[float, float, float, float]],
    edges: Box,
    taken: Sequence[Box] = (),
) -> Iterator[tuple[Label, float, float]]:
    """The labels that have room, with their lower left corners; those that come first choose first.

    spots   all marks, none of which a label may cover
    passed  lines between marks, which labels should not cross
    taken   where other words stand
    """
    covered = list(taken)
    points = [point for line in passed for point in _along(*line)]
    for label in labels:
        free = [
            box
            for box in _around(label, *spots[label.index], edges)
            if not any(box.overlaps(other, _GAP) for other in covered)
            and not any(box.holds(*spot, 14) for index, spot in enumerate(spots) if index != label.index)
            and not box.holds(*spots[label.index], 4)
        ]
        # The first of equally good ones: they come in the order of preference.
        best = min(free, key=lambda box: sum(box.holds(*point, 4) for point in points), default=None)
        if best is not None:
            covered.append(best)
            yield label, best.left, best.bottom


def _around(label: Label, x: float, y: float, edges: Box) -> Iterator[Box]:
    """Above and below, then to the sides; moved as far inwards as the sheet asks for."""
    above, below = y + _AWAY, y - _AWAY - label.height
    middle = y - label.height / 2
    left, right = x - _AWAY - label.width - 4, x + _AWAY + 4
    centred = x - label.width / 2
    corners = [(centred, above), (centred, below)]
    if label.is_below:
        corners.reverse()
    corners += [(right, middle), (left, middle), (x - 10, above), (x + 10 - label.width, above)]
    corners += [(x - 10, below), (x + 10 - label.width, below)]
    for at, bottom in corners:
        inside = min(max(at, edges.left), edges.left + edges.width - label.width)
        if edges.bottom <= bottom and bottom + label.height <= edges.bottom + edges.height:
            yield Box(inside, bottom, label.width, label.height)


def _along(x0: float, y0: float, x1: float, y1: float) -> Iterator[tuple[float, float]]:
    steps = max(int(max(abs(x1 - x0), abs(y1 - y0)) / _STEP), 1)
    for step in range(steps + 1):
        share = step / steps
        yield x0 + share * (x1 - x0), y0 + share * (y1 - y0)
