"""The negative grammar: numbers that say when, which or how old, and are no figures."""

import re
from dataclasses import dataclass
from functools import cache

from digests.figures.normalise import Quantity
from digests.lang import GRAMMARS
from digests.model import Kind, Locale

_TIME_UNITS = frozenset({"year", "month", "week", "day", "hour", "minute"})
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?!\d)")
_GLUED_BEFORE = re.compile(r"[\w№#/:.,+(]$|[^\W\d_][-–‑]$|№ ?$")
_GLUED_AFTER = re.compile(r"[:/]\d|\+(?!\d)|[-–‑]\d|\.\d|\.[^\W\d_]|[^\W\d_]")
_PHONE = re.compile(r"\+?\d[\d ()-]{8,}\d")
# Digits in a row without a noun between them are a phone, an account, a code.
_IN_A_ROW_BEFORE = re.compile(r"\d\)?[  -]$")
_IN_A_ROW_AFTER = re.compile(r"[  -]\d")
_NEAR = 40


@dataclass(frozen=True, slots=True)
class _Rules:
    date: re.Pattern[str]
    year_before: re.Pattern[str]
    year_after: re.Pattern[str]
    label: re.Pattern[str]
    label_after: re.Pattern[str]
    ordinal: re.Pattern[str]
    span: re.Pattern[str]
    span_after: re.Pattern[str]
    age: re.Pattern[str]
    frequency: re.Pattern[str]
    case: re.Pattern[str]


@cache
def _rules(lang: Locale) -> _Rules:
    grammar = GRAMMARS[lang]

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    return _Rules(
        date=compiled(rf"[ \u00a0-]?(?:{grammar.months})(?!\w)"),
        year_before=compiled(rf"(?:{grammar.months}),? (?:\d{{1,2}}, )?$"),
        year_after=compiled(rf"[ \u00a0]?(?:{grammar.years})"),
        label=compiled(rf"(?<!\w)(?:{grammar.labels})[  ]?$"),
        label_after=compiled(rf"[ \u00a0]?(?:{grammar.labels_after})"),
        ordinal=compiled(grammar.ordinal_ends),
        span=compiled(rf"(?<!\w)(?:{grammar.spans})(?: [^\W\d_]+)? $"),
        span_after=compiled(rf" (?:{grammar.spans_after})(?!\w)"),
        age=compiled(rf"[ -]?(?:{grammar.ages})"),
        case=compiled(grammar.case_ends),
        frequency=compiled(r" (?:в|a|per|every) (?:год|месяц|неделю|день|year|month|week|day)(?!\w)"),
    )


def refusal(text: str, quantity: Quantity, lang: Locale) -> str | None:
    """Why a quantity is no figure, in one word; None when it may be one."""
    if quantity.kind in {Kind.FRACTION, Kind.MULTIPLE}:
        return None
    for reason, holds in (
        ("name", _is_name),
        ("year", _is_year),
        ("date", _is_date),
        ("ordinal", _is_ordinal),
        ("age", _is_age),
        ("span", _is_span),
        ("article", _is_article),
    ):
        if holds(text, quantity, _rules(lang)):
            return reason
    return None


def _before(text: str, quantity: Quantity) -> str:
    return text[max(0, quantity.start - _NEAR) : quantity.start]


def _is_name(text: str, quantity: Quantity, rules: _Rules) -> bool:
    number = quantity.first
    before = _before(text, quantity)
    if number.is_spelled:
        return False
    if _IN_A_ROW_BEFORE.search(before) or (quantity.unit == "count" and _IN_A_ROW_AFTER.match(text, quantity.end)):
        return True
    if _GLUED_BEFORE.search(before) and not before.endswith("("):
        return True
    if quantity.unit == "count" and quantity.kind is Kind.LEVEL and not number.has_scale and not number.ending:
        after = _GLUED_AFTER.match(text, quantity.end)
        if after or _CLOCK.match(text, quantity.start):
            return after is None or not after.group().startswith("+") or quantity.value < 100
    if rules.label.search(before) or rules.label_after.match(text, quantity.end):
        return True
    phone = _PHONE.match(text, quantity.start)
    return phone is not None and sum(map(str.isdigit, phone.group())) >= 10 and quantity.unit == "count"


def _is_year(text: str, quantity: Quantity, rules: _Rules) -> bool:
    number = quantity.first
    if number.is_spelled or number.has_scale or number.digits_end - number.start != 4:
        return False
    if not 1900 <= quantity.value <= 2100 or quantity.unit not in {"count", "year"}:
        return False
    if quantity.unit == "year" or rules.year_after.match(text, quantity.end):
        return True
    return not re.match(r" [^\W\d_]{4,}", text[quantity.end :][:8]) or bool(
        re.search(r"(?:^|\W)(?:в|с|до|по|к|in|since|until|by|of|from|,) $", _before(text, quantity), re.IGNORECASE)
    )


def _is_date(text: str, quantity: Quantity, rules: _Rules) -> bool:
    number = quantity.last
    if number.is_spelled or not 1 <= quantity.value <= 31 or quantity.unit not in {"count", "m"}:
        return False
    if rules.date.match(text, number.end):
        return True
    return bool(rules.year_before.search(_before(text, quantity)))


def _is_ordinal(_: str, quantity: Quantity, rules: _Rules) -> bool:
    ending = quantity.first.ending
    return bool(ending) and (rules.ordinal.fullmatch(ending) is not None or rules.case.fullmatch(ending) is None)


def _is_age(text: str, quantity: Quantity, rules: _Rules) -> bool:
    number = quantity.last
    return rules.age.match(text, number.end) is not None or (
        quantity.unit == "year"
        and re.search(r"(?:возраст\w*|старше|младше|aged?)(?: \w+)? $", _before(text, quantity)) is not None
    )


def _is_span(text: str, quantity: Quantity, rules: _Rules) -> bool:
    if quantity.unit not in _TIME_UNITS:
        return False
    if rules.span.search(_before(text, quantity)) or rules.span_after.match(text, quantity.end):
        return True
    return rules.frequency.match(text, quantity.end) is not None


def _is_article(_: str, quantity: Quantity, __: _Rules) -> bool:
    """One as an article or a pronoun, and what is too often another word."""
    return quantity.first.is_spelled and quantity.value == 1 and quantity.unit == "count"
