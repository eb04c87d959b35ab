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
            values are missing between two there is none
    is_part  whether the metric has values that cannot be compared with these, or too many
    """

    metric: Metric
    place: str | None
    shape: Shape
    points: tuple[ChartPoint, ...]
    lines: tuple[tuple[int, int], ...] = ()
    is_part: bool = False

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
    """The newest comparable values of a metric at a place; None where there are none of two moments."""
    known = _points(metric, proofs)
    dated = sorted((point for point in known if point.moment != (None, None)), key=_by_day)
    alike = _alike(dated)
    kept = set(list(dict.fromkeys(point.moment for point in alike))[-MOST_MOMENTS:])
    shown = [point for point in alike if point.moment in kept]
    shown = [*_left(known, shown), *shown] if shown else _pair(known, dated)
    if len({point.moment for point in shown}) < 2:
        return None
    return Chart(metric, place, Shape.TIME, tuple(shown), tuple(_lines(shown)), is_part=not set(dated) <= set(shown))


def _alike(dated: Sequence[ChartPoint]) -> list[ChartPoint]:
    """The values that can be compared: of one unit, of times as long, and of one size, at two moments or more."""
    groups: defaultdict[object, list[ChartPoint]] = defaultdict(list)
    for point in dated:
        groups[point.observation.unit, length_of(point.observation)].append(point)
    told = [same for group in groups.values() for same in _of_one_size(group) if len({one.moment for one in same}) > 1]
    best = max(told, key=lambda same: (len({one.moment for one in same}), max(map(_by_day, same))), default=[])
    return sorted(best, key=_by_day)


def _of_one_size(group: Sequence[ChartPoint]) -> Iterator[list[ChartPoint]]:
    """Parts of the group, apart where the next larger value is of another size: a club's number and a country's."""
    same: list[ChartPoint] = []
    for point in sorted(group, key=lambda one: one.observation.value):
        if same and not are_of_one_size(same[-1].observation, point.observation):
            yield same
            same = []
        same.append(point)
    if same:
        yield same


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
    return Chart(metric, None, Shape.PLACES, tuple(shown[:MOST_PLACES]), is_part=len(shown) < len(points))


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


def _by_day(point: ChartPoint) -> tuple[object, ...]:
    one = point.observation
    start = (one.period and one.period.start) or date.min
    return one.day, start, one.is_plan, one.published, one.value


def _end(moment: Moment) -> date:
    period, day = moment
    return day or (period and period.end) or date.min


def _pair(known: Sequence[ChartPoint], dated: Sequence[ChartPoint]) -> list[ChartPoint]:
    """The newest value whose source names the one before it, and that one, where no other two can be compared."""
    return next(([*left, point] for point in reversed(dated) if (left := _left(known, [point]))), [])


def _left(known: Sequence[ChartPoint], shown: Sequence[ChartPoint]) -> list[ChartPoint]:
    """What the source of the first value names as the value before, without a date: it can only stand at the start."""
    if shown[0].kind is not MarkKind.FACT:
        return []
    refs = {proof.observation.ref for proof in shown[0].value.proofs}
    return [
        point
        for point in known
        if point.moment == (None, None)
        and point.observation.unit == shown[0].observation.unit
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
