"""What follows from a check of a source: pure decisions about times and sameness."""

from datetime import datetime, timedelta

from digests.model import SourceEntry, short_key

LONGEST_BACK_OFF = timedelta(hours=24)
NEWS_AGE = timedelta(days=3)


def back_off(every: timedelta, failures: int, retry_after: timedelta | None = None) -> timedelta:
    """How long to leave a source alone after `failures` in a row (from 1); what its server asks for is the least."""
    doubled = min(every * (1 << min(max(failures, 0), 16)), LONGEST_BACK_OFF)
    return max(doubled, every, min(retry_after or timedelta(), LONGEST_BACK_OFF))


def entry_hash(entry: SourceEntry) -> str:
    """The same while the list says the same of the entry; times are left out, since some feeds renew them each time."""
    return short_key(entry.title, entry.html, entry.author or "", *entry.tags)


def listed_at(published: datetime, collected: datetime, *, first_reading: bool) -> datetime:
    """From when an article is news: a first reading and late finds must not flood readers with the old."""
    is_old = collected - published > NEWS_AGE
    return published if first_reading or is_old else collected
