"""The subject of a Russian clause: the noun in the nominative, or the genitive that waits for its number."""

import re
from collections.abc import Sequence

from digests.figures.phrase import Counted, clause_start, words_between
from digests.figures.phrase_ru import MANY, MODIFIERS, Forms, is_modifier, is_stop
from digests.lang import GRAMMARS
from digests.lang.lemma import Reading, readings, russian_form, substantive
from digests.lang.words_ru import WHEN, WHERE
from digests.model import Locale

_GOVERNED = MODIFIERS | {"NUMR", "NPRO"}
_SCALES = GRAMMARS[Locale.RU].scales
_NOMINATIVES: Forms = frozenset({("sing", "nomn"), ("plur", "nomn")})
# «людей пришло», «скептиков было»: behind the genitive that a number counts the verb is impersonal.
_IMPERSONAL = re.compile(r"\w+(?:ло|лось|ено|ано|ято)|станет|будет|нужно|надо", re.IGNORECASE)


def subject(words: Sequence[re.Match[str]]) -> Counted | None:
    """The first noun that no preposition governs, in the nominative or the genitive plural; a place is a guess."""
    is_open = is_chain = False
    for index, word in enumerate(words):
        found, following = readings(word.group()), words[index + 1 :]
        if found[0].pos == "PREP":
            is_open = True
            continue
        if word.group().lower() in _SCALES:
            # «12 тысяч саженцев»: a numeral, though a dictionary calls it a noun.
            continue
        nouns = [reading for reading in found[:4] if reading.pos == "NOUN"]
        if not nouns:
            if not is_open and (standing := _standing(word, found, following)):
                return standing
            is_open = is_open and found[0].pos in _GOVERNED
            continue
        if is_modifier(found, following, _NOMINATIVES | MANY):
            continue
        is_free = not is_open and not (is_chain and _may_depend(nouns, following))
        if is_free and _is_subject(nouns):
            is_place = nouns[0].normal in WHERE or not nouns[0].is_known
            return Counted(word.start(), word.end(), russian_form(word.group(), nouns[0].normal), is_weak=is_place)
        is_open, is_chain = False, is_open or is_chain
    return None


def is_waiting(counted: Counted, words: Sequence[re.Match[str]]) -> bool:
    """Whether a subject is a genitive in the plural: «парт в классе 18»."""
    index = next(index for index, word in enumerate(words) if word.end() == counted.end)
    found = readings(words[index].group())
    is_genitive = found[0].number == "plur" and found[0].case in {"gent", "accs"}
    return is_genitive or (any((r.number, r.case) in MANY for r in found) and _is_impersonal(words[index + 1 :]))


def said_of(text: str, begin: int, end: int) -> Counted | None:
    """What a pronoun at `end` stands for: the subject of the clause before it in the sentence."""
    stretch = text[begin:end].rstrip(" :;,–—")
    start = clause_start(text, begin, begin + len(stretch))
    return subject(words_between(text, start, begin + len(stretch)))


def _standing(word: re.Match[str], found: Sequence[Reading], following: Sequence[re.Match[str]]) -> Counted | None:
    """«недовольных стало больше», «недовольных воздухом стало больше»: an adjective stands for people."""
    is_many = any(reading.pos in MODIFIERS and (reading.number, reading.case) in MANY for reading in found)
    if not is_many or is_stop(word.group()) or not any(_is_impersonal([later]) for later in following[:4]):
        return None
    behind = readings(following[0].group())
    is_described = found[0].pos == "ADJF" and any(r.pos == "NOUN" and r.case == "gent" for r in behind)
    if is_described or is_modifier(found, following, _NOMINATIVES | MANY):
        return None
    return Counted(word.start(), word.end(), substantive(word.group()))


def _is_impersonal(following: Sequence[re.Match[str]]) -> bool:
    return bool(following) and _IMPERSONAL.fullmatch(following[0].group()) is not None


def _may_depend(nouns: Sequence[Reading], following: Sequence[re.Match[str]]) -> bool:
    """Whether a noun may depend on the governed noun before it: one that is only a nominative may not."""
    if _is_impersonal(following) and any((reading.number, reading.case) in MANY for reading in nouns):
        return False
    return any(reading.case not in {"nomn", "accs"} or reading.is_fixed for reading in nouns)


def _is_subject(nouns: Sequence[Reading]) -> bool:
    if nouns[0].normal in WHEN:
        return False
    return any((reading.number, reading.case) in _NOMINATIVES | MANY or reading.is_fixed for reading in nouns)
