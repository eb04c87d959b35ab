"""The unit of a number: a currency sign before it, a word behind it, an adjective glued to it."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from digests.figures.atoms import GAP
from digests.figures.number import Number
from digests.figures.patterns import any_case
from digests.figures.quantity import MONEY, Quantity
from digests.lang import GRAMMARS
from digests.model import Locale

SIGNS = {
    "$": "USD", "€": "EUR", "₸": "KZT", "£": "GBP", "₽": "RUB", "¥": "JPY", "₴": "UAH", "₺": "TRY", "₹": "INR",
}  # fmt: skip
_CODES = "|".join(sorted(MONEY))
_SIGN = re.compile(rf"(?<!\w)(?:US|[AC](?=\$))?(?:([$€₸£₽¥₴₺₹])|({_CODES})(?= ))[ \u00a0]?$")
_SIGNED = re.compile(r"[A-Z$€₸£₽¥₴₺₹][ \u00a0]?$")
_PLUS = re.compile(r"(?<![\w)\d])(?:[+±]|[−–-]|плюс-минус |plus or minus )$", re.IGNORECASE)
_SIGNS_BEFORE = frozenset("+±−–-")
_PLUS_OR_MINUS = ("минус ", "minus ")
_HALF = Decimal("0.5")
_LONGEST_BEFORE = 14
_LONGEST_UNIT = 60
_ENDING = re.compile(r"[-–‑]?([^\W\d_]{1,6})(?!\w)")
_KK_LAST = re.compile(r"(?:дай|дей|тай|тей|дайы|дейі|дан|ден|тан|тен|нан|нен|ға|ге|қа|ке|на|не|да|де|та|те)$")
_KK_BARE = ("теңге", "тенге", "тонна", "апта", "лира")
"""Units that end like a case but have none."""
_ABOUT_SO_MANY = "шақты"
_KK_QUALIFIER = re.compile(r" (?:астам|аса|артық|жуық|таяу|тарта|шақты)(?= )")
_ABOUT = re.compile(r"(?:дай|дей|тай|тей)[ыі]?")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")


@dataclass(frozen=True, slots=True)
class _Rules:
    """Patterns of lower-case text.

    may_be_unit   how a unit begins, without groups: most numbers have none, and this is known in a quarter of the time
    """

    may_be_unit: re.Pattern[str]
    unit: re.Pattern[str]
    names: tuple[tuple[str, Decimal | None], ...]
    adjectives: tuple[tuple[re.Pattern[str], str], ...]
    case: re.Pattern[str]
    half: re.Pattern[str]
    half_word: str
    inverted: tuple[tuple[re.Pattern[str], str], ...]


@cache
def _rules(lang: Locale) -> _Rules:
    grammar = GRAMMARS[lang]

    begin = rf"(?:{GAP}|-(?=[a-z]))?"
    units = "|".join(f"((?:{pattern})(?:(?!\\w)|(?<=[%₸$€£₽])))" for pattern, _ in grammar.units)
    return _Rules(
        may_be_unit=re.compile(rf"{begin}(?:{'|'.join(pattern for pattern, _ in grammar.units)})"),
        unit=re.compile(rf"{begin}(?:{units})"),
        names=tuple(_named(unit) for _, unit in grammar.units),
        adjectives=tuple((any_case(pattern), unit) for pattern, unit in grammar.adjectives),
        case=any_case(rf"(?:{grammar.endings or grammar.case_ends})"),
        half=any_case(rf"{GAP}(?:{grammar.halves})(?:{grammar.endings})?(?!\w)"),
        half_word=grammar.halves,
        inverted=tuple((any_case(rf"(?<!\w)(?:{p})[ \u00a0]$"), unit) for p, unit in grammar.inverted),
    )


def _named(written: str) -> tuple[str, Decimal | None]:
    unit, _, share = written.partition(":")
    return unit, Decimal(share) if share else None


def unit_at(text: str, position: int, lang: Locale) -> str | None:
    """The unit whose word or sign begins here, for the captions of tables."""
    match = _unit(text[position : position + _LONGEST_UNIT].lower(), 0, _rules(lang))
    return _rules(lang).names[(match.lastindex or 1) - 1][0] if match else None


def _unit(lower: str, position: int, rules: _Rules) -> re.Match[str] | None:
    return rules.unit.match(lower, position) if rules.may_be_unit.match(lower, position) else None


def with_unit(text: str, lower: str, number: Number, lang: Locale) -> Quantity:
    """The quantity that a number is with the unit at its side; "count" where it has none. `lower`: the text, folded."""
    before = text[max(0, number.start - _LONGEST_BEFORE) : number.start]
    if before and not number.is_spelled and _SIGNED.search(before):
        sign = _SIGN.search(before, max(0, len(before) - 6))
        if sign:
            code = SIGNS[sign.group(1)] if sign.group(1) else sign.group(2)
            start = number.start - len(sign.group())
            return Quantity(start, number.end, number, number, _whole_money(text, number), code)
    is_signed = before[-1:] in _SIGNS_BEFORE or lower.endswith(_PLUS_OR_MINUS, 0, number.start)
    plus = _PLUS.search(before) if is_signed else None
    start = number.start - len(plus.group()) if plus else number.start
    return _turned(_with_unit_behind(text, lower, start, number, lang), before, lang)


def _with_unit_behind(text: str, lower: str, start: int, number: Number, lang: Locale) -> Quantity:
    rules = _rules(lang)
    match = _unit(lower, number.end, rules)
    if match is None and lang is Locale.KK and (number.ending or lower.startswith(_ABOUT_SO_MANY, number.end + 1)):
        match = _unit_past_qualifier(lower, number, rules)
    if match is None:
        unit = _adjective(number.ending, rules) if number.ending else "count"
        value = _whole_money(text, number) if unit == "count" else number.value
        return Quantity(start, number.end, number, number, value, unit, ending=number.ending)
    end, ending = match.end(), ""
    if text[end - 1] in "%₸м" or text[end : end + 1] in {"-", "‑"}:
        glued = _ENDING.match(text, end)
        if glued and rules.case.fullmatch(glued.group(1).lower()):
            end, ending = glued.end(), glued.group(1).lower()
    unit, share = rules.names[(match.lastindex or 1) - 1]
    value = _whole_money(text, number) if unit in MONEY else number.value
    half = rules.half.match(text, end) if lower.startswith(rules.half_word, end + 1) else None
    if half:
        # «два года с половиной», "a year and a half"
        value, end = value + _HALF, half.end()
    if share is not None:
        value *= share
    return Quantity(start, end, number, number, value, unit, ending=ending or _last_ending(match.group(), lang))


def _unit_past_qualifier(lower: str, number: Number, rules: _Rules) -> re.Match[str] | None:
    """«200 миллионнан астам теңге», «30-ға жуық жыл»: a Kazakh unit behind the word that qualifies."""
    qualifier = _KK_QUALIFIER.match(lower, number.end)
    return _unit(lower, qualifier.end(), rules) if qualifier else None


def _adjective(ending: str, rules: _Rules) -> str:
    return next((unit for pattern, unit in rules.adjectives if pattern.fullmatch(ending)), "count")


def _whole_money(text: str, number: Number) -> Decimal:
    """«$12,500», «12,450 человек»: money and what is counted has no thousandths, so that the comma groups digits."""
    if number.power or number.is_spelled or "," not in text[number.start : number.digits_end]:
        return number.value
    grouped = _GROUPED.fullmatch(text, number.start, number.digits_end)
    return Decimal(grouped.group().replace(",", "")) if grouped else number.value


def _last_ending(word: str, lang: Locale) -> str:
    if lang is not Locale.KK or word.lower().endswith(_KK_BARE):
        return ""
    match = _KK_LAST.search(word.lower())
    return match.group() if match else ""


def _turned(quantity: Quantity, before: str, lang: Locale) -> Quantity:
    """With what the order of words says («раза в три»), an ending («мыңдай»), and the «в» of «в три раза»."""
    if quantity.ending and _ABOUT.fullmatch(quantity.ending):
        return quantity._replace(is_about=True)
    if lang is not Locale.RU:
        return quantity
    if quantity.unit == "times" and before.lower().endswith(("в ", "в\u00a0")):
        return quantity._replace(start=quantity.start - 2)
    if not quantity.first.is_spelled or quantity.unit != "count":
        return quantity
    for pattern, unit in _rules(lang).inverted:
        match = pattern.search(before)
        if match:
            start = quantity.start if unit == "count" else quantity.start - len(match.group())
            return quantity._replace(start=start, unit=unit, is_about=True)
    return quantity
