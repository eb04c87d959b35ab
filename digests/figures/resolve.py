"""From words that name days to the days: a pattern of `lang.dates` that matched, and the day of publication."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from digests.lang.dates import COUNTS, MONTHS, PARTS, SEASONS
from digests.model import Period

# «до 15 декабря», «2 сентября» and «в ноябре», said in October, July and October, are still to come.
_DAYS_AHEAD, _MONTHS_AHEAD = 3, 1
Found = re.Match[str]
Resolve = Callable[[Found, date | None], Period | None]
"""None: no days, or relative ones and the day of publication is not known."""


def _group(match: Found, name: str) -> str | None:
    return match.groupdict().get(name)


def _opened(match: Found, first: date, last: date) -> Period:
    """The days, with an open end where the words say so."""
    if _group(match, "open"):
        return Period(first, None)
    return Period(None, last) if _group(match, "close") else Period(first, last)


def compared(_: Found, __: date | None) -> None:
    """None: a figure is compared with those days."""


def now(_: Found, __: date | None) -> None:
    """None: «сейчас» names no days."""


def a_day(match: Found, published: date | None) -> Period | None:
    """A day, or the days to it from another of its month; None for that of a law."""
    month, day = _number_of(match), int(match["day"])
    year = _year_of(match, published, month, ahead=_DAYS_AHEAD)
    if year is None or _group(match, "named") or not 1 <= day <= monthrange(year, month)[1]:
        return None
    first = int(_group(match, "first") or day)
    return _opened(match, date(year, month, first if 1 <= first <= day else day), date(year, month, day))


def a_month(match: Found, published: date | None) -> Period | None:
    """A month, or all days since or until it."""
    month = _number_of(match)
    year = _year_of(match, published, month)
    return _opened(match, *_days(year, month, month)) if year else None


def a_season(match: Found, published: date | None) -> Period | None:
    """Three months."""
    word = match["season"].lower()
    first, last = SEASONS[word]
    year = _year_of(match, published, first)
    if year and _group(match, "next"):
        year += year <= (published or date.min).year
    return Period(*_days(year, first, last)) if year else None


def a_part(match: Found, published: date | None) -> Period | None:
    """A quarter, a half, the first so many months of a year."""
    word, unit = match["part"].lower(), match["unit"].lower()
    if unit in {"месяц", "ай", "month"}:
        count = int(word) if word.isdigit() else COUNTS.get(word, 0)
        named = _year_of(match, published, 0)
        return Period(*_days(named, 1, count)) if named and 1 <= count <= 12 else None
    number = PARTS.get(word) or PARTS.get(word[:4]) or PARTS.get(word[:1])
    length = 3 if unit in {"квартал", "тоқсан", "quarter"} else 6
    if number is None or number * length > 12:
        return None
    year = _year_of(match, published, number * length)
    return Period(*_days(year, (number - 1) * length + 1, number * length)) if year else None


def a_span(match: Found, _: date | None) -> Period:
    """Years from one to another."""
    first, last = sorted((int(match["year"]), int(match["last"])))
    return Period(date(first, 1, 1), date(last, 12, 31))


def a_year(match: Found, _: date | None) -> Period:
    """A year, or all days since or until it."""
    year = int(match["year"])
    return _opened(match, date(year, 1, 1), date(year, 12, 31))


def _days(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _number_of(match: Found) -> int:
    word = match["month"].lower()
    # The longest beginning: «мар(та)» is no «ма(я)».
    fits = [(len(stem), number) for number, stems in enumerate(MONTHS, 1) for stem in stems if word.startswith(stem)]
    return max(fits)[1]


def _year_of(match: Found, published: date | None, month: int, *, ahead: int = _MONTHS_AHEAD) -> int | None:
    """The year named, or that of the last such month before the day of publication; a few months ahead are to come."""
    named = _group(match, "year")
    if named:
        return int(named)
    if published is None:
        return None
    is_ahead = month > published.month and not (_group(match, "close") or month - published.month <= ahead)
    year = published.year - is_ahead
    return year if year > date.min.year else None


def _shifted(years: int) -> Resolve:
    def resolve(match: Found, published: date | None) -> Period | None:
        year = (published.year if published else 0) + years
        if published is None or not date.min.year <= year <= date.max.year:
            return None
        return _opened(match, date(year, 1, 1), date(year, 12, 31))

    return resolve


def _from_start(_: Found, published: date | None) -> Period | None:
    return Period(date(published.year, 1, 1), None) if published else None


def _last_month(_: Found, published: date | None) -> Period | None:
    if published is None or published < date(1, 2, 1):
        return None
    last = published.replace(day=1) - timedelta(days=1)
    return Period(last.replace(day=1), last)


def _yesterday(_: Found, published: date | None) -> Period | None:
    if published is None or published == date.min:
        return None
    day = published - timedelta(days=1)
    return Period(day, day)


a_year_before = _shifted(-1)
RELATIVES_TO: dict[str, Resolve] = {
    "from start": _from_start,
    "last month": _last_month,
    "last": _shifted(-1),
    "this": _shifted(0),
    "next": _shifted(1),
    "before": a_year_before,
    "yesterday": _yesterday,
    "now": now,
    "compared": compared,
}
