"""Numbers to quantities: with their unit, and two joined where they make a range, a transition or a fraction."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from digests.figures.scan import Number, scan
from digests.lang import GRAMMARS
from digests.model import Kind, Locale

_SIGNS = {"$": "USD", "€": "EUR", "₸": "KZT", "£": "GBP", "₽": "RUB"}
_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, or two that belong together, with the unit: what a figure is before it is known what it says.

    start, end  with unit and joining words, without qualifier
    first       the number that decides whether it is a date, an age, a name …
    """

    start: int
    end: int
    first: Number
    last: Number
    value: Decimal
    unit: str
    kind: Kind = Kind.LEVEL
    value_from: Decimal | None = None


@cache
def _units(lang: Locale) -> tuple[tuple[re.Pattern[str], str], ...]:
    gap = "[ \u00a0\u202f\u2009]?"
    return tuple((re.compile(gap + f"(?:{p})", re.IGNORECASE), unit) for p, unit in GRAMMARS[lang].units)


@cache
def _words(lang: Locale) -> tuple[tuple[re.Pattern[str], Decimal, Kind, str], ...]:
    grammar = GRAMMARS[lang]
    fractions = [(p, Decimal(v), Kind.FRACTION, "fraction") for p, v in grammar.fractions.items()]
    multiples = [(p, Decimal(v), Kind.MULTIPLE, "times") for p, v in grammar.multiples.items()]
    return tuple(
        (re.compile(rf"(?<![\w-])(?:{p})(?![\w-])", re.IGNORECASE), value, kind, unit)
        for p, value, kind, unit in [*fractions, *multiples]
    )


def find_quantities(text: str, lang: Locale) -> tuple[Quantity, ...]:
    """All quantities, in order, none within another."""
    single = [_with_unit(text, number, lang) for number in scan(text, lang)]
    joined = _joined(text, single, lang)
    taken = [(quantity.start, quantity.end) for quantity in joined]
    for pattern, value, kind, unit in _words(lang):
        for match in pattern.finditer(text):
            start, end = match.span()
            overlapping = [q for q in joined if q.start < end and start < q.end]
            if any(not (start <= q.start and q.end <= end) for q in overlapping):
                continue
            joined = [q for q in joined if q not in overlapping]
            if not any(
                s < end and start < e for s, e in taken if (s, e) not in {(q.start, q.end) for q in overlapping}
            ):
                number = Number(start, end, end, value, is_spelled=True)
                joined.append(Quantity(start, end, number, number, value, unit, kind))
                taken.append((start, end))
    return tuple(sorted(joined, key=lambda quantity: quantity.start))


def _with_unit(text: str, number: Number, lang: Locale) -> Quantity:
    start = number.start
    before = text[max(0, start - 4) : start]
    sign = re.search(r"(?:US)?([$€₸£₽]) ?$", before)
    if sign:
        return Quantity(start - len(sign.group()), number.end, number, number, number.value, _SIGNS[sign.group(1)])
    for pattern, unit in _units(lang):
        match = pattern.match(text, number.end)
        if match:
            end = match.end()
            if unit == "percent":
                end = _percent_ending(text, end, lang)
            return Quantity(start, end, number, number, number.value, unit)
    return Quantity(start, number.end, number, number, number.value, "count")


def _percent_ending(text: str, end: int, lang: Locale) -> int:
    ending = re.compile(rf"[-–](?:{GRAMMARS[lang].case_ends})(?!\w)", re.IGNORECASE).match(text, end)
    return ending.end() if ending else end


_DASH = re.compile(r" ?[–—-] ?")
_TO = {
    Locale.RU: (re.compile(r"(?<!\w)(?P<open>от|со?) $", re.IGNORECASE), re.compile(r"(?: в \d{4} году)? до ")),
    Locale.EN: (
        re.compile(r"(?<!\w)(?P<open>from|between) $", re.IGNORECASE),
        re.compile(r"(?: in \d{4})? (?:to|and) "),
    ),
}
_OF = {Locale.RU: (" из ",), Locale.EN: (" out of ", " in ")}
_KK_FROM = re.compile(r"дан|ден|тан|тен|нан|нен")
_KK_TO = re.compile(r"ға|ге|қа|ке")


def _joined(text: str, single: list[Quantity], lang: Locale) -> list[Quantity]:
    result: list[Quantity] = []
    for quantity in single:
        pair = _pair(text, result[-1], quantity, lang) if result else None
        if pair:
            result[-1] = pair
        else:
            result.append(quantity)
    return result


def _pair(text: str, left: Quantity, right: Quantity, lang: Locale) -> Quantity | None:
    if left.kind is not Kind.LEVEL:
        return None
    between = text[left.end : right.start]
    if len(between) > 20:
        return None
    if _DASH.fullmatch(between) and left.unit in {"count", right.unit} and left.value < right.value:
        return _range(left, right, left.start)
    if lang is Locale.KK:
        return _kazakh_pair(text, left, right, between)
    opening = _TO[lang][0].search(text, max(0, left.start - 8), left.start)
    if opening is None and lang is Locale.EN and between == " to " and left.unit in {"count", right.unit}:
        return _range(left, right, left.start) if left.value < right.value else None
    if opening and _TO[lang][1].fullmatch(between):
        return _from_to(left, right, opening.start("open"), opening.group("open").lower())
    if between in _OF[lang] and left.unit == "count" and 0 < left.value < right.value <= 10:
        value = (left.value / right.value).quantize(_PLACES).normalize()
        return Quantity(left.start, right.end, left.first, right.last, value, "fraction", Kind.FRACTION)
    return None


def _kazakh_pair(text: str, left: Quantity, right: Quantity, between: str) -> Quantity | None:
    if between != " " or not _KK_FROM.fullmatch(left.last.ending):
        return None
    reached = _KK_TO.fullmatch(right.last.ending)
    up_to = re.compile(r" дейін").match(text, right.end)
    if reached or up_to:
        end = up_to.end() if up_to else right.end
        pair = _range(left, right, left.start)
        return replace(pair, end=end, kind=Kind.TRANSITION)
    return None


def _range(left: Quantity, right: Quantity, start: int) -> Quantity:
    low = _scaled_alike(left, right)
    return Quantity(start, right.end, left.first, right.last, right.value, right.unit, Kind.RANGE, low)


def _from_to(left: Quantity, right: Quantity, start: int, opening: str) -> Quantity:
    kind = Kind.TRANSITION if opening in {"с", "со", "from"} else Kind.RANGE
    return replace(_range(left, right, start), kind=kind)


def _scaled_alike(left: Quantity, right: Quantity) -> Decimal:
    """«от 5 до 7 млн»: the scale of the second number is that of the first as well."""
    if left.first.has_scale or not right.last.has_scale:
        return left.value
    power = right.value.adjusted() - (right.value.adjusted() % 3)
    return Decimal(f"{left.value.scaleb(power):f}")
