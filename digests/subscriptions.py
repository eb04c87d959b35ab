"""Rules for people: what a subscriber becomes by what it says.

Each rule gives a new Subscriber whose `next_digest_at` fits the rest of it: a time while it is active and wants
something, else None.
"""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from digests.errors import Refusal
from digests.lang.places import REGIONS
from digests.model import DAYS, Cadence, Length, Locale, Quiet, Schedule, Status, Subscriber
from digests.slots import due_window, next_day_slot, next_slot
from digests.wishes import folded

QUARTERS = (0, 15, 30, 45)
"""The minutes of an hour at which a digest can come."""
MOST_WORDS = 10
"""Of each list: as many as one card shows with a button each."""
_LONGEST_PHRASE = 40
_PHRASES = re.compile(r"[,;\n]")
_DAY = timedelta(days=1)


def with_rubric(subscriber: Subscriber, key: str, wanted: bool, known: Collection[str], now: datetime) -> Subscriber:
    """With the rubric `key`, or without it; rubrics that the newsroom has dropped go on the way.

    Raises:
        Refusal: `rubric_unknown` when a rubric is wanted that is not `known` (any more), as from an old button.
    """
    if wanted and key not in known:
        raise Refusal("rubric_unknown")
    rubrics = subscriber.rubrics | {key} if wanted else subscriber.rubrics - {key}
    return _kept_consistent(_wanting(subscriber, rubrics=frozenset(rubrics & frozenset(known))), now)


def activated(subscriber: Subscriber, now: datetime) -> Subscriber:
    """Gets digests from now on: after /start, on coming back, or when its chat can be written to again."""
    return _kept_consistent(replace(subscriber, status=Status.ACTIVE, paused_until=None), now)


def paused(subscriber: Subscriber) -> Subscriber:
    """Gets nothing until it comes back; what it chose is kept."""
    return replace(subscriber, status=Status.PAUSED, next_digest_at=None, news_since=None, paused_until=None)


def unreachable(subscriber: Subscriber) -> Subscriber:
    """Cannot be written to; what it chose is kept until it comes back."""
    return replace(subscriber, status=Status.BLOCKED, next_digest_at=None, news_since=None, paused_until=None)


def in_locale(subscriber: Subscriber, locale: Locale) -> Subscriber:
    """Reads another language; its slot stays."""
    return _wanting(subscriber, locale=locale)


def with_time(subscriber: Subscriber, hour: int, minute: int, now: datetime) -> Subscriber:
    """Gets its digest at another time of its own day, in quarters of an hour.

    Raises:
        Refusal: `hour_unknown` when the day has no such hour, or the hour no such quarter.
    """
    if not 0 <= hour <= 23 or minute not in QUARTERS:
        raise Refusal("hour_unknown")
    return _rescheduled(subscriber, replace(subscriber.schedule, hour=hour, minute=minute, at_once=False), now)


def with_cadence(subscriber: Subscriber, cadence: Cadence, now: datetime) -> Subscriber:
    """Gets its digest in one of the usual ways."""
    if cadence is Cadence.AT_ONCE:
        return _rescheduled(subscriber, replace(subscriber.schedule, at_once=True), now)
    return _rescheduled(subscriber, replace(subscriber.schedule, days=DAYS[cadence], at_once=False), now)


def with_day(subscriber: Subscriber, day: int, wanted: bool, now: datetime) -> Subscriber:
    """Gets its digest on this day of the week too (0 is Monday), or not on it.

    Raises:
        Refusal: `days_empty` when it is the last day.
    """
    days = {*subscriber.schedule.days, day} if wanted else {*subscriber.schedule.days} - {day}
    if not days & {*DAYS[Cadence.DAILY]}:
        raise Refusal("days_empty")
    days &= {*DAYS[Cadence.DAILY]}
    return _rescheduled(subscriber, replace(subscriber.schedule, days=tuple(sorted(days)), at_once=False), now)


def with_zone(subscriber: Subscriber, zone: str, now: datetime) -> Subscriber:
    """Lives by the clock of another place.

    Raises:
        Refusal: `zone_unknown` when no such place is known.
    """
    if zone not in _zones():
        raise Refusal("zone_unknown")
    return _rescheduled(subscriber, replace(subscriber.schedule, zone=zone), now)


def with_quiet(subscriber: Subscriber, starts: int, ends: int, now: datetime) -> Subscriber:
    """Hears nothing at once from one local hour to another; the same hour twice: is never quiet.

    Raises:
        Refusal: `hour_unknown` when the day has no such hour.
    """
    if not (0 <= starts <= 23 and 0 <= ends <= 23):
        raise Refusal("hour_unknown")
    return _rescheduled(subscriber, replace(subscriber.schedule, quiet=Quiet(starts, ends)), now)


def with_even_empty(subscriber: Subscriber, wanted: bool) -> Subscriber:
    """Hears at its hour, too, that there is nothing new, or is left in peace then; its slot stays."""
    return replace(subscriber, schedule=replace(subscriber.schedule, even_empty=wanted))


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


def with_announcements(subscriber: Subscriber, *, wanted: bool) -> Subscriber:
    """Takes what admins write to all, or not; digests come in any case."""
    return replace(subscriber, takes_announcements=wanted)


def paused_for(subscriber: Subscriber, days: int, now: datetime) -> Subscriber:
    """Gets nothing for so many days, then digests again by itself."""
    return replace(paused(subscriber), paused_until=now + days * _DAY)


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())  # looking through all of them takes a moment


def _rescheduled(subscriber: Subscriber, schedule: Schedule, now: datetime) -> Subscriber:
    """By another schedule: the news that the next digest tells begins where it would have begun, whenever it comes.

    On the day of a digest that came at its slot there is no second one.
    """
    if schedule == subscriber.schedule:
        return subscriber
    changed = _kept_consistent(replace(subscriber, schedule=schedule, next_digest_at=None), now)
    due = subscriber.next_digest_at
    if changed.next_digest_at is None or due is None:
        return changed
    since = due_window(subscriber.schedule, due, due, subscriber.news_since).start
    came_at_its_slot = since == subscriber.last_digest_at and not subscriber.schedule.at_once
    slot = next_day_slot(schedule, now, since) if came_at_its_slot else changed.next_digest_at
    is_usual = since == due_window(schedule, slot, slot).start
    return replace(changed, next_digest_at=slot, news_since=None if is_usual else since)


def _wishing(subscriber: Subscriber, **changes: Any) -> Subscriber:
    return _wanting(subscriber, wishes=replace(subscriber.wishes, **changes))


def _wanting(subscriber: Subscriber, **changes: Any) -> Subscriber:
    """Wants this from now on; of what it did not want before it was told nothing."""
    changed = replace(subscriber, **changes)
    return changed if changed.choice == subscriber.choice else replace(changed, last_digest_at=None)


def _kept_consistent(subscriber: Subscriber, now: datetime) -> Subscriber:
    if subscriber.status is not Status.ACTIVE or not subscriber.rubrics:
        return replace(subscriber, next_digest_at=None, news_since=None)
    if subscriber.next_digest_at is not None:
        # A slot that is due this minute is not taken away by a tap on a rubric.
        return subscriber
    return replace(subscriber, next_digest_at=next_slot(subscriber.schedule, now), news_since=None)
