"""When digests come, and the news of which time they tell. Local time is known here and in the templates only.

A slot is a moment at which a digest is due: the hour of a local day, or for those who read at once every fifth minute
outside their quiet hours. The news of a slot ends where that of the next one begins: nothing is told twice or left out.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from digests.model import Schedule, Upcoming, Window

STEP = timedelta(minutes=5)
"""How often those who read at once are looked at."""
REST = timedelta(minutes=30)
"""For so long nothing follows a message that came at once: what happens meanwhile comes in one."""
SETTLING = timedelta(minutes=3)
"""What is told at once is so old: a check keeps the articles that it found once all of them are read (two minutes)."""
LATEST = timedelta(hours=12)
"""A digest that is later than this waits for the next slot."""

_DAY = timedelta(days=1)


def next_slot(schedule: Schedule, after: datetime) -> datetime:
    """The first moment later than `after` at which a digest comes; aware UTC."""
    return next(slot for slot in _slots(schedule, after, forward=True) if slot > after)


def next_day_slot(schedule: Schedule, after: datetime, told: datetime) -> datetime:
    """The same, but on another local day than that of a digest that was `told`; at once there is no such rule."""
    slot = next_slot(schedule, after)
    while not schedule.at_once and _day(schedule, slot) == _day(schedule, told):
        slot = next_slot(schedule, slot)
    return slot


def slot_window(schedule: Schedule, slot: datetime) -> Window:
    """The news of the digest at `slot`: everything since the slot before it."""
    settling = _settling(schedule)
    return Window(_slot_before(schedule, slot) - settling, slot - settling)


def due_window(schedule: Schedule, slot: datetime, now: datetime, since: datetime | None = None) -> Window:
    """The news of a digest that was due at `slot`, and of all slots that passed unnoticed until `now`.

    After an outage people get one digest of everything, not one a day missed. It ends at the latest slot that has
    passed, not at `now`: so the next digest begins where this one ends, and a run that is repeated after a crash makes
    the same window, hence the same mailing. It begins at `since` where the group has told or skipped up to there.
    """
    last = max(slot, _slot_before(schedule, now + timedelta.resolution))
    return Window(since or slot_window(schedule, slot).start, last - _settling(schedule))


def comes_too_late(schedule: Schedule, window: Window, now: datetime) -> bool:
    """Whether a digest of the window is told at the next slot only: half a day has passed, or it is quiet by now."""
    if schedule.at_once and _is_quiet(schedule, now):
        return True
    return now - window.end > LATEST


def upcoming_without(schedule: Schedule, window: Window, now: datetime, *, skipped: bool) -> Upcoming:
    """What follows where the window had nothing to tell, or was skipped: then the next digest tells it too."""
    return Upcoming(next_slot(schedule, now), window.start if skipped else None)


def upcoming_after(schedule: Schedule, window: Window, now: datetime) -> Upcoming:
    """What follows a digest of the window."""
    if not schedule.at_once:
        return Upcoming(next_slot(schedule, now), told=window.end)
    rested = window.end + SETTLING + REST
    return Upcoming(next_slot(schedule, max(now, rested - timedelta.resolution)), window.end, window.end)


def _settling(schedule: Schedule) -> timedelta:
    return SETTLING if schedule.at_once else timedelta(0)


def _slot_before(schedule: Schedule, moment: datetime) -> datetime:
    return next(slot for slot in _slots(schedule, moment, forward=False) if slot < moment)


def _slots(schedule: Schedule, around: datetime, *, forward: bool) -> Iterator[datetime]:
    """The slots from those around a moment on, later ones or earlier ones."""
    if schedule.at_once:
        return _steps(schedule, around, STEP if forward else -STEP)
    return _daily(schedule, around, _DAY if forward else -_DAY)


def _steps(schedule: Schedule, around: datetime, step: timedelta) -> Iterator[datetime]:
    moment = around.astimezone(UTC)
    moment -= (moment - datetime.min.replace(tzinfo=UTC)) % STEP
    while True:
        if not _is_quiet(schedule, moment):
            yield moment
        moment += step


def _daily(schedule: Schedule, around: datetime, step: timedelta) -> Iterator[datetime]:
    """The slots of the local days from that of `around` on, in the direction of `step`."""
    day = _day(schedule, around)
    while True:
        if day.weekday() in schedule.days:
            slot = _slot_on(schedule, day)
            if slot is not None:
                yield slot
        day += step


def _slot_on(schedule: Schedule, day: date) -> datetime | None:
    """The slot of a local day; None for a day that the zone skipped (Samoa had no 30 December 2011).

    An hour that comes twice when clocks go back counts the first time (fold=0). One that is left out when they go
    forward is read with the offset before the change, which is the same moment under its new name; where that name
    belongs to the next day (Greenland leaves out the last hour of a Saturday), with the offset after it.
    """
    zone = ZoneInfo(schedule.zone)
    for fold in (0, 1):
        local = datetime.combine(day, time(schedule.hour, schedule.minute, fold=fold), zone)
        slot = local.astimezone(UTC)
        if slot.astimezone(zone).date() == day:
            return slot
    return None


def _day(schedule: Schedule, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(schedule.zone)).date()


def _is_quiet(schedule: Schedule, moment: datetime) -> bool:
    return schedule.quiet.covers(moment.astimezone(ZoneInfo(schedule.zone)).hour)
