"""Values along time: points with their values beside them, joined where nothing is missing between."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.drawing.canvas import (
    COLOUR,
    CONTESTED,
    INK,
    LABEL,
    MARGIN,
    MUTED,
    PAPER,
    RULE,
    SUBTITLE,
    TICK,
    TITLE,
    WIDTH,
    Box,
    Canvas,
    head_height,
    leading,
    width,
    wrapped,
    write_head,
)
from bot.drawing.footer import foot_height, write_foot
from bot.drawing.labels import Label, place_labels
from digests.model.charts import Mark, MarkKind, Sketch

_HEIGHT = 1080
_NAMES = 2 * leading(TICK) + 26
"""What the names of the times take: two lines below the axis."""
_WIDEST_NAME = 240
_INDENT = 70
"""From the sides of the plot to the first and last mark: half a label."""
_HEADROOM = 70
_MOST_LABELS = 11
"""More numbers are a table, and the caption is one."""


@dataclass(frozen=True, slots=True)
class _Style:
    marker: str
    size: float
    face: str
    edge: str
    edge_width: float


_STYLES = {
    MarkKind.FACT: _Style("o", 22, COLOUR, PAPER, 3),
    MarkKind.PLAN: _Style("o", 22, PAPER, COLOUR, 5),
    MarkKind.CONTESTED: _Style("D", 19, CONTESTED, PAPER, 3),
}


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where marks stand on the sheet."""

    area: Box
    low: float
    high: float

    def x(self, at: float) -> float:
        return self.area.left + _INDENT + at * (self.area.width - 2 * _INDENT)

    def y(self, height: float) -> float:
        room = self.area.height - _HEADROOM
        return self.area.bottom + (height - self.low) / (self.high - self.low) * room

    def spot(self, mark: Mark) -> tuple[float, float]:
        return self.x(mark.at), self.y(mark.height)


def draw_line(sketch: Sketch) -> bytes:
    """The series as a square PNG."""
    room = WIDTH - 2 * MARGIN
    title = wrapped(sketch.title, TITLE, room, weight="bold")
    subtitle = wrapped(sketch.subtitle, SUBTITLE, room, lines=2) if sketch.subtitle else []
    canvas = Canvas(_HEIGHT)
    write_head(canvas, title, subtitle)
    plot = _plot(sketch, head_height(title, subtitle))
    _draw_levels(canvas, sketch, plot)
    _draw_lines(canvas, sketch, plot)
    _draw_marks(canvas, sketch, plot)
    _write_names(canvas, sketch, plot)
    _write_values(canvas, sketch, plot)
    write_foot(canvas, sketch)
    return canvas.png()


def _plot(sketch: Sketch, head: float) -> _Plot:
    left = MARGIN + max((width(words, TICK) for _, words in sketch.levels), default=0)
    bottom = foot_height(sketch) + _NAMES
    heights = [mark.height for mark in sketch.marks]
    low = min([level for level, _ in sketch.levels] or heights)
    high = max(heights)
    return _Plot(
        Box(left, bottom, WIDTH - MARGIN - left, _HEIGHT - head - bottom), low, high if high > low else low + 1
    )


def _draw_levels(canvas: Canvas, sketch: Sketch, plot: _Plot) -> None:
    for height, words in sketch.levels:
        y = plot.y(height)
        is_ground = height == plot.low
        right = plot.area.left + plot.area.width
        canvas.axes.plot([plot.area.left + 18, right], [y, y], color=MUTED if is_ground else RULE, lw=2, zorder=1)
        canvas.write(plot.area.left, y - TICK * 0.36, words, TICK, colour=MUTED, side="right")


def _draw_lines(canvas: Canvas, sketch: Sketch, plot: _Plot) -> None:
    for first, last in sketch.lines:
        ends = [plot.spot(sketch.marks[index]) for index in (first, last)]
        is_planned = sketch.marks[last].kind is MarkKind.PLAN
        canvas.axes.plot(
            *zip(*ends, strict=True), color=COLOUR, lw=5, ls=(0, (2, 1.6)) if is_planned else "-", zorder=2
        )


def _draw_marks(canvas: Canvas, sketch: Sketch, plot: _Plot) -> None:
    _join_contested(canvas, sketch, plot)
    many = len(sketch.marks) > 14
    for mark in sketch.marks:
        x, y = plot.spot(mark)
        style = _STYLES[mark.kind]
        size = style.size * (0.75 if many else 1)
        canvas.axes.plot(
            *([x], [y], style.marker), ms=size, mfc=style.face, mec=style.edge, mew=style.edge_width, zorder=4
        )


def _join_contested(canvas: Canvas, sketch: Sketch, plot: _Plot) -> None:
    """A dotted line between statements of one time that cannot both be true."""
    for at in {mark.at for mark in sketch.marks if mark.kind is MarkKind.CONTESTED}:
        heights = [plot.y(mark.height) for mark in sketch.marks if mark.at == at and mark.kind is MarkKind.CONTESTED]
        ends = [min(heights), max(heights)]
        canvas.axes.plot([plot.x(at)] * 2, ends, color=CONTESTED, lw=3, ls=(0, (1, 1.5)), zorder=3)


def _write_names(canvas: Canvas, sketch: Sketch, plot: _Plot) -> None:
    """The times below their marks, the last and the first before all others, as many as have room."""
    names = {mark.at: mark.name for mark in sketch.marks}
    order = sorted(names, reverse=True)
    taken: list[Box] = []
    for at in [order[0], order[-1], *order[1:-1]]:
        lines = wrapped(names[at], TICK, _WIDEST_NAME, lines=2)
        wide = max(width(line, TICK) for line in lines)
        middle = min(max(plot.x(at), MARGIN / 2 + wide / 2), WIDTH - MARGIN / 2 - wide / 2)
        box = Box(middle - wide / 2, 0, wide, 1)
        if any(box.overlaps(other, gap=22) for other in taken):
            continue
        taken.append(box)
        for index, line in enumerate(lines):
            y = plot.area.bottom - 52 - index * leading(TICK)
            canvas.write(middle, y, line, TICK, colour=MUTED, side="center")
        ground = plot.area.bottom
        canvas.axes.plot([plot.x(at)] * 2, [ground, ground - 12], color=MUTED, lw=2, zorder=1)


def _write_values(canvas: Canvas, sketch: Sketch, plot: _Plot) -> None:
    spots = [plot.spot(mark) for mark in sketch.marks]
    labels = [_label(sketch, index, spots) for index in islice(_by_weight(sketch.marks), _MOST_LABELS)]
    passed = [spots[first] + spots[last] for first, last in sketch.lines]
    edges = Box(MARGIN / 2, plot.area.bottom + 4, WIDTH - MARGIN, plot.area.height)
    for label, x, y in place_labels(labels, spots, passed, edges, _level_boxes(sketch, plot)):
        mark = sketch.marks[label.index]
        colour = CONTESTED if mark.kind is MarkKind.CONTESTED else INK
        middle = x + label.width / 2
        canvas.write(
            *(middle, y + label.height - LABEL * 0.86, mark.label, LABEL), colour=colour, weight="bold", side="center"
        )
        if mark.tag:
            canvas.write(middle, y + 8, mark.tag, TICK, colour=MUTED, side="center")


def _level_boxes(sketch: Sketch, plot: _Plot) -> list[Box]:
    """What the names of the levels cover."""
    widths = [(plot.y(height), width(words, TICK)) for height, words in sketch.levels]
    return [Box(plot.area.left - wide, y - TICK / 2, wide, TICK) for y, wide in widths]


def _label(sketch: Sketch, index: int, spots: Sequence[tuple[float, float]]) -> Label:
    mark = sketch.marks[index]
    wide = max(width(mark.label, LABEL, "bold"), width(mark.tag, TICK) if mark.tag else 0)
    neighbours = [spots[other][1] for pair in sketch.lines if index in pair for other in pair if other != index]
    own = spots[index][1]
    twins = [other.height for other in sketch.marks if other.at == mark.at]
    is_valley = bool(neighbours) and own <= min(neighbours) and own < max(neighbours)
    is_lower_twin = len(twins) > 1 and mark.height < max(twins)
    return Label(index, wide, LABEL + (leading(TICK) if mark.tag else 0), is_below=is_valley or is_lower_twin)


def _by_weight(marks: Sequence[Mark]) -> Iterator[int]:
    """The marks whose values a reader looks for first: the last, the first, the unusual, the ends of the scale."""
    heights = [mark.height for mark in marks]
    ends = {heights.index(max(heights)), heights.index(min(heights))}

    def weight(index: int) -> tuple[bool, bool, bool, int]:
        is_plain = marks[index].kind is MarkKind.FACT
        return index not in {0, len(marks) - 1}, is_plain, index not in ends, -index

    return iter(sorted(range(len(marks)), key=weight))
