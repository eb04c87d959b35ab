"""Numbers that name things or belong to the page: labels, addresses, codes, list marks, counters."""

import re
from dataclasses import dataclass
from functools import cache

from digests.figures.behind import may_count
from digests.figures.patterns import any_case
from digests.figures.quantity import TIME, Quantity
from digests.lang import GRAMMARS
from digests.model import Kind, Locale

_NEAR = 28
_CAPITALS = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
_GLUED_BEFORE = re.compile(r"[\w№#/:.,]$|[^\W\d_][-–‑]$|№ $|[=]\s?$|[+]$|\d / $")
_GLUED_AFTER = re.compile(
    r"[:/+xх×]\d| / \d|[-–‑]\d|\.\d|\.[a-z]{2}|[_@=]| «\w»| ?°| = |,? (?:[^\W\d_]+ )?[+−–-]\d+ ?°"
)
# «5 – 20 – 25»: three numbers in a row are the name of a programme.
_DASHED_ON = re.compile(r" ?[–—-] ?\d")
_AGE_MARK = re.compile(r"\+(?!\d)")
_LINE_START = re.compile(r"(?:^|\n)[^\S\n]*$|; $")
_PHONE = re.compile(r"\+?\d[\d \u00a0()-]{8,24}\d")
# Digits in a row without a noun between them are a phone, an account, a code.
_ROW_BEFORE = re.compile(r"\d\)?[ \u00a0-]$|\d{3}\) \d*-?$|\d-\d+-$|\) \d\d-$")
_ROW_AFTER = re.compile(r"[ \u00a0-]\d")
# Ten digits and more are a phone or an account, unless they are a round number written out.
_ROUND = re.compile(r"[1-9]\d{0,5}0{6,}(?!\d)")
_CAPITAL_BEHIND = re.compile(rf"[ \u00a0][{_CAPITALS}]")
_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z.-]*[A-Za-z] $")
# «ЦУР 16 и 17»: a name holds for what is joined to its number.
_CODE_NAME = re.compile(rf"(?<!\w)[{_CAPITALS}]{{3,}} (?:\d{{1,3}}(?:, | и | және | мен | and ))*$|КБе $")
_TITLED = re.compile(r"(?<![.!?] )(?<!^)[A-Z][a-z]+ $")
_COUNTERS = frozenset("👁💬🔁❤♥👍🔥👀")
_COUNTER = re.compile(rf"[{''.join(sorted(_COUNTERS))}]\ufe0f? ?$")
_COUNTED = re.compile(
    r" (?:комментари|просмотр|лайк|репост|пікір|қаралым|comment|view|share|like)[^\W\d_]{0,5}[^\S\n]*(?:\n|\||$)",
    re.IGNORECASE,
)
_ZERO_BEFORE = re.compile(r"0[ \u00a0]\d")
_VERSION = re.compile(r"\d\.0(?!\d)")
_STREET = re.compile(
    r"(?:ул|пр|просп|пл|пер|мкр|б-р)\.[^.;\n,]{2,30}, ?$|(?:улиц\w|проспект\w?|көшесі|даңғылы|к-сі)[^.;\n,]{0,25}, ?$"
)
_STREET_ALONE = re.compile(
    r"(?<!\w)(?:ул\.|улиц\w|просп\w*\.?|пр\.|пер\.) [^.;\n,\d]{2,30} $|(?<!\w)(?:көшесі|даңғылы|к-сі) $"
)
# One of these is in every address: looked for first, as it seldom is there.
_ROAD = re.compile(r"ул[.и]|пр[.о]|пл\.|пер\.|мкр\.|б-р\.|көшесі|даңғылы|к-сі")
_QUOTED = re.compile(r"[«“] ?$")
_SHORT_QUOTE = re.compile(r"[^»”\n.]{1,40}[»”](?!,? [—–-])")
_LAST_OF_QUOTE = re.compile(r" ?[»”\"″]")
_DASHED_NAME = re.compile(r"[^\W\d_] ?[–—-] ?$")
_IN_QUOTE = re.compile(r"[«“][^»”.\n]*$")
_QUOTABLE = TIME | {"count"}
_RATES = re.compile(r"USD\D{1,3}\d.*EUR\D{1,3}\d|EUR\D{1,3}\d.*USD\D{1,3}\d")


@dataclass(frozen=True, slots=True)
class _Rules:
    label: re.Pattern[str]
    titled: re.Pattern[str]
    title_behind: re.Pattern[str]
    title: re.Pattern[str]
    label_after: re.Pattern[str]
    case: re.Pattern[str]


@cache
def _rules(lang: Locale) -> _Rules:
    grammar = GRAMMARS[lang]

    return _Rules(
        # «телефоны 111 и 150», «ст. 5, 7»: a label holds for what is joined to its number.
        label=re.compile(
            rf"(?<!\w)(?:{grammar.labels})[ \u00a0]?(?:\d[\w.-]*(?:, | \(| и | және | and | или | мен ))*$"
        ),
        titled=re.compile(rf"(?<!\w)(?:{grammar.titles})\w* [«“][^»”.\n]*$"),
        title=any_case(rf" (?:{grammar.titles})"),
        title_behind=any_case(rf"[^«“»”.\n]{{0,50}}[»”] (?:{grammar.titles})"),
        label_after=any_case(
            rf"(?:(?:, | және | мен | пен | бен )\d{{1,3}}){{0,3}}[ \u00a0]?(?:{grammar.labels_after})"
        ),
        case=any_case(grammar.case_ends),
    )


def is_list_mark(text: str, before: str, quantity: Quantity, _: Locale) -> bool:
    """«1. …», «2) …» at the beginning of a line, and «подпункт 2)»."""
    after = text[quantity.end : quantity.end + 2]
    if not is_plain(quantity) or quantity.value > 99 or quantity.ending:
        return False
    if after[:1] == ")":
        near = max(0, quantity.start - 60)
        return text.rfind("(", near, quantity.start) <= text.rfind(")", near, quantity.start)
    if after == ". " and before.endswith((". ", ": ")) and (quantity.value == 1 or before.endswith(". ")):
        # «В повестке: 1. Отчёт. 2. Выборы.»
        return True
    if after != ". " and not (after in {" –", " —"} and quantity.value < 10):
        return False
    return (len(before) == quantity.start and not before.strip(" ")) or _LINE_START.search(before) is not None


def is_counter(text: str, before: str, quantity: Quantity, _: Locale) -> bool:
    """Views, comments, rates of exchange: what a page carries along."""
    if not _COUNTERS.isdisjoint(before[-3:]) and _COUNTER.search(before, max(0, len(before) - 3)):
        return True
    if text[quantity.start] == "0" and _ZERO_BEFORE.match(text, quantity.start):
        return True
    if _COUNTED.match(text, quantity.end) and _LINE_START.search(before):
        return True
    if quantity.unit not in {"USD", "EUR", "RUB"} and not (quantity.unit == "count" and before.endswith(" ")):
        return False
    return _has_rates(text, quantity)


def _has_rates(text: str, quantity: Quantity) -> bool:
    """Whether its line gives the rates of two currencies."""
    first, last = max(0, quantity.start - 80), quantity.end + 80
    around = text[first:last]
    if "USD" not in around or "EUR" not in around:
        return False
    begin, end = text.rfind("\n", first, quantity.start) + 1, text.find("\n", quantity.end, last)
    return _RATES.search(text[max(begin, first) : end if end >= 0 else quantity.end + 40]) is not None


def is_plain(quantity: Quantity) -> bool:
    """A number alone, without unit or scale."""
    return quantity.unit == "count" and not quantity.first.power and quantity.kind is Kind.LEVEL


def _is_reading(text: str, quantity: Quantity, lang: Locale) -> bool:
    """«−31», «+5»: a signed number without a noun is what a thermometer shows."""
    is_signed = quantity.start < quantity.first.start and text[quantity.start] in "+−–-±"
    return is_signed and is_plain(quantity) and not may_count(text, quantity.end, lang)


def is_name(text: str, before: str, quantity: Quantity, lang: Locale) -> bool:
    """A label stands before or behind it, or it is glued to a name, or quoted with one."""
    number, rules = quantity.first, _rules(lang)
    if _is_quoted(text, before, quantity, rules) or _is_reading(text, quantity, lang):
        return True
    if not is_plain(quantity) and quantity.unit not in {"m", "litre"} and quantity.kind is not Kind.RANGE:
        return quantity.unit == "count" and rules.label.search(before, max(0, len(before) - _NEAR)) is not None
    if quantity.kind is Kind.RANGE and _DASHED_ON.match(text, quantity.end):
        return True
    if number.is_glued and rules.case.fullmatch(number.ending) is None:
        return True
    if _GLUED_BEFORE.search(before, max(0, len(before) - 4)) or _is_house(text, before, quantity, lang):
        return True
    if lang is not Locale.EN and _VERSION.match(text, number.start):
        return True
    # «сағат он екі» is a name; in «граница раздела двух сред» the numeral counts.
    is_counting = number.is_spelled and lang is not Locale.KK and may_count(text, quantity.end, lang)
    if not is_counting and rules.label.search(before, max(0, len(before) - _NEAR)):
        return True
    return _has_name_behind(text, quantity, lang)


def _is_house(text: str, before: str, quantity: Quantity, lang: Locale) -> bool:
    """«ул. Садовая, 14», «ул. Садовая 14»; but «на улице Садовой 14 домов»."""
    if _ROAD.search(before) is None:
        return False
    if before.rstrip(" ").endswith(","):
        return _STREET.search(before) is not None
    return _STREET_ALONE.search(before) is not None and not may_count(text, quantity.end, lang)


def _has_name_behind(text: str, quantity: Quantity, lang: Locale) -> bool:
    end, label = quantity.end, _rules(lang).label_after
    if _GLUED_AFTER.match(text, end) or label.match(text, quantity.first.digits_end) or label.match(text, end):
        return True
    if _AGE_MARK.match(text, end):
        return quantity.value < 100
    raw = text[max(0, quantity.start - _NEAR) : quantity.start]
    if lang is not Locale.EN and _LATIN_NAME.search(raw) and _rules(lang).title.match(text, end):
        return True
    is_counting = may_count(text, end, lang) and not (lang is not Locale.EN and _CAPITAL_BEHIND.match(text, end))
    return not is_counting and _is_titled(raw, lang)


def _is_quoted(text: str, before: str, quantity: Quantity, rules: _Rules) -> bool:
    """«9 күн», «Дала 24»: the first or last word of a short name in quotes; quoted speech goes on."""
    if quantity.unit not in _QUOTABLE or quantity.kind is not Kind.LEVEL or quantity.value >= 10_000:
        return False
    is_opened = ("«" in before or "“" in before) and _IN_QUOTE.search(before) is not None
    if _LAST_OF_QUOTE.match(text, quantity.end) and (is_opened or _DASHED_NAME.search(before)):
        return True
    if not is_opened:
        return False
    if rules.titled.search(before) or rules.title_behind.match(text, quantity.end):
        return True
    return _QUOTED.search(before) is not None and _SHORT_QUOTE.match(text, quantity.end) is not None


def _is_titled(before: str, lang: Locale) -> bool:
    """A capitalised name right before a number that counts nothing: «Windows 11», "Table 4", «ЦУР 16»."""
    if lang is Locale.EN:
        return _TITLED.search(before) is not None or _CODE_NAME.search(before) is not None
    return _LATIN_NAME.search(before) is not None or _CODE_NAME.search(before) is not None


def is_code(text: str, before: str, quantity: Quantity, _: Locale) -> bool:
    """A phone, an account: digits in a row without a noun between them."""
    if quantity.unit != "count" or quantity.kind not in {Kind.LEVEL, Kind.RANGE}:
        return False
    if text[quantity.first.start] == "0" and text[quantity.first.start + 1 : quantity.first.start + 2].isdigit():
        return True
    if _ROW_BEFORE.search(before, max(0, len(before) - 14)):
        return True
    if not quantity.first.power and not quantity.ending and _ROW_AFTER.match(text, quantity.end):
        return True
    if _ROUND.match(text, quantity.first.start):
        return False
    phone = _PHONE.match(text, quantity.start)
    return phone is not None and sum(map(str.isdigit, phone.group())) >= 10
