"""What a chart of a metric shows: its values along time, or place by place; where nothing is known, nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from digests.ledger import conflicts
from digests.metrics import are_of_one_size, length_of, values_of
from digests.model import Kind, Metric, Observation, Period, Proof, Value
from digests.model.charts import MarkKind, Shape

MOST_MOMENTS = 24
MOST_PLACES = 14
"""What can be told apart on a phone."""

_A_YEAR = timedelta(days=371)
"""The most between two values of yearly habit; a week late is still in time."""

Moment = tuple[Period | None, date | None]
"""When a value was true: its period, or the day that it is as of. Without both: before what its source says next."""


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """A value with what kind of mark it is."""

    value: Value
    kind: MarkKind

    @property
    def observation(self) -> Observation:
        """What its most exact statement says."""
        return self.value.observation

    @property
    def moment(self) -> Moment:
        """When it was true."""
        return moment_of(self.observation)


@dataclass(frozen=True, slots=True)
class Chart:
    """Values of one metric and unit that are worth a picture.

    place   where they are of; None: where none is named, or place by place
    points  along time; place by place, the largest first
    lines   pairs of points (by their places in `points`) between which the metric moved, as far as anybody says; where
            values are missing between two, or they are not of one kind, there is none
    """

    metric: Metric
    place: str | None
    shape: Shape
    points: tuple[ChartPoint, ...]
    lines: tuple[tuple[int, int], ...] = ()

    @property
    def unit(self) -> str:
        """What all values are measured in."""
        return self.points[0].observation.unit


def moment_of(one: Observation) -> Moment:
    """When it was true, as a chart places it."""
    if one.period is not None:
        return one.period, None
    return None, None if one.is_earlier else one.published.date()


def chart_over_time(metric: Metric, place: str | None, proofs: Sequence[Proof]) -> Chart | None:
    """The newest values of a metric at a place; None where all that is known is of one moment."""
    points = [point for point in _points(metric, proofs) if point.moment != (None, None)]
    unit = _usual_unit(points)
    dated = sorted((one for one in points if one.observation.unit == unit), key=_by_day)
    kept = set(list(dict.fromkeys(point.moment for point in dated))[-MOST_MOMENTS:])
    shown = [point for point in dated if point.moment in kept]
    shown = [*_left(metric, proofs, shown), *shown]
    if len({point.moment for point in shown}) < 2:
        return None
    return Chart(metric, place, Shape.TIME, tuple(shown), tuple(_lines(shown)))


def chart_by_place(metric: Metric, told: Mapping[str, Sequence[Proof]]) -> Chart | None:
    """The facts of the moment for which most places have one; None where only one place has."""
    points = [point for proofs in told.values() for point in _points(metric, proofs) if point.kind is not MarkKind.PLAN]
    places: defaultdict[tuple[Moment, str], set[str | None]] = defaultdict(set)
    for point in points:
        places[point.moment, point.observation.unit].add(point.observation.place)
    same = max(places, key=lambda one: (len(places[one]), _end(one[0])), default=None)
    if same is None or len(places[same]) < 2 or same[0] == (None, None):
        return None
    shown = [point for point in points if (point.moment, point.observation.unit) == same]
    shown.sort(key=lambda point: (-point.observation.value, point.observation.place or ""))
    return Chart(metric, None, Shape.PLACES, tuple(shown[:MOST_PLACES]))


def _points(metric: Metric, proofs: Sequence[Proof]) -> list[ChartPoint]:
    """Levels in the metric's units; a range is no one height, so only the card tells it."""
    known = {proof.observation: proof for proof in proofs}
    contested = {one for pair in conflicts(known) for one in (pair.first, pair.second)}
    return [
        ChartPoint(value, _kind(value, contested))
        for value in values_of(proofs)
        if not value.observation.is_change
        and value.observation.kind is not Kind.RANGE
        and value.observation.unit in metric.units
    ]


def _kind(value: Value, contested: set[Observation]) -> MarkKind:
    if value.observation.is_plan:
        return MarkKind.PLAN
    is_contested = any(proof.observation in contested for proof in value.proofs)
    return MarkKind.CONTESTED if is_contested else MarkKind.FACT


def _usual_unit(points: Sequence[ChartPoint]) -> str | None:
    counted = Counter(point.observation.unit for point in points)
    return max(counted, key=lambda unit: counted[unit], default=None)


def _by_day(point: ChartPoint) -> tuple[object, ...]:
    one = point.observation
    start = (one.period and one.period.start) or date.min
    return one.day, start, one.is_plan, one.published, one.value


def _end(moment: Moment) -> date:
    period, day = moment
    return day or (period and period.end) or date.min


def _left(metric: Metric, proofs: Sequence[Proof], shown: Sequence[ChartPoint]) -> list[ChartPoint]:
    """What the source of the first value names as the value before, without a date: it can only stand at the start."""
    if not shown or shown[0].kind is not MarkKind.FACT:
        return []
    refs = {proof.observation.ref for proof in shown[0].value.proofs}
    unit = shown[0].observation.unit
    return [
        point
        for point in _points(metric, proofs)
        if point.moment == (None, None)
        and point.observation.unit == unit
        and any(proof.observation.ref in refs for proof in point.value.proofs)
    ][:1]


def _lines(shown: Sequence[ChartPoint]) -> Iterator[tuple[int, int]]:
    """Of the moments that have one value, those that follow each other; a plan goes on from the fact before it."""
    told = Counter(point.moment for point in shown)
    alone = [index for index, point in enumerate(shown) if told[point.moment] == 1]
    alike: defaultdict[object, list[int]] = defaultdict(list)
    for index in alone:
        alike[length_of(shown[index].observation)].append(index)
    for same in alike.values():
        for first, last in pairwise(same):
            if _follows(shown[first].observation, shown[last].observation):
                yield first, last
    if shown[0].moment == (None, None) and length_of(shown[1].observation) != length_of(shown[0].observation):
        yield 0, 1


def _follows(first: Observation, last: Observation) -> bool:
    """Whether nothing is missing between two values of times as long, and they may measure the same."""
    if first.is_plan and not last.is_plan:
        return False
    if not are_of_one_size(first, last):
        return False
    if moment_of(first) == (None, None):
        return True
    if first.period is None or last.period is None:
        return last.day - first.day <= _A_YEAR
    start, end = first.period.start, first.period.end
    if start is None or end is None or last.period.start is None:
        return False
    is_next = last.period.start <= end + timedelta(days=1)
    is_a_year_on = timedelta(days=360) <= last.period.start - start <= _A_YEAR
    return is_next or is_a_year_on
