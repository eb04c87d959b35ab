"""What a form of the Mini App asks for, by the rules that hold for the chat's buttons."""

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from digests.lang.places import REGIONS
from digests.model import Cadence, Length, Locale, Status, Subscriber
from digests.subscriptions import (
    activated,
    in_locale,
    paused,
    with_announcements,
    with_cadence,
    with_length,
    with_region,
    with_rubric,
    with_time,
)


def settled(person: Subscriber, told: Mapping[str, Any], known: Collection[str], now: datetime) -> Subscriber:
    """The person with what was chosen; of what the form does not name, or names as nobody can, all stays.

    `told` has one value a field, but all that are ticked of `rubric` and `region`; boxes that are not ticked are not
    wanted. `do` may be "pause" or "resume" besides.

    Raises:
        Refusal: `rubric_unknown` for a rubric that is none of the `known`, `hour_unknown`.
    """
    person = _each(person, told["rubric"], known, lambda one, key, wanted: with_rubric(one, key, wanted, known, now))
    person = _each(person, told["region"], REGIONS, lambda one, key, wanted: with_region(one, key, wanted=wanted))
    person = with_announcements(person, wanted="announcements" in told)
    with suppress(ValueError):
        person = in_locale(person, Locale(told.get("locale", "")))
    with suppress(ValueError):
        person = with_length(person, Length(told.get("length", "")))
    person = _timed(person, told, now)
    if told.get("do") == "pause" and person.status is Status.ACTIVE:
        return paused(person)
    return activated(person, now) if told.get("do") == "resume" else person


def _each(
    person: Subscriber,
    ticked: Collection[str],
    known: Collection[str],
    rule: Callable[[Subscriber, str, bool], Subscriber],
) -> Subscriber:
    """Every key by the rule, those that are known and those that somebody made up."""
    for key in sorted({*known, *ticked}):
        person = rule(person, key, key in ticked)
    return person


def _timed(person: Subscriber, told: Mapping[str, Any], now: datetime) -> Subscriber:
    """By another cadence, where another was chosen: days of one's own stay; then at another hour."""
    with suppress(ValueError):
        cadence = Cadence(told.get("cadence", ""))
        if cadence is not person.schedule.cadence:
            person = with_cadence(person, cadence, now)
    hour = told.get("hour", "")
    if person.schedule.at_once or not hour.isascii() or not hour.isdigit() or int(hour[:3]) == person.schedule.hour:
        return person
    return with_time(person, int(hour[:3]), person.schedule.minute, now)
