"""What a quantity says: how exactly, in which direction, of what, and of which days."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from digests.figures.normalise import Quantity
from digests.lang import GRAMMARS, stem
from digests.model import Direction, Figure, Kind, Locale, Period, Qualifier

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_NEAR = 60
_MOST_ADJECTIVES = 3
_UNCOUNTED = frozenset(
    {"KZT", "USD", "EUR", "RUB", "GBP", "MRP", "times", "year", "month", "week", "day", "hour", "minute"}
)
_YEAR = re.compile(
    r"(?:\b(?:в|in|за) |(?<!\d))(20[0-4]\d)(?: ?(?:году|год|г\.|жылы|жылғы)|(?= |,|\.|$))", re.IGNORECASE
)
_BY = re.compile(r"(?:на|by|up|down) $", re.IGNORECASE)
_KK_REACHED = re.compile(r" (?:дейін |шейін )?жет", re.IGNORECASE)
_KK_BY = re.compile(r"(?:ға|ге|қа|ке)$")


@dataclass(frozen=True, slots=True)
class _Rules:
    before: tuple[tuple[re.Pattern[str], Qualifier], ...]
    after: tuple[tuple[re.Pattern[str], Qualifier], ...]
    up: re.Pattern[str]
    down: re.Pattern[str]
    stop: re.Pattern[str]
    adjective: re.Pattern[str]
    measure: re.Pattern[str]


@cache
def _rules(lang: Locale) -> _Rules:
    grammar = GRAMMARS[lang]

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    return _Rules(
        before=tuple((compiled(rf"(?<!\w)(?:{p})[ \u00a0]$"), Qualifier(q)) for p, q in grammar.before),
        after=tuple((compiled(rf"[ \u00a0](?:{p})(?!\w)"), Qualifier(q)) for p, q in grammar.after),
        up=compiled(rf"(?<!\w)(?:{grammar.ups})"),
        down=compiled(rf"(?<!\w)(?:{grammar.downs})"),
        stop=compiled(rf"(?:{grammar.stops})$"),
        adjective=compiled(rf"[^\W\d_]+(?:{grammar.adjective_ends})$"),
        measure=compiled(rf"(?<!\w)(?:{grammar.measures})$"),
    )


def bind(
    text: str, quantity: Quantity, lang: Locale, spans: Sequence[tuple[int, int]], published: date | None
) -> Figure:
    """The figure that a quantity is in its sentence."""
    sentence = _sentence_at(quantity.start, spans, len(text))
    start, end, qualifier = _qualified(text, quantity, lang, sentence)
    direction = _direction(text, quantity, lang, sentence)
    kind = _kind(text, quantity, start, lang, direction)
    counted = _counted(text, quantity, end, lang, sentence)
    words = text[counted[0] : counted[1]] if counted else None
    return Figure(
        start=start,
        end=end,
        surface=text[start:end],
        value=quantity.value,
        value_from=quantity.value_from,
        kind=kind,
        unit=quantity.unit,
        lang=lang,
        sentence=sentence,
        direction=_final_direction(quantity, kind, direction),
        qualifier=qualifier,
        counted=words,
        counted_start=counted[0] if counted else None,
        counted_end=counted[1] if counted else None,
        counted_head=dictionary_form(counted[2], lang) if counted else None,
        period=_period(text[sentence[0] : sentence[1]], published),
    )


def _sentence_at(position: int, spans: Sequence[tuple[int, int]], length: int) -> tuple[int, int]:
    index = bisect_right(spans, (position, length + 1)) - 1
    return spans[index] if index >= 0 else (0, length)


def _qualified(text: str, quantity: Quantity, lang: Locale, sentence: tuple[int, int]) -> tuple[int, int, Qualifier]:
    rules = _rules(lang)
    before = text[max(sentence[0], quantity.start - 20) : quantity.start]
    for pattern, qualifier in rules.before:
        match = pattern.search(before)
        if match and not (qualifier is Qualifier.UP_TO and _was_reached(text, quantity, sentence, lang)):
            is_verb = match.group().lower().startswith(("превы", "exceed"))
            start = quantity.start if is_verb else quantity.start - len(match.group())
            return start, quantity.end, qualifier
    for pattern, qualifier in rules.after:
        match = pattern.match(text, quantity.end)
        if match and quantity.kind is Kind.LEVEL:
            return quantity.start, match.end(), qualifier
    return quantity.start, quantity.end, Qualifier.EXACT


def _was_reached(text: str, quantity: Quantity, sentence: tuple[int, int], lang: Locale) -> bool:
    """«вырос до 19»: the number was reached, it is no ceiling."""
    before = text[max(sentence[0], quantity.start - 40) : quantity.start]
    rules = _rules(lang)
    return bool(rules.up.search(before) or rules.down.search(before))


def _direction(text: str, quantity: Quantity, lang: Locale, sentence: tuple[int, int]) -> Direction | None:
    """The nearest word of movement: before the number in Russian and English, behind it in Kazakh, else the other."""
    rules = _rules(lang)
    left = text[max(sentence[0], quantity.start - _NEAR) : quantity.start]
    right = text[quantity.end : min(sentence[1], quantity.end + _NEAR)]
    best: tuple[int, Direction] | None = None
    for pattern, direction in ((rules.up, Direction.UP), (rules.down, Direction.DOWN)):
        for match in pattern.finditer(left):
            best = _nearer(best, (len(left) - match.end(), direction))
        for match in pattern.finditer(right):
            best = _nearer(best, (match.start() + (0 if lang is Locale.KK else 30), direction))
    return best[1] if best else None


def _nearer(best: tuple[int, Direction] | None, other: tuple[int, Direction]) -> tuple[int, Direction]:
    return other if best is None or other[0] < best[0] else best


def _kind(text: str, quantity: Quantity, start: int, lang: Locale, direction: Direction | None) -> Kind:
    if quantity.unit == "times" and quantity.kind is Kind.LEVEL:
        return Kind.MULTIPLE
    if quantity.kind not in {Kind.LEVEL, Kind.FRACTION} or direction is None:
        return quantity.kind
    if lang is Locale.KK:
        if _KK_REACHED.match(text, quantity.end):
            return quantity.kind
        return Kind.CHANGE if _KK_BY.search(quantity.first.ending or text[start : quantity.end]) else quantity.kind
    return Kind.CHANGE if _BY.search(text[max(0, start - 5) : start]) else quantity.kind


def _final_direction(quantity: Quantity, kind: Kind, direction: Direction | None) -> Direction | None:
    if kind is Kind.TRANSITION and quantity.value_from is not None:
        return Direction.UP if quantity.value >= quantity.value_from else Direction.DOWN
    return direction if kind in {Kind.CHANGE, Kind.MULTIPLE} else None


Counted = tuple[int, int, str]
"""The span of the noun phrase and its head as it stands."""


def _counted(text: str, quantity: Quantity, end: int, lang: Locale, sentence: tuple[int, int]) -> Counted | None:
    if quantity.unit in _UNCOUNTED:
        return None
    if quantity.unit == "count" and quantity.kind is not Kind.TRANSITION:
        return _phrase_after(text, end, lang, sentence[1]) or _measured_before(text, quantity, lang, sentence)
    return _measured_before(text, quantity, lang, sentence) or _phrase_after(text, end, lang, sentence[1])


def _phrase_after(text: str, start: int, lang: Locale, limit: int) -> Counted | None:
    """Adjectives and the noun right behind the number."""
    rules = _rules(lang)
    first: int | None = None
    last: re.Match[str] | None = None
    position = start
    for _ in range(_MOST_ADJECTIVES + 1):
        match = _WORD.match(text, position + 1) if text[position : position + 1] in {" ", "\u00a0"} else None
        if match is None or match.end() > limit or rules.stop.match(match.group()):
            break
        first, last = match.start() if first is None else first, match
        position = match.end()
        if lang is not Locale.EN and not rules.adjective.match(match.group()):
            break
        if lang is Locale.EN and match.group().endswith("s"):
            break
    return (first, last.end(), last.group()) if first is not None and last is not None else None


def _measured_before(text: str, quantity: Quantity, lang: Locale, sentence: tuple[int, int]) -> Counted | None:
    """The noun behind «доля», «число», "share of"; in Kazakh the one before «үлесі», «саны»."""
    rules = _rules(lang)
    words = list(_WORD.finditer(text, sentence[0], quantity.start))
    for index in range(len(words) - 1, -1, -1):
        if not rules.measure.search(words[index].group()):
            continue
        if lang is Locale.KK:
            return (words[index - 1].start(), words[index - 1].end(), words[index - 1].group()) if index else None
        following = words[index + 1 :]
        if lang is Locale.EN:
            following = [word for word in following if word.group().lower() not in {"of", "the", "its"}]
        return _noun_of(following, rules)
    return None


def _noun_of(words: Sequence[re.Match[str]], rules: _Rules) -> Counted | None:
    for index, word in enumerate(words[: _MOST_ADJECTIVES + 1]):
        if rules.stop.match(word.group()):
            return None
        if not rules.adjective.match(word.group()):
            return words[0].start(), words[index].end(), word.group()
    return None


def _period(sentence: str, published: date | None) -> Period | None:
    years = [int(match.group(1)) for match in _YEAR.finditer(sentence)]
    lowered = sentence.lower()
    if not years and published:
        if re.search(r"в этом году|с начала года|биыл|this year", lowered):
            years = [published.year]
        elif re.search(r"в прошлом году|былтыр|last year", lowered):
            years = [published.year - 1]
    return Period(date(min(years), 1, 1), date(max(years), 12, 31)) if years else None


@lru_cache(maxsize=1)
def _russian() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=20_000)
def dictionary_form(word: str, lang: Locale) -> str:
    """The noun as a dictionary has it, lower-case."""
    if lang is Locale.RU:
        parses = _russian().parse(word)
        noun = next((parse for parse in parses if "NOUN" in parse.tag), parses[0])
        return str(noun.normal_form)
    folded = word.lower()
    if lang is Locale.EN:
        return _singular(folded)
    return stem(folded, lang) or folded


_IRREGULAR = {"people": "person", "children": "child", "women": "woman", "men": "man"}


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
