"""What a Kazakh number counts: the noun behind it, or the whole or the subject that stands before it."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from digests.figures.patterns import any_case
from digests.figures.phrase import Counted, clause_start, shared_noun, words_between
from digests.figures.phrase_kk import is_adjective, is_finite, is_stop, is_time, is_verbal, phrase
from digests.figures.quantity import Quantity
from digests.lang import GRAMMARS
from digests.lang.lemma import dictionary_form
from digests.lang.noun_kk import read_noun
from digests.lang.words_kk import PRONOUN
from digests.model import Kind, Locale

_PARTS = frozenset({"percent", "percentage_point", "fraction", "times"})
_COUNTED = _PARTS | {"count"}
_MOVES = frozenset({Kind.CHANGE, Kind.TRANSITION})
# «41-і», «21%-ын», «бестен үші», «жетеуі», «қырық шақтысы»: a part of what was named before.
_PART_OF = re.compile(r"(?:[ыі]|с[ыі]|еу[іы])(?:н|на|не|нда|нде|нан|нен|н[ыі]ң|мен)?$")
# «үшеу»: three of those that were named.
_TOGETHER = re.compile(r"(?:ек|үш|төрт|бес)еу|(?:алт|жет)[ае]у")
# «әрбір бесіншісі»: every fifth of those that were named.
_IS_OWNED = re.compile(r"нш[ыі]с[ыі]\w*$")
# «Пункттер көбейіп, 64-ке жетті»: a clause that goes on has the subject of the one before.
_GOES_ON = re.compile(r"(?:[ыі]п|[аәеиоөұүуі]п), $")
_EVERY = re.compile(r"әр(?:бір)? ", re.IGNORECASE)

_MEASURING = frozenset(["жалпы", "орташа", "нақты", "ең"])


@cache
def _measures() -> re.Pattern[str]:
    return any_case(GRAMMARS[Locale.KK].measures)


@lru_cache(maxsize=30_000)
def _is_measure(word: str) -> bool:
    return _measures().fullmatch(word) is not None


def count(text: str, quantity: Quantity, place: tuple[int, int], sentence: tuple[int, int]) -> Counted | None:
    """What the quantity counts; None where the words of its sentence do not say."""
    if quantity.unit not in _COUNTED:
        return _measured(text, quantity, place, sentence)
    compared = _within(text, quantity, place)
    if compared:
        return compared
    if _EVERY.match(text, quantity.start) and not _IS_OWNED.search(text, *place):
        return phrase(text, place[1], sentence[1]) or _before(text, quantity, place, sentence)
    has_case = bool(quantity.ending) and place[1] == quantity.end and not quantity.is_about
    if quantity.unit in _PARTS or quantity.kind in _MOVES or has_case or is_part(text[place[0] : place[1]]):
        behind = None if has_case or quantity.unit == "percentage_point" else phrase(text, place[1], sentence[1])
        is_thing = behind is not None and not is_verbal(behind.head)
        return _before(text, quantity, place, sentence) or (behind if is_thing else None)
    end = shared_noun(text, place[1], sentence[1], GRAMMARS[Locale.KK].numerals, is_adjective)
    return phrase(text, end, sentence[1]) or _before(text, quantity, place, sentence)


def named(text: str, start: int, end: int) -> Counted | None:
    """What a heading says that its table counts: «ұйым саны», «еріктілер»."""
    measure = _measure(text, end, start)
    words = words_between(text, start, measure.start() if measure else end)
    if measure:
        return _counted(words[-1]) if words else None
    return next((_counted(word) for word in words if read_noun(word.group()).is_plural), None)


def is_part(surface: str) -> bool:
    """Whether a number carries the possessive: it is a part of what was named before."""
    last = surface.lower().rpartition(" ")[2]
    is_numeral = last in GRAMMARS[Locale.KK].numerals
    return _TOGETHER.fullmatch(last) is not None or (not is_numeral and _PART_OF.search(last) is not None)


def _measured(text: str, quantity: Quantity, place: tuple[int, int], sentence: tuple[int, int]) -> Counted | None:
    """What is weighed or paced out: «38 тонна қоқыс», «өнім салмағы 46 тоннаға жетті»."""
    unit = read_noun(text[quantity.start : quantity.end].rpartition(" ")[2])
    if place[1] == quantity.end and (unit.case or unit.is_owned):
        # «4 340 тоннасы»: of what was named before.
        measure = _measure(text, place[0], sentence[0])
        return _named_before(words_between(text, sentence[0], measure.start())) if measure else None
    return phrase(text, place[1], sentence[1])


def _within(text: str, quantity: Quantity, place: tuple[int, int]) -> Counted | None:
    """A noun inside the figure: «80 көшеттен кем емес», «он көшеттің үшеуі»."""
    if quantity.unit == "fraction":
        whole = (word for word in words_between(text, *place) if read_noun(word.group()).case == "gen")
        return next((_counted(word) for word in whole), None)
    words = words_between(text, quantity.end, place[1])
    if (
        quantity.unit != "count"
        or quantity.ending
        or not words
        or read_noun(words[0].group()).case not in {"abl", "dat"}
    ):
        return None
    return _counted(words[0])


def _counted(word: re.Match[str], *, is_weak: bool = False) -> Counted:
    return Counted(word.start(), word.end(), dictionary_form(word.group(), Locale.KK), is_weak=is_weak)


def _before(text: str, quantity: Quantity, place: tuple[int, int], sentence: tuple[int, int]) -> Counted | None:
    """The whole that a part is of, what a measure measures, or what moves."""
    whole = _genitive(text, place, sentence[0])
    if whole:
        return whole
    measure = _measure(text, place[0], sentence[0])
    if measure:
        return _named_before(words_between(text, sentence[0], measure.start()))
    moves = quantity.kind in _MOVES or quantity.unit in {"times", "count"}
    return _subject(text, place[0], sentence[0], moves=moves)


def _named_before(words: Sequence[re.Match[str]]) -> Counted | None:
    """The noun before a measure, past what describes the measure: «өтінімдердің жалпы саны»."""
    for word in reversed(words[-3:]):
        lower = word.group().lower()
        if lower in _MEASURING or (is_adjective(lower) and read_noun(lower).case != "gen"):
            continue
        return None if is_stop(lower) or PRONOUN.fullmatch(lower) else _counted(word)
    return None


def _genitive(text: str, place: tuple[int, int], begin: int) -> Counted | None:
    """«өтінімдердің 40%-ы»: the whole stands in the genitive, right before its share, or further off."""
    is_far_possible = is_part(text[place[0] : place[1]])
    words = words_between(text, max(begin, place[0] - 120), place[0])
    for word in reversed(words if is_far_possible else words[-1:]):
        if PRONOUN.fullmatch(word.group()):
            return None
        is_near = not text[word.end() : place[0]].strip(" —–\u00a0")
        if read_noun(word.group()).case == "gen" and (is_near or is_far_possible):
            return _counted(word, is_weak=not is_near)
    return None


def _measure(text: str, start: int, begin: int) -> re.Match[str] | None:
    """The nearest «саны», «үлесі», with the noun that it measures before it."""
    return next((word for word in reversed(words_between(text, begin, start)) if _is_measure(word.group())), None)


def _subject(text: str, start: int, begin: int, *, moves: bool) -> Counted | None:
    """The nearest noun of the clause before the number that may be said to have it: «еріктілер 500-ге жетті»."""
    clause = clause_start(text, begin, start)
    if clause >= start - 1 and _GOES_ON.search(text, begin, start):
        clause = clause_start(text, begin, start - 2)
    words = words_between(text, clause, start)
    for word in reversed(words[-8:]):
        lower = word.group().lower()
        if PRONOUN.fullmatch(lower):
            return None
        if is_stop(lower) or is_time(lower) or is_adjective(lower) or is_finite(lower):
            continue
        noun = read_noun(lower)
        if noun.is_plural and not noun.case:
            return _counted(word)
        if moves and word is words[-1] and noun.case in {"", "acc"}:
            return _counted(word, is_weak=True)
    return None
