"""A sheet of paper with pixels for units: what all charts share, and how wide words are on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patheffects import withStroke

WIDTH = 1080
MARGIN = 60
TITLE, SUBTITLE, LABEL, TICK, SOURCE = 52, 36, 40, 32, 28
"""Sizes of letters: a third of it is what a phone shows."""

PAPER, INK, MUTED, RULE = "#fbf8f1", "#14213d", "#5a6478", "#e0d9cb"
COLOUR, CONTESTED = "#0b6e6e", "#b4460f"
"""On paper of its own a picture reads the same in a dark and in a light chat; both colours also differ in lightness."""

_LEADING = 1.25
_HALO = withStroke(linewidth=7, foreground=PAPER)
"""No line of the chart runs through a number."""
_PIXELS_PER_INCH = 72
"""So that a point is a pixel."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, from its lower left corner."""

    left: float
    bottom: float
    width: float
    height: float

    def overlaps(self, other: "Box", gap: float = 0) -> bool:
        """Whether they come closer than `gap`."""
        return (
            self.left < other.left + other.width + gap
            and other.left < self.left + self.width + gap
            and self.bottom < other.bottom + other.height + gap
            and other.bottom < self.bottom + self.height + gap
        )

    def holds(self, x: float, y: float, gap: float = 0) -> bool:
        """Whether the point is in it, or closer than `gap`."""
        across = self.left - gap < x < self.left + self.width + gap
        return across and self.bottom - gap < y < self.bottom + self.height + gap


class Canvas:
    """A sheet of `WIDTH` pixels; y grows upwards."""

    def __init__(self, height: float) -> None:
        self.height = height
        size = (WIDTH / _PIXELS_PER_INCH, height / _PIXELS_PER_INCH)
        self._figure = Figure(figsize=size, dpi=_PIXELS_PER_INCH, facecolor=PAPER)
        FigureCanvasAgg(self._figure)
        self.axes = self._figure.add_axes((0, 0, 1, 1))
        self.axes.set(xlim=(0, WIDTH), ylim=(0, height))
        self.axes.set_axis_off()

    def write(self, x: float, y: float, words: str, size: float, **style: Any) -> None:
        """Words on the base line `y`."""
        colour, weight, side = style.get("colour", INK), style.get("weight", "normal"), style.get("side", "left")
        text = self.axes.text(
            *(x, y, _literal(words)), fontproperties=font(size, weight), color=colour, ha=side, va="baseline", zorder=5
        )
        text.set_path_effects([_HALO])

    def png(self) -> bytes:
        """The sheet as it is now."""
        out = BytesIO()
        self._figure.savefig(out, format="png", dpi=_PIXELS_PER_INCH, facecolor=PAPER)
        return out.getvalue()


def font(size: float, weight: str = "normal") -> FontProperties:
    """The font that comes with matplotlib: it has the Kazakh letters and the tenge sign, on every machine."""
    return FontProperties(family="DejaVu Sans", size=size, weight=weight)


_MEASURE = RendererAgg(1, 1, _PIXELS_PER_INCH)  # type: ignore[no-untyped-call]


def width(words: str, size: float, weight: str = "normal") -> float:
    """How wide the words are."""
    box = _MEASURE.get_text_width_height_descent(_literal(words), font(size, weight), ismath=False)  # type: ignore[no-untyped-call]
    return float(box[0])


def wrapped(words: str, size: float, most: float, *, lines: int = 3, weight: str = "normal") -> list[str]:
    """The words in at most so many lines of at most `most` pixels; "…" says that some are left out."""
    found: list[str] = []
    for word in words.split(" "):
        longer = f"{found[-1]} {word}" if found else word
        if found and width(longer, size, weight) <= most:
            found[-1] = longer
        else:
            found.append(word)
    if len(found) > lines:
        found = [*found[: lines - 1], f"{found[lines - 1]} …"]
    return [_cut(line, size, most, weight) for line in found]


def leading(size: float) -> float:
    """From one base line to the next."""
    return size * _LEADING


def head_height(title: Sequence[str], subtitle: Sequence[str]) -> float:
    """What the head of a sheet takes from its top."""
    return 46 + leading(TITLE) * len(title) + leading(SUBTITLE) * len(subtitle) + (8 if subtitle else 0) + 30


def write_head(canvas: Canvas, title: Sequence[str], subtitle: Sequence[str]) -> None:
    """The title, and where or when all of it is of."""
    y = canvas.height - 46
    for line in title:
        y -= leading(TITLE)
        canvas.write(MARGIN, y + 12, line, TITLE, weight="bold")
    y -= 8
    for line in subtitle:
        y -= leading(SUBTITLE)
        canvas.write(MARGIN, y + 10, line, SUBTITLE, colour=MUTED)


def _cut(line: str, size: float, most: float, weight: str) -> str:
    if width(line, size, weight) <= most:
        return line
    kept = line.rstrip("… ")
    while kept and width(kept + "…", size, weight) > most:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def _literal(words: str) -> str:
    """A dollar sign is one, and begins no formula."""
    return words.replace("$", r"\$")


# Only this font is used; looked for once, not at each word.
font_manager.findfont(font(10))
