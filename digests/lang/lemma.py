"""Dictionary forms of nouns: pymorphy3 for Russian, closed suffixes for Kazakh, endings for English."""

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple

from digests.model import Locale


class Reading(NamedTuple):
    """One way to read a Russian word: part of speech, case, dictionary form (pymorphy3's names)."""

    pos: str
    case: str
    normal: str


@cache
def _morphology() -> Any:
    # 0.3 s and 15 MB, so only when a Russian noun is met.
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=30_000)
def readings(word: str) -> tuple[Reading, ...]:
    """The ways to read a Russian word, likeliest first."""
    parses = _morphology().parse(word.lower())
    return tuple(Reading(str(p.tag.POS or ""), str(p.tag.case or ""), str(p.normal_form)) for p in parses)


_KK_CASE = re.compile(
    r"(?:н[ыі]ң|д[ыі]ң|т[ыі]ң|нан|нен|дан|ден|тан|тен|нда|нде|мен|бен|пен|ға|ге|қа|ке|да|де|та|те|н[ыі]|д[ыі]|т[ыі])$"
)
_KK_POSSESSED_CASE = re.compile(r"(?:(?<=[ыі])(?:на|не)|(?<=с[ыі])н|(?<=\w{6}[ыі])н)$")
_KK_POSSESSIVE = re.compile(r"(?:(?<=[аеәиуүұоөяюё])с[ыі]|(?<=[^аеәиуүұоөыіяюёшл])[ыі])$")
_KK_PLURAL = re.compile(r"(?:лар|лер|дар|дер|тар|тер)$")
_KK_VOICED = {"б": "п", "г": "к", "ғ": "қ"}
_SHORTEST = 3
# Words that end like their own forms, and those whose stem loses a vowel.
_KK_WHOLE = (
    "ерікті", "белсенді", "отбасы", "жастар", "көрермен", "оқырман", "жергілікті", "азық-түлік", "қазақстандық",
    "төсек-орын", "дәрі-дәрмек", "мамандық", "бүлдіршін", "тұрғын", "түтін",
)  # fmt: skip
_KK_SHORTENED = {"орн": "орын", "халқ": "халық", "құлқ": "құлық", "ерн": "ерін"}


@lru_cache(maxsize=30_000)
def kazakh_noun(word: str) -> str:
    """The noun without case, possessive and plural: «ұйымдарының» is «ұйым»."""
    noun = word.lower()
    whole = next((known for known in _KK_WHOLE if noun.startswith(known)), None)
    if whole:
        return whole
    for suffix in (_KK_CASE, _KK_POSSESSED_CASE):
        noun = _without(noun, suffix)
    bare = _without(noun, _KK_POSSESSIVE)
    if bare != noun and bare[-1] in _KK_VOICED and noun[-1] in "ыі":
        bare = bare[:-1] + _KK_VOICED[bare[-1]]
    bare = _without(bare, _KK_PLURAL)
    return _KK_SHORTENED.get(bare, bare)


def _without(word: str, suffix: re.Pattern[str]) -> str:
    match = suffix.search(word)
    return word[: match.start()] if match and match.start() >= _SHORTEST else word


IRREGULAR = {
    "people": "person", "children": "child", "women": "woman", "men": "man", "feet": "foot", "media": "medium",
    "families": "family", "schoolchildren": "schoolchild", "lives": "life", "staff": "staff",
}  # fmt: skip


def english_noun(word: str) -> str:
    """The singular of an English noun."""
    noun = word.lower()
    if noun in IRREGULAR:
        return IRREGULAR[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "sses", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun


@lru_cache(maxsize=30_000)
def dictionary_form(word: str, lang: Locale) -> str:
    """The noun as a dictionary has it, lower-case; an abbreviation in capitals stays as it is."""
    if len(word) > 1 and word.isupper():
        return word
    if lang is Locale.KK:
        return kazakh_noun(word)
    if lang is Locale.EN:
        return english_noun(word)
    noun = next((reading for reading in readings(word) if reading.pos == "NOUN"), None)
    return _RU_PLURAL.get(noun.normal, noun.normal) if noun else _substantive(word.lower())


_RU_PLURAL = {"деньга": "деньги"}
_RU_HARD = re.compile(r"(?:ых|ые|ого|ому|ыми|ым|ую|ая)$")
_RU_SOFT = re.compile(r"(?:их|ие|его|ему|ими|им|юю|яя)$")


def _substantive(word: str) -> str:
    """An adjective or participle that stands for a noun: «опрошенных» is «опрошенный»."""
    return _RU_HARD.sub("ый", word) if _RU_HARD.search(word) else _RU_SOFT.sub("ий", word)
