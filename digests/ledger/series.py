"""Observations in order: one series a metric, unit and place; one point a value, however many articles repeat it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from digests.ledger.agree import digits, repeats
from digests.model import Observation, Period, Point, Qualifier, Series


class SeriesKey(NamedTuple):
    """What observations of one series share."""

    series: str
    unit: str
    place: str | None
    is_change: bool


class Moment(NamedTuple):
    """When a value was true: in a stated period; else as of the day when its story, or its very sentence, came out.

    earlier  the reference of a value that a transition left at a time not stated: it is beside no other value
    """

    period: Period | None
    day: date | None
    earlier: str | None


def series(observations: Iterable[Observation], *, stories: Mapping[str, str] | None = None) -> tuple[Series, ...]:
    """The series of these observations, by key; points by day. The order of the observations makes no difference.

    `stories` says of article ids which story they tell: reprints on another day are one point with all its sources.
    """
    known = tuple(dict.fromkeys(observations))
    moments = moments_of(known, stories or {})
    grouped: defaultdict[SeriesKey, list[Observation]] = defaultdict(list)
    for one in known:
        grouped[key_of(one)].append(one)
    made = (Series(*key, points=_points(members, moments)) for key, members in grouped.items())
    return tuple(sorted(made, key=lambda one: (one.key, one.unit, one.place or "", one.is_change)))


def key_of(one: Observation) -> SeriesKey:
    """The series that it belongs to."""
    return SeriesKey(one.series, one.unit, one.place, one.is_change)


def moments_of(observations: Sequence[Observation], stories: Mapping[str, str]) -> Mapping[Observation, Moment]:
    """When each value was true."""
    first: dict[str, datetime] = {}
    for one in observations:
        for origin in _origins(one, stories):
            first[origin] = min(first.get(origin, one.published), one.published)
    return {one: _moment(one, min(first[origin] for origin in _origins(one, stories))) for one in observations}


def _origins(one: Observation, stories: Mapping[str, str]) -> tuple[str, str]:
    return f"story {stories.get(one.ref.article_id, one.ref.article_id)}", f"sentence {one.sentence_hash}"


def _moment(one: Observation, came_out: datetime) -> Moment:
    if one.period is not None:
        return Moment(one.period, None, None)
    if one.is_earlier:
        return Moment(None, None, f"{one.value} {one.sentence_hash}")
    return Moment(None, came_out.date(), None)


def _points(members: Iterable[Observation], moments: Mapping[Observation, Moment]) -> tuple[Point, ...]:
    together: defaultdict[tuple[Moment, bool], list[Observation]] = defaultdict(list)
    for one in members:
        together[moments[one], one.is_plan].append(one)
    points = (point for group in together.values() for point in merge(group))
    return tuple(sorted(points, key=_by_day))


def _by_day(point: Point) -> tuple[object, ...]:
    best = point.best
    return best.day, not best.is_earlier, best.is_plan, *_by_exactness(best)


def merge(observations: Iterable[Observation]) -> tuple[Point, ...]:
    """One point a value, of observations of one moment: a round number joins the exact one that it stands for.

    The most digits come first, so that whatever the order, the exact number is there before its round repeat.
    """
    anchors: list[list[Observation]] = []
    for one in sorted(observations, key=_by_exactness):
        nearest = min(
            (anchor for anchor in anchors if _is_same(one, anchor[0])),
            key=lambda anchor: abs(anchor[0].value - one.value),
            default=None,
        )
        if nearest is None:
            anchors.append([one])
        else:
            nearest.append(one)
    return tuple(Point(tuple(anchor)) for anchor in anchors)


def _is_same(one: Observation, anchor: Observation) -> bool:
    is_equal = (one.value, one.value_from, one.direction) == (anchor.value, anchor.value_from, anchor.direction)
    return (is_equal and one.qualifier in {anchor.qualifier, Qualifier.EXACT}) or repeats(one, anchor)


def _by_exactness(one: Observation) -> tuple[object, ...]:
    low = one.value if one.value_from is None else one.value_from
    return (
        one.qualifier is not Qualifier.EXACT,
        -digits(one.value),
        one.value,
        low,
        *by_age(one),
    )


def by_age(one: Observation) -> tuple[object, ...]:
    """An order in which no two observations are equal: that of publication, then of the text."""
    ref = one.ref
    return one.published, ref.article_id, ref.revision, ref.index, not one.is_earlier, one.value, one.qualifier
