"""When something was published, out of the ways in which feeds and pages here write it: ISO, RFC 822, ru, kk, en.

A time that can be read in two ways, or whose zone has an unknown name, is none: a wrong date is worse than no date.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from digests.model import ZONE

LONGEST = 200  # characters: what is longer is no date
MONTHS = (
    "jan|янв|қаңтар",
    "feb|фев|ақпан",
    "mar|мар(?:т|та)?(?!\\w)|наурыз",
    "apr|апр|сәуір",
    "may(?!\\w)|ма[йя](?!\\w)|мамыр",
    "jun|июн|маусым",
    "jul|июл|шілде",
    "aug|авг|тамыз",
    "sep|сен|қыркүйе[кг]",
    "oct|окт|қазан",
    "nov|ноя|қараша",
    "dec|дек|желтоқсан",
)
_ANY = "|".join(f"(?P<m{number}>(?:{names})\\w*)" for number, names in enumerate(MONTHS, 1))
_MONTH = re.compile(_ANY)
_PLAIN = re.sub(r"\?P<m\d+>", "?:", _ANY)
_OFFSETS = {
    **dict.fromkeys(("z", "utc", "gmt", "ut"), 0),
    **dict.fromkeys(("msk", "мск"), 3),
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
}
_HERE = frozenset({"almt", "qyzt", "aqtt"})

_TIME = re.compile(
    r"(?<![\d:.])t?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?(?![\d:])"
    r"(?:\s*(?P<half>[ap]\.?m\b\.?))?"
    r"(?:\s*\(?(?P<offset>(?:utc|gmt)?\s?[+−-]\d{1,2}(?::?\d{2})?)(?!\d)|\s*\(?(?P<name>[a-z]{1,5}|мск)\b\)?)?"
)
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<y>\d{4})[-./](?P<n>\d{1,2})[-./](?P<d>\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(?P<y>20\d{2})(?P<n>\d{2})(?P<d>\d{2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<![\d.])(?P<d>\d{1,2})(?P<mark>[./-])(?P<n>\d{1,2})(?P=mark)(?P<y>\d{4}|\d{2})(?!\d)")
_DAY_MONTH = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|[-‑]?[а-яё]{{1,2}}(?=\s))?(?: of)?[\s./-]*(?P<m>{_PLAIN})\.?"
    rf"(?:[\s./,-]*(?P<y>\d{{4}}|\d{{2}}(?=\s*$)))?"
)
_MONTH_DAY = re.compile(rf"(?<!\w)(?P<m>{_PLAIN})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(?P<y>\d{{4}}))?")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_DAYS_BACK = ((0, r"сегодня|бүгін|today"), (1, r"вчера|кеше|yesterday"), (2, r"позавчера|алдыңғы күні"))
_AGO = re.compile(
    r"(?P<count>\d{1,3}|an?|час|минуту)?\s*(?P<unit>мин\w*|minutes?|mins?|час\w*|сағат\w*|hours?|дн\w*|день|күн\w*|days?)?\s*"
    r"(?:назад|бұрын|ago)"
)
_UNITS = {
    "м": "minutes",
    "m": "minutes",
    "ч": "hours",
    "с": "hours",
    "h": "hours",
    "д": "days",
    "к": "days",
    "d": "days",
}


@dataclass(frozen=True, slots=True)
class _Time:
    hour: int = 0
    minute: int = 0
    second: int = 0
    zone: tzinfo | None = None


def moment(text: str, zone: str = ZONE, now: datetime | None = None) -> datetime | None:
    """The time that a text names, in UTC; None: it names none, or not clearly.

    Without a zone of its own it is in `zone`. Dates without a year, and «вчера, 12:00», need to know what time it is.
    """
    clean = " ".join(text[: LONGEST + 1].split())
    if not clean or len(clean) > LONGEST:
        return None
    try:
        return _exact(clean, _zone(zone)) or _written(clean.lower(), _zone(zone), now)
    except (ValueError, OverflowError):
        return None


@lru_cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def _exact(text: str, zone: tzinfo) -> datetime | None:
    """ISO 8601 (with blanks where people put them), or seconds since 1970 as APIs give them."""
    if re.fullmatch(r"1\d{9}(?:\d{3})?", text):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    if not re.match(r"\d{4}-?\d{2}-?\d{2}(?![\d./])", text) and not re.match(r"\d{4}-W\d{2}", text):
        return None
    try:
        found = datetime.fromisoformat(re.sub(r"\s+(?=[+-]\d{2}:?\d{2}$|Z$)", "", text))
    except ValueError:
        return None
    return _utc(found if found.tzinfo is not None else found.replace(tzinfo=zone))


def _utc(found: datetime) -> datetime:
    return found.astimezone(UTC).replace(microsecond=0)


def _written(text: str, zone: tzinfo, now: datetime | None) -> datetime | None:
    local = now.astimezone(zone) if now is not None else None
    ago = _AGO.search(text)
    if ago is not None:
        return _ago(ago, now)
    clock = _TIME.search(text)
    rest = text if clock is None else f"{text[: clock.start()]} {text[clock.end() :]}"
    time = _time(clock) if clock is not None else _Time()
    if time is None:
        return None
    day = _back(rest, local) or _day(rest, local)
    if day is None:
        return None
    year, month, number = day
    found = datetime(year, month, number, time.hour, time.minute, time.second, tzinfo=time.zone or zone)
    return _utc(found)


def _ago(match: re.Match[str], now: datetime | None) -> datetime | None:
    if now is None or not (match["count"] or match["unit"]):
        return None
    count = int(match["count"]) if (match["count"] or "").isdigit() else 1
    unit = match["unit"] or match["count"]
    return now.astimezone(UTC) - timedelta(**{_UNITS[unit[0]]: count})


def _time(match: re.Match[str]) -> _Time | None:
    """The time of day; None where its zone is not known."""
    hour, half = int(match["hour"]), match["half"]
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    zone: tzinfo | None = None
    if match["offset"]:
        zone = _offset(match["offset"])
    elif match["name"] in _OFFSETS:
        zone = timezone(timedelta(hours=_OFFSETS[match["name"]]))
    elif match["name"] and match["name"] not in _HERE and not re.match(_PLAIN, match["name"]):
        return None
    return _Time(hour, int(match["minute"]), int(match["second"] or 0), zone)


def _offset(text: str) -> timezone:
    digits = re.sub(r"\D", "", text)
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    span = timedelta(hours=hours, minutes=minutes)
    return timezone(-span if "-" in text or "−" in text else span)


def _back(text: str, local: datetime | None) -> tuple[int, int, int] | None:
    for days, words in reversed(_DAYS_BACK):
        if re.search(rf"(?<!\w)(?:{words})(?!\w)", text):
            found = local - timedelta(days=days) if local is not None else None
            return (found.year, found.month, found.day) if found is not None else None
    return None


def _day(text: str, local: datetime | None) -> tuple[int, int, int] | None:
    """The one day that the text names; a text with two names none."""
    found = {
        day for pattern in (_YEAR_FIRST, _COMPACT, _DAY_FIRST) for day in map(_numeric, pattern.finditer(text)) if day
    }
    if not found:
        found = {day for match in _named(text) if (day := _with_year(match, text, local))}
    return found.pop() if len(found) == 1 else None


def _numeric(match: re.Match[str]) -> tuple[int, int, int] | None:
    year, month, day = int(match["y"]), int(match["n"]), int(match["d"])
    if "mark" in match.groupdict() and match["mark"] == "/" and month != day:
        if month > 12:
            month, day = day, month
        elif day <= 12:
            return None  # 05/06/2025 is one day here and another one in America
    return (year if year >= 100 else 2000 + year, month, day)


def _named(text: str) -> list[re.Match[str]]:
    return list(_DAY_MONTH.finditer(text)) or list(_MONTH_DAY.finditer(text))


def _with_year(match: re.Match[str], text: str, local: datetime | None) -> tuple[int, int, int] | None:
    name = _MONTH.match(match["m"])
    if name is None or name.lastgroup is None:
        return None
    month, day = int(name.lastgroup[1:]), int(match["d"])
    written = match["y"] or next(iter(_YEAR.findall(f"{text[: match.start()]} {text[match.end() :]}")), None)
    if written is not None:
        year = int(written)
        return (year if year >= 100 else _century(year), month, day)
    return _latest(month, day, local) if local is not None else None


def _century(year: int) -> int:
    return 2000 + year if year < 70 else 1900 + year


def _latest(month: int, day: int, local: datetime) -> tuple[int, int, int]:
    """A day without a year is the last one that has come, or tomorrow's where clocks differ."""
    is_ahead = (month, day) > ((local + timedelta(days=1)).month, (local + timedelta(days=1)).day)
    return (local.year - is_ahead, month, day)
