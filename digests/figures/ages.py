"""Numbers that say how old somebody is, or who may take part."""

import re
from dataclasses import dataclass
from functools import cache

from digests.figures.behind import may_count
from digests.figures.quantity import Quantity
from digests.figures.times import is_term
from digests.lang import GRAMMARS
from digests.model import Kind, Locale

_NEAR = 24
_OLDEST = 120
_YOUNGEST = 12
_BARE_AGE = re.compile(r"[^\W\d_]\.?,\s\Z")
_AFTER_AGE = re.compile(r"[,.;)]")
_AVERAGE = re.compile(r"(?<!\w)(?:средн|орташа|average)")
_CHILDREN = re.compile(r" (?:дет(?:и|ей|ям)|реб[её]н|малыш|подрост)")
_FROM_AGE = re.compile(r"(?:до|от|с|старше|младше) (?:\d+ до )?\Z")
_OF_SOMEBODY = re.compile(r"(?<!\w)(?:ему|ей|мне|вам) \Z")
_AT_AGE = re.compile(r"(?<!\w)[вк] \Z")
_PERSON_BEFORE = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][^\W\d_]+, \Z")
_CLAUSE_BEHIND = re.compile(r", [^\W\d_]")
_OF_AGE = re.compile(r"(?<!\w)(?:возраст|молод|пожил|старш|лет(?!\w)|жас|aged?\b|ages|young|old(?:er)?\b)")


@dataclass(frozen=True, slots=True)
class _Rules:
    before: re.Pattern[str]
    behind: re.Pattern[str]


@cache
def _rules(lang: Locale) -> _Rules:
    grammar = GRAMMARS[lang]
    return _Rules(
        before=re.compile(rf"(?<!\w)(?:{grammar.ages_before})[ —–-]{{1,3}}(?:\w+ )?\Z"),
        # «18 бен 40 жас», «жиырма бес пен елу екі жас»: the second number may be in words.
        behind=re.compile(
            rf"(?: (?:to|and|и|до|–) \d{{1,2}}| (?:мен|бен|пен|және) (?:\d{{1,2}}|[^\W\d_]+(?: [^\W\d_]+)?))?"
            rf"[ -]?(?:{grammar.ages})",
            re.IGNORECASE,
        ),
    )


def is_age(text: str, before: str, quantity: Quantity, lang: Locale) -> bool:
    """How old somebody is, or who may take part."""
    if quantity.unit not in {"year", "count"} or quantity.first.power or not 0 < quantity.value < _OLDEST:
        return False
    if _AVERAGE.search(before):
        return False
    behind = _rules(lang).behind
    if behind.match(text, quantity.last.end) or (
        quantity.end != quantity.last.end and behind.match(text, quantity.end)
    ):
        return True
    is_old = _is_so_many_years if quantity.unit == "year" else _is_number_of_years
    return is_old(text, before, quantity, lang) or _is_apart(text, before, quantity, lang)


def _is_so_many_years(text: str, before: str, quantity: Quantity, lang: Locale) -> bool:
    """«в возрасте 30 лет», «пенсия в 63 года», «12–17 лет»."""
    if _CHILDREN.match(text, quantity.end) or (lang is Locale.RU and _AT_AGE.search(before)):
        return True
    if _rules(lang).before.search(before):
        # "aged 34 years", but "the term is three years".
        return not before.endswith("is ")
    return quantity.kind is Kind.RANGE and quantity.value >= _YOUNGEST and not is_term(text, quantity, lang)


def _is_number_of_years(text: str, before: str, quantity: Quantity, lang: Locale) -> bool:
    """«детям до 14», "Dana is 34": the word for years is left out, and nothing is counted."""
    # A Kazakh numeral with a case of its own counts nothing: «ең жасы 17-де болса».
    is_alone = lang is Locale.KK and bool(quantity.first.ending)
    if not is_alone and may_count(text, quantity.end, lang):
        return False
    if _rules(lang).before.search(before) and (lang is not Locale.RU or _is_from_age(before, quantity)):
        return True
    return quantity.kind is Kind.RANGE and _is_age_group(text, before, quantity)


def _is_apart(text: str, before: str, quantity: Quantity, lang: Locale) -> bool:
    """«Асель, 34, ведёт кружок»: a name before it, and the sentence goes on."""
    if quantity.value <= 5 or "," not in before[-2:] or not _AFTER_AGE.match(text, quantity.end):
        return False
    if _BARE_AGE.search(before) is None:
        return False
    raw = text[max(0, quantity.start - _NEAR) : quantity.start]
    is_named = _PERSON_BEFORE.search(raw) is not None and _CLAUSE_BEHIND.match(text, quantity.end) is not None
    return quantity.unit == "year" or lang is Locale.EN or is_named


def _is_age_group(text: str, before: str, quantity: Quantity) -> bool:
    """«сторонники среди молодёжи 18–29»: two ages, where the words around speak of age."""
    if not 4 <= (quantity.value_from or 0) < quantity.value < 100:
        return False
    behind = text[quantity.end : quantity.end + _NEAR].lower()
    return _OF_AGE.search(before) is not None or _OF_AGE.search(behind) is not None


def _is_from_age(before: str, quantity: Quantity) -> bool:
    """«детям до 14», «в возрасте 12–17», «ему 38»; but «детей – 12» is a count."""
    if "возраст" in before or _OF_SOMEBODY.search(before):
        return True
    return quantity.start < quantity.first.start or _FROM_AGE.search(before) is not None
