"""Days, hours and periods as people of each language write them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_interval, format_skeleton, format_timedelta, get_timezone_location

from digests.model import Locale, Period
from templates.kazakh import Case, with_case

ALMATY = ZoneInfo("Asia/Almaty")

_AT = {Locale.KK: "{}, сағат {}", Locale.RU: "{} в {}", Locale.EN: "{} at {}"}
_SINCE = {Locale.KK: "{} бері", Locale.RU: "с {}", Locale.EN: "since {}"}
_YEAR = {Locale.KK: "{} жылдан", Locale.RU: "{} года", Locale.EN: "{}"}
_UNTIL = {Locale.KK: "{} дейін", Locale.RU: "до {}", Locale.EN: "until {}"}


def day(moment: datetime, locale: Locale) -> str:
    """The day in Almaty: «19 октября», «19 қазан», "October 19"."""
    return str(format_skeleton("MMMMd", _local(moment), locale=str(locale)))


def date_of(moment: datetime, locale: Locale) -> str:
    """The day in Almaty with its year: «19 окт. 2025 г.»."""
    return str(format_date(_local(moment).date(), "medium", locale=str(locale)))


def days(start: datetime, end: datetime, locale: Locale) -> str:
    """The days in Almaty from one moment to another: «12–19 окт.»; one day where they are not two days apart."""
    first, last = _local(start).date(), _local(end).date()
    return _interval(first, last, "MMMd", locale) if (last - first).days > 1 else day(end, locale)


def weekday(when: datetime, locale: Locale) -> str:
    """The day of a local time with that of its week, as it fits on a button: «ср, 22 окт.»."""
    return str(format_skeleton("MMMEd", when, locale=str(locale)))


def wall(when: datetime, locale: Locale) -> str:
    """Day and hour of a local time: «19 октября в 17:00»."""
    return _AT[locale].format(format_skeleton("MMMMd", when, locale=str(locale)), f"{when:%H:%M}")


def moment(when: datetime, locale: Locale, *, zone: str) -> str:
    """Day and hour in a zone: «19 октября в 17:00»."""
    return wall(when.astimezone(ZoneInfo(zone)), locale)


def period(stretch: Period, locale: Locale) -> str:
    """«2025», «2023–2025», «май 2025 г.», «1 янв. – 30 сент. 2025 г.», «с 2025 года», «до 30 сент. 2025 г.»."""
    start, end = stretch.start, stretch.end
    if start and end:
        return _closed(start, end, locale)
    if start and (start.month, start.day) == (1, 1):  # a year that was named, not its first day
        return _SINCE[locale].format(_YEAR[locale].format(start.year))
    if start:
        return _SINCE[locale].format(_bent(start, locale, Case.ABLATIVE))
    return _UNTIL[locale].format(_bent(end, locale, Case.DATIVE)) if end else ""


def brief(stretch: Period, locale: Locale) -> str:
    """As it stands below an axis: whole months without their days, «янв. – сент. 2025 г.»."""
    start, end = stretch.start, stretch.end
    if start and end and start.day == 1 and (end + timedelta(days=1)).day == 1 and (end - start).days < 360:
        if (start.year, start.month) == (end.year, end.month):
            return str(format_skeleton("yMMM", start, locale=str(locale)))
        return str(format_interval(start, end, "yMMM", locale=str(locale)))
    return period(stretch, locale)


def ago(since: timedelta, locale: Locale) -> str:
    """How long ago: «5 минут назад»."""
    return format_timedelta(-since, add_direction=True, locale=str(locale))


def lasting(stretch: timedelta, locale: Locale) -> str:
    """How long it takes: «5 минут»."""
    return format_timedelta(stretch, locale=str(locale))


def clock(hour: int, minute: int = 0) -> str:
    """A time of day as it is read everywhere here: 09:00."""
    return f"{hour:02d}:{minute:02d}"


def city(zone: str, locale: Locale) -> str:
    """The place whose time a zone is: «Актау» for Asia/Aqtau."""
    return str(get_timezone_location(zone, locale=str(locale), return_city=True))


def _closed(start: date, end: date, locale: Locale) -> str:
    begins_month, ends_month = start.day == 1, (end + timedelta(days=1)).day == 1
    if begins_month and ends_month and (start.month, end.month) == (1, 12):
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if begins_month and ends_month and (start.year, start.month) == (end.year, end.month):
        return str(format_skeleton("yMMMM", start, locale=str(locale)))
    return _interval(start, end, "yMMMd", locale)


def _interval(start: date, end: date, skeleton: str, locale: Locale) -> str:
    if start == end:
        return str(format_date(start, "medium", locale=str(locale)))
    return str(format_interval(start, end, skeleton, locale=str(locale)))


def _bent(when: date, locale: Locale, case: Case) -> str:
    """The date as «бері» and «дейін» ask for it: a Kazakh ending needs the whole name of the month."""
    if locale is not Locale.KK:
        return str(format_date(when, "medium", locale=str(locale)))
    return with_case(format_date(when, "long", locale=str(locale)), case)


def _local(moment: datetime) -> datetime:
    return moment.astimezone(ALMATY)
