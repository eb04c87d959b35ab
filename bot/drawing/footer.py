"""The foot of a sheet: what contested marks mean, and who told the values."""

from bot.drawing.canvas import CONTESTED, MARGIN, MUTED, SOURCE, WIDTH, Canvas, leading, wrapped
from digests.model.charts import Sketch

_BOTTOM = 44
_DIAMOND = 34


def foot_lines(sketch: Sketch) -> tuple[list[str], list[str]]:
    """The note and the sources, in lines."""
    room = WIDTH - 2 * MARGIN
    note = wrapped(sketch.note, SOURCE, room - _DIAMOND, lines=2) if sketch.note else []
    return note, wrapped(sketch.source, SOURCE, room, lines=2) if sketch.source else []


def foot_height(sketch: Sketch) -> float:
    """What the foot takes from the bottom."""
    note, source = foot_lines(sketch)
    return _BOTTOM + leading(SOURCE) * (len(note) + len(source)) + (10 if note else 0)


def write_foot(canvas: Canvas, sketch: Sketch) -> None:
    """Note and sources, from the bottom up."""
    note, source = foot_lines(sketch)
    y = _BOTTOM - leading(SOURCE)
    for line in reversed(source):
        y += leading(SOURCE)
        canvas.write(MARGIN, y, line, SOURCE, colour=MUTED)
    y += 10
    for line in reversed(note):
        y += leading(SOURCE)
        canvas.write(MARGIN + _DIAMOND, y, line, SOURCE, colour=CONTESTED)
    if note:
        canvas.axes.plot([MARGIN + 10], [y + 10], marker="D", ms=14, mfc=CONTESTED, mec=CONTESTED)
