"""When those who run the bot are to be called: what is wrong with the bot itself, beside its sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from digests.model import Alarm, Backlog, MailingKind

QUEUE_OLD = timedelta(minutes=30)
PATIENT = frozenset({MailingKind.ANNOUNCEMENT})
"""What may wait: to all readers it takes hours, and its author sees how it goes."""
NEWS_OLD = timedelta(days=1)
HOME, OFFICE_HOURS, SUNDAY_AND_SATURDAY = ZoneInfo("Asia/Almaty"), range(9, 19), (5, 6)
DISK_LOW = 1_000_000_000
"""Bytes."""


@dataclass(frozen=True, slots=True)
class Vitals:
    """How the bot is.

    lanes           what could be sent now, by kind
    last_digest_at  None: there was none yet, as on the first day
    readers         how many get digests
    disk_free       bytes where the database file lies; None: it lies elsewhere
    """

    lanes: Mapping[MailingKind, Backlog]
    last_digest_at: datetime | None
    readers: int
    disk_free: int | None


def alarms(vitals: Vitals, now: datetime) -> frozenset[Alarm]:
    """All that is wrong now."""
    waits = (now - lane.since for kind, lane in vitals.lanes.items() if lane.since and kind not in PATIENT)
    is_wrong = {
        Alarm.QUEUE_OLD: max(waits, default=timedelta()) > QUEUE_OLD,
        Alarm.NO_DIGEST: _is_without_news(vitals, now),
        Alarm.DISK_LOW: vitals.disk_free is not None and vitals.disk_free < DISK_LOW,
    }
    return frozenset(alarm for alarm, holds in is_wrong.items() if holds)


def _is_without_news(vitals: Vitals, now: datetime) -> bool:
    """No digest for a day, while people work and somebody reads."""
    here = now.astimezone(HOME)
    is_at_work = here.weekday() not in SUNDAY_AND_SATURDAY and here.hour in OFFICE_HOURS
    last = vitals.last_digest_at
    return is_at_work and vitals.readers > 0 and last is not None and now - last > NEWS_OLD
