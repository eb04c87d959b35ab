"""Dictionary forms of nouns: pymorphy3 for Russian, closed suffixes for Kazakh, endings for English."""

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple

from digests.lang.noun_en import english_noun
from digests.lang.noun_kk import kazakh_noun
from digests.model import Locale


class Reading(NamedTuple):
    """One way to read a Russian word, in pymorphy3's names.

    number          "sing", "plur" or empty
    is_known        a dictionary has it; otherwise it is a guess by its ending
    is_fixed        it has the same form in all cases («НПО», «кафе»)
    is_substantive  an adjective that often stands for a noun («больных», «учащихся»)
    """

    pos: str
    case: str
    normal: str
    number: str = ""
    is_known: bool = True
    is_fixed: bool = False
    is_substantive: bool = False


@cache
def _morphology() -> Any:
    # 0.3 s and 15 MB, so only when a Russian noun is met.
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=30_000)
def readings(word: str) -> tuple[Reading, ...]:
    """The ways to read a Russian word, likeliest first."""
    return tuple(_reading(parse) for parse in _morphology().parse(word.lower()))


def _reading(parse: Any) -> Reading:
    tag = parse.tag
    return Reading(
        str(tag.POS or ""),
        str(tag.case or ""),
        str(parse.normal_form),
        str(tag.number or ""),
        bool(parse.is_known),
        "Fixd" in tag,
        "Subx" in tag,
    )


@lru_cache(maxsize=30_000)
def dictionary_form(word: str, lang: Locale) -> str:
    """The noun as a dictionary has it, lower-case; capitals within a word stay («НПО», «КамАЗ»)."""
    capitals = word.partition("-")[0]
    if len(capitals) > 1 and capitals.isupper():
        # «ҮЕҰ-ның»: an abbreviation with its case.
        return capitals if word[len(capitals) + 1 :].islower() else word
    if lang is Locale.KK:
        return kazakh_noun(word)
    if lang is Locale.EN:
        return english_noun(word)
    noun = next((reading for reading in readings(word) if reading.pos == "NOUN"), None)
    return russian_form(word, noun.normal) if noun else substantive(word)


_RU_FORMS = {"деньга": "деньги"}


def russian_form(word: str, normal: str) -> str:
    """The dictionary form `normal` of a word, with the capitals that the word has inside."""
    normal = _RU_FORMS.get(normal, normal)
    if word[1:].islower() or not word[1:]:
        return normal
    same = next(
        (i for i, pair in enumerate(zip(word.lower(), normal, strict=False)) if pair[0] != pair[1]), len(normal)
    )
    return word[:same] + normal[same:] if any(letter.isupper() for letter in word[1:same]) else normal


_RU_HARD = re.compile(r"(?:ых|ые|ого|ому|ыми|ым|ую|ая|ое|ой)(?=$|ся$)")
_RU_SOFT = re.compile(r"(?:их|ие|его|ему|ими|им|юю|яя|ая|ую)(?=$|ся$)")
_RU_HUSHING = re.compile(r"[гкхжчшщ](?:их|ие|ого|его|ому|ему|ими|им|ую|ая)(?:ся)?$")


def substantive(word: str) -> str:
    """An adjective or participle that stands for a noun: «опрошенных» is «опрошенный»."""
    lower = word.lower()
    known = next((reading.normal for reading in readings(word) if reading.pos == "ADJF"), None)
    if known:
        return known
    if _RU_HARD.search(lower) and not _RU_HUSHING.search(lower):
        return _RU_HARD.sub("ый", lower)
    return _RU_SOFT.sub("ий", lower)
