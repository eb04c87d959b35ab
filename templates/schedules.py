"""The cards of the schedule: days, hour and its quarters, quiet hours, city."""

from collections.abc import Callable, Mapping

from digests.model import Bubble, Schedule
from digests.subscriptions import QUARTERS
from templates import dates
from templates.actions.settings import (
    AskLocation,
    Screen,
    SetCadence,
    SetDay,
    SetEvenEmpty,
    SetHour,
    SetQuiet,
    SetTime,
    SetZone,
)
from templates.keyboards.parts import Keyboard, back, button, in_pairs, in_rows, opening
from templates.language import Language
from templates.when import cadence_names, city_named, day_names, hours_named, is_never

CITIES = (
    *("Asia/Almaty", "Asia/Aqtau", "Asia/Aqtobe", "Asia/Atyrau", "Asia/Qostanay", "Asia/Qyzylorda", "Asia/Oral"),
    *("Asia/Bishkek", "Asia/Tashkent", "Asia/Dushanbe", "Europe/Moscow", "Asia/Baku", "Asia/Tbilisi"),
    *("Europe/Istanbul", "Asia/Dubai", "Asia/Shanghai", "Asia/Seoul", "Europe/Berlin", "Europe/Prague"),
    *("Europe/London", "America/New_York"),
)
"""Kazakhstan first, then where many of its people live; any zone that is set otherwise is offered too."""

QUIET_FROM = (20, 21, 22, 23, 0)
QUIET_UNTIL = (6, 7, 8, 9, 10)


def card(language: Language, schedule: Schedule, screen: Screen, *, is_private: bool = False) -> Bubble:
    """One card of the schedule, in a private chat or in a group; KeyError for a screen that is none of them."""
    text = language.say(screen, schedule=schedule, city=city_named(language, schedule.zone), is_private=is_private)
    buttons = _KEYBOARDS[screen](language, schedule)
    if is_private and screen is Screen.ZONE:  # in a group a location is meant for its members
        buttons = (*buttons[:-1], (button("📍 " + language.word("By my location"), AskLocation()),), buttons[-1])
    return Bubble(text, buttons)


def _days(language: Language, schedule: Schedule) -> Keyboard:
    names = day_names(language.locale)
    usual = [
        button(name, SetCadence(cadence), is_chosen=cadence is schedule.cadence)
        for cadence, name in cadence_names(language).items()
    ]
    is_on = [not schedule.at_once and day in schedule.days for day in range(7)]
    days = [button(name, SetDay(day, not is_on[day]), is_chosen=is_on[day]) for day, name in enumerate(names)]
    hours = opening("🕘 " + hours_named(language, schedule), Screen.QUIET if schedule.at_once else Screen.HOUR)
    even_empty = button(
        language.word("Even without news"), SetEvenEmpty(not schedule.even_empty), is_chosen=schedule.even_empty
    )
    silence = () if schedule.at_once else ((even_empty,),)
    return (*in_pairs(usual), *in_rows(days, 4), (hours,), *silence, back(language, Screen.SETTINGS))


def _hours(language: Language, schedule: Schedule) -> Keyboard:
    hours = [
        button(dates.clock(hour), SetHour(hour), is_chosen=hour == schedule.hour and not schedule.at_once)
        for hour in range(24)
    ]
    return (*in_rows(hours, 4), *_way_out(language, schedule))


def _quarters(language: Language, schedule: Schedule) -> Keyboard:
    quarters = [
        button(dates.clock(schedule.hour, minute), SetTime(schedule.hour, minute), is_chosen=minute == schedule.minute)
        for minute in QUARTERS
    ]
    return (*in_rows(quarters, 2), back(language, Screen.HOUR))


def _quiet(language: Language, schedule: Schedule) -> Keyboard:
    """From and until in two columns; each button carries both ends."""
    quiet, _ = schedule.quiet, language.word
    starts, ends = (QUIET_FROM[2], QUIET_UNTIL[2]) if is_never(quiet) else (quiet.starts, quiet.ends)
    never = button(_("No quiet hours"), SetQuiet(0, 0), is_chosen=is_never(quiet))
    columns = zip(QUIET_FROM, QUIET_UNTIL, strict=True)
    rows = (
        (
            button(f"{dates.clock(first)} –", SetQuiet(first, ends), is_chosen=_is(quiet.starts, first, schedule)),
            button(f"– {dates.clock(last)}", SetQuiet(starts, last), is_chosen=_is(quiet.ends, last, schedule)),
        )
        for first, last in columns
    )
    return ((never,), *rows, *_way_out(language, schedule))


def _is(hour: int, offered: int, schedule: Schedule) -> bool:
    return hour == offered and not is_never(schedule.quiet)


def _cities(language: Language, schedule: Schedule) -> Keyboard:
    offered = CITIES if schedule.zone in CITIES else (*CITIES, schedule.zone)
    buttons = [button(city_named(language, zone), SetZone(zone), is_chosen=zone == schedule.zone) for zone in offered]
    return (*in_pairs(buttons), back(language, Screen.SETTINGS))


def _way_out(language: Language, schedule: Schedule) -> Keyboard:
    return ((opening("🏙 " + city_named(language, schedule.zone), Screen.ZONE),), back(language, Screen.SETTINGS))


_KEYBOARDS: Mapping[Screen, Callable[[Language, Schedule], Keyboard]] = {
    Screen.CADENCE: _days,
    Screen.HOUR: _hours,
    Screen.MINUTE: _quarters,
    Screen.QUIET: _quiet,
    Screen.ZONE: _cities,
}
