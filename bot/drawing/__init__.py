"""Charts as pictures, by matplotlib: only the process that draws imports it, which is why it is imported so late."""

from digests.model.charts import Shape, Sketch

NEEDS = "bot.drawing.line"
"""What costs a third of a second to import."""


def draw(sketch: Sketch) -> bytes:
    """The sketch as a PNG, 1080 pixels wide."""
    from bot.drawing.bars import draw_bars
    from bot.drawing.line import draw_line

    return draw_line(sketch) if sketch.shape is Shape.TIME else draw_bars(sketch)
