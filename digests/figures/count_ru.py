"""What a Russian number counts: the noun that agrees with it behind it, or the one that it is said of before."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from digests.figures.patterns import any_case
from digests.figures.phrase import (
    GAP,
    Counted,
    clause_start,
    in_brackets,
    past_number,
    shared_noun,
    words_behind,
    words_between,
)
from digests.figures.phrase_ru import GENITIVES, MANY, MODIFIERS, Forms, noun_of, phrase
from digests.figures.quantity import Quantity
from digests.figures.subject_ru import is_waiting, said_of, subject
from digests.lang import GRAMMARS
from digests.lang.lemma import readings
from digests.model import Kind, Locale

_FEW: Forms = MANY | {("sing", "gent")}
_CASES = ("gent", "datv", "ablt", "loct")
_ONE: Forms = frozenset(("sing", case) for case in ("nomn", "accs", *_CASES))
_NOMINATIVES: Forms = frozenset({("sing", "nomn"), ("plur", "nomn")})
_PARTS = frozenset({"percent", "percentage_point", "fraction", "times"})
_COUNTED = _PARTS | {"count"}
_EVERY = re.compile(r"(?:\w+ )?кажд(?:ый|ая|ое|ого|ому|ой|ую|ым|ом)(?!\w)", re.IGNORECASE)
_THEIRS = re.compile(r"их|его|её|ее", re.IGNORECASE)
_OF = re.compile(r"[ \u00a0](?:из|от|среди)(?=[ \u00a0])")
_AMONG = re.compile(r"среди|из", re.IGNORECASE)
_LABELLED = re.compile(r"(?:[:–—] ?|\n)$")
_REACHED = re.compile(
    r"состав|дости|равн|превы|вырос|увелич|сни[зж]|сокра|упал|опустил|дош|поднял|уменьш|прирос", re.IGNORECASE
)
_BREAKDOWN = re.compile(r"(?<!\w)(?:состав|структур[аы]|распределени[ея]|разбивк[аи])(?=[ \u00a0])", re.IGNORECASE)
# «нужное число баллов получили восемь»: those eight are the subject, not the measure.
_DOERS = re.compile(r"\wли(?:сь)?[ \u00a0]$")
_FAR = 240
_COMPARED = re.compile(r"[ \u00a0](?:больше|меньше|выше|ниже)(?=[ \u00a0])")


@cache
def _measures() -> re.Pattern[str]:
    return any_case(GRAMMARS[Locale.RU].measures)


@lru_cache(maxsize=30_000)
def _is_measure(word: str) -> bool:
    return _measures().fullmatch(word) is not None


def count(text: str, quantity: Quantity, place: tuple[int, int], sentence: tuple[int, int]) -> Counted | None:
    """What the quantity counts; None where the words of its sentence do not say."""
    if quantity.is_about and quantity.unit == "count" and (inverted := _inverted(text, quantity, place)):
        return inverted
    if quantity.kind in {Kind.CHANGE, Kind.TRANSITION} or quantity.unit in {"times", "percentage_point"}:
        return _moved(text, quantity, place, sentence)
    behind = _behind(text, quantity, place[1], sentence[1])
    if behind and not behind.is_weak:
        return behind
    bracketed = in_brackets(text, place, sentence[0])
    if bracketed and (noun := noun_of(bracketed, bracketed.start(), _NOMINATIVES)):
        return noun.as_guess() if quantity.unit in _COUNTED else noun
    return _before(text, quantity, place[0], sentence) or behind


def named(text: str, start: int, end: int) -> Counted | None:
    """What a heading says that its table counts: «число заявок», «школы»."""
    measure = _measure(text, end, start)
    if measure:
        return phrase(text, measure.end(), end, GENITIVES)
    found = subject(words_between(text, start, end))
    return None if found is None or found.is_weak else found


def _moved(text: str, quantity: Quantity, place: tuple[int, int], sentence: tuple[int, int]) -> Counted | None:
    """The noun whose number moves: in most clauses before the amount, else behind it."""
    is_share = quantity.unit in {"percent", "fraction"} and quantity.kind is Kind.CHANGE
    behind = _behind(text, quantity, place[1], sentence[1]) if quantity.unit == "count" or is_share else None
    if behind and quantity.unit == "count" and quantity.kind is Kind.CHANGE:
        return behind
    compared = _COMPARED.match(text, place[1])
    more = phrase(text, compared.end(), sentence[1], GENITIVES) if compared else None
    if more and not more.is_weak:
        return more
    return _before(text, quantity, place[0], sentence) or behind or _subject_behind(text, place[1], sentence[1])


def _subject_behind(text: str, start: int, limit: int) -> Counted | None:
    """«на 12% выросло число заявок», «втрое сократились жалобы»."""
    for word, _ in zip(words_behind(text, start, limit), range(3), strict=False):
        if readings(word.group())[0].pos in {"VERB", "ADVB", "COMP", "PRTS"}:
            start = word.end()
            continue
        if _is_measure(word.group()):
            return phrase(text, word.end(), limit, GENITIVES)
        return phrase(text, start, limit, _NOMINATIVES)
    return None


def _inverted(text: str, quantity: Quantity, place: tuple[int, int]) -> Counted | None:
    """«человек пятнадцать»: the noun stands before the number, which so means about."""
    words = words_between(text, max(0, place[0] - 30), quantity.first.start)
    if not words or text[words[-1].end() : quantity.first.start].strip(" \u00a0в"):
        return None
    return noun_of(words[-1], words[-1].start(), _FEW)


def _behind(text: str, quantity: Quantity, end: int, limit: int) -> Counted | None:
    """The noun that the number governs; behind a share or a measure it stands in the genitive."""
    if _EVERY.match(text, quantity.start):
        forms = _ONE
    elif quantity.unit != "count":
        forms = GENITIVES
    else:
        forms = _forms(text, quantity)
        end = shared_noun(text, end, limit, GRAMMARS[Locale.RU].numerals, _is_adjective)
    of = _OF.match(text, end, limit) if quantity.unit in _COUNTED else None
    if of is None:
        return phrase(text, end, limit, forms)
    # «9 из 12 проектов»: the noun stands behind the whole.
    whole = phrase(text, past_number(text, of.end(), limit, GRAMMARS[Locale.RU].numerals), limit, GENITIVES)
    if whole and (measure := _measure(text, whole.end, whole.start)):
        return phrase(text, measure.end(), limit, GENITIVES) or whole
    return whole


def _is_adjective(word: str) -> bool:
    return readings(word)[0].pos in MODIFIERS


def _forms(text: str, quantity: Quantity) -> Forms:
    """The forms that a noun may have behind the number: «2 школы», «5 школ», «двум школам»."""
    if quantity.last.power or quantity.value != int(quantity.value):
        return MANY if quantity.last.power else _FEW
    direct = _direct(int(quantity.value) % 100)
    cases = _cases(text, quantity) if quantity.first.is_spelled else frozenset()
    if not cases:
        return direct | {("plur", case) for case in _CASES}
    oblique = frozenset(("plur", case) for case in cases - {"nomn", "accs"})
    return oblique | direct if cases & {"nomn", "accs"} else oblique


def _cases(text: str, quantity: Quantity) -> frozenset[str]:
    words = text[quantity.last.start : quantity.last.end].split()
    found = readings(words[-1]) if words else ()
    return frozenset(reading.case for reading in found if reading.pos == "NUMR" and reading.case)


def _direct(last: int) -> Forms:
    if last % 10 == 1 and last != 11:
        return _ONE | MANY
    return _FEW if last % 10 in {2, 3, 4} and last not in {12, 13, 14} else MANY


def _before(text: str, quantity: Quantity, start: int, sentence: tuple[int, int]) -> Counted | None:
    """What a number without a noun is said of: «доля …», «среди …», «заявок … 176», «финансирование выросло …»."""
    begin = clause_start(text, sentence[0], start)
    words = words_between(text, begin, start)
    measure = None
    if quantity.unit in _COUNTED:
        measure = _last_measure(words) or (_measure(text, start, sentence[0]) if begin > sentence[0] else None)
    if measure and _DOERS.search(text[max(0, start - 8) : start]):
        return None
    if measure:
        is_theirs = _is_theirs(text, measure, begin)
        return said_of(text, sentence[0], begin) if is_theirs else phrase(text, measure.end(), start, GENITIVES)
    among = next((word for word in words if _AMONG.fullmatch(word.group())), None)
    if among and (whole := phrase(text, among.end(), start, GENITIVES)) and not _is_place(text, whole):
        return whole
    found = subject(words)
    if found:
        return _as_sure_as(text, quantity, (begin, start), words, found)
    is_said = begin > sentence[0] and quantity.unit in _COUNTED
    other = said_of(text, sentence[0], begin) if is_said else None
    return other.as_guess() if other else None


def _is_place(text: str, counted: Counted) -> bool:
    """«из Павлодара 12, из Актау 8»: a name is where they are from."""
    return text[counted.start].isupper() and not text[counted.start : counted.end].isupper()


def _as_sure_as(
    text: str, quantity: Quantity, clause: tuple[int, int], words: Sequence[re.Match[str]], found: Counted
) -> Counted | None:
    """The subject of the clause, or a guess where it need not have the number; None where it is another part."""
    begin, start = clause
    if is_waiting(found, words):
        return found
    is_label = _LABELLED.search(text[max(begin, start - 3) : start]) is not None
    is_named = is_label and not any(readings(word.group())[0].pos == "VERB" for word in words)
    if quantity.unit in {"percent", "fraction"} and is_named:
        # «газ – 71%»: a part, not what it is a part of.
        return _breakdown(text, start)
    if quantity.unit == "count":
        adjacent = _adjacent(text, start, words)
        return adjacent or (found if is_named else found.as_guess())
    is_reached = is_label or _REACHED.search(text, begin, start) is not None
    if quantity.unit not in _PARTS and not is_reached:
        # «в 19 километрах к северу»: a distance is no property of the subject.
        return None
    return found if is_reached else found.as_guess()


def _breakdown(text: str, start: int) -> Counted | None:
    """What a heading not far above breaks down into parts: «состав поступлений»."""
    above = list(_BREAKDOWN.finditer(text, max(0, start - _FAR), start))
    return phrase(text, above[-1].end(), start, GENITIVES) if above else None


def _adjacent(text: str, start: int, words: Sequence[re.Match[str]]) -> Counted | None:
    """The noun right before a number that has none behind it: «волонтёров 300», «батальон 316»."""
    if not words or not GAP.fullmatch(text, words[-1].end(), start):
        return None
    is_governed = len(words) > 1 and readings(words[-2].group())[0].pos == "PREP"
    return None if is_governed else noun_of(words[-1], words[-1].start(), _NOMINATIVES | GENITIVES)


def _measure(text: str, start: int, begin: int) -> re.Match[str] | None:
    """The nearest «доля», «число», «количество»."""
    return _last_measure(words_between(text, begin, start))


def _last_measure(words: Sequence[re.Match[str]]) -> re.Match[str] | None:
    return next((word for word in reversed(words) if _is_measure(word.group())), None)


def _is_theirs(text: str, measure: re.Match[str], begin: int) -> bool:
    """«их доля»: whose, the clause before says."""
    before = words_between(text, begin, measure.start())
    return bool(before) and _THEIRS.fullmatch(before[-1].group()) is not None
