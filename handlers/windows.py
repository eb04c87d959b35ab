"""The stretches of time that people ask for."""

from datetime import datetime, timedelta

from digests.model import Window

MOST_DAYS = 30


def last_days(days: int, now: datetime) -> Window:
    """The last `days`, at least one and at most a month."""
    return Window(now - timedelta(days=min(max(days, 1), MOST_DAYS)), now)


def days_of(window: Window) -> int:
    """How many days it is, to the nearest, at least one."""
    return max(1, round((window.end - window.start) / timedelta(days=1)))
