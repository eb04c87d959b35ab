"""Where articles disagree: both statements, side by side; never which is right."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations

from digests.ledger.agree import contradict
from digests.ledger.series import by_age, key_of, moments_of
from digests.model import Conflict, Observation

SAME_TIME = timedelta(days=3)
"""Without a period a value is as of its day; as far apart as a story spans, two days are one time."""

SAME_SIZE = 2
"""Without a period, a count twice as large is rather one of something else: of the country, not of the meeting."""

_SHARES = frozenset({"percent", "fraction", "percentage_point"})


@dataclass(frozen=True, slots=True)
class _Account:
    """What one article says of a metric, place and period. `day`: of which day, where it states no period."""

    said: tuple[Observation, ...]
    day: date | None

    @property
    def main(self) -> Observation:
        """The whole rather than its parts: of counts and sums the largest, of shares the first told."""
        if self.said[0].unit in _SHARES:
            return min(self.said, key=lambda one: one.ref.index)
        return max(self.said, key=lambda one: (one.value, -one.ref.index))

    def is_newer(self, moment: datetime | None) -> bool:
        """Whether its value was first seen later than this; None: any is."""
        return moment is None or self.main.first_seen > moment

    def disagrees(self, other: "_Account") -> bool:
        """Whether they speak of one time and not one value of the one can be true beside one of the other."""
        if self.day and other.day:
            low, high = sorted((abs(self.main.value), abs(other.main.value)))
            if abs(self.day - other.day) > SAME_TIME or high > SAME_SIZE * low:
                return False
        return all(contradict(mine, theirs) for mine in self.said for theirs in other.said)


def conflicts(
    observations: Iterable[Observation], *, stories: Mapping[str, str] | None = None, since: datetime | None = None
) -> tuple[Conflict, ...]:
    """Articles that contradict each other on one metric, place and period, the latest first; `stories` as for `series`.

    `since`: only conflicts of which one side was first seen later.
    Of no conflict are: a noun that no metric names, as it may mean another thing in each article; the values of one
    article, which are parts and wholes; what two articles tell beside a value on which they agree; a plan and a fact.
    """
    known = tuple(dict.fromkeys(one for one in observations if one.is_named and not one.is_change))
    found = (conflict for accounts in _accounts(known, stories or {}) for conflict in _among(accounts, since))
    return tuple(sorted(found, key=_latest, reverse=True))


def _accounts(known: Sequence[Observation], stories: Mapping[str, str]) -> Iterator[Sequence[_Account]]:
    """The accounts that may be compared with each other; articles that say the same are one, the earliest."""
    moments = moments_of(known, stories)
    grouped: defaultdict[object, defaultdict[str, list[Observation]]] = defaultdict(lambda: defaultdict(list))
    for one in sorted(known, key=by_age):
        if moments[one].earlier is None:
            grouped[*key_of(one), one.is_plan, one.period][one.ref.article_id].append(one)
    for articles in grouped.values():
        accounts = (_Account(tuple(said), moments[said[0]].day) for said in articles.values())
        distinct: dict[object, _Account] = {}
        for account in accounts:
            distinct.setdefault((account.day, *sorted(_claim(one) for one in account.said)), account)
        yield tuple(distinct.values())


def _among(accounts: Sequence[_Account], since: datetime | None) -> Iterator[Conflict]:
    for one, other in combinations(accounts, 2):
        if (one.is_newer(since) or other.is_newer(since)) and one.disagrees(other):
            yield Conflict(*sorted((one.main, other.main), key=by_age))


def _claim(one: Observation) -> tuple[str, str, str]:
    return str(one.value.normalize()), str(one.value_from), one.qualifier


def _latest(conflict: Conflict) -> tuple[object, ...]:
    return by_age(conflict.second), by_age(conflict.first)
