"""Numbers that say when: years, days, clock times, and times that only pass."""

import re
from dataclasses import dataclass
from functools import cache

from digests.figures.behind import may_count
from digests.figures.patterns import any_case
from digests.figures.quantity import TIME, Quantity
from digests.lang import GRAMMARS
from digests.model import Kind, Locale

_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])(?: ?: ?|\.)[0-5]\d(?![\d%])(?! ?[%°])")
_CLOCK_BEFORE = re.compile(r"(?<![\d.,])\d{1,2} ?: ?$")
_ROUND_CLOCK = re.compile(r"\d{1,2}\.(?:[0-5]0|[1-4]5)(?!\d)")
_CLOCK_WORD = re.compile(r"(?<!\w)(?:в|с|до|к|после|at|until|till|from|by) $")
_NEXT_WORD = re.compile(r"[ \u00a0](?:« )?([^\W\d_]+)")
_YEAR_WORD = re.compile(
    r"(?:^|\W)(?:в|с|до|по|к|от|за|на|in|since|until|till|by|of|from|through|between|and|и|мен|after|the|,) $|\($"
)
_DAY_PART = re.compile(r" (?:утра|вечера|дня|ночи|o.clock)(?!\w)")
_SEASON = re.compile(r" (?:\w+ )?(?:сезон|созыв|маусым|season)")
_COMPARED = re.compile(r" (?:as|the|more|less|over|that|[a-z]+er)(?!\w)")
_MADE_OF = ("дық", "дік", "тық", "тік", "лық", "лік")
_HOURS = 24
_MINUTES = frozenset([15, 30, 45])
# «24-інде»: the day of a month that is known; «30 елдің 24-інде» is a part.
_KK_ON_DAY = re.compile(r"с?[ыі]нд[ае]")
_KK_OF_WHOLE = re.compile(r"(?:н|д|т)[ыі]ң ")
_KK_IN_YEAR = re.compile(r"[дт][ае]|[днт][ае]н")
_DAY_AND_MONTH = re.compile(r"(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])(?![\d%])")
_NEAR_NAME = 24
_OLD_YEARS_FROM, _YEARS_FROM, _YEARS_TO = 1500, 1900, 2100
_IN_SHORT = frozenset(["hour", "minute", "second"])
_TERM_BEFORE, _TERM_BEHIND = 60, 40
_SENTENCE_END = re.compile(r"[.!?\n](?:(?<=\n)|\s)")


@dataclass(frozen=True, slots=True)
class _Rules:
    day: re.Pattern[str]
    month_before: re.Pattern[str]
    day_before: re.Pattern[str]
    year_after: re.Pattern[str]
    span: re.Pattern[str]
    span_after: re.Pattern[str]
    term: re.Pattern[str]
    length: re.Pattern[str]
    length_after: re.Pattern[str]
    bounded: re.Pattern[str]
    frequency: re.Pattern[str]
    moved: re.Pattern[str]
    stop: re.Pattern[str]


@cache
def _rules(lang: Locale) -> _Rules:
    grammar = GRAMMARS[lang]

    def before(pattern: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{pattern})$")

    day = r"\d{1,2}(?:-?[^\W\d_]{1,3})?"
    bounds = "|".join(pattern for pattern, qualifier in grammar.before if qualifier in {"at_least", "up_to"})
    return _Rules(
        day=any_case(
            rf"[ \u00a0-]?(?:(?:,|по|до|и|to|and|мен|–|-|—) ?{day}[ \u00a0]?){{0,3}}(?:{grammar.months})(?!\w)"
        ),
        month_before=before(rf"(?:{grammar.months}),? (?:\d{{1,2}}(?:[–-]\d{{1,2}})?, )?(?:\d{{1,2}}[–-])?"),
        day_before=before(rf"(?:{grammar.months_of}) (?:{day} (?:мен|бен|пен|және|and) )?"),
        year_after=any_case(rf"(?:[-–‑]\w{{1,3}})?[ \u00a0]?(?:{grammar.years})"),
        span=before(rf"(?:{grammar.spans})(?: [^\W\d_]+)? "),
        span_after=any_case(rf" (?:{grammar.spans_after})(?!\w)"),
        term=re.compile(rf"(?<!\w)(?:{grammar.terms})"),
        length=before(rf"(?:{grammar.lengths})(?: [^\W\d_]+)? "),
        length_after=any_case(rf" (?:{grammar.lengths_after})(?!\w)"),
        bounded=before(rf"(?:{bounds})[ \u00a0]"),
        frequency=any_case(rf"[ \u00a0]?(?:{grammar.times_a})"),
        moved=re.compile(rf"(?<!\w)(?:{grammar.ups}|{grammar.downs})"),
        stop=any_case(grammar.stops),
    )


def is_clock(text: str, before: str, quantity: Quantity, lang: Locale) -> bool:
    """«10:00», «с 8.15 до 13.45», and with spaces around the colon."""
    start = quantity.first.start
    if quantity.unit == "hour":
        return _is_hour(text, before, quantity, lang)
    if quantity.unit != "count" or quantity.first.power:
        return False
    if quantity.value <= _HOURS and _DAY_PART.match(text, quantity.end):
        return True
    clock = _CLOCK.match(text, start)
    if clock is None:
        is_minute = ":" in before[-2:] and _CLOCK_BEFORE.search(before) is not None
        return is_minute or _is_shift(text, before, quantity, lang)
    if "." not in clock.group():
        return True
    is_pair = quantity.kind is not Kind.LEVEL and _CLOCK.match(text, quantity.last.start) is not None
    if _ROUND_CLOCK.match(text, start) is None:
        return False
    # «в 17.00 начнётся»: where decimals have a comma, nothing else is written so.
    return is_pair or (_CLOCK_WORD.search(before) is not None and lang is not Locale.EN)


def _is_hour(text: str, before: str, quantity: Quantity, lang: Locale) -> bool:
    """«в 10 часов», «к 19 часам», «с 9 до 18 часов», «5 часов утра»."""
    if quantity.value > _HOURS or quantity.first.power:
        return False
    if _DAY_PART.match(text, quantity.end):
        return True
    if quantity.kind is Kind.TRANSITION and lang is Locale.RU:
        behind = text[quantity.end : quantity.end + _NEAR_NAME].lower()
        return not (_rules(lang).moved.search(before) or _rules(lang).moved.search(behind))
    return before.endswith(("в ", "к ", "с ")) and quantity.kind is Kind.LEVEL and text[quantity.start] != "в"


def _is_shift(text: str, before: str, quantity: Quantity, lang: Locale) -> bool:
    """«обед с 13 до 14», «сбор в 9-30»: hours of a day, where nothing moves and nothing is counted."""
    if quantity.kind is Kind.RANGE and quantity.value in _MINUTES and before.endswith("в "):
        return (quantity.value_from or 0) <= _HOURS and not may_count(text, quantity.end, lang)
    if quantity.kind not in {Kind.TRANSITION, Kind.RANGE} or quantity.start == quantity.first.start:
        return False
    if quantity.kind is Kind.RANGE and lang is not Locale.EN:
        return False
    if max(quantity.value, quantity.value_from or 0) > _HOURS:
        return False
    return not may_count(text, quantity.end, lang) and _rules(lang).moved.search(before) is None


def is_year(text: str, before: str, quantity: Quantity, lang: Locale) -> bool:
    """Four digits that no noun follows, or that stand where a year does."""
    number, value = quantity.first, quantity.value_from or quantity.value
    if number.power or number.digits_end - number.start != 4 or quantity.unit not in {"count", "year"}:
        return False
    rules = _rules(lang)
    if value <= _YEARS_TO and rules.year_after.match(text, number.digits_end):
        return True
    if not _OLD_YEARS_FROM <= value <= _YEARS_TO:
        return False
    if quantity.unit == "year" or quantity.kind is Kind.RANGE:
        return True
    if rules.month_before.search(before):
        return True
    is_counting = _counts_behind(text, quantity, lang)
    if _YEAR_WORD.search(before):
        # «в 2021 открыли» is a year, «до 2000 человек» and «с 1700 жителями» are counts.
        return not is_counting or (value >= _YEARS_FROM and value % 100 != 0)
    return value >= _YEARS_FROM and not is_counting


def is_spelled_year(_: str, __: str, quantity: Quantity, lang: Locale) -> bool:
    """«екі мың он жетіде»: a Kazakh numeral that stands where only a year does."""
    if lang is not Locale.KK or quantity.unit != "count" or not _YEARS_FROM <= quantity.value <= _YEARS_TO:
        return False
    return quantity.value % 100 != 0 and _KK_IN_YEAR.fullmatch(quantity.ending) is not None


def _counts_behind(text: str, quantity: Quantity, lang: Locale) -> bool:
    """Whether a noun that may be counted follows; in English it is a plural in lower case."""
    word = _NEXT_WORD.match(text, quantity.end)
    if word is None or len(word.group(1)) < 3 or _rules(lang).stop.fullmatch(word.group(1)):
        return False
    return lang is not Locale.EN or (word.group(1)[0].islower() and word.group(1).endswith("s"))


def is_date(text: str, before: str, quantity: Quantity, lang: Locale) -> bool:
    """A day of a month: the month stands behind, or before it."""
    number, rules = quantity.last, _rules(lang)
    if quantity.unit == "count" and lang is not Locale.EN and _DAY_AND_MONTH.match(text, quantity.first.start):
        return not may_count(text, quantity.end, lang)
    if not 1 <= quantity.value <= 31 or quantity.unit not in {"count", "m", "day"}:
        return False
    if rules.day.match(text, number.end) or (
        number.end > number.digits_end and rules.day.match(text, number.digits_end)
    ):
        return True
    if quantity.unit == "m":
        return False
    if lang is Locale.KK and _KK_ON_DAY.fullmatch(number.ending) and not _KK_OF_WHOLE.search(before):
        return True
    if rules.day_before.search(before):
        return True
    return rules.month_before.search(before) is not None and not may_count(text, quantity.end, lang)


def is_span(text: str, before: str, quantity: Quantity, lang: Locale) -> bool:
    """A time is a figure where it is a term, a course, an average; elsewhere it only says when."""
    rules = _rules(lang)
    if rules.frequency.match(text, quantity.end) or _is_frequent_inside(text, quantity, rules):
        return True
    if quantity.unit == "times":
        return _is_repeated(text, before, quantity, lang)
    if quantity.unit not in TIME:
        return _is_season(text, before, quantity, rules)
    is_joined = quantity.kind is not Kind.LEVEL
    return not (is_joined and is_term(text, quantity, lang)) and _only_says_when(text, before, quantity, lang)


def _is_frequent_inside(text: str, quantity: Quantity, rules: _Rules) -> bool:
    """«3 раза в неделю», where «раза» is the unit."""
    ends = {quantity.first.end, quantity.last.end} - {quantity.end}
    return any(rules.frequency.match(text, end) for end in ends)


def _only_says_when(text: str, before: str, quantity: Quantity, lang: Locale) -> bool:
    rules = _rules(lang)
    if lang is Locale.KK and text.endswith(_MADE_OF, quantity.start, quantity.end):
        return True
    if quantity.ending in {"да", "де", "та", "те"} or rules.span_after.match(text, quantity.end):
        return True
    if rules.length.search(before) or rules.length_after.match(text, quantity.end):
        return False
    if quantity.unit in _IN_SHORT and lang is not Locale.KK:
        # «9 тысяч тенге в час», «репетировали по четыре часа»: the hours themselves are the news.
        found = None if rules.bounded.search(before) else rules.span.search(before)
        return found is not None and found.group().count(" ") == 1 and not found.group().startswith("за ")
    if lang is Locale.KK and quantity.unit == "hour" and quantity.value > _HOURS:
        return False
    found = rules.span.search(before)
    if found and not (rules.term.search(found.group()) or _is_made_for(before, found, rules)):
        return True
    if quantity.kind is not Kind.LEVEL or rules.bounded.search(before):
        return False
    return not is_term(text, quantity, lang)


def _is_made_for(before: str, found: re.Match[str], rules: _Rules) -> bool:
    """«проект рассчитан на 14 месяцев»: the verb before «на» makes it a term."""
    return found.group() == "на " and rules.term.search(before, max(0, found.start() - _NEAR_NAME)) is not None


def _is_repeated(text: str, before: str, quantity: Quantity, lang: Locale) -> bool:
    """«сто раз», "voted three times": how often; «в три раза», "three times as many": a multiple."""
    if lang is Locale.KK or quantity.is_about or quantity.kind not in {Kind.LEVEL, Kind.RANGE}:
        return False
    if lang is Locale.RU:
        # «в 3–4 раза»: a range begins with its first number.
        return not (text[quantity.start : quantity.start + 2].lower().startswith("в") or before.endswith("в "))
    return _COMPARED.match(text, quantity.end) is None and _rules(lang).moved.search(before) is None


def _is_season(text: str, before: str, quantity: Quantity, rules: _Rules) -> bool:
    is_season = quantity.unit == "count" and _SEASON.match(text, quantity.end, quantity.end + 30)
    return bool(is_season) and rules.span.search(before) is not None


def is_term(text: str, quantity: Quantity, lang: Locale) -> bool:
    """Whether a word near a time makes it the news itself: «срок», «ұзақтығы», "lasts"."""
    before = text[max(0, quantity.start - _TERM_BEFORE) : quantity.start].lower()
    behind = text[quantity.end : quantity.end + _TERM_BEHIND].lower()
    begin = max((match.end() for match in _SENTENCE_END.finditer(before)), default=0)
    end = _SENTENCE_END.search(behind)
    rules = _rules(lang)
    return rules.term.search(before, begin) is not None or (
        rules.term.search(behind, 0, end.start() if end else len(behind)) is not None
    )
