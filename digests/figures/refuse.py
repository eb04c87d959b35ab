"""The negative grammar: numbers that say when, which or how old, and are no figures."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from digests.figures.ages import is_age
from digests.figures.names import is_code, is_counter, is_list_mark, is_name
from digests.figures.patterns import any_case
from digests.figures.quantity import MONEY, Quantity
from digests.figures.times import is_clock, is_date, is_span, is_spelled_year, is_year
from digests.lang import GRAMMARS
from digests.model import Kind, Locale

_Check = Callable[[str, str, Quantity, Locale], bool]
_NEAR = 40
_NEVER_WHEN = MONEY | {"percent", "percentage_point", "MRP"}
"""Units that no year, clock, age or name has."""
_RATED = MONEY | {"percent"}
# «7 поваров и один электрик», "One city and 12 village libraries": what is listed with counts is counted.
_LISTED = re.compile(r"\d[ \u00a0][^\W\d_]+(?: [^\W\d_]+)?(?: и | and | және | [мбп]ен )\Z")
_LISTED_BEHIND = re.compile(r"(?: [^\W\d_]+){1,2}(?:,| and| и| және| [мбп]ен) \d")
# «бір шақырымнан астам», «бір метр қашықтықта»: what is measured is counted.
_LENGTHS = frozenset({"m", "km", "cm"})

# "twice a year" is how often, "twice as many" a multiple.
_OFTEN = re.compile(r"twice(?! (?:as|the|more|that|what)\b)", re.IGNORECASE)
# «Тұрғындар, мың адам | …»: the header of a column names a scale.
_HEADER_BEHIND = re.compile(r"(?: [^\W\d_]+){0,2} ?[)\n:|;]")
_DATIVE_BEHIND = re.compile(r"(?: [^\W\d_]{1,20})?? [^\W\d_]{1,20}[ая]м(?!\w)")


@dataclass(frozen=True, slots=True)
class _Rules:
    ordinal: re.Pattern[str]
    case: re.Pattern[str]
    base: re.Pattern[str]
    base_before: re.Pattern[str]
    qualified: re.Pattern[str]
    qualified_behind: re.Pattern[str]
    part_before: re.Pattern[str]
    part_behind: re.Pattern[str]
    one: re.Pattern[str]
    one_behind: re.Pattern[str]


@cache
def _rules(lang: Locale) -> _Rules:
    grammar = GRAMMARS[lang]

    def before(pattern: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{pattern})[ \u00a0]\Z")

    # «с» and «от» qualify a scale and a unit, but no "one": «с одной женщиной», «от одного клуба».
    qualifiers = "|".join(pattern for pattern, _ in grammar.before if pattern not in {"с", "от"})
    # A ceiling is no reason either: «бір жылға дейін» is a term.
    behind = "|".join(pattern for pattern, says in grammar.after if says != "up_to") or "(?!)"
    return _Rules(
        ordinal=any_case(grammar.ordinal_ends),
        case=any_case(grammar.case_ends),
        base=any_case(rf"[ \u00a0](?:{grammar.bases})"),
        base_before=before(grammar.bases_before),
        qualified=before(qualifiers),
        qualified_behind=any_case(rf"[ \u00a0](?:{behind})(?!\w)"),
        part_before=before(grammar.parts_before),
        part_behind=any_case(rf"[ \u00a0](?:{grammar.parts_behind})(?!\w)"),
        one=before(grammar.ones),
        one_behind=any_case(rf"[ \u00a0](?:{grammar.ones_behind})(?!\w)"),
    )


def refusal(text: str, quantity: Quantity, lang: Locale) -> str | None:
    """Why a quantity is no figure, in one word; None when it may be one."""
    if quantity.is_cell:
        return None
    if quantity.kind is Kind.MULTIPLE:
        return "span" if _OFTEN.match(text, quantity.start) else None
    # Lower case, so that what is searched in it need not ignore case: that halves the time.
    before = text[max(0, quantity.start - _NEAR) : quantity.start].lower()
    if quantity.kind is Kind.FRACTION:
        return "span" if _is_part_of_time(text, before, quantity, lang) else None
    for reason, holds in _checks(quantity):
        if holds(text, before, quantity, lang):
            return reason
    return None


def _checks(quantity: Quantity) -> Sequence[tuple[str, _Check]]:
    if quantity.unit in _NEVER_WHEN:
        return _OF_MEASURED
    return _OF_WORDS if quantity.first.is_spelled else _OF_DIGITS


def _is_part_of_time(text: str, before: str, quantity: Quantity, lang: Locale) -> bool:
    """«во второй половине года», «четверть века»: when, or how long."""
    rules = _rules(lang)
    return rules.part_before.search(before) is not None or rules.part_behind.match(text, quantity.end) is not None


def _is_ordinal(text: str, _: str, quantity: Quantity, lang: Locale) -> bool:
    number, rules = quantity.first, _rules(lang)
    if number.is_ordinal or quantity.last.is_ordinal:
        return True
    if quantity.kind is Kind.RANGE and not quantity.last.is_spelled and quantity.start == number.start:
        # «30–31-й недели»; «с 12-ти до 15-й» are cardinals.
        return rules.ordinal.fullmatch(quantity.last.ending or "-") is not None and quantity.last.ending not in {
            "м",
            "х",
        }
    if not number.ending or number.is_spelled:
        return False
    if lang is Locale.RU and number.ending in {"м", "х"}:
        # «по 3-м направлениям», «3-х школ» are cardinal; «в 9-м классе», «80-х годов» are not.
        return not (2 <= quantity.value <= 4 if number.ending == "х" else _is_dative(text, quantity))
    return rules.ordinal.fullmatch(number.ending) is not None or rules.case.fullmatch(number.ending) is None


def _is_dative(text: str, quantity: Quantity) -> bool:
    is_few = quantity.value % 10 in {2, 3, 4} and quantity.value % 100 not in {12, 13, 14}
    return is_few and _DATIVE_BEHIND.match(text, quantity.end) is not None


def _is_base(text: str, before: str, quantity: Quantity, lang: Locale) -> bool:
    """«на 1000 жителей», "per 100,000 people": what a rate is given for."""
    rules = _rules(lang)
    if quantity.unit == "count" and quantity.kind is Kind.LEVEL and rules.base_before.search(before):
        return True
    if rules.base.match(text, quantity.end) is None:
        return False
    return lang is not Locale.RU or before.endswith(("на ", "на каждые ", "на каждую "))


def _is_article(text: str, before: str, quantity: Quantity, lang: Locale) -> bool:
    """One as an article or a pronoun, a scale alone («тысячи причин»)."""
    rules = _rules(lang)
    if quantity.first.is_bare and before.endswith(("(", ", ")) and _HEADER_BEHIND.match(text, quantity.end):
        return True
    if quantity.first.is_bare and lang is Locale.RU and quantity.unit == "count":
        return rules.qualified.search(before) is None and not _stands_for_one(text, before, quantity)
    if quantity.kind is not Kind.LEVEL or quantity.value != 1:
        return False
    if quantity.unit in _RATED:
        # «478 тенге за один доллар»: what a rate is given for.
        return before.endswith("за ")
    if rules.qualified.search(before) or rules.qualified_behind.match(text, quantity.end) or quantity.unit in _LENGTHS:
        return False
    if rules.one.search(before) or rules.one_behind.match(text, quantity.first.end):
        return False
    return not (_LISTED.search(before) or _LISTED_BEHIND.match(text, quantity.end))


def _stands_for_one(text: str, before: str, quantity: Quantity) -> bool:
    """«с десяток», «миллион подписей»: a scale in the singular counts; «тысячи причин» does not."""
    word = text[quantity.first.start : quantity.first.end].lower()
    return word in {"десяток", "миллион", "миллиард", "триллион"} or before.endswith("с ")


_OF_WORDS: tuple[tuple[str, _Check], ...] = (
    ("article", _is_article),
    ("ordinal", _is_ordinal),
    ("year", is_spelled_year),
    ("date", is_date),
    ("name", is_name),
    ("age", is_age),
    ("span", is_span),
    ("base", _is_base),
)
_OF_MEASURED: tuple[tuple[str, _Check], ...] = (
    ("article", _is_article),
    ("counter", is_counter),
    ("ordinal", _is_ordinal),
    ("base", _is_base),
)
_OF_DIGITS: tuple[tuple[str, _Check], ...] = (
    ("list", is_list_mark),
    ("counter", is_counter),
    ("clock", is_clock),
    ("name", is_name),
    ("code", is_code),
    ("year", is_year),
    ("date", is_date),
    ("ordinal", _is_ordinal),
    ("age", is_age),
    ("span", is_span),
    ("base", _is_base),
)
