"""What a chart of a metric shows: as values, and as words and places ready to be drawn."""

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """How a chart compares: along time, or place by place."""

    TIME = "time"
    PLACES = "places"


class MarkKind(StrEnum):
    """What is drawn for a value: of a fact, of a plan, or of statements that cannot both be true."""

    FACT = "fact"
    PLAN = "plan"
    CONTESTED = "contested"


@dataclass(frozen=True, slots=True)
class Mark:
    """A value: a point of a line, or a bar.

    at     along time, from 0 (the first) to 1 (the last); of bars the place in their order
    name   when or where it is of; the same for all marks at one place of the axis
    label  the value in words, with its unit
    tag    a word below the label
    """

    at: float
    height: float
    name: str
    label: str
    kind: MarkKind = MarkKind.FACT
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Sketch:
    """A chart of which only pixels are left to decide: all its words are in the reader's language.

    lines   pairs of marks, by their places in `marks`, that are joined
    levels  heights across which there is a line, with what they are
    note    what contested marks mean; empty where there are none
    """

    shape: Shape
    title: str
    subtitle: str
    marks: tuple[Mark, ...]
    lines: tuple[tuple[int, int], ...] = ()
    levels: tuple[tuple[float, str], ...] = ()
    note: str = ""
    source: str = ""
