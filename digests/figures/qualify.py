"""How exactly a figure is meant, and where it ends with the words that say so."""

import re
from dataclasses import dataclass
from functools import cache

from digests.figures.quantity import Quantity
from digests.lang import GRAMMARS
from digests.model import Kind, Locale, Qualifier

_NEAR = 32
_PLUS = re.compile(r"\+(?![\d+])")
_ABLATIVE = re.compile(r"(?:дан|ден|тан|тен|нан|нен)$")
# «300 адамнан кем емес»: the noun stands before the word that qualifies.
_COMPARED = re.compile(r"(?: [^\W\d_]+(?:нан|нен|дан|ден|тан|тен|ға|ге|қа|ке))?")
_TO = frozenset({"до", "от"})


@dataclass(frozen=True, slots=True)
class _Rules:
    before: tuple[tuple[re.Pattern[str], Qualifier, bool], ...]
    after: tuple[tuple[re.Pattern[str], Qualifier, bool], ...]
    reached: re.Pattern[str]


@cache
def _rules(lang: Locale) -> _Rules:
    grammar = GRAMMARS[lang]

    def before(pattern: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{pattern})(?:[ \u00a0]|(?<=[~>≈<]))(?:на |в )?$", re.IGNORECASE)

    def after(pattern: str) -> re.Pattern[str]:
        return re.compile(rf"[ \u00a0](?:{pattern})(?!\w)", re.IGNORECASE)

    return _Rules(
        before=(
            *((before(p), Qualifier(q), False) for p, q in grammar.verbs_before),
            *((before(p), Qualifier(q), True) for p, q in grammar.before),
        ),
        after=(
            *((after(p), Qualifier(q), True) for p, q in grammar.after),
            *((after(p), Qualifier(q), False) for p, q in grammar.verbs_after),
        ),
        reached=re.compile(rf"(?<!\w)(?:{grammar.reached})", re.IGNORECASE),
    )


def qualify(text: str, quantity: Quantity, lang: Locale, sentence: tuple[int, int]) -> tuple[int, int, Qualifier]:
    """Start and end with the qualifying words, and the qualifier."""
    start, end = quantity.start, quantity.end
    if quantity.is_about and lang is not Locale.KK:
        return start, end, Qualifier.ABOUT
    found = _before(text, quantity, lang, sentence)
    if found:
        return found[0], end, found[1]
    plus = _PLUS.match(text, end)
    if plus and quantity.unit == "count":
        return start, plus.end(), Qualifier.MORE_THAN
    behind = _after(text, quantity, lang)
    if behind:
        return start, behind[0], behind[1]
    return start, end, Qualifier.ABOUT if quantity.is_about else Qualifier.EXACT


def _before(text: str, quantity: Quantity, lang: Locale, sentence: tuple[int, int]) -> tuple[int, Qualifier] | None:
    rules = _rules(lang)
    before = text[max(sentence[0], quantity.start - _NEAR) : quantity.start]
    for pattern, qualifier, is_inside in rules.before:
        match = pattern.search(before)
        if match is None or not _may(text, match.group().strip().lower(), quantity, lang, sentence):
            continue
        return quantity.start - (len(match.group()) if is_inside else 0), qualifier
    return None


def _may(text: str, word: str, quantity: Quantity, lang: Locale, sentence: tuple[int, int]) -> bool:
    """«до» is no ceiling where a number was reached; «от» no floor before people."""
    if word not in _TO or quantity.kind is Kind.RANGE:
        return word not in _TO
    if word == "от":
        return quantity.unit not in {"count", "percent", "times"}
    before = text[max(sentence[0], quantity.start - 48) : quantity.start]
    return _rules(lang).reached.search(before.rpartition(",")[2]) is None


def _after(text: str, quantity: Quantity, lang: Locale) -> tuple[int, Qualifier] | None:
    is_noun_possible = lang is Locale.KK and quantity.unit == "count" and not quantity.ending
    skipped = _COMPARED.match(text, quantity.end) if is_noun_possible else None
    places = dict.fromkeys([quantity.end, skipped.end() if skipped else quantity.end])
    for pattern, qualifier, is_inside in _rules(lang).after:
        if quantity.kind is Kind.RANGE and qualifier is Qualifier.UP_TO:
            continue
        for place in places:
            match = pattern.match(text, place)
            if match:
                return match.end() if is_inside else quantity.end, qualifier
    return None
