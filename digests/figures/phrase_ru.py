"""Russian noun phrases: adjectives, participles with what belongs to them, and a noun that agrees."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from digests.figures.patterns import any_case
from digests.figures.phrase import Counted, words_behind
from digests.lang import GRAMMARS
from digests.lang.lemma import Reading, readings, russian_form, substantive
from digests.lang.words_ru import SHORTENED
from digests.model import Locale

Forms = frozenset[tuple[str, str]]
"""Pairs of number and case that a noun may have: ("plur", "gent")."""

MANY: Forms = frozenset({("plur", "gent")})
GENITIVES: Forms = MANY | {("sing", "gent"), ("sing", "gen2")}
MODIFIERS = frozenset({"ADJF", "PRTF"})
_DESCRIBED = MODIFIERS | {"NOUN"}

_MOST_WORDS = 8
_ENDING_PHRASE = frozenset({"PREP", "CONJ", "VERB", "NPRO", "INFN", "PRED", "GRND"})
_WHOSE = re.compile(r"его|её|ее|их", re.IGNORECASE)
_ABBREVIATED = re.compile(r"\.(?=[,;)]| [^A-ZА-ЯЁ\n])")
_SHORT = re.compile(r"[^\W\d_аеёиоуыэюя]{1,5}[²³23]?", re.IGNORECASE)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return any_case(getattr(GRAMMARS[Locale.RU], name))


def phrase(text: str, start: int, limit: int, forms: Forms) -> Counted | None:
    """The noun phrase that begins behind a place, and whose noun has one of the forms; None: there is none."""
    modifiers: list[re.Match[str]] = []
    is_participle = is_governed = False
    words = [word for word, _ in zip(words_behind(text, start, limit), range(_MOST_WORDS), strict=False)]
    for index, word in enumerate(words):
        found, following = readings(word.group()), words[index + 1 :]
        if _is_passed(text, word, following, limit):
            continue
        if _ends_phrase(word.group(), found) and word.group().lower() not in SHORTENED:
            is_governed = is_participle and found[0].pos == "PREP"
            if is_governed:
                continue
            break
        if is_modifier(found, following, forms):
            modifiers.append(word)
            is_participle = is_participle or any(reading.pos == "PRTF" for reading in found)
            continue
        begin = modifiers[0].start() if modifiers else word.start()
        noun = None if is_governed else noun_of(word, begin, forms)
        if noun is None and any(reading.pos in MODIFIERS for reading in found):
            modifiers.append(word)
            break
        if noun or not (is_participle or found[0].pos in {"ADVB", "PRCL"}):
            return noun or _standing_for_a_noun(modifiers)
        is_governed = False
    return _standing_for_a_noun(modifiers)


def _is_passed(text: str, word: re.Match[str], following: Sequence[re.Match[str]], limit: int) -> bool:
    """Whose («два его пейзажа») and pieces («7 штук саженцев») do not end the phrase."""
    if _WHOSE.fullmatch(word.group()):
        return bool(following) and readings(following[0].group())[0].pos in _DESCRIBED
    is_classifier = _pattern("classifiers").fullmatch(word.group()) is not None
    return is_classifier and phrase(text, word.end(), limit, GENITIVES) is not None


def _ends_phrase(word: str, found: Sequence[Reading]) -> bool:
    return is_stop(word) or found[0].pos in _ENDING_PHRASE


@lru_cache(maxsize=30_000)
def is_stop(word: str) -> bool:
    """Whether the word ends a noun phrase: a pronoun, a conjunction, an adverb of degree."""
    return _pattern("stops").fullmatch(word) is not None


def is_modifier(found: Sequence[Reading], following: Sequence[re.Match[str]], forms: Forms) -> bool:
    """Whether a word is an adjective of the noun to come; what may be a noun too is one if no noun comes."""
    if not any(reading.pos in MODIFIERS for reading in found):
        return False
    if not following:
        return False
    behind = readings(following[0].group())
    if any(r.pos in MODIFIERS or (r.pos == "NOUN" and (r.is_fixed or (r.number, r.case) in forms)) for r in behind):
        return True
    if any(r.pos == "PRTF" for r in found) and behind[0].pos == "NOUN" and not any(r.case == "gent" for r in behind):
        # «прошедших отбор команд»: a participle and its object.
        return True
    return found[0].pos == "PRTF" and not found[0].is_substantive and behind[0].pos in {"PREP", "NOUN", "ADVB", "NUMR"}


def noun_of(word: re.Match[str], begin: int, forms: Forms) -> Counted | None:
    """The word as a noun in one of the forms; abbreviations, Latin and shortened words have any."""
    surface = word.group()
    if len(surface) < 2 or is_stop(surface):
        # pymorphy3 reads «и» and «в» as names of letters, too.
        return None
    if surface.isupper() or surface.isascii():
        return Counted(begin, word.end(), surface)
    if surface.lower() in SHORTENED:
        return Counted(begin, _end(word), SHORTENED[surface.lower()])
    nouns = [reading for reading in readings(surface) if reading.pos == "NOUN"]
    agreeing = next((r for r in nouns if (r.number, r.case) in forms or r.is_fixed), None)
    if agreeing and not agreeing.is_known and "-" in surface:
        return Counted(begin, word.end(), "-".join(_part(part, forms) for part in surface.split("-")))
    if agreeing:
        return Counted(begin, _end(word), russian_form(surface, agreeing.normal))
    if _SHORT.fullmatch(surface):
        return Counted(begin, _end(word), russian_form(surface, nouns[0].normal) if nouns else surface.lower())
    return None


def _part(part: str, forms: Forms) -> str:
    """A part of a compound that no dictionary has: «детей-сирот» is «ребёнок-сирота»."""
    nouns = [reading for reading in readings(part) if reading.pos == "NOUN"]
    found = next((r for r in nouns if (r.number, r.case) in forms), nouns[0] if nouns else None)
    return russian_form(part, found.normal) if found and found.is_known else part


def _end(word: re.Match[str]) -> int:
    """Where the word ends, with the full stop of a shortened one («чел.») unless it ends the sentence too."""
    is_shortened = _SHORT.fullmatch(word.group()) is not None or word.group().lower() in SHORTENED
    return word.end() + (is_shortened and _ABBREVIATED.match(word.string, word.end()) is not None)


def _standing_for_a_noun(modifiers: Sequence[re.Match[str]]) -> Counted | None:
    """«43 % опрошенных»: a participle or adjective alone; an adjective may also have its noun before («5 новых»)."""
    if not modifiers:
        return None
    word = modifiers[0]
    likeliest = readings(word.group())[0]
    is_weak = likeliest.pos != "PRTF" and not likeliest.is_substantive
    return Counted(word.start(), word.end(), substantive(word.group()), is_weak=is_weak)
