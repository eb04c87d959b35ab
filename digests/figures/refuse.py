"""The negative grammar: numbers that say when, which or how old, and are no figures."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from digests.figures.quantity import TIME, Quantity
from digests.lang import GRAMMARS
from digests.model import Kind, Locale

_NEAR = 40
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?!\d)")
_GLUED_BEFORE = re.compile(r"[\w№#/:.,]$|[^\W\d_][-–‑]$|[=]\s?$|[+]$|#\w+$")
_GLUED_AFTER = re.compile(r"[:/]\d|[-–‑]\d|\.\d|\.[a-z]{2}|[_@=]| ?°| = ")
_AGE_MARK = re.compile(r"\+(?!\d)")
_LIST = re.compile(r"(?:^|\n)[^\S\n]*$")
_BRACKET = re.compile(r"\)")
_PHONE = re.compile(r"\+?\d[\d \u00a0()-]{8,24}\d")
# Digits in a row without a noun between them are a phone, an account, a code.
_ROW_BEFORE = re.compile(r"\d\)?[ \u00a0-]$|\d{3}\) \d*-?$|\d-\d+-$|\) \d\d-$")
_ROW_AFTER = re.compile(r"[ \u00a0-]\d")
_NOUN_AFTER = re.compile(r"[ \u00a0](?:[^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]|[^\W\d_]{2,})")
_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z.-]*[A-Za-z] $")
_CODE_NAME = re.compile(r"(?<!\w)[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]{3,} $|КБе $")
_TITLED = re.compile(r"(?<![.!?] )(?<!^)[A-Z][a-z]+ $")
_COUNTER = re.compile("[👁💬🔁❤♥👍🔥👀]\ufe0f? ?$")
_STREET = re.compile(
    r"(?:ул|пр|просп|пл|пер|мкр|б-р)\.[^.;\n,]{2,30}, ?$|(?:улиц\w|проспект\w?|көшесі|даңғылы|к-сі)[^.;\n,]{0,25}, ?$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[«“]$")
_SHORT_QUOTE = re.compile(r"[^»”\n.]{0,40}[»”]")
_RATES = re.compile(r"USD\D{1,3}\d.*EUR\D{1,3}\d|EUR\D{1,3}\d.*USD\D{1,3}\d")
_BARE_AGE = re.compile(r"[^\W\d_]\.?, $")
_AFTER_AGE = re.compile(r"[,.;)]")
_YEAR_WORD = re.compile(
    r"(?:^|\W)(?:в|с|до|по|к|от|in|since|until|till|by|of|from|through|between|and|и|мен|after|,) $", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Rules:
    lang: Locale
    date: re.Pattern[str]
    year_before: re.Pattern[str]
    year_after: re.Pattern[str]
    label: re.Pattern[str]
    label_after: re.Pattern[str]
    ordinal: re.Pattern[str]
    case: re.Pattern[str]
    span: re.Pattern[str]
    span_after: re.Pattern[str]
    age_before: re.Pattern[str]
    age: re.Pattern[str]
    frequency: re.Pattern[str]
    base: re.Pattern[str]
    qualified: re.Pattern[str]
    moved: re.Pattern[str]


@cache
def _rules(lang: Locale) -> _Rules:
    grammar = GRAMMARS[lang]

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    day = r"\d{1,2}(?:-?\w{1,3})?"
    qualifiers = "|".join(pattern for pattern, _ in grammar.before)
    return _Rules(
        lang=lang,
        date=compiled(rf"[ \u00a0-]?(?:(?:по|до|и|to|–|-|—) ?{day}[ \u00a0])?(?:{grammar.months})(?!\w)"),
        year_before=compiled(rf"(?:{grammar.months}),? (?:\d{{1,2}}(?:[–-]\d{{1,2}})?, )?(?:\d{{1,2}}[–-])?$"),
        year_after=compiled(rf"(?:[-–‑]\w{{1,3}})?[ \u00a0]?(?:{grammar.years})"),
        label=compiled(rf"(?<!\w)(?:{grammar.labels})[ \u00a0]?$"),
        label_after=compiled(rf"[ \u00a0]?(?:{grammar.labels_after})"),
        ordinal=compiled(grammar.ordinal_ends),
        case=compiled(grammar.case_ends),
        span=compiled(rf"(?<!\w)(?:{grammar.spans})(?: [^\W\d_]+)? $"),
        span_after=compiled(rf" (?:{grammar.spans_after})(?!\w)"),
        age_before=compiled(rf"(?<!\w)(?:{grammar.ages_before})[ —–-]{{1,3}}(?:\w+ )?$"),
        age=compiled(rf"[ -]?(?:{grammar.ages})"),
        frequency=compiled(rf"[ \u00a0]?(?:{grammar.times_a})"),
        base=compiled(rf"[ \u00a0](?:{grammar.bases})"),
        qualified=compiled(rf"(?<!\w)(?:{qualifiers})[ \u00a0]$"),
        moved=compiled(rf"(?<!\w)(?:{grammar.ups}|{grammar.downs})"),
    )


def refusal(text: str, quantity: Quantity, lang: Locale) -> str | None:
    """Why a quantity is no figure, in one word; None when it may be one."""
    rules = _rules(lang)
    before = text[max(0, quantity.start - _NEAR) : quantity.start]
    if quantity.kind in {Kind.FRACTION, Kind.MULTIPLE}:
        return None
    checks = _OF_DIGITS if not quantity.first.is_spelled else _OF_ALL
    return next((reason for reason, holds in checks if holds(text, before, quantity, rules)), None)


def _is_plain(quantity: Quantity) -> bool:
    return quantity.unit == "count" and not quantity.first.power and quantity.kind is Kind.LEVEL


def _is_list_mark(text: str, before: str, quantity: Quantity, _: _Rules) -> bool:
    """«1. …», «2) …» at the beginning of a line, and «подпункт 2)»."""
    after = text[quantity.end : quantity.end + 2]
    if not _is_plain(quantity) or quantity.value > 99:
        return False
    if after[:1] == ")":
        return text.rfind("(", max(0, quantity.start - 60), quantity.start) <= text.rfind(
            ")", max(0, quantity.start - 60), quantity.start
        )
    starts_line = (quantity.start < _NEAR and not before.strip(" ")) or _LIST.search(before) is not None
    return starts_line and (after == ". " or (after in {" –", " —"} and quantity.value < 10))


def _is_counter(text: str, before: str, quantity: Quantity, _: _Rules) -> bool:
    """Views, comments, rates of exchange: what a page carries along."""
    if _COUNTER.search(before) or re.match(r"0[ \u00a0]\d", text[quantity.start : quantity.start + 3]):
        return True
    if quantity.unit not in {"USD", "EUR", "RUB", "count"}:
        return False
    begin, end = text.rfind("\n", max(0, quantity.start - 80), quantity.start) + 1, text.find("\n", quantity.end)
    line = text[max(begin, quantity.start - 80) : (end if 0 <= end < quantity.end + 80 else quantity.end + 40)]
    return _RATES.search(line) is not None


def _is_name(text: str, before: str, quantity: Quantity, rules: _Rules) -> bool:
    number = quantity.first
    if not _is_plain(quantity) and quantity.unit not in {"m", "litre"} and quantity.kind is not Kind.RANGE:
        return rules.label.search(before) is not None and quantity.unit == "count"
    if number.is_glued and rules.case.fullmatch(number.ending) is None:
        return True
    if _GLUED_BEFORE.search(before) or _STREET.search(before) or rules.label.search(before):
        return True
    return _has_name_behind(text, before, quantity, rules)


def _has_name_behind(text: str, before: str, quantity: Quantity, rules: _Rules) -> bool:
    end = quantity.end
    if _GLUED_AFTER.match(text, end) or rules.label_after.match(text, quantity.first.digits_end):
        return True
    if rules.label_after.match(text, end) or (_CLOCK.match(text, quantity.first.start) and quantity.kind is Kind.RANGE):
        return True
    if _AGE_MARK.match(text, end):
        return quantity.value < 100
    if _QUOTED.search(before) and _SHORT_QUOTE.match(text, end) and quantity.value < 1000:
        return True
    return not _NOUN_AFTER.match(text, end) and _is_titled(before, rules.lang)


def _is_titled(before: str, lang: Locale) -> bool:
    """A capitalised name right before a number that counts nothing: «Windows 11», "Table 4", «ЦУР 16»."""
    if lang is Locale.EN:
        return _TITLED.search(before) is not None or _CODE_NAME.search(before) is not None
    return _LATIN_NAME.search(before) is not None or _CODE_NAME.search(before) is not None


def _is_code(text: str, before: str, quantity: Quantity, _: _Rules) -> bool:
    """A phone, an account: digits in a row without a noun between them."""
    if quantity.unit != "count" or quantity.kind not in {Kind.LEVEL, Kind.RANGE}:
        return False
    if _ROW_BEFORE.search(before) or (not quantity.first.power and _ROW_AFTER.match(text, quantity.end)):
        return True
    phone = _PHONE.match(text, quantity.start)
    return phone is not None and sum(map(str.isdigit, phone.group())) >= 10


def _is_year(text: str, before: str, quantity: Quantity, rules: _Rules) -> bool:
    number = quantity.first
    if number.power or number.digits_end - number.start != 4 or quantity.unit not in {"count", "year"}:
        return False
    if not 1900 <= (quantity.value_from or quantity.value) <= 2100:
        return False
    if quantity.unit == "year" or rules.year_after.match(text, number.digits_end) or quantity.kind is Kind.RANGE:
        return True
    if not re.match(r"[ \u00a0][^\W\d_]{3,}", text[quantity.end : quantity.end + 5]):
        return True
    return (
        _YEAR_WORD.search(before) is not None
        or re.match(r" [A-Zа-я]{0,3}(?:және|жән)", text[quantity.end : quantity.end + 8]) is not None
    )


def _is_date(text: str, before: str, quantity: Quantity, rules: _Rules) -> bool:
    number = quantity.last
    if not 1 <= quantity.value <= 31 or quantity.unit not in {"count", "m"}:
        return False
    if rules.date.match(text, number.end) or rules.date.match(text, number.digits_end):
        return True
    return rules.year_before.search(before) is not None and not _NOUN_AFTER.match(text, quantity.end)


def _is_ordinal(_: str, __: str, quantity: Quantity, rules: _Rules) -> bool:
    ending = quantity.first.ending
    if not ending or quantity.first.is_spelled:
        return False
    if rules.lang is Locale.RU and ending == "х":
        return quantity.value >= 20
    if rules.lang is Locale.RU and ending == "м" and quantity.unit == "count":
        return quantity.value >= 1900
    return rules.ordinal.fullmatch(ending) is not None or rules.case.fullmatch(ending) is None


def _is_age(text: str, before: str, quantity: Quantity, rules: _Rules) -> bool:
    if quantity.unit not in {"year", "count"} or quantity.first.power or not 0 < quantity.value < 110:
        return False
    if rules.age.match(text, quantity.last.end) or rules.age.match(text, quantity.end):
        return True
    if rules.age_before.search(before) and (quantity.unit == "year" or not _NOUN_AFTER.match(text, quantity.end)):
        return quantity.unit == "year" or rules.lang is not Locale.RU or "возраст" in before.lower() or "дет" in before
    if quantity.unit == "year" and quantity.kind is Kind.RANGE and quantity.value >= 12:
        return True
    bare = quantity.unit == "year" or rules.lang is Locale.EN
    return (
        bare
        and quantity.value > 5
        and _BARE_AGE.search(before) is not None
        and _AFTER_AGE.match(text, quantity.end) is not None
    )


def _is_span(text: str, before: str, quantity: Quantity, rules: _Rules) -> bool:
    if rules.frequency.match(text, quantity.first.end) or rules.frequency.match(text, quantity.end):
        return True
    if quantity.unit not in TIME:
        seasons = quantity.unit == "count" and re.match(
            r" (?:\w+ )?(?:сезон|созыв)", text[quantity.end : quantity.end + 30]
        )
        return bool(seasons) and rules.span.search(before) is not None
    if quantity.ending in {"да", "де", "та", "те"}:
        return True
    if rules.span_after.match(text, quantity.end):
        return True
    found = rules.span.search(before)
    if found is None:
        return False
    # «18 тысяч тенге за час»: the hour is what is paid for.
    return not (quantity.unit in {"hour", "minute"} and found.group().lower().startswith("за "))


def _is_base(text: str, before: str, quantity: Quantity, rules: _Rules) -> bool:
    """«на 1000 жителей»: what a rate is given for."""
    if rules.base.match(text, quantity.end) is None:
        return False
    return rules.lang is not Locale.RU or before.lower().endswith(("на ", "на каждые ", "на каждую "))


def _is_article(text: str, before: str, quantity: Quantity, rules: _Rules) -> bool:
    """One as an article or a pronoun; a scale alone («тысячи причин»)."""
    word = text[quantity.first.start : quantity.first.end].lower()
    if quantity.first.is_bare and rules.lang is Locale.RU and quantity.unit == "count" and not before.endswith("с "):
        return word != "десяток"
    if quantity.kind is not Kind.LEVEL or quantity.value != 1:
        return False
    return rules.qualified.search(before) is None


_Check = Callable[[str, str, Quantity, _Rules], bool]
_OF_ALL: tuple[tuple[str, _Check], ...] = (
    ("article", _is_article),
    ("age", _is_age),
    ("span", _is_span),
    ("base", _is_base),
)
_OF_DIGITS: tuple[tuple[str, _Check], ...] = (
    ("list", _is_list_mark),
    ("counter", _is_counter),
    ("name", _is_name),
    ("code", _is_code),
    ("year", _is_year),
    ("date", _is_date),
    ("ordinal", _is_ordinal),
    *_OF_ALL[1:],
)
