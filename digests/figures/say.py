"""What a quantity says: how much there is, by how much it moved, and in which direction."""

import re
from dataclasses import dataclass
from functools import cache

from digests.figures.quantity import Quantity
from digests.lang import GRAMMARS
from digests.model import Direction, Kind, Locale

_FAR = 90
_BEHIND = 18
_SIGN = re.compile(r"[+−–-]")
_KK_WORDS = re.compile(r"(?: [^\W\d_]+){1,2}")
_DATIVE = re.compile(r"(?:ға|ге|қа|ке|на|не)$")
_EN_COMPARED = re.compile(
    r" (?:(?P<up>more than|above|higher|increase|rise)|(?P<down>less than|fewer|below|lower|decrease|drop))"
)
_KK_BETTER = re.compile(r" (?:жақсар|нашарла)")
_KK_GROWTH = re.compile(r"(?<!\w)(?:(?P<up>өсімі?|өсуі?|артуы?)|(?P<down>төмендеуі?|азаюы?|кемуі?))(?: [—–-]|:)? $")
_KK_COMPARED = re.compile(r" \w+(?:ға|ге|қа|ке) (?:көп|аз|артық|кем)(?!\w)")
_KK_REACHED = re.compile(r" (?:да |де )?(?:жет|дейін|шейін|тең|тиесі|жуық|таяу|тарта|барад)")


@dataclass(frozen=True, slots=True)
class _Rules:
    up: re.Pattern[str]
    down: re.Pattern[str]
    by: re.Pattern[str]
    particles: re.Pattern[str]


@cache
def _rules(lang: Locale) -> _Rules:
    grammar = GRAMMARS[lang]
    return _Rules(
        up=re.compile(rf"(?<!\w)(?:{grammar.ups})"),
        down=re.compile(rf"(?<!\w)(?:{grammar.downs})"),
        by=re.compile(rf"(?<!\w)(?:{grammar.by})[ \u00a0]$"),
        particles=re.compile(rf"(?<!\w)(?:{grammar.particles})"),
    )


def say(
    text: str, quantity: Quantity, place: tuple[int, int], lang: Locale, sentence: tuple[int, int]
) -> tuple[Kind, Direction | None]:
    """Kind and direction of the quantity that stands, with its qualifier, at `place`."""
    if quantity.kind is Kind.TRANSITION and quantity.value_from is not None:
        return Kind.TRANSITION, Direction.UP if quantity.value >= quantity.value_from else Direction.DOWN
    if quantity.unit == "times":
        # «удвоился», "sixfold", «в семь раз»: up, unless a word says otherwise.
        kind = Kind.MULTIPLE if quantity.kind is Kind.LEVEL else quantity.kind
        inside = _first(_rules(lang), text[quantity.start : quantity.end].lower()) if lang is Locale.EN else None
        return kind, inside or _moved(text, quantity, place, lang, sentence) or Direction.UP
    sign = _SIGN.match(text, quantity.start)
    if sign and quantity.start < quantity.first.start:
        return Kind.CHANGE, Direction.UP if sign.group() == "+" else Direction.DOWN
    if not _is_change(text, quantity, place, lang):
        return quantity.kind, None
    direction = _moved(text, quantity, place, lang, sentence)
    if direction is None:
        return quantity.kind, None
    return quantity.kind if quantity.kind is Kind.RANGE else Kind.CHANGE, direction


def _is_change(text: str, quantity: Quantity, place: tuple[int, int], lang: Locale) -> bool:
    """Whether the words around say that something moved *by* it."""
    if lang is Locale.KK:
        return _is_kazakh_change(text, quantity, place)
    rules = _rules(lang)
    surface = text[place[0] : quantity.first.start]
    before = text[max(0, place[0] - 64) : place[0]].lower()
    if lang is Locale.EN:
        before = _plain(before)
    if rules.by.search(before) or surface.lower().endswith("на "):
        return True
    return lang is Locale.EN and _EN_COMPARED.match(text, place[1], place[1] + _BEHIND) is not None


def _is_kazakh_change(text: str, quantity: Quantity, place: tuple[int, int]) -> bool:
    """The amount stands in the dative («5 пайызға артты») or before the noun in it («4 мың кітапқа көп»)."""
    if _KK_REACHED.match(text, quantity.end) or place[1] > quantity.end:
        return False
    # A fraction is words without an ending apart: «төрттен бірге азайды».
    ending = text[quantity.start : quantity.end] if quantity.unit == "fraction" else quantity.ending
    has_dative = _DATIVE.search(ending) is not None
    match = _KK_WORDS.match(text, quantity.end)
    behind = match.group().lower() if match else ""
    if has_dative:
        rules = _rules(Locale.KK)
        return rules.up.match(behind, 1) is not None or rules.down.match(behind, 1) is not None
    if quantity.unit == "percentage_point" and _KK_BETTER.match(behind):
        return True
    return _kazakh_growth(text, place[0]) is not None or (
        quantity.unit == "count" and _KK_COMPARED.match(behind) is not None
    )


def _kazakh_growth(text: str, start: int) -> Direction | None:
    """«өсім 15 %», «төмендеу – 4 мың»: a noun right before the amount says where it went."""
    growth = _KK_GROWTH.search(text[max(0, start - _BEHIND) : start].lower())
    if growth is None:
        return None
    return Direction.UP if growth["up"] else Direction.DOWN


def _moved(
    text: str, quantity: Quantity, place: tuple[int, int], lang: Locale, sentence: tuple[int, int]
) -> Direction | None:
    """The nearest word of movement: right behind the number; then, in Kazakh behind, else before it in the sentence."""
    rules = _rules(lang)
    compared = _EN_COMPARED.match(text, place[1], place[1] + _BEHIND) if lang is Locale.EN else None
    if compared:
        return Direction.UP if compared["up"] else Direction.DOWN
    end = min(sentence[1], quantity.end + (_FAR if lang is Locale.KK else _BEHIND))
    behind = text[min(quantity.end, end) : end].lower()
    behind = _plain(behind) if lang is Locale.EN else behind
    found = _first(rules, behind)
    if lang is Locale.KK:
        return found or _kazakh_growth(text, place[0])
    if found:
        return found
    before = text[max(sentence[0], place[0] - _FAR) : place[0]].lower()
    before = _plain(before) if lang is Locale.EN else before
    return _last(rules, before) or _first(rules, text[quantity.end : min(sentence[1], quantity.end + 40)].lower())


def _plain(lower: str) -> str:
    """An English stretch without the verbs whose "up" or "down" says no movement ("made up 35%")."""
    if "up" in lower or "down" in lower:
        return _rules(Locale.EN).particles.sub(lambda verb: " " * len(verb.group()), lower)
    return lower


def _first(rules: _Rules, text: str) -> Direction | None:
    up, down = rules.up.search(text), rules.down.search(text)
    if up and down:
        return Direction.UP if up.start() < down.start() else Direction.DOWN
    return Direction.UP if up else Direction.DOWN if down else None


def _last(rules: _Rules, text: str) -> Direction | None:
    up = max((match.start() for match in rules.up.finditer(text)), default=-1)
    down = max((match.start() for match in rules.down.finditer(text)), default=-1)
    if up == down:
        return None
    return Direction.UP if up > down else Direction.DOWN
