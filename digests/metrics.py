"""What a reader is told of a metric: the value told last, the values before it, and where its sources part."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from digests.ledger import check, conflicts, find, growth, series
from digests.ledger.checks import FAR
from digests.ledger.conflicts import SAME_SIZE
from digests.model import (
    Article,
    Computed,
    FigureRef,
    Flag,
    FlagKind,
    Locale,
    Metric,
    Observation,
    Period,
    Point,
    Proof,
    Series,
    Value,
)

_SHARES = frozenset({"percent", "fraction", "percentage_point"})
"""The growth of a share in per cent would be read as points of it: it is not computed."""


@dataclass(frozen=True, slots=True)
class MetricValue:
    """A metric with the value told last."""

    metric: Metric
    value: Value


@dataclass(frozen=True, slots=True)
class MetricsPage:
    """A page (from 0) of metrics; behind the last of them there may be pages of figures."""

    shown: tuple[MetricValue, ...]
    number: int = 0
    has_more: bool = False


@dataclass(frozen=True, slots=True)
class MetricCard:
    """All that is told of a metric at one place (None: where sources name none), the newest first.

    changes    how far it moved, as sources say it
    conflicts  pairs of statements that cannot both be true
    flags      what does not fit in an article that is shown, with a proof from that article
    places     where else there are values, those with most of them first
    has_chart  whether more than one value of one kind is known, so that there is something to draw
    """

    metric: Metric
    place: str | None
    facts: tuple[Value, ...] = ()
    plans: tuple[Value, ...] = ()
    changes: tuple[Value, ...] = ()
    conflicts: tuple[tuple[Proof, Proof], ...] = ()
    flags: tuple[tuple[Flag, Proof], ...] = ()
    places: tuple[str | None, ...] = ()
    has_chart: bool = False

    @property
    def values(self) -> tuple[Value, ...]:
        """Facts, plans and changes."""
        return (*self.facts, *self.plans, *self.changes)


def wanted(metrics: Sequence[Metric], rubrics: Collection[str], words: Sequence[str], locale: Locale) -> list[Metric]:
    """The metrics of these rubrics; where words are asked for, those that they mean, best first, of any rubric."""
    if words:
        return list(find(metrics, words, locale))
    return [metric for metric in metrics if metric.rubric in rubrics]


def told_last(metric: Metric, last: Proof, known: Sequence[Proof]) -> MetricValue:
    """The metric with the value that `last`, no earlier one, states; `known` is what else is told of it there."""
    proofs = {last.observation: last} | {proof.observation: proof for proof in known}
    lines = series(proofs)
    line, point = next(
        (line, point) for line in lines for point in line.points if last.observation in point.observations
    )
    return MetricValue(metric, _value(point, _Moves.of(line), proofs))


def _value(point: Point, moves: "_Moves", known: Mapping[Observation, Proof]) -> Value:
    return Value(tuple(known[one] for one in point.observations), moves.to(point))


def values_of(proofs: Iterable[Proof]) -> tuple[Value, ...]:
    """The values that these statements make, the newest first; each is told once with all that state it."""
    known = {proof.observation: proof for proof in proofs}
    values: dict[object, Value] = {}
    for line in series(known):
        moves = _Moves.of(line)
        for point in line.points:
            value = _value(point, moves, known)
            same = values.get(_identity(value.observation))
            values[_identity(value.observation)] = replace(value, proofs=same.proofs + value.proofs) if same else value
    return tuple(sorted(values.values(), key=_by_time, reverse=True))


def card_of(
    metric: Metric,
    place: str | None,
    proofs: Sequence[Proof],
    *,
    articles: Mapping[str, Article],
    places: Mapping[str | None, int],
    most: int,
) -> MetricCard:
    """The card of a metric at a place; of facts, plans, changes and conflicts the newest, at most `most` of each.

    `proofs` are of this place; `articles`, by id, are those whose numbers are looked at for what does not fit.
    """
    by_observation = {proof.observation: proof for proof in proofs}
    values = values_of(proofs)
    levels = [value for value in values if not value.observation.is_change]
    shown = MetricCard(
        metric,
        place,
        facts=tuple(value for value in levels if not value.observation.is_plan)[:most],
        plans=tuple(value for value in levels if value.observation.is_plan)[:most],
        changes=tuple(value for value in values if value.observation.is_change)[:most],
    )
    contested = conflicts(by_observation)[:most]
    return MetricCard(
        *(metric, place, shown.facts, shown.plans, shown.changes),
        conflicts=tuple((by_observation[one.first], by_observation[one.second]) for one in contested),
        flags=_flags(shown.values, by_observation, articles),
        places=tuple(sorted((other for other in places if other != place), key=lambda other: -places[other])),
    )


def _flags(
    values: Sequence[Value], known: Mapping[Observation, Proof], articles: Mapping[str, Article]
) -> tuple[tuple[Flag, Proof], ...]:
    """The flags of titles, and of the figures among the values."""
    proofs = {proof.observation.ref: proof for value in values for proof in value.proofs[:1]}
    lines = series(known)
    found: dict[Flag, Proof] = {}
    for ref, proof in proofs.items():
        article = articles.get(ref.article_id)
        if article is None or article.revision != ref.revision:
            continue
        own = [one for one in known if one.ref.article_id == article.id]
        for flag in check(article, own, lines):
            if ref in flag.refs or flag.kind is FlagKind.TITLE_ALONE:
                found.setdefault(flag, proof)
    return tuple(found.items())


def _identity(one: Observation) -> object:
    """The same for the values that several sources call the earlier one without saying when that was."""
    if one.is_earlier and one.period is None:
        return one.unit, one.value, one.qualifier
    return one


def _by_time(value: Value) -> tuple[object, ...]:
    one = value.observation
    return one.day, not one.is_earlier, one.published, one.ref.article_id, -one.ref.index


@dataclass(frozen=True, slots=True)
class _Moves:
    """What is looked up of a line for each of its points.

    left   what sources name as the value before, by the figure that names it
    facts  by how long a time they speak of and its last day
    """

    is_measured: bool
    left: Mapping[FigureRef, Observation]
    facts: Mapping[tuple[str, int], Mapping[date, Sequence[Observation]]]

    @classmethod
    def of(cls, line: Series) -> "_Moves":
        left = {one.ref: one for point in line.points for one in point.observations if one.is_earlier}
        facts: defaultdict[tuple[str, int], defaultdict[date, list[Observation]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for point in line.points:
            one = min(point.observations, key=lambda said: said.is_earlier)
            if not one.is_plan and (one.period or not one.is_earlier):
                facts[length_of(one)][one.day].append(one)
        return cls(not line.is_change and line.unit not in _SHARES, left, facts)

    def to(self, point: Point) -> Computed | None:
        """How far a fact moved from the one before: where its own source names that one, from there."""
        last = point.best
        if not self.is_measured or last.is_plan or last.is_earlier:
            return None
        led = next((one for one in point.observations if one.ref in self.left and not one.is_earlier), None)
        if led:
            return growth(self.left[led.ref], led)
        first = self._before(last)
        is_moved = first is not None and first.value != last.value and are_of_one_size(first, last)
        return growth(first, last) if first and is_moved else None

    def _before(self, last: Observation) -> Observation | None:
        """The fact before, of a time as long; None where sources tell several values of either time."""
        alike = self.facts.get(length_of(last), {})
        day = max((day for day in alike if day < last.day), default=None)
        if day is None or len(alike.get(last.day, ())) > 1:
            return None
        return alike[day][0] if len(alike[day]) == 1 else None


def are_of_one_size(first: Observation, last: Observation) -> bool:
    """Whether they may measure the same: what is far larger is rather of the country than of a meeting."""
    low, high = sorted((abs(first.value), abs(last.value)))
    return high <= low * (FAR if last.period else SAME_SIZE)


def length_of(one: Observation) -> tuple[str, int]:
    """How long the time is that it speaks of: a year is comparable to a year, and not to half of one."""
    if one.period is None:
        return "day of publication", 0
    start, end = one.period.start, one.period.end
    if start is None or end is None:
        return f"open {start}", 0
    return _months(one.period) or ("days", (end - start).days)


def _months(period: Period) -> tuple[str, int] | None:
    start, behind = period.start or date.min, (period.end or date.min) + timedelta(days=1)
    if start.day != 1 or behind.day != 1:
        return None
    return "months", 12 * (behind.year - start.year) + behind.month - start.month
