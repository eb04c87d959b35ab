"""Which days a figure speaks of: what its sentence says, resolved from the day of publication."""

import re
from datetime import date, timedelta
from functools import lru_cache

from digests.model import Period

_YEAR = r"(20[0-4]\d|19\d\d)"
_SPAN = re.compile(rf"(?:с|от|from|between)? ?{_YEAR}(?:-?го)? ?(?:по|до|to|and|–|-|—) ?{_YEAR}")
_SINCE = re.compile(
    rf"(?:с (?:начала )?{_YEAR}(?:-го)? ?(?:года|г\.)?|{_YEAR} жылдан (?:бері|бастап)|since (?:\w+ )?{_YEAR})",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    rf"(?:за|в|во) (I{{1,3}}V?|IV|перв\w+|втор\w+|треть\w+|четв[её]рт\w+) квартал\w* {_YEAR}|"
    rf"{_YEAR} жыл\w+ (\w+) тоқсан\w*",
    re.IGNORECASE,
)
_PLAIN = re.compile(rf"(?<![\w.№/-]){_YEAR}(?![\w/.-]\d)(?!-[а-яa-z]*\w{{4}})")
_THIS = re.compile(r"(?<!\w)(?:в этом году|биыл\w*|this year|в текущем году)(?!\w)", re.IGNORECASE)
_LAST = re.compile(
    r"(?<!\w)(?:в прошлом году|прошл\w+ год\w*|былтыр\w*|last year|өткен жыл\w*|годом ранее|за минувший год)(?!\w)",
    re.IGNORECASE,
)
_NEXT = re.compile(r"(?<!\w)(?:в следующем году|келесі жыл\w*|next year)(?!\w)", re.IGNORECASE)
_FROM_START = re.compile(
    r"(?:с начала (?:этого )?года|жыл басынан(?: бері)?|since the (?:start|beginning) of the year)", re.IGNORECASE
)
_YESTERDAY = re.compile(r"(?<!\w)(?:вчера|кеше|yesterday)(?!\w)", re.IGNORECASE)
_FIRST = {
    "i": 1,
    "перв": 1,
    "бірі": 1,
    "ii": 2,
    "втор": 2,
    "екін": 2,
    "iii": 3,
    "трет": 3,
    "үшін": 3,
    "iv": 4,
    "четв": 4,
    "төрт": 4,
}


@lru_cache(maxsize=256)
def period(sentence: str, published: date | None) -> Period | None:
    """The period that the sentence states; None: it states none, or a relative one and `published` is not known."""
    return _quarter(sentence) or _absolute(sentence) or (_relative(sentence, published) if published else None)


def _quarter(sentence: str) -> Period | None:
    match = _QUARTER.search(sentence)
    if match is None:
        return None
    word = (match.group(1) or match.group(4)).lower()
    number = _FIRST.get(word) or _FIRST.get(word[:4])
    if number is None:
        return None
    year = int(match.group(2) or match.group(3))
    last = date(year + number // 4, (number * 3) % 12 + 1, 1) - timedelta(days=1)
    return Period(date(year, number * 3 - 2, 1), last)


def _absolute(sentence: str) -> Period | None:
    span = _SPAN.search(sentence)
    if span:
        first, last = sorted((int(span.group(1)), int(span.group(2))))
        return _years(first, last)
    since = _SINCE.search(sentence)
    if since:
        return Period(date(int(next(filter(None, since.groups()))), 1, 1), None)
    years = {int(year) for year in _PLAIN.findall(sentence)}
    return _years(min(years), max(years)) if len(years) == 1 else None


def _relative(sentence: str, published: date) -> Period | None:
    if _FROM_START.search(sentence):
        return Period(date(published.year, 1, 1), None)
    if _YESTERDAY.search(sentence) and published > date.min:
        day = published - timedelta(days=1)
        return Period(day, day)
    for pattern, offset in ((_LAST, -1), (_NEXT, 1), (_THIS, 0)):
        year = published.year + offset
        if pattern.search(sentence) and 1 <= year <= 9999:
            return _years(year, year)
    return None


def _years(first: int, last: int) -> Period:
    return Period(date(first, 1, 1), date(last, 12, 31))
