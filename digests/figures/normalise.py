"""Numbers to quantities: with their unit, and two joined where they make a range, a transition or a fraction."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from digests.figures.elide import elide
from digests.figures.quantity import MONEY, Quantity
from digests.figures.scan import GAP, Number, scan
from digests.lang import GRAMMARS
from digests.model import Kind, Locale

_SIGNS = {
    "$": "USD",
    "€": "EUR",
    "₸": "KZT",
    "£": "GBP",
    "₽": "RUB",
    "USD": "USD",
    "EUR": "EUR",
    "KZT": "KZT",
    "GBP": "GBP",
}
_SIGN = re.compile(r"(?<!\w)(?:US)?([$€₸£₽]|(?:USD|EUR|KZT|GBP)(?= ))[ \u00a0]?$")
_PLUS = re.compile(r"(?<![\w)\d])(?:[+±]|[−–-]|плюс-минус |plus or minus )$", re.IGNORECASE)
_PLACES = Decimal("0.0001")
_ENDING = re.compile(r"[-–‑]?([^\W\d_]{1,6})(?!\w)")
_SLASH = re.compile(r"(?<![\w/.,])([1-9])/([2-9])(?![\d/])")


@dataclass(frozen=True, slots=True)
class _Patterns:
    unit: re.Pattern[str]
    names: tuple[str, ...]
    opens: re.Pattern[str]
    moves: re.Pattern[str]
    joins: re.Pattern[str]
    versus: re.Pattern[str]
    whole_of: re.Pattern[str]
    case: re.Pattern[str]
    moved: re.Pattern[str]
    inverted: tuple[tuple[re.Pattern[str], str], ...]
    about: re.Pattern[str]
    words: re.Pattern[str]
    worths: tuple[tuple[Decimal, Kind], ...]


@cache
def _patterns(lang: Locale) -> _Patterns:
    grammar = GRAMMARS[lang]

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    units = "|".join(f"((?:{pattern})(?!\\w))" for pattern, _ in grammar.units)
    entries = [(p, v, Kind.FRACTION) for p, v in grammar.fractions.items()]
    entries += [(p, v, Kind.MULTIPLE) for p, v in grammar.multiples.items()]
    return _Patterns(
        unit=compiled(rf"(?:{GAP}|-(?=[a-z]))?(?:{units})"),
        names=tuple(unit for _, unit in grammar.units),
        opens=compiled(rf"(?<!\w)(?P<open>{grammar.opens}) (?:[$€₸]|EUR |USD )?$"),
        moves=compiled(grammar.moves),
        joins=compiled(grammar.joins),
        versus=compiled(grammar.versus),
        whole_of=compiled(grammar.whole_of),
        case=compiled(rf"(?:{grammar.endings or grammar.case_ends})"),
        moved=compiled(rf"(?<!\w)(?:{grammar.ups}|{grammar.downs})"),
        inverted=tuple((compiled(rf"(?<!\w)(?:{p})[ \u00a0]$"), unit) for p, unit in grammar.inverted),
        about=compiled(r"(?:дай|дей|тай|тей)[ыі]?"),
        words=compiled(r"(?<![\w-])(?:" + "|".join(f"({p})" for p, _, _ in entries) + r")(?![\w-])"),
        worths=tuple((Decimal(v), kind) for _, v, kind in entries),
    )


def find_quantities(text: str, lang: Locale) -> tuple[Quantity, ...]:
    """All quantities, in order, none within another."""
    words = [*_spelled(text, lang), *_slashed(text)]
    single = [_with_unit(text, number, lang) for number in scan(text, lang)]
    kept = _without(single, sorted(words, key=lambda quantity: quantity.start))
    return tuple(elide(text, _joined(text, kept, lang), lang))


def _spelled(text: str, lang: Locale) -> Iterator[Quantity]:
    patterns = _patterns(lang)
    for match in patterns.words.finditer(text):
        value, kind = patterns.worths[(match.lastindex or 1) - 1]
        start, end = match.span()
        number = Number(start, end, end, value, is_spelled=True)
        scale = re.compile(rf"{GAP}(миллиарда|миллиона|тысячи)(?!\w)").match(text, end) if lang is Locale.RU else None
        if scale:
            continue
        yield Quantity(start, end, number, number, value, "fraction" if kind is Kind.FRACTION else "times", kind)


def _slashed(text: str) -> Iterator[Quantity]:
    """«2/3»: a fraction in digits; what else has a slash is a date, an address or a number of a document."""
    for match in _SLASH.finditer(text):
        part, whole = Decimal(match.group(1)), Decimal(match.group(2))
        if part < whole and not text[max(0, match.start() - 2) : match.start()].endswith((", ", "№ ")):
            number = Number(match.start(), match.end(), match.end(), part, is_spelled=True)
            yield Quantity(match.start(), match.end(), number, number, _share(part, whole), "fraction", Kind.FRACTION)


def _share(part: Decimal, whole: Decimal) -> Decimal:
    return (part / whole).quantize(_PLACES).normalize()


def _without(single: list[Quantity], words: list[Quantity]) -> list[Quantity]:
    """Both, in order; where two overlap, the one that begins first, and of two such the longer."""
    starts = [quantity.start for quantity in words]
    kept: list[Quantity] = []
    for quantity in single:
        index = bisect_left(starts, quantity.end)
        before = words[index - 1] if index else None
        if before is None or before.end <= quantity.start or _outweighs(quantity, before):
            kept.append(quantity)
    result: list[Quantity] = []
    for quantity in sorted([*kept, *words], key=lambda q: (q.start, -q.end)):
        if not result or quantity.start >= result[-1].end:
            result.append(quantity)
    return result


def _outweighs(quantity: Quantity, word: Quantity) -> bool:
    return quantity.start < word.start or (quantity.start == word.start and quantity.end > word.end)


def _with_unit(text: str, number: Number, lang: Locale) -> Quantity:
    start = number.start
    sign = _SIGN.search(text[max(0, start - 6) : start])
    if sign and not number.is_spelled:
        code = _SIGNS[sign.group(1)]
        return Quantity(start - len(sign.group()), number.end, number, number, _dollars(text, number), code)
    plus = _PLUS.search(text[max(0, start - 14) : start])
    if plus:
        start -= len(plus.group())
    return _turned(text, _with_unit_behind(text, _bare(number, start), number, lang), lang)


def _bare(number: Number, start: int) -> Quantity:
    """A quantity without a unit that begins with the sign of its number."""
    return Quantity(start, number.end, number, number, number.value, "count", ending=number.ending)


def _with_unit_behind(text: str, bare: Quantity, number: Number, lang: Locale) -> Quantity:
    patterns = _patterns(lang)
    match = patterns.unit.match(text, number.end)
    if match is None:
        return bare
    end, ending = match.end(), ""
    glued = _ENDING.match(text, end)
    if glued and (text[end - 1] in "%₸м" or text[end] in "-‑") and patterns.case.fullmatch(glued.group(1).lower()):
        end, ending = glued.end(), glued.group(1).lower()
    unit = patterns.names[(match.lastindex or 1) - 1]
    return replace(bare, end=end, unit=unit, ending=ending or _last_ending(match.group(), lang))


def _turned(text: str, quantity: Quantity, lang: Locale) -> Quantity:
    """With what the order of words says («раза в три»), an ending («мыңдай»), and the «в» of «в три раза»."""
    patterns = _patterns(lang)
    if patterns.about.fullmatch(quantity.ending):
        return replace(quantity, is_about=True)
    before = text[max(0, quantity.start - 16) : quantity.start]
    if quantity.unit == "times" and lang is Locale.RU and before.lower().endswith(("в ", "в\u00a0")):
        return replace(quantity, start=quantity.start - 2)
    if not quantity.first.is_spelled or quantity.unit != "count":
        return quantity
    for pattern, unit in patterns.inverted:
        match = pattern.search(before)
        if match:
            start = (
                quantity.start if unit == "count" and len(match.group()) > 2 else quantity.start - len(match.group())
            )
            return replace(quantity, start=start, unit=unit, is_about=True)
    return quantity


_KK_LAST = re.compile(r"(?:дай|дей|тай|тей|дайы|дейі|дан|ден|тан|тен|нан|нен|ға|ге|қа|ке|на|не|да|де|та|те)$")


def _last_ending(word: str, lang: Locale) -> str:
    match = _KK_LAST.search(word.lower()) if lang is Locale.KK else None
    return match.group() if match else ""


def _dollars(text: str, number: Number) -> Decimal:
    """«$12,500» has a thousands separator in every language."""
    grouped = re.fullmatch(r"\d{1,3}(?:,\d{3})+", text[number.start : number.digits_end])
    return Decimal(grouped.group().replace(",", "")) if grouped and not number.power else number.value


_DASH = re.compile(r" ?[–—-] ?")
_OR = re.compile(r" or ")
_ARROW = re.compile(r" ?(?:→|->) ?")
_KK_FROM = re.compile(r"дан|ден|тан|тен|нан|нен")
_KK_TO = re.compile(r"ға|ге|қа|ке|на|не")
_KK_BETWEEN = re.compile(r" (?:\d{4} жылы? )?")
_KK_UP_TO = re.compile(r" дейін(?:гі)?")
_KK_PART = re.compile(r"[ыі]|с[ыі]|еу[іы]\w*|[ыі]\w+")


def _joined(text: str, single: Iterable[Quantity], lang: Locale) -> list[Quantity]:
    result: list[Quantity] = []
    for quantity in single:
        if result and result[-1].end > quantity.start:
            continue
        pair = _pair(text, result[-1], quantity, lang) if result else None
        while pair is None and len(result) > 1 and _is_year_between(result[-1]):
            pair = _pair(text, result[-2], quantity, lang)
            if pair is None:
                break
            result.pop()
        if pair:
            result[-1] = pair
        else:
            result.append(quantity)
    return result


def _is_year_between(quantity: Quantity) -> bool:
    """«с 30% в 2019 году до 47%»: the year belongs to the pair."""
    return not quantity.first.is_spelled and 1990 <= quantity.value <= 2100 and quantity.unit in {"count", "year"}


def _pair(text: str, left: Quantity, right: Quantity, lang: Locale) -> Quantity | None:
    if left.kind is not Kind.LEVEL or right.kind is not Kind.LEVEL or right.start - left.end > 24:
        return None
    between = text[left.end : right.start]
    if lang is Locale.KK and (pair := _kazakh_pair(text, left, right, between)):
        return pair
    if _ARROW.fullmatch(between) and _agree(left, right):
        return replace(_range(left, right, left.start), kind=Kind.TRANSITION)
    if _DASH.fullmatch(between) and _may_range(left, right):
        return _range(left, right, left.start)
    patterns = _patterns(lang)
    opening = patterns.opens.search(text, max(0, left.start - 12), left.first.start)
    if opening and patterns.joins.fullmatch(between) and _agree(left, right):
        return _from_to(text, left, right, opening, lang)
    if lang is Locale.EN and (between == " to " or _OR.fullmatch(between)) and _may_range(left, right):
        return _range(left, right, left.start)
    if patterns.versus.fullmatch(between) and _agree(left, right) and left.unit != "times":
        return replace(_range(right, left, left.start), end=right.end, kind=Kind.TRANSITION, first=left.first)
    return _part_and_whole(left, right, between, lang)


def _agree(left: Quantity, right: Quantity) -> bool:
    return left.unit == right.unit or "count" in {left.unit, right.unit}


def _may_range(left: Quantity, right: Quantity) -> bool:
    return (
        _agree(left, right)
        and (left.unit in ("count", right.unit) or left.unit in MONEY)
        and (left.value < right.value or right.last.power > left.first.power)
    )


def _part_and_whole(left: Quantity, right: Quantity, between: str, lang: Locale) -> Quantity | None:
    """«8 из 10», "two in five"; «11 из 13 школ» are two counts, as a noun is counted."""
    if not _patterns(lang).whole_of.fullmatch(between) or left.unit != "count" or right.unit != "count":
        return None
    if not 0 < left.value < right.value or right.value > 10 or not (left.first.is_spelled or right.value in {5, 10}):
        return None
    if (lang is Locale.RU and left.first.ending) or (
        lang is Locale.EN and between == " out of " and not left.first.is_spelled
    ):
        return None
    value = _share(left.value, right.value)
    return Quantity(left.start, right.end, left.first, right.last, value, "fraction", Kind.FRACTION)


def _kazakh_pair(text: str, left: Quantity, right: Quantity, between: str) -> Quantity | None:
    if not _KK_FROM.fullmatch(left.ending or "-") or not _KK_BETWEEN.fullmatch(between) or not _agree(left, right):
        return None
    up_to = _KK_UP_TO.match(text, right.end)
    if not up_to and not _KK_TO.fullmatch(right.ending or "-"):
        return None
    end = up_to.end() if up_to else right.end
    behind = re.split(r"[.!?;\n]", text[end : end + 40], maxsplit=1)[0]
    moved = not up_to or _patterns(Locale.KK).moved.search(behind) is not None
    return replace(_range(left, right, left.start), end=end, kind=Kind.TRANSITION if moved else Kind.RANGE)


def _range(left: Quantity, right: Quantity, start: int) -> Quantity:
    low, high = left.value, right.value
    unit = right.unit if right.unit != "count" else left.unit
    if not left.first.power and right.last.power and left.value < 1000:
        low = Decimal(f"{low.scaleb(right.last.power):f}")
    return Quantity(start, right.end, left.first, right.last, high, unit, Kind.RANGE, low, right.ending)


def _from_to(text: str, left: Quantity, right: Quantity, opening: re.Match[str], lang: Locale) -> Quantity:
    patterns = _patterns(lang)
    moved = patterns.moves.fullmatch(opening.group("open")) is not None
    if lang is Locale.EN and moved:
        moved = patterns.moved.search(text, max(0, opening.start() - 40), opening.start()) is not None
    pair = _range(left, right, opening.start("open"))
    return replace(pair, kind=Kind.TRANSITION if moved else Kind.RANGE)
