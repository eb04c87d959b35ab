"""The stretches of time that people ask for."""

from datetime import datetime, timedelta

from digests.model import Window

MOST_DAYS = 30


def last_days(days: int, now: datetime) -> Window:
    """The last `days`, at least one and at most a month."""
    return Window(now - timedelta(days=min(max(days, 1), MOST_DAYS)), now)
