"""What a figure counts: the noun phrase and its head."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from digests.figures.quantity import MONEY, TIME, Quantity
from digests.lang import GRAMMARS
from digests.lang.lemma import IRREGULAR, dictionary_form, kazakh_noun, readings
from digests.model import Kind, Locale

_WORD = re.compile(r"[^\W\d_]+(?:[-‑’'][^\W\d_]+)*")
_GAP = re.compile(r"[ \u00a0]")
_MOST_BEFORE_HEAD = 4
_NEVER = MONEY | TIME | {"MRP"}
_MEASURED = frozenset({"percent", "percentage_point", "times", "fraction"})
_GENITIVE = re.compile(r"(?:ның|нің|дың|дің|тың|тің)$")
_OF = re.compile(r" of (?:the |all |its |their )?(?:net )?|-", re.IGNORECASE)
_KK_OWNED = re.compile(r"\w{2,}(?:с[ыі]|[^аеәиуүұоөыід\Wт][ыі])(?:н|на|не|нда|нде|нан|нен|н[ыі]ң|мен)?$")
_KK_CONVERB = re.compile(r"\w{3,}(?:ып|іп)")
_CLAUSE = re.compile(r"[,;:(\n]|[–—] | (?:а|и|но|да) ")
_LABEL = re.compile(r"(?:: ?| [–—] |(?:^|\n)[^\S\n]*)$")
_CASES = frozenset({"nomn", "gent", "gen2"})


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun phrase, where it stands, and its head in dictionary form."""

    start: int
    end: int
    head: str


@dataclass(frozen=True, slots=True)
class _Rules:
    stop: re.Pattern[str]
    adjective: re.Pattern[str]
    classifier: re.Pattern[str]
    measure: re.Pattern[str]


@cache
def _rules(lang: Locale) -> _Rules:
    grammar = GRAMMARS[lang]

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(rf"(?:{pattern})", re.IGNORECASE)

    return _Rules(
        compiled(grammar.stops), compiled(grammar.adjective), compiled(grammar.classifiers), compiled(grammar.measures)
    )


def count(
    text: str, quantity: Quantity, place: tuple[int, int], lang: Locale, sentence: tuple[int, int]
) -> Counted | None:
    """What the quantity counts by the words around it; None where they do not say."""
    if quantity.unit in _NEVER:
        return None
    if lang is Locale.KK and quantity.ending and place[1] == quantity.end and not quantity.is_about:
        # A case on the number itself: its noun is not behind it.
        return _genitive_before(text, place[0], sentence) or _measured(text, place[0], lang, sentence)
    behind = _phrase(text, _start_behind(text, quantity, place[1], lang), sentence[1], lang)
    if quantity.unit in _MEASURED or quantity.kind in {Kind.TRANSITION, Kind.CHANGE}:
        whole = _genitive_before(text, place[0], sentence) if lang is Locale.KK else None
        is_part = quantity.unit in {"percent", "fraction"} and quantity.kind is not Kind.TRANSITION
        if is_part and lang is not Locale.KK and behind and _is_genitive(behind, text, lang, place[1]):
            return behind
        measured = whole or _measured(text, place[0], lang, sentence)
        if measured is None and lang is Locale.RU:
            measured = _subject(text, place[0], sentence)
        return measured or (behind if quantity.unit in {"fraction", "count"} or lang is Locale.EN else None)
    if behind is None and lang is Locale.RU and _LABEL.search(text[max(0, place[0] - 4) : place[0]]):
        return _subject(text, place[0], sentence) or _measured(text, place[0], lang, sentence)
    return behind or _measured(text, place[0], lang, sentence)


def _subject(text: str, start: int, sentence: tuple[int, int]) -> Counted | None:
    """The first noun of the Russian clause that a number ends: «финансирование выросло в …», «заявок – 176»."""
    before = text[sentence[0] : start].rstrip(" –—:\u00a0")
    begin = sentence[0] + max((match.end() for match in _CLAUSE.finditer(before)), default=0)
    for word in _WORD.finditer(text, begin, start):
        likeliest = readings(word.group())[:1]
        if likeliest and likeliest[0].pos == "NOUN" and any(r.case in _CASES for r in readings(word.group())[:3]):
            return Counted(word.start(), word.end(), dictionary_form(word.group(), Locale.RU))
    return None


def _start_behind(text: str, quantity: Quantity, end: int, lang: Locale) -> int:
    if lang is Locale.EN and (quantity.unit != "count" or text[end : end + 1] == "-"):
        match = _OF.match(text, end)
        return match.end() - 1 if match and match.group() != "-" else end
    return end


def _is_genitive(counted: Counted, text: str, lang: Locale, end: int) -> bool:
    if lang is Locale.EN:
        return counted.start > end
    first = text[counted.start : counted.end].split()
    return any(reading.case in {"gent", "accs", "nomn"} for reading in readings(first[-1])) and bool(first)


def _phrase(text: str, start: int, limit: int, lang: Locale) -> Counted | None:
    """Adjectives and the noun right behind a number."""
    words: list[re.Match[str]] = []
    position, rules = start, _rules(lang)
    while len(words) <= _MOST_BEFORE_HEAD and _may_continue(text, position, lang):
        match = _WORD.match(text, position + 1)
        if match is None or match.end() > limit or rules.stop.fullmatch(match.group()):
            break
        position = match.end()
        if not words and rules.classifier.fullmatch(match.group()):
            continue
        if lang is Locale.KK and _KK_CONVERB.fullmatch(match.group()):
            break
        words.append(match)
        if _is_head(text, words, lang):
            return Counted(words[0].start(), match.end(), dictionary_form(match.group(), lang))
    return _fallback(words, lang)


def _may_continue(text: str, position: int, lang: Locale) -> bool:
    return _GAP.match(text, position) is not None or (lang is Locale.EN and text[position : position + 1] == "-")


def _fallback(words: Sequence[re.Match[str]], lang: Locale) -> Counted | None:
    """English has no endings to tell a head by; elsewhere a phrase without a noun counts nothing."""
    if not words:
        return None
    if lang is Locale.RU:
        return _standing_for_a_noun(words)
    if lang is Locale.EN and len(words) > 2:
        words = words[:1]
    return Counted(words[0].start(), words[-1].end(), dictionary_form(words[-1].group(), lang))


def _standing_for_a_noun(words: Sequence[re.Match[str]]) -> Counted | None:
    """«43 % опрошенных»: a participle or adjective alone."""
    word = words[0]
    if len(words) > 1 or not any(reading.pos in {"PRTF", "ADJF"} for reading in readings(word.group())[:1]):
        return None
    return Counted(word.start(), word.end(), dictionary_form(word.group(), Locale.RU))


def _is_head(text: str, words: Sequence[re.Match[str]], lang: Locale) -> bool:
    word = words[-1].group()
    if lang is Locale.RU:
        found = readings(word)
        is_noun = bool(found) and any(reading.pos == "NOUN" for reading in found[:2])
        return is_noun and not (found[0].pos in {"ADJF", "PRTF"} and _has_noun_behind(text, words[-1].end()))
    if lang is Locale.EN:
        is_plural = word.endswith("s") and not word.endswith(("ss", "us", "is"))
        return (is_plural or word.lower() in IRREGULAR) and text[words[-1].end() : words[-1].end() + 1] != "-"
    return _rules(lang).adjective.fullmatch(word) is None and not _is_owned_next(text, words[-1])


def _is_owned_next(text: str, word: re.Match[str]) -> bool:
    """«татуластыру бөлмесі»: the noun behind carries the possessive, so that it is the head."""
    following = _WORD.match(text, word.end() + 1)
    if following is None or text[word.end() : word.end() + 1] != " ":
        return False
    is_bare = kazakh_noun(word.group()) == word.group().lower()
    return is_bare and _KK_OWNED.fullmatch(following.group().lower()) is not None


def _has_noun_behind(text: str, end: int) -> bool:
    match = _WORD.match(text, end + 1)
    return match is not None and any(reading.pos in {"NOUN", "ADJF"} for reading in readings(match.group())[:1])


def _genitive_before(text: str, start: int, sentence: tuple[int, int]) -> Counted | None:
    """«өтінімдердің 40%-ы»: the whole stands in the genitive right before its share."""
    words = list(_WORD.finditer(text, max(sentence[0], start - 80), start))
    if not words or text[words[-1].end() : start].strip() not in {"", "—", "–"}:
        return None
    last = words[-1].group()
    if not _GENITIVE.search(last) or last.lower() in {"оның", "соның", "олардың", "бұның", "мұның"}:
        return None
    return Counted(words[-1].start(), words[-1].end(), dictionary_form(last, Locale.KK))


def _measured(text: str, start: int, lang: Locale, sentence: tuple[int, int]) -> Counted | None:
    """The noun behind «доля», «число», "share of"; in Kazakh the one before «үлесі», «саны»."""
    rules = _rules(lang)
    words = list(_WORD.finditer(text, sentence[0], start))
    for index in range(len(words) - 1, -1, -1):
        if rules.measure.fullmatch(words[index].group()) is None:
            continue
        if lang is Locale.KK:
            return _kazakh_measured(words[:index])
        following = words[index].end()
        if lang is Locale.EN:
            match = _OF.match(text, following)
            following = match.end() - 1 if match else following
        return _phrase(text, following, start, lang)
    return None


def _kazakh_measured(words: Sequence[re.Match[str]]) -> Counted | None:
    if not words or _rules(Locale.KK).stop.fullmatch(words[-1].group()):
        return None
    last = words[-1]
    return Counted(last.start(), last.end(), dictionary_form(last.group(), Locale.KK))
