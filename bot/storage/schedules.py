"""A schedule as the columns of a subscriber, by which those who share it are found."""

from typing import Any

from sqlalchemy import Row

from bot.storage.tables import subscribers
from digests.model import Quiet, Schedule

_OF_SUBSCRIBERS = subscribers.c
COLUMNS = (
    _OF_SUBSCRIBERS.days,
    _OF_SUBSCRIBERS.hour,
    _OF_SUBSCRIBERS.minute,
    _OF_SUBSCRIBERS.zone,
    _OF_SUBSCRIBERS.at_once,
    _OF_SUBSCRIBERS.quiet_from,
    _OF_SUBSCRIBERS.quiet_until,
    _OF_SUBSCRIBERS.even_empty,
)


def schedule_row(schedule: Schedule) -> dict[str, Any]:
    """Its columns by their names."""
    return {
        "days": schedule.days,
        "hour": schedule.hour,
        "minute": schedule.minute,
        "zone": schedule.zone,
        "at_once": schedule.at_once,
        "quiet_from": schedule.quiet.starts,
        "quiet_until": schedule.quiet.ends,
        "even_empty": schedule.even_empty,
    }


def schedule_of(row: Row[Any]) -> Schedule:
    """The schedule of a row that has these columns."""
    quiet = Quiet(row.quiet_from, row.quiet_until)
    return Schedule(row.days, row.hour, row.minute, row.zone, row.at_once, quiet, row.even_empty)
