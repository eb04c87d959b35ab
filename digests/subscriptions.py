"""Rules for people: when a digest comes, and what a subscriber becomes by what it says.

Each rule gives a new Subscriber whose `next_digest_at` fits the rest of it: a time while it is active and wants
something, else None. Local time is known here and in the templates only.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from digests.errors import Refusal
from digests.lang.places import REGIONS
from digests.model import Cadence, Length, Locale, Schedule, Status, Subscriber, Window
from digests.wishes import folded

MOST_WORDS = 10
"""Of each list: as many as one card shows with a button each."""
_LONGEST_PHRASE = 40
_PHRASES = re.compile(r"[,;\n]")
_DAY = timedelta(days=1)


def next_slot(schedule: Schedule, after: datetime) -> datetime:
    """The first moment later than `after` at which a digest comes; aware UTC."""
    return next(slot for slot in _slots(schedule, after, _DAY) if slot > after)


def slot_window(schedule: Schedule, slot: datetime) -> Window:
    """The news of the digest at `slot`: everything since the slot before it."""
    return Window(_slot_before(schedule, slot), slot)


def due_window(schedule: Schedule, slot: datetime, now: datetime) -> Window:
    """The news of a digest that was due at `slot`, and of all slots that passed unnoticed until `now`.

    After an outage people get one digest of everything, not one a day missed. It ends at the latest slot that has
    passed, not at `now`: so the next digest begins where this one ends, and a run that is repeated after a crash makes
    the same window, hence the same mailing.
    """
    last = max(slot, _slot_before(schedule, now + timedelta.resolution))
    return Window(_slot_before(schedule, slot), last)


def with_rubric(subscriber: Subscriber, key: str, wanted: bool, known: Collection[str], now: datetime) -> Subscriber:
    """With the rubric `key`, or without it; rubrics that the newsroom has dropped go on the way.

    Raises:
        Refusal: `rubric_unknown` when a rubric is wanted that is not `known` (any more), as from an old button.
    """
    if wanted and key not in known:
        raise Refusal("rubric_unknown")
    rubrics = subscriber.rubrics | {key} if wanted else subscriber.rubrics - {key}
    return _kept_consistent(replace(subscriber, rubrics=frozenset(rubrics & frozenset(known))), now)


def activated(subscriber: Subscriber, now: datetime) -> Subscriber:
    """Gets digests from now on: after /start, on coming back, or when its chat can be written to again."""
    return _kept_consistent(replace(subscriber, status=Status.ACTIVE, paused_until=None), now)


def paused(subscriber: Subscriber) -> Subscriber:
    """Gets nothing until it comes back; what it chose is kept."""
    return replace(subscriber, status=Status.PAUSED, next_digest_at=None, paused_until=None)


def unreachable(subscriber: Subscriber) -> Subscriber:
    """Cannot be written to; what it chose is kept until it comes back."""
    return replace(subscriber, status=Status.BLOCKED, next_digest_at=None, paused_until=None)


def in_locale(subscriber: Subscriber, locale: Locale) -> Subscriber:
    """Reads another language; its slot stays."""
    return replace(subscriber, locale=locale)


def with_hour(subscriber: Subscriber, hour: int, now: datetime) -> Subscriber:
    """Gets its digest at another hour of its own zone.

    Raises:
        Refusal: `hour_unknown` when the day has no such hour.
    """
    if not 0 <= hour <= 23:
        raise Refusal("hour_unknown")
    return _rescheduled(subscriber, replace(subscriber.schedule, hour=hour), now)


def with_cadence(subscriber: Subscriber, cadence: Cadence, now: datetime) -> Subscriber:
    """Gets its digest on other days."""
    return _rescheduled(subscriber, replace(subscriber.schedule, cadence=cadence), now)


def with_words(subscriber: Subscriber, said: str, *, wanted: bool) -> Subscriber:
    """With the words or phrases of `said` (commas between them) among those that stories must have, or must not have.

    A word is in one of the two lists: the later wish counts.

    Raises:
        Refusal: `words_empty` where nothing with a letter or digit was said, `words_too_many` (with `most`).
    """
    new = {phrase[:_LONGEST_PHRASE].strip() for part in _PHRASES.split(said) if (phrase := folded(part))}
    if not new:
        raise Refusal("words_empty")
    words, without = set(subscriber.wishes.words) - new, set(subscriber.wishes.without) - new
    (words if wanted else without).update(new)
    if max(len(words), len(without)) > MOST_WORDS:
        raise Refusal("words_too_many", most=MOST_WORDS)
    return _wishing(subscriber, words=tuple(sorted(words)), without=tuple(sorted(without)))


def said_words(said: str) -> tuple[str, str]:
    """Of «grants, -sport» the words that are wanted, and those with a minus, each list as it was written."""
    parts = [part.strip() for part in _PHRASES.split(said)]
    unwanted = [part.lstrip("-−–— ") for part in parts if part.startswith(("-", "−", "–", "—"))]
    wanted = [part for part in parts if part and not part.startswith(("-", "−", "–", "—"))]
    return ", ".join(wanted), ", ".join(unwanted)


def without_word(subscriber: Subscriber, word: str) -> Subscriber:
    """Wishes nothing about this word any more."""
    words, without = (
        tuple(one for one in some if one != word) for some in (subscriber.wishes.words, subscriber.wishes.without)
    )
    return _wishing(subscriber, words=words, without=without)


def with_region(subscriber: Subscriber, region: str, *, wanted: bool) -> Subscriber:
    """Reads about this region, or about it no longer; with the last one gone about all."""
    regions = {*subscriber.wishes.regions, region} if wanted else {*subscriber.wishes.regions} - {region}
    return _wishing(subscriber, regions=tuple(sorted(regions & set(REGIONS))))


def with_all_regions(subscriber: Subscriber) -> Subscriber:
    """Reads about the whole country again."""
    return _wishing(subscriber, regions=())


def with_length(subscriber: Subscriber, length: Length) -> Subscriber:
    """Gets digests of this length."""
    return _wishing(subscriber, length=length)


def paused_for(subscriber: Subscriber, days: int, now: datetime) -> Subscriber:
    """Gets nothing for so many days, then digests again by itself."""
    return replace(paused(subscriber), paused_until=now + days * _DAY)


def _wishing(subscriber: Subscriber, **changes: Any) -> Subscriber:
    return replace(subscriber, wishes=replace(subscriber.wishes, **changes))


def _rescheduled(subscriber: Subscriber, schedule: Schedule, now: datetime) -> Subscriber:
    if schedule == subscriber.schedule:
        return subscriber
    return _kept_consistent(replace(subscriber, schedule=schedule, next_digest_at=None), now)


def _kept_consistent(subscriber: Subscriber, now: datetime) -> Subscriber:
    if subscriber.status is not Status.ACTIVE or not subscriber.rubrics:
        return replace(subscriber, next_digest_at=None)
    if subscriber.next_digest_at is not None:
        # A slot that is due this minute is not taken away by a tap on a rubric.
        return subscriber
    return replace(subscriber, next_digest_at=next_slot(subscriber.schedule, now))


def _slot_before(schedule: Schedule, moment: datetime) -> datetime:
    return next(slot for slot in _slots(schedule, moment, -_DAY) if slot < moment)


def _slots(schedule: Schedule, around: datetime, step: timedelta) -> Iterator[datetime]:
    """The slots of the local days from that of `around` on, in the direction of `step`."""
    day = around.astimezone(ZoneInfo(schedule.zone)).date()
    while True:
        if _is_digest_day(schedule.cadence, day):
            slot = _slot_on(schedule, day)
            if slot is not None:
                yield slot
        day += step


def _slot_on(schedule: Schedule, day: date) -> datetime | None:
    """The slot of a local day; None for a day that the zone skipped (Samoa had no 30 December 2011).

    An hour that comes twice when clocks go back counts the first time (fold=0). One that is left out when they go
    forward is read with the offset before the change, which is the same moment under its new name.
    """
    zone = ZoneInfo(schedule.zone)
    slot = datetime.combine(day, time(schedule.hour), zone).astimezone(UTC)
    return slot if slot.astimezone(zone).date() == day else None


def _is_digest_day(cadence: Cadence, day: date) -> bool:
    match cadence:
        case Cadence.DAILY:
            return True
        case Cadence.WEEKDAYS:
            return day.weekday() < 5
        case Cadence.WEEKLY:
            return day.weekday() == 0
