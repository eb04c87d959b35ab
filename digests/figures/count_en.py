"""What an English number counts: the last noun of the phrase behind it, or the subject that it is said of."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from digests.figures.patterns import any_case
from digests.figures.phrase import Counted, past_number, shared_noun, words_behind, words_between
from digests.figures.quantity import Quantity
from digests.lang import GRAMMARS
from digests.lang.noun_en import english_noun, is_plural
from digests.lang.words_en import (
    ADJECTIVE,
    AMOUNTS,
    COLLECTIVE,
    COMPOUNDED,
    NO_SUBJECT,
    PREPOSITION,
    THIRD,
    VERB,
)
from digests.model import Kind, Locale

_MOST_WORDS = 6
_PARTS = frozenset({"percent", "percentage_point", "fraction", "times"})
_OF = re.compile(
    r" (?:(?:out )?of|among) (?:(?:the|all|its|their|our|these|those|his|her|net|some|a) )*", re.IGNORECASE
)
# «three times more applicants»
_COMPARED = re.compile(r" (?:more|fewer|less|as many|as much)(?= )")
_AND = re.compile(r"and|or")
_EVERY = re.compile(r"every ", re.IGNORECASE)
# «11 of 18 promised stages»: what is counted stands behind the second number.
_WHOLE = re.compile(r"(?:\d[\d,.]*|[a-z]+(?:-[a-z]+)?) (?=[a-z])", re.IGNORECASE)
_THE = re.compile(r" (?:the|all|its|their|our) ", re.IGNORECASE)
_THEM = re.compile(
    r" (?:out )?of (?:them|which|whom|us|you|(?:these|those)(?= (?:\w+ed|who|with|in|from|at)))(?!\w)", re.IGNORECASE
)
_AMONG = re.compile(
    r"(?<!\w)(?:among |(?:out )?of (?=(?:the|all|its|their|these|\d)))(?:(?:the|all|its|their|these) )*", re.IGNORECASE
)
_CLAUSE = re.compile(r"[;:(\n•]|,(?!\d)|[–—] | (?:while|whereas|but|says|said|that) |(?<=[\d%]) and ")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return any_case(getattr(GRAMMARS[Locale.EN], name))


def count(text: str, quantity: Quantity, place: tuple[int, int], sentence: tuple[int, int]) -> Counted | None:
    """What the quantity counts; None where the words of its sentence do not say."""
    behind = _behind(text, quantity, place[1], sentence[1])
    if quantity.unit in _PARTS or quantity.kind in {Kind.CHANGE, Kind.TRANSITION}:
        is_part = quantity.unit in {"percent", "fraction"} and quantity.kind is Kind.LEVEL
        compared = _COMPARED.match(text, place[1], sentence[1])
        if compared and (more := _phrase(text, compared.end(), sentence[1])):
            return more
        if behind and (is_part or quantity.unit == "fraction" or _OF.match(text, place[1])):
            return behind
        return _before(text, place[0], sentence[0]) or behind
    if behind or quantity.unit != "count" or _THEM.match(text, place[1]):
        return behind
    collective = COLLECTIVE.search(text, max(sentence[0], place[0] - 24), place[0])
    if collective:
        return Counted(collective.start(1), collective.end(1), english_noun(collective.group(1)))
    said = _whole(text, place[0], sentence[0])
    # «won 19», «a team of 14»: a subject has a number only where a verb says that it amounts to it.
    is_said = said is None and AMOUNTS.search(text, max(sentence[0], place[0] - 48), place[0]) is not None
    return _subject(text, place[0], sentence[0]) if is_said else said


def _before(text: str, start: int, begin: int) -> Counted | None:
    return _whole(text, start, begin) or _subject(text, start, begin)


def _whole(text: str, start: int, begin: int) -> Counted | None:
    return _measured(text, start, begin) or _among(text, start, begin)


def _among(text: str, start: int, begin: int) -> Counted | None:
    """«Of the 40 clubs, 12 closed», «among respondents, 62% …»."""
    among = _AMONG.search(text, begin, start)
    if among is None:
        return None
    position = past_number(text, among.end() - 1, start, GRAMMARS[Locale.EN].numerals)
    return _phrase(text, position, start)


def named(text: str, start: int, end: int) -> Counted | None:
    """What a heading says that its table counts: "number of clubs", "volunteers"."""
    found = _measured(text, end, start) or _first_noun(words_between(text, start, end))
    return None if found is None or found.is_weak else found


def _behind(text: str, quantity: Quantity, end: int, limit: int) -> Counted | None:
    if text[end : end + 1] == "-":
        # «a 12-member jury»
        word = next(words_between(text, end + 1, min(limit, end + 24)).__iter__(), None)
        return Counted(word.start(), word.end(), english_noun(word.group().partition("-")[0])) if word else None
    is_counted = quantity.unit == "count" and quantity.kind is not Kind.FRACTION
    is_one = quantity.value == 1 or _EVERY.match(text, quantity.start) is not None
    if is_counted:
        end = shared_noun(text, end, limit, GRAMMARS[Locale.EN].numerals, _is_adjective)
    of = _OF.match(text, end, limit) or (_THE.match(text, end, limit) if quantity.unit == "fraction" else None)
    if of is None:
        is_plain = quantity.unit in {"count", "fraction"}
        return _phrase(text, end, limit, is_mass=not is_counted, is_one=is_one) if is_plain else None
    if _THEM.match(text, end):
        return None
    whole = _WHOLE.match(text, of.end(), limit) if is_counted and text[of.end() : of.end() + 1].isdigit() else None
    return _phrase(text, (whole or of).end() - 1, limit, is_mass=not is_counted)


def _is_adjective(word: str) -> bool:
    return ADJECTIVE.fullmatch(word) is not None


def _phrase(text: str, start: int, limit: int, *, is_mass: bool = False, is_one: bool = False) -> Counted | None:
    """The noun phrase behind a place: up to its plural; one thing or a mass is up to a verb or a preposition."""
    words = list(_run(text, start, limit))
    for index, word in enumerate(words):
        is_many = is_plural(word.group()) and not THIRD.fullmatch(word.group()) and not _is_compounded(words, index)
        if is_many and not (is_one and index):
            return _ending_with(words[: index + 1])
        is_verb = index > 0 and VERB.fullmatch(word.group()) is not None and not _is_participle(words, index)
        if THIRD.fullmatch(word.group()) or ((is_one or is_mass) and (is_verb or is_many)):
            return _ending_with(words[:index])
    if len(words) == 1 and VERB.fullmatch(words[0].group()):
        # «of 40 clubs, 12 closed»
        return None
    return _ending_with(words if is_one or is_mass or len(words) < 3 else words[:1])


def _run(text: str, start: int, limit: int) -> Iterator[re.Match[str]]:
    classifiers, stops = _pattern("classifiers"), _pattern("stops")
    last: re.Match[str] | None = None
    for word, _ in zip(words_behind(text, start, limit), range(_MOST_WORDS), strict=False):
        if last and _AND.fullmatch(word.group()) and ADJECTIVE.fullmatch(last.group()):
            # «40 local and foreign experts»
            last = None
            continue
        last = word
        if stops.fullmatch(word.group()) or PREPOSITION.fullmatch(word.group()):
            return
        if not classifiers.fullmatch(word.group()) or not text.startswith(" of ", word.end()):
            yield word


def _is_compounded(words: Sequence[re.Match[str]], index: int) -> bool:
    """Whether another plural makes this one the first part of a compound."""
    if index + 1 == len(words) or words[index].group().lower() not in COMPOUNDED:
        return False
    return any(is_plural(word.group()) for word in words[index + 1 : index + 3])


def _is_participle(words: Sequence[re.Match[str]], index: int) -> bool:
    """«one newly opened clinic»: what ends in -ed belongs to the noun behind it."""
    return words[index].group().endswith("ed") and words[index - 1].group().endswith("ly")


def _ending_with(words: Sequence[re.Match[str]]) -> Counted | None:
    if not words:
        return None
    return Counted(words[0].start(), words[-1].end(), _form(words[-1].group()))


def _form(word: str) -> str:
    capitals = word.rstrip("s")
    if len(capitals) > 1 and capitals.isupper():
        # «NGOs»
        return capitals
    return english_noun(word)


def _measured(text: str, start: int, begin: int) -> Counted | None:
    """The noun behind the nearest "share of", "number of"."""
    for word in reversed(words_between(text, begin, start)):
        if _pattern("measures").fullmatch(word.group()) and (of := _OF.match(text, word.end(), start)):
            return _phrase(text, of.end() - 1, start, is_mass=True)
    return None


def _subject(text: str, start: int, begin: int) -> Counted | None:
    """The subject of the clause before the number, or of the sentence where a clause has none."""
    clause = begin + max((match.end() for match in _CLAUSE.finditer(text[begin:start].rstrip())), default=0)
    found = _first_noun(words_between(text, clause, start))
    if found or clause == begin:
        return found
    return _first_noun(words_between(text, begin, start))


def _first_noun(words: Sequence[re.Match[str]]) -> Counted | None:
    """The last word of the first run of words that no preposition governs; one that is no plural is a guess."""
    run: list[re.Match[str]] = []
    is_governed = False
    for word in words:
        is_preposition = PREPOSITION.fullmatch(word.group()) is not None
        is_aside = _is_no_noun(word.group())
        if run and (is_preposition or is_aside):
            break
        if is_preposition or is_aside:
            is_governed = is_preposition or (is_governed and not _is_verb(word.group()))
        elif is_governed:
            is_governed = False
        else:
            run.append(word)
    counted = _ending_with(run)
    if counted is None or is_plural(run[-1].group()):
        return counted
    return Counted(counted.start, counted.end, counted.head, is_weak=True)


def _is_no_noun(word: str) -> bool:
    return _is_verb(word) or any(pattern.fullmatch(word) for pattern in (NO_SUBJECT, _pattern("measures")))


def _is_verb(word: str) -> bool:
    is_movement = _pattern("ups").match(word) is not None or _pattern("downs").match(word) is not None
    return (
        is_movement or THIRD.fullmatch(word) is not None or (VERB.fullmatch(word) is not None and not is_plural(word))
    )
