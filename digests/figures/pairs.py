"""Two quantities that are one figure: a range, a transition, a part of a whole; and units that a list shares."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from digests.figures.patterns import any_case
from digests.figures.quantity import MONEY, TIME, Quantity
from digests.lang import GRAMMARS
from digests.model import Kind, Locale

_PLACES = Decimal("0.0001")
_FARTHEST, _OPENING = 24, 36
_DASH = re.compile(r" ?(?:[–—-]|…|\.\.\.) ?")
_OR = re.compile(r" (?:or|или|немесе) ")
_ARROW = re.compile(r" ?(?:→|->) ?")
_LISTED = re.compile(r", | и | или | and | or | және | мен | бен | пен ")
_BEFORE_FREE = frozenset(' \u00a0\n(«"')
_KK_FROM = re.compile(r"дан|ден|тан|тен|нан|нен")
_KK_TO = re.compile(r"ға|ге|қа|ке|на|не")
_KK_BETWEEN = re.compile(r" (?:\d{4} жылы? )?(?:(?:шамамен|кемінде|шамасы) )?")
_KK_PAST = re.compile(r" (?:астам|аса|асты|асып|асқан|асады)(?!\w)")
_KK_UP_TO = re.compile(r" (?:дейін(?:гі|ін|і)?|шейін)(?!\w)")
_KK_AND = re.compile(r" (?:мен|бен|пен) ")
_KK_AMONG = re.compile(r" (?:арал[ыі]ғ|арас|шамас)\w*")
_KK_OF = re.compile(r" [^\W\d_]+(?:ның|нің|дың|дің|тың|тің) ")
_KK_PART = re.compile(r"(?:с?[ыі]|[еа]у[іы])(?:н|на|не|н[ыі]ң|нда|нде|нан|нен)?")
_KK_OBJECT = re.compile(r".*[ыі]н")
_KK_SHARE = re.compile(r" бөлі(?:к|г)\w*")
_KK_NOUN_UP_TO = re.compile(r" [^\W\d_]+(?:ға|ге|қа|ке) (?:дейін|шейін)(?!\w)")
_CLAUSE_END = re.compile(r"[.!?;\n]")
_SMALLER = {
    ("km", "m"): 1000, ("m", "cm"): 100, ("tonne", "kg"): 1000, ("kg", "g"): 1000, ("hour", "minute"): 60,
    ("year", "month"): 12,
}  # fmt: skip
_COMPLETE = TIME | {"percent", "percentage_point", "times"}


@dataclass(frozen=True, slots=True)
class _Rules:
    opens: re.Pattern[str]
    moves: re.Pattern[str]
    may_join: re.Pattern[str]
    joins: re.Pattern[str]
    versus: re.Pattern[str]
    elsewhere: re.Pattern[str]
    whole_of: re.Pattern[str]
    moved: re.Pattern[str]


@cache
def _rules(lang: Locale) -> _Rules:
    grammar = GRAMMARS[lang]

    # «с 30 до примерно 50», «с 30 почти до 50», "from about 30 to 50"; «до» and «с» are the words of the pair itself.
    qualifiers = "|".join(pattern for pattern, _ in grammar.before if pattern not in {"с", "от"})
    qualified = rf"(?:(?:{qualifiers}) )?"
    return _Rules(
        opens=any_case(rf"(?<!\w)(?P<open>{grammar.opens}) {qualified}(?:[$€₸£₽¥]|EUR |USD )?$"),
        moves=any_case(grammar.moves),
        may_join=any_case(grammar.joins),
        joins=any_case(rf"(?: (?:{qualifiers}))?{grammar.joins}{qualified}"),
        versus=any_case(grammar.versus),
        elsewhere=re.compile(grammar.elsewhere),
        whole_of=any_case(grammar.whole_of),
        moved=any_case(rf"(?<!\w)(?:{grammar.ups}|{grammar.downs})"),
    )


def share(part: Decimal, whole: Decimal) -> Decimal:
    """A fraction as a decimal of four places."""
    return (part / whole).quantize(_PLACES).normalize()


def joined(text: str, single: Iterable[Quantity], lang: Locale) -> list[Quantity]:
    """The quantities; two that are one figure are one, and a list has the unit of its last."""
    result: list[Quantity] = []
    for quantity in single:
        if result and result[-1].end > quantity.start:
            continue
        pair = _pair(text, result[-1], quantity, lang) if result else None
        while pair is None and len(result) > 1 and quantity.start - result[-2].end <= _FARTHEST:
            pair = _pair(text, result[-2], quantity, lang) if _is_year_between(result[-1]) else None
            if pair is None:
                break
            result.pop()
        if pair:
            result[-1] = pair
        else:
            result.append(quantity)
    return _shared(text, result)


def _shared(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """«7, 9 и 12 процентов»: from the last to the first, as each gives its unit to the one before."""
    power = 0
    for index in range(len(quantities) - 2, -1, -1):
        left, right = quantities[index], quantities[index + 1]
        power = right.last.power or power
        if right.unit == "count" or not _may_share(text, left, right):
            power = 0
            continue
        value = left.value if left.first.power else left.value.scaleb(power)
        quantities[index] = left._replace(unit=right.unit, value=Decimal(f"{value:f}"))
    return quantities


def _may_share(text: str, left: Quantity, right: Quantity) -> bool:
    if left.unit != "count" or left.kind is not Kind.LEVEL or left.is_cell or right.is_cell:
        return False
    if left.ending or right.first.is_bare or _is_year_between(left) or right.unit in {"times", "fraction"}:
        return False
    # «Боинг-737 и 60 млн тенге»: what is glued to a name is no part of a list.
    is_free = left.start == 0 or text[left.start - 1] in _BEFORE_FREE
    return is_free and _LISTED.fullmatch(text, left.end, right.start) is not None


def _is_year_between(quantity: Quantity) -> bool:
    """«с 30% в 2019 году до 47%»: the year belongs to the pair."""
    return quantity.unit in {"count", "year"} and not quantity.first.is_spelled and 1990 <= quantity.value <= 2100


def _pair(text: str, left: Quantity, right: Quantity, lang: Locale) -> Quantity | None:
    if right.start - left.end > _FARTHEST or left.kind is not Kind.LEVEL or right.kind is not Kind.LEVEL:
        return None
    between = text[left.end : right.start]
    if between == " " and (left.unit, right.unit) in _SMALLER:
        return _composite(left, right)
    if lang is Locale.KK and (pair := _kazakh_pair(text, left, right, between)):
        return pair
    return (
        _from_one_to_another(text, left, right, between, lang)
        or _between(left, right, between, lang)
        or _part_and_whole(left, right, between, lang)
    )


def _from_one_to_another(text: str, left: Quantity, right: Quantity, between: str, lang: Locale) -> Quantity | None:
    """«9 → 5», «от 5 до 7», «312 против 241»."""
    if not _agree(left, right):
        return None
    if _ARROW.fullmatch(between):
        return _range(left, right, left.start)._replace(kind=Kind.TRANSITION)
    rules = _rules(lang)
    if rules.may_join.search(between) and rules.joins.fullmatch(between):
        opening = rules.opens.search(text, max(0, left.start - _OPENING), left.first.start)
        return _from_to(text, left, right, opening, lang) if opening else None
    if left.unit != "times" and rules.versus.fullmatch(between) and not rules.elsewhere.match(text, right.end):
        return _range(right, left, left.start)._replace(end=right.end, kind=Kind.TRANSITION, first=left.first)
    return None


def _between(left: Quantity, right: Quantity, between: str, lang: Locale) -> Quantity | None:
    """«5–7 млн», "two or three", "5 to 7 million"."""
    is_joined = _DASH.fullmatch(between) or _OR.fullmatch(between) or (lang is Locale.EN and between == " to ")
    return _range(left, right, left.start) if is_joined and _may_range(left, right) else None


def _composite(left: Quantity, right: Quantity) -> Quantity | None:
    """«2 кг 300 г», «1 сағат 30 минут»: one measure in two units; None where the parts do not divide evenly."""
    parts = _SMALLER[left.unit, right.unit]
    if right.value >= parts or right.value * 10_000 % parts:
        return None
    return left._replace(end=right.end, last=right.last, value=left.value + right.value / parts, ending=right.ending)


def _agree(left: Quantity, right: Quantity) -> bool:
    """Whether both may have one unit; a scaled number without one («4,3 мыңнан 12%-ға») cannot have percent."""
    if left.unit == right.unit:
        return True
    bare, other = (left, right) if left.unit == "count" else (right, left)
    return bare.unit == "count" and not (other.unit in _COMPLETE and bare.first.power)


def _may_range(left: Quantity, right: Quantity) -> bool:
    if _is_year_between(left) and (right.last.power or right.unit not in {"count", "year"}):
        # «2024 – 180 млн, 2025 – 220 млн»: a year and its sum.
        return False
    return (
        _agree(left, right)
        and (left.unit in ("count", right.unit) or left.unit in MONEY)
        and (_shared_value(left, right) < right.value or right.last.power > left.first.power)
    )


def _shared_value(left: Quantity, right: Quantity) -> Decimal:
    """The value of a number without a unit in that of the one behind it: «5–7 центов» are hundredths."""
    is_share = left.unit == "count" and right.value < right.last.value
    return left.value * right.value / right.last.value if is_share else left.value


def _part_and_whole(left: Quantity, right: Quantity, between: str, lang: Locale) -> Quantity | None:
    """«8 из 10», "two in five"; «11 из 13 школ» are two counts, as a noun is counted."""
    if left.unit != "count" or right.unit != "count" or not _rules(lang).whole_of.fullmatch(between):
        return None
    if left.value != int(left.value):
        return None
    if not 0 < left.value < right.value or right.value > 10 or not (left.first.is_spelled or right.value in {5, 10}):
        return None
    if (lang is Locale.RU and left.first.ending) or (
        lang is Locale.EN and between == " out of " and not left.first.is_spelled
    ):
        return None
    value = share(left.value, right.value)
    return Quantity(left.start, right.end, left.first, right.last, value, "fraction", Kind.FRACTION)


def _kazakh_pair(text: str, left: Quantity, right: Quantity, between: str) -> Quantity | None:
    if _KK_AND.fullmatch(between) and _KK_AMONG.match(text, right.end) and _may_range(left, right):
        return _range(left, right, left.start)
    is_share = _KK_SHARE.match(text, right.end) is not None
    if left.unit == right.unit == "count" and _KK_OF.fullmatch(between) and not _KK_OBJECT.fullmatch(right.ending):
        return _kazakh_part(left, right, most=100, is_share=is_share)
    if left.unit == right.unit == "count" and between == " " and _KK_FROM.fullmatch(left.ending or "-"):
        part = _kazakh_part(left._replace(ending=""), right, most=10, is_share=is_share)
        if part:
            return part
    if not _KK_FROM.fullmatch(left.ending or "-") or not _KK_BETWEEN.fullmatch(between) or not _agree(left, right):
        return None
    return _kazakh_from_to(text, left, right)


def _kazakh_from_to(text: str, left: Quantity, right: Quantity) -> Quantity | None:
    """«40 күннен 25 күнге», «30-дан 50-ден асты», «300-ден 120 адамға дейін», whose noun carries the ending."""
    up_to = _KK_UP_TO.match(text, right.end)
    is_past = _KK_FROM.fullmatch(right.ending or "-") is not None and _KK_PAST.match(text, right.end) is not None
    if up_to is None and not is_past and not _KK_TO.fullmatch(right.ending or "-"):
        noun = None if right.ending else _KK_NOUN_UP_TO.match(text, right.end)
        if noun is None:
            return None
        end = noun.end()
    else:
        end = up_to.end() if up_to else right.end
    behind = _CLAUSE_END.split(text[end : end + 40], maxsplit=1)[0]
    moved = (up_to is None and right.ending != "") or _rules(Locale.KK).moved.search(behind) is not None
    pair = _range(left, right, left.start)._replace(kind=Kind.TRANSITION if moved else Kind.RANGE)
    return pair._replace(end=up_to.end()) if up_to else pair


def _kazakh_part(left: Quantity, right: Quantity, *, most: int, is_share: bool) -> Quantity | None:
    """«он баланың төртеуі», «7-ден 2-сі», «3-тен 1 бөлігі»: of people the whole is round, so that it stands for all."""
    is_part = is_share or _KK_PART.fullmatch(right.ending or "-") is not None
    if not is_part or left.ending or not 0 < right.value < left.value <= most:
        return None
    if most > 10 and left.value not in {5, 10, 100}:
        return None
    value = share(right.value, left.value)
    return Quantity(left.start, right.end, left.first, right.last, value, "fraction", Kind.FRACTION)


def _range(left: Quantity, right: Quantity, start: int) -> Quantity:
    low, high = _shared_value(left, right), right.value
    unit = right.unit if right.unit != "count" else left.unit
    if not left.first.power and right.last.power and left.value < 1000:
        low = Decimal(f"{low.scaleb(right.last.power):f}")
    return Quantity(start, right.end, left.first, right.last, high, unit, Kind.RANGE, low, right.ending)


def _from_to(text: str, left: Quantity, right: Quantity, opening: re.Match[str], lang: Locale) -> Quantity:
    rules = _rules(lang)
    moved = rules.moves.fullmatch(opening.group("open")) is not None
    if lang is Locale.EN and moved:
        moved = rules.moved.search(text, max(0, opening.start() - 40), opening.start()) is not None
    pair = _range(left, right, opening.start("open"))
    return pair._replace(kind=Kind.TRANSITION if moved else Kind.RANGE)
