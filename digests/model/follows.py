"""Who follows a metric, and what is news to them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from digests.model.ledger import Metric, Observation, Proof, Value

REST = timedelta(days=1)
"""Between two messages of one metric and place to one chat."""


@dataclass(frozen=True, slots=True)
class Follow:
    """A chat that wants to hear of new values of a metric at a place (None: where sources name none).

    told      the value that it knows, as `told_as` writes it; empty: none was known
    told_day  the last day that this value speaks of
    """

    chat_id: int
    series: str
    place: str | None
    since: datetime
    told: str = ""
    told_day: date | None = None


@dataclass(frozen=True, slots=True)
class News:
    """A new value of a metric with what proves it, and the value before it.

    before  the proof of the value that its change is computed from
    """

    metric: Metric
    value: Value
    before: Proof | None = None

    @property
    def told(self) -> frozenset[str]:
        """How those know it who know it already, in whatever words."""
        return frozenset(told_as(proof.observation) for proof in self.value.proofs)

    @property
    def first_seen(self) -> datetime:
        """When its latest statement was read."""
        return max(proof.observation.first_seen for proof in self.value.proofs)


def told_as(one: Observation) -> str:
    """What makes a value another one: the period where one is stated, number and unit."""
    period = f"{one.period.start}/{one.period.end}" if one.period else ""
    return f"{period} {one.value.normalize():f} {one.unit}"
