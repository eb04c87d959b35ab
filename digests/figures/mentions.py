"""The days, months and years that a sentence mentions, as periods (`lang.dates` has the words)."""

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from digests.lang.dates import (
    COMPARED,
    COUNTS,
    DAYS,
    IN_MONTHS,
    IN_SEASONS,
    MONTHS,
    PARTS,
    PARTS_OF_YEAR,
    PLAIN_YEAR,
    RELATIVE,
    RELATIVES,
    SEASONS,
    UNITS,
    YEARS,
)
from digests.model import Locale, Period


@dataclass(frozen=True, slots=True)
class Mention:
    """Days that a stretch of text mentions, and where.

    period     None: it names days that no figure speaks of («по сравнению с 2022 годом», «закон от 2 ноября»)
    is_before  «годом ранее»: the same days, a year before what was spoken of
    """

    start: int
    end: int
    period: Period | None
    is_before: bool = False


_Found = re.Match[str]
_Resolve = Callable[[_Found, date | None], Period | None]


@lru_cache(maxsize=256)
def mentions(text: str, published: date | None, lang: Locale) -> tuple[Mention, ...]:
    """All mentions, in order, none within another; a day without a year is resolved from `published`."""
    lower = text.lower()
    # Most sentences mention nothing: half of the time is saved by looking for beginnings of words first.
    present = [needed for needed in _needed(lang) if _has_any(lower, needed)]
    if RELATIVES[lang] in present and not _relative(lang).search(lower):
        present.remove(RELATIVES[lang])
    if not present:
        return ()
    found: list[Mention] = []
    for needed, pattern, resolve in _grammar(lang):
        if needed not in present:
            continue
        for match in pattern.finditer(text):
            if all(match.end() <= other.start or other.end <= match.start() for other in found):
                is_before = resolve is _year_before
                found.append(Mention(match.start(), match.end(), resolve(match, published), is_before))
    return tuple(sorted(found, key=lambda mention: mention.start))


def _has_any(text: str, beginnings: Sequence[str]) -> bool:
    for beginning in beginnings:  # noqa: SIM110 a generator takes three times as long here
        if beginning in text:
            return True
    return False


# Which of the names of a month is that of the language.
_COLUMN = {Locale.RU: 0, Locale.KK: 1, Locale.EN: 2}
_Rule = tuple[tuple[str, ...], re.Pattern[str], _Resolve]


@cache
def _grammar(lang: Locale) -> tuple[_Rule, ...]:
    """Patterns, those first that say most, each with beginnings of words without which it need not be tried."""
    months = tuple(stems[_COLUMN[lang]] for stems in MONTHS)
    units, relatives = UNITS[lang], RELATIVES[lang]
    any_case, years = re.IGNORECASE, ("20", "19")
    # In English a month is a name: "may", "march".
    name_case = re.NOFLAG if lang is Locale.EN else any_case

    def rules(needed: tuple[str, ...], patterns: Sequence[str], resolve: _Resolve, case: re.RegexFlag) -> list[_Rule]:
        return [(needed, re.compile(pattern, case), resolve) for pattern in patterns]

    span, *open_years = YEARS[lang]
    return (
        *rules(months, [DAYS[lang]], _day, name_case),
        *rules((*years, *relatives), [rf"(?<!\w)(?:{COMPARED[lang]})(?!\w)"], _nothing, any_case),
        *rules(units, PARTS_OF_YEAR[lang], _part, any_case),
        *rules(months, [IN_MONTHS[lang]], _month, name_case),
        *rules(tuple(SEASONS), [IN_SEASONS[lang]], _season, any_case),
        *rules(years, [span], _span, any_case),
        *rules(years, open_years, _year, any_case),
        *(
            rule
            for pattern, name in RELATIVE[lang]
            for rule in rules(relatives, [rf"(?<!\w)(?:{pattern})(?!\w)"], _RELATIVE[name], any_case)
        ),
        (years, PLAIN_YEAR, _year),
    )


@cache
def _relative(lang: Locale) -> re.Pattern[str]:
    """Any of the relative days, in lower case: one look instead of one for each."""
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(pattern for pattern, _ in RELATIVE[lang])})(?!\w)".replace("?P<open>", "?:")
    )


@cache
def _needed(lang: Locale) -> frozenset[tuple[str, ...]]:
    return frozenset(needed for needed, _, _ in _grammar(lang))


def _group(match: _Found, name: str) -> str | None:
    return match.groupdict().get(name)


def _opened(match: _Found, first: date, last: date) -> Period:
    """The days, with an open end where the words say so."""
    if _group(match, "open"):
        return Period(first, None)
    return Period(None, last) if _group(match, "close") else Period(first, last)


def _nothing(_: _Found, __: date | None) -> None:
    return None


def _day(match: _Found, published: date | None) -> Period | None:
    month, day = _number_of(match), int(match["day"])
    year = _year_of(match, published, month)
    if year is None or _group(match, "named") or not 1 <= day <= monthrange(year, month)[1]:
        return None
    first = int(_group(match, "first") or day)
    return _opened(match, date(year, month, first if 1 <= first <= day else day), date(year, month, day))


def _month(match: _Found, published: date | None) -> Period | None:
    month = _number_of(match)
    year = _year_of(match, published, month)
    return _opened(match, *_days(year, month, month)) if year else None


def _season(match: _Found, published: date | None) -> Period | None:
    word = match["season"].lower()
    first, last = SEASONS[word]
    year = _year_of(match, published, first)
    if year and _group(match, "next"):
        year += year <= (published or date.min).year
    return Period(*_days(year, first, last)) if year else None


def _part(match: _Found, published: date | None) -> Period | None:
    """A quarter, a half, the first so many months of a year."""
    word, unit = match["part"].lower(), match["unit"].lower()
    if unit in {"месяц", "ай", "month"}:
        count = int(word) if word.isdigit() else COUNTS.get(word, 0)
        return Period(*_days(int(match["year"]), 1, count)) if 1 <= count <= 12 else None
    number = PARTS.get(word) or PARTS.get(word[:4]) or PARTS.get(word[:1])
    length = 3 if unit in {"квартал", "тоқсан", "quarter"} else 6
    if number is None or number * length > 12:
        return None
    year = _year_of(match, published, number * length)
    return Period(*_days(year, (number - 1) * length + 1, number * length)) if year else None


def _span(match: _Found, _: date | None) -> Period:
    first, last = sorted((int(match["year"]), int(match["last"])))
    return Period(date(first, 1, 1), date(last, 12, 31))


def _year(match: _Found, _: date | None) -> Period:
    year = int(match["year"])
    return _opened(match, date(year, 1, 1), date(year, 12, 31))


def _days(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _number_of(match: _Found) -> int:
    word = match["month"].lower()
    return next(
        number for number, stems in reversed([*enumerate(MONTHS, 1)]) if any(word.startswith(stem) for stem in stems)
    )


def _year_of(match: _Found, published: date | None, month: int) -> int | None:
    """The year named, or that of the last such month before the day of publication."""
    named = _group(match, "year")
    if named:
        return int(named)
    if published is None:
        return None
    year = published.year - (month > published.month)
    return year if year > date.min.year else None


def _shifted(years: int) -> _Resolve:
    def resolve(match: _Found, published: date | None) -> Period | None:
        year = (published.year if published else 0) + years
        if published is None or not date.min.year <= year <= date.max.year:
            return None
        return _opened(match, date(year, 1, 1), date(year, 12, 31))

    return resolve


def _from_start(_: _Found, published: date | None) -> Period | None:
    return Period(date(published.year, 1, 1), None) if published else None


def _last_month(_: _Found, published: date | None) -> Period | None:
    if published is None or published < date(1, 2, 1):
        return None
    last = published.replace(day=1) - timedelta(days=1)
    return Period(last.replace(day=1), last)


def _yesterday(_: _Found, published: date | None) -> Period | None:
    if published is None or published == date.min:
        return None
    day = published - timedelta(days=1)
    return Period(day, day)


_year_before = _shifted(-1)
_RELATIVE: dict[str, _Resolve] = {
    "from start": _from_start,
    "last month": _last_month,
    "last": _shifted(-1),
    "this": _shifted(0),
    "next": _shifted(1),
    "before": _year_before,
    "yesterday": _yesterday,
}
