"""The words of a schedule: its days, its hours, its city."""

from babel.dates import get_day_names

from digests.model import Cadence, Locale, Quiet, Schedule
from templates import dates
from templates.language import Language


def cadence_names(language: Language) -> dict[Cadence, str]:
    """The usual ways to get digests in words."""
    _ = language.word
    return {
        Cadence.DAILY: _("Every day"),
        Cadence.WEEKDAYS: _("On working days"),
        Cadence.WEEKLY: _("On Mondays"),
        Cadence.AT_ONCE: _("At once"),
    }


def day_names(locale: Locale) -> tuple[str, ...]:
    """The days from Monday on in two letters, as they stand on a button."""
    names = get_day_names("short", "stand-alone", locale=str(locale))
    return tuple(str(names[day]).capitalize() for day in range(7))


def days_named(language: Language, schedule: Schedule) -> str:
    """The usual way that a schedule is, else its days: «Пн Ср Пт»."""
    if schedule.cadence:
        return cadence_names(language)[schedule.cadence]
    names = day_names(language.locale)
    return " ".join(names[day] for day in schedule.days)


def hours_named(language: Language, schedule: Schedule) -> str:
    """When on these days: «09:15»; of news that comes at once when it does not: «тихо 22:00–08:00»."""
    if not schedule.at_once:
        return dates.clock(schedule.hour, schedule.minute)
    if is_never(schedule.quiet):
        return language.word("Round the clock")
    return f"{dates.clock(schedule.quiet.starts)}–{dates.clock(schedule.quiet.ends)}"


def is_never(quiet: Quiet) -> bool:
    """Whether no hour is quiet."""
    return quiet.starts == quiet.ends


def city_named(language: Language, zone: str) -> str:
    """The city by whose clock a person lives; the capital has no clock of its own."""
    return language.word("Astana, Almaty") if zone == "Asia/Almaty" else dates.city(zone, language.locale)
