"""The clocks of the process: the real one and one that a person or a test moves."""

from datetime import UTC, datetime, timedelta


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
