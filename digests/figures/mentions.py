"""The days, months and years that a sentence mentions, as periods (`lang.dates` has the words)."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from digests.figures.patterns import any_case
from digests.figures.resolve import (
    RELATIVES_TO,
    Found,
    Resolve,
    a_day,
    a_month,
    a_part,
    a_season,
    a_span,
    a_year,
    a_year_before,
    compared,
    now,
)
from digests.lang.dates import (
    BASES,
    BASES_BEHIND,
    DAYS,
    FOUNDED,
    IN_MONTHS,
    IN_SEASON,
    IN_SEASONS,
    MONTHS,
    PARTS_OF_YEAR,
    PLAIN_YEAR,
    RELATIVE,
    RELATIVES,
    SINCE,
    TOLD,
    UNITS,
    YEARS,
)
from digests.model import Locale, Period


class Mention(NamedTuple):
    """Days that a stretch of text mentions, and where.

    period     None: it names days that no figure speaks of («закон от 2 ноября», «сообщили 7 мая»)
    is_before  «годом ранее»: the same days, a year before what was spoken of
    is_base    «по сравнению с 2022 годом»: a figure is compared with those days, and speaks of others
    is_now     «сейчас», "today": of no days, and not of those named before
    """

    start: int
    end: int
    period: Period | None
    is_before: bool = False
    is_base: bool = False
    is_now: bool = False


_NEAR = 48
_PREPOSITION = re.compile(r"(?:со?|к|до|по|в|за|since|from|in|by) ", re.IGNORECASE)
_GAPS = frozenset([" ", " to ", " – ", "–", " - "])
_YEAR = re.compile(r"\d{4}")
_ABLATIVE = re.compile(r"(?:нан|нен|дан|ден|тан|тен)\Z")


@lru_cache(maxsize=256)
def mentions(text: str, published: date | None, lang: Locale) -> tuple[Mention, ...]:
    """All mentions, in order, none within another; a day without a year is resolved from `published`."""
    lower = text.lower()
    # Most sentences mention nothing: half of the time is saved by looking for beginnings of words first.
    rules = _present(lang, frozenset(needed for needed in _needed(lang) if _has_any(lower, needed)))
    found: list[Mention] = []
    for pattern, resolve in rules:
        for match in pattern.finditer(text):
            if all(match.end() <= other.start or other.end <= match.start() for other in found):
                found.append(_mention(text, match, resolve or _relative(match, lang), published, lang))
    return _spanned(text, sorted(found, key=lambda mention: mention.start)) if found else ()


def _mention(text: str, match: Found, resolve: Resolve, published: date | None, lang: Locale) -> Mention:
    start, end = match.span()
    opening = _PREPOSITION.match(text, start)
    before = text[max(0, start - _NEAR) : opening.end() if opening else start].lower()
    found = _before(lang).search(before)
    role = found.lastgroup if found else None
    if resolve is compared or role == "base" or _behind(lang).match(text, end):
        return Mention(start, end, None, is_base=True)
    if role == "founded" or (role == "told" and resolve is a_day):
        return Mention(start, end, None)
    period = resolve(match, published)
    if role == "since" and period and period.start:
        period = Period(period.start, None)
    return Mention(start, end, period, is_before=resolve is a_year_before, is_now=resolve is now)


def _spanned(text: str, found: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions; «с 1 апреля | по 31 октября», «1 мамырдан | 3 маусымға дейін» are one."""
    result: list[Mention] = []
    for mention in found:
        period = _span_of(text, result[-1], mention) if result else None
        if period:
            result[-1] = Mention(result[-1].start, mention.end, period)
        else:
            result.append(mention)
    return tuple(result)


def _span_of(text: str, first: Mention, last: Mention) -> Period | None:
    """The days from one mention to the next, where they open and close; the year may be said once."""
    if first.period is None or last.period is None or text[first.end : last.start] not in _GAPS:
        return None
    opens = first.period.end is None or _ABLATIVE.search(text, first.start, first.end)
    start, end = first.period.start, last.period.end
    if not opens or start is None or end is None or last.period.start is not None:
        return None
    if start > end and not _YEAR.search(text, first.start, first.end):
        start = start.replace(year=end.year, day=min(start.day, 28) if start.month == 2 else start.day)
    return Period(start, end) if start <= end else None


@cache
def _before(lang: Locale) -> re.Pattern[str]:
    """What stands before days, in lower case, and what they are then: the group that matched."""
    roles = {"base": BASES, "founded": FOUNDED, "told": TOLD, "since": SINCE}
    either = "|".join(f"(?P<{role}>{patterns[lang]})" for role, patterns in roles.items())
    return re.compile(rf"(?:(?<!\w)|(?=%))(?:{either})\Z")


@cache
def _behind(lang: Locale) -> re.Pattern[str]:
    return any_case(BASES_BEHIND[lang])


def _has_any(text: str, beginnings: Sequence[str]) -> bool:
    for beginning in beginnings:  # noqa: SIM110 a generator takes three times as long here
        if beginning in text:
            return True
    return False


# Which of the names of a month is that of the language.
_COLUMN = {Locale.RU: 0, Locale.KK: 1, Locale.EN: 2}
_Rule = tuple[tuple[str, ...], re.Pattern[str], Resolve | None]


@cache
def _grammar(lang: Locale) -> tuple[_Rule, ...]:
    """Patterns, those first that say most, each with beginnings of words without which it need not be tried.

    None: the group that matched says how it is resolved (`_relative`).
    """
    months = tuple(stems[_COLUMN[lang]] for stems in MONTHS)
    units, relatives = UNITS[lang], RELATIVES[lang]
    any_case, years = re.IGNORECASE, ("20", "19")
    # In English a month is a name: "may", "march".
    name_case = re.NOFLAG if lang is Locale.EN else any_case

    def rules(needed: tuple[str, ...], patterns: Sequence[str], resolve: Resolve, case: re.RegexFlag) -> list[_Rule]:
        return [(needed, re.compile(pattern, case), resolve) for pattern in patterns]

    span, *open_years = YEARS[lang]
    either = "|".join(f"(?P<r{index}>{pattern})" for index, (pattern, _) in enumerate(RELATIVE[lang]))
    return (
        *rules(months, [DAYS[lang]], a_day, name_case),
        *rules(units, PARTS_OF_YEAR[lang], a_part, any_case),
        *rules(months, [IN_MONTHS[lang]], a_month, name_case),
        *rules(IN_SEASON[lang], [IN_SEASONS[lang]], a_season, any_case),
        *rules(years, [span], a_span, any_case),
        *rules(years, open_years, a_year, any_case),
        # One pattern instead of one for each: that takes a fifth of the time.
        (relatives, re.compile(rf"(?<!\w)(?:{either})(?!\w)", any_case), None),
        (years, PLAIN_YEAR, a_year),
    )


def _relative(match: Found, lang: Locale) -> Resolve:
    _, name = RELATIVE[lang][int((match.lastgroup or "r0")[1:])]
    return RELATIVES_TO[name]


@cache
def _present(lang: Locale, present: frozenset[tuple[str, ...]]) -> tuple[tuple[re.Pattern[str], Resolve | None], ...]:
    """The rules that may find something in a text with these beginnings of words."""
    return tuple((pattern, resolve) for needed, pattern, resolve in _grammar(lang) if needed in present)


@cache
def _needed(lang: Locale) -> frozenset[tuple[str, ...]]:
    return frozenset(needed for needed, _, _ in _grammar(lang))
