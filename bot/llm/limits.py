"""How often a model may be asked: so many times a day, and not at all for a while when it keeps failing."""

from collections.abc import Callable
from datetime import date

from digests.ports import Clock

MOST_FAILURES = 5
FIRST_REST_SECONDS = 60.0
LONGEST_REST_SECONDS = 3_600.0


class DailyBudget:
    """So many calls a day (UTC). It is kept in memory: a restart begins a new one."""

    def __init__(self, calls: int, clock: Clock) -> None:
        self._calls = calls
        self._clock = clock
        self._day: date | None = None
        self._used = 0

    def take(self) -> bool:
        """Use one call, if one is left."""
        today = self._clock().date()
        if today != self._day:
            self._day, self._used = today, 0
        if self._used >= self._calls:
            return False
        self._used += 1
        return True


class Circuit:
    """Opens after failures in a row, then lets calls through again; the first that fails opens it for twice as long."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._failures = 0
        self._rest_seconds = FIRST_REST_SECONDS
        self._open_until = 0.0

    @property
    def is_closed(self) -> bool:
        """Whether a call may be made."""
        return self._monotonic() >= self._open_until

    def succeeded(self) -> None:
        """All is well again."""
        self._failures, self._rest_seconds = 0, FIRST_REST_SECONDS

    def failed(self) -> None:
        """One more failure. Once it was open, a single one opens it again."""
        self._failures += 1
        if self._failures >= MOST_FAILURES and self.is_closed:
            self.rest(self._rest_seconds)
            self._rest_seconds = min(2 * self._rest_seconds, LONGEST_REST_SECONDS)

    def rest(self, seconds: float) -> None:
        """Make no call for so long, at most an hour."""
        self._open_until = max(self._open_until, self._monotonic() + min(seconds, LONGEST_REST_SECONDS))
