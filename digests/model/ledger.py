"""Figures over articles: metrics, observations, series, conflicts, flags, and what the bot computes itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from digests.model.figures import Direction, FigureRef, FigureStatus, Kind, Period, Qualifier
from digests.model.words import Locale

CHANGES = frozenset({Kind.CHANGE, Kind.MULTIPLE})


@dataclass(frozen=True, slots=True)
class Metric:
    """A named series, as metrics.toml says it.

    units       what it is measured in; a share is "percent"
    definition  one sentence
    counts      phrases for what is counted; each word of a phrase is the beginning of a word
    near        each of these must stand in the figure's sentence; «победител | лауреат»: one of the two
    never       phrases of which none may stand in the figure's clause
    """

    key: str
    rubric: str
    units: tuple[str, ...]
    name: Mapping[Locale, str]
    definition: Mapping[Locale, str]
    counts: Mapping[Locale, tuple[str, ...]]
    near: Mapping[Locale, tuple[str, ...]]
    never: Mapping[Locale, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure of an article, placed on a series.

    series         `Metric.key`; of what no metric names, language and head of what is counted: "ru:проект"
    unit           of the value: a growth of 17 % is "percent", whatever its series is measured in
    period         the days it speaks of; None: the article states none, it is as of `published`
    ref, is_earlier  name it: of a transition, the value that was left is an observation too
    partner        the index of the figure that states the other side: the money of a count, the count of a sum
    first_seen     when the bot first read this value in this sentence
    sentence_hash  of the sentence's words: reprints have the same
    """

    series: str
    unit: str
    value: Decimal
    kind: Kind
    ref: FigureRef
    published: datetime
    first_seen: datetime
    sentence_hash: str
    value_from: Decimal | None = None
    direction: Direction | None = None
    qualifier: Qualifier = Qualifier.EXACT
    period: Period | None = None
    place: str | None = None
    status: FigureStatus = FigureStatus.FACT
    is_earlier: bool = False
    partner: int | None = None

    @property
    def is_named(self) -> bool:
        """Whether a metric names its series."""
        return ":" not in self.series

    @property
    def is_change(self) -> bool:
        """Whether it says how far something moved, not how much there is."""
        return self.kind in CHANGES

    @property
    def is_plan(self) -> bool:
        """Whether it is meant or promised only."""
        return self.status is FigureStatus.PLAN

    @property
    def day(self) -> date:
        """The last day that it speaks of, by which a series is ordered; without a period the day of publication."""
        return (self.period and self.period.end) or self.published.date()


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series with all that state it, the most exact statement first."""

    observations: tuple[Observation, ...]

    @property
    def best(self) -> Observation:
        """The most exact statement of the value, the earliest of equally exact ones."""
        return self.observations[0]


@dataclass(frozen=True, slots=True)
class Series:
    """The points of one metric (or counted head), unit and place, by day; a place of None: where none is said.

    is_change  whether the points say how far something moved; such points and levels are never in one series
    """

    key: str
    unit: str
    place: str | None
    is_change: bool
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two statements of one metric, place and period that cannot both be exact; which is right is not said.

    The order is that of publication, and means nothing.
    """

    first: Observation
    second: Observation


class FlagKind(StrEnum):
    """What is noticed in an article; `Flag.values` are, in this order:

    TITLE_ALONE        the number of the title that the body does not state
    PERCENT_OR_POINTS  the stated change, the level reached, the level before if it is percent, and if it is points
    PARTS_AND_SUM      the stated whole, the sum of its stated parts
    ENDS_AND_CHANGE    the stated change, the change from the first value to the last
    NOT_YET            the year that a fact is stated for, the year of publication
    FAR_FROM_SERIES    the value, the lowest and the highest value known of its series
    """

    TITLE_ALONE = "title_alone"
    PERCENT_OR_POINTS = "percent_or_points"
    PARTS_AND_SUM = "parts_and_sum"
    ENDS_AND_CHANGE = "ends_and_change"
    NOT_YET = "not_yet"
    FAR_FROM_SERIES = "far_from_series"


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that a reader should know of an article's numbers; it changes none of them.

    refs      the figures it is about; none for a number of the title
    surface   the words it is about, as the article writes them
    unit      of `values`
    """

    kind: FlagKind
    refs: tuple[FigureRef, ...]
    surface: str
    values: tuple[Decimal, ...]
    unit: str


class Formula(StrEnum):
    """How the bot computes: (last - first) / first · 100; money / count; part / whole · 100."""

    GROWTH = "growth"
    PER_UNIT = "per_unit"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Computed:
    """A number that no article states: shown as "our calculation" only, with its formula.

    operands   first and last, money and count, or part and whole
    qualifier  ABOUT where an operand is not exact
    """

    formula: Formula
    value: Decimal
    unit: str
    operands: tuple[Observation, Observation]
    qualifier: Qualifier = Qualifier.EXACT


@dataclass(frozen=True, slots=True)
class Proof:
    """An observation with what proves it: the sentence, as the outlet printed it, and where."""

    observation: Observation
    outlet: str
    url: str
    title: str
    sentence: str
    surface: str
    lang: Locale
    counted: str | None = None
    state_order: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a metric with all that prove it, the most exact first.

    change  since the value before, as the bot computes it; None where the two cannot be compared
    """

    proofs: tuple[Proof, ...]
    change: Computed | None = None

    @property
    def proof(self) -> Proof:
        """The most exact statement of it."""
        return self.proofs[0]

    @property
    def observation(self) -> Observation:
        """What that statement says."""
        return self.proofs[0].observation

    @property
    def outlets(self) -> tuple[Proof, ...]:
        """The first proof of each outlet that states it."""
        first: dict[str, Proof] = {}
        for proof in self.proofs:
            first.setdefault(proof.outlet, proof)
        return tuple(first.values())
