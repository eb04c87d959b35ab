"""The clocks of the process: the real one and one that a person or a test moves; and whether it knows its zones."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

HOME_ZONE, HOME_OFFSET = "Asia/Almaty", timedelta(hours=5)
"""One time zone in all of Kazakhstan since 1 March 2024; a machine with older zone data sends an hour too early."""
SINCE = datetime(2024, 3, 2)  # noqa: DTZ001 a local day, of which the offset is asked


def zone_fault() -> tuple[str, str] | None:
    """What is wrong with the machine's time zones, and what to do; None: Almaty is where it should be."""
    remedy = "install newer zone data: pip install --upgrade tzdata, or apt-get install --only-upgrade tzdata"
    try:
        offset = ZoneInfo(HOME_ZONE).utcoffset(SINCE)
    except ZoneInfoNotFoundError:
        return f"{HOME_ZONE} is not known here", remedy
    return None if offset == HOME_OFFSET else (f"{HOME_ZONE} is {offset} from UTC here instead of 5:00:00", remedy)


class SystemClock:
    """Now, as the machine knows it."""

    def __call__(self) -> datetime:
        return datetime.now(UTC)


class MovableClock:
    """Stands still at `start` (or follows the machine from now on) and moves only forwards.

    With no `start` time goes on by itself and jumps are added to it.
    """

    def __init__(self, start: datetime | None = None) -> None:
        self._start = start
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        return (self._start or datetime.now(UTC)) + self._ahead

    def advance(self, by: timedelta) -> datetime:
        """The new time; ValueError when `by` is negative."""
        if by < timedelta():
            raise ValueError("the clock never goes backwards")
        self._ahead += by
        return self()

    def move_to(self, moment: datetime) -> datetime:
        """The new time; ValueError for a moment that has passed or has no time zone."""
        if moment.tzinfo is None:
            raise ValueError("the moment has no time zone")
        return self.advance(moment.astimezone(UTC) - self())
