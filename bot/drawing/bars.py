"""A comparison by place: each name above its bar, each value behind it."""

from matplotlib.patches import Rectangle

from bot.drawing.canvas import (
    COLOUR,
    CONTESTED,
    INK,
    LABEL,
    MARGIN,
    PAPER,
    SUBTITLE,
    TICK,
    TITLE,
    WIDTH,
    Canvas,
    head_height,
    width,
    wrapped,
    write_head,
)
from bot.drawing.footer import foot_height, write_foot
from digests.model.charts import Mark, MarkKind, Sketch

_ROW, _BAR, _NAME = 104, 40, 40
_GAP = 16


def draw_bars(sketch: Sketch) -> bytes:
    """The comparison as a PNG, as high as it has bars."""
    room = WIDTH - 2 * MARGIN
    title = wrapped(sketch.title, TITLE, room, weight="bold")
    subtitle = wrapped(sketch.subtitle, SUBTITLE, room, lines=2) if sketch.subtitle else []
    head, foot = head_height(title, subtitle), foot_height(sketch)
    canvas = Canvas(head + _ROW * len(sketch.marks) + 20 + foot)
    write_head(canvas, title, subtitle)
    # The longest bar leaves room for its value, and so does each shorter one.
    labels = max(width(mark.label, LABEL, "bold") for mark in sketch.marks)
    scale = (room - labels - _GAP) / max(1e-9, *(mark.height for mark in sketch.marks))
    top = canvas.height - head
    for index, mark in enumerate(sketch.marks):
        _draw_bar(canvas, mark, top - _ROW * index, scale)
    write_foot(canvas, sketch)
    return canvas.png()


def _draw_bar(canvas: Canvas, mark: Mark, top: float, scale: float) -> None:
    is_contested = mark.kind is MarkKind.CONTESTED
    colour = CONTESTED if is_contested else COLOUR
    [name] = wrapped(mark.name, TICK, WIDTH - 2 * MARGIN, lines=1)
    canvas.write(MARGIN, top - 32, name, TICK)
    length = max(mark.height * scale, 3)
    face = PAPER if is_contested else colour
    bottom = top - _NAME - _BAR - 4
    canvas.axes.add_patch(Rectangle((MARGIN, bottom), length, _BAR, fc=face, ec=colour, lw=3))
    canvas.write(
        MARGIN + length + _GAP, bottom + 6, mark.label, LABEL, weight="bold", colour=colour if is_contested else INK
    )
