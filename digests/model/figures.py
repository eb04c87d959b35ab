"""The numbers that articles state."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from digests.model.words import Locale


class Kind(StrEnum):
    """What a figure says."""

    LEVEL = "level"
    CHANGE = "change"
    TRANSITION = "transition"
    MULTIPLE = "multiple"
    RANGE = "range"
    FRACTION = "fraction"


class Direction(StrEnum):
    """Where a change, transition or multiple goes."""

    UP = "up"
    DOWN = "down"


class Qualifier(StrEnum):
    """How exactly a figure is meant."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    AT_LEAST = "at_least"
    UP_TO = "up_to"
    ALMOST = "almost"


class FigureStatus(StrEnum):
    """Whether what a figure says has come true."""

    FACT = "fact"
    PLAN = "plan"
    ONGOING = "ongoing"


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a figure speaks of, both included; None is an open end."""

    start: date | None
    end: date | None


Statement = tuple[Decimal | None, Decimal, str]


class Figure(NamedTuple):
    """A number that an article states.

    value           exact and scaled: «1,2 млрд» is Decimal("1200000000")
    value_from      the earlier value of a transition, the low end of a range
    unit            "count", "percent", "percentage_point", "KZT" (ISO 4217), "times", "fraction", "year", "km" …
    start, end      its span in the article's text (code points), so that its words can always be shown
    counted         the noun phrase counted, as in the text, with its span; counted_head: its head in dictionary form
    sentence        the span of the sentence it stands in
    status          a fact where the words around say nothing else
    place           key of an oblast or city (`lang.places`): "astana", "abai-oblast"; None: the sentence names none
    partner         the span of the figure that states the other side: the money of a count, the count of a sum
    """

    start: int
    end: int
    surface: str
    value: Decimal
    kind: Kind
    unit: str
    lang: Locale
    sentence: tuple[int, int]
    value_from: Decimal | None = None
    direction: Direction | None = None
    qualifier: Qualifier = Qualifier.EXACT
    counted: str | None = None
    counted_start: int | None = None
    counted_end: int | None = None
    counted_head: str | None = None
    period: Period | None = None
    status: FigureStatus = FigureStatus.FACT
    place: str | None = None
    partner: tuple[int, int] | None = None

    @property
    def statement(self) -> Statement:
        """The number as it is the same in every wording and language."""
        return self.value_from, self.value, self.unit


@dataclass(frozen=True, slots=True)
class FigureRef:
    """Where a figure is kept: the n-th (from 0) of one revision of an article."""

    article_id: str
    revision: int
    index: int
