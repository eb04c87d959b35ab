"""How often to look at a source, and whether what it says is what a living source says."""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from statistics import median

from digests.model import SourceEntry

SHORTEST = timedelta(minutes=10)
LONGEST = timedelta(hours=12)
LOOKS_A_GAP = 4  # so often within its median gap, so that news waits for a quarter of it at most
FEWEST_DATED = 4  # entries that say something of a rhythm
JITTER = 0.1  # of the pace, so that sources that were added together do not stay together
WEEK_HOURS = 7 * 24

SILENT_GAPS = 3
SHORTEST_SILENCE = timedelta(days=1)  # nights are no silence
OLD = timedelta(days=30)


def times(entries: Iterable[SourceEntry]) -> tuple[datetime, ...]:
    """When the entries were published, or else last changed; oldest first, each time once."""
    return tuple(sorted({moment for entry in entries if (moment := entry.published or entry.updated)}))


def median_gap(moments: Sequence[datetime]) -> timedelta | None:
    """The median time between publications that are in order of time; None: there are too few."""
    if len(moments) < FEWEST_DATED:
        return None
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(moments)]
    return timedelta(seconds=median(gaps))


def pace(every: timedelta | None, gap: timedelta | None, *least: timedelta | None) -> timedelta:
    """How long to leave a source alone: as the operator says or its rhythm asks for, and never under what is `least`.

    Without a rhythm it is looked at once an hour. What a source asks for counts up to the longest pace.
    """
    own = every if every is not None else _within(gap / LOOKS_A_GAP if gap is not None else timedelta(hours=1))
    return max(own, min(max((wish for wish in least if wish is not None), default=timedelta()), LONGEST))


def _within(wanted: timedelta) -> timedelta:
    return min(max(wanted, SHORTEST), LONGEST)


def next_check(now: datetime, wait: timedelta, quiet_hours: Collection[int], *, seed: str) -> datetime:
    """When to look again: after `wait` and up to a tenth more, outside of quiet hours unless there are no others."""
    share = int.from_bytes(sha256(f"{seed} {now.isoformat()}".encode()).digest()[:4]) / 2**32
    moment = now + wait + wait * (JITTER * share)
    if len(set(quiet_hours)) >= WEEK_HOURS:
        return moment
    while _hour_of_week(moment) in quiet_hours:
        moment = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return moment


def _hour_of_week(moment: datetime) -> int:
    utc = moment.astimezone(UTC)
    return utc.weekday() * 24 + utc.hour


def ailment(entries: Collection[SourceEntry], moments: Sequence[datetime], now: datetime) -> str | None:
    """What is wrong with a list that could be read: `undated`, `only_old` or `silent`; None: nothing.

    An empty list is none of them: a new feed is empty.
    """
    if not moments:
        return "undated" if entries else None
    if now - moments[-1] > OLD:
        return "only_old"
    return "silent" if is_silent(moments[-1], median_gap(moments), now) else None


def is_silent(newest: datetime | None, gap: timedelta | None, now: datetime) -> bool:
    """Whether nothing was published for more than three median gaps (and a day)."""
    return newest is not None and gap is not None and now - newest > max(SILENT_GAPS * gap, SHORTEST_SILENCE)
