"""How the sources are doing, in groups that a reader understands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from digests.model import SourceHealth

FRESH = timedelta(days=1)
"""The slowest rhythm of a source is 12 hours; one that was missed twice is a problem."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The sources in the newsroom's order, each in one group.

    fresh   could be read within `FRESH`
    silent  could be read too, and have published nothing for unusually long
    unread  could not be read within `FRESH`, or never
    latest  when one of them was read last; None: none ever was
    """

    fresh: tuple[SourceHealth, ...] = ()
    silent: tuple[SourceHealth, ...] = ()
    unread: tuple[SourceHealth, ...] = ()
    latest: datetime | None = None

    @property
    def total(self) -> int:
        """All sources."""
        return len(self.fresh) + len(self.silent) + len(self.unread)


def standing(health: Sequence[SourceHealth], now: datetime) -> Standing:
    """The groups of these sources."""
    read = [one for one in health if one.state.succeeded_at and now - one.state.succeeded_at <= FRESH]
    return Standing(
        fresh=tuple(one for one in read if one.state.problem != "silent"),
        silent=tuple(one for one in read if one.state.problem == "silent"),
        unread=tuple(one for one in health if one not in read),
        latest=max((one.state.succeeded_at for one in health if one.state.succeeded_at), default=None),
    )
