"""Finds the pieces that numbers are summed from: digits, numerals, scales, ordinals, halves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from digests.lang import GRAMMARS
from digests.model import Locale

GAP = "[ \u00a0\u202f\u2009]"
_LONGEST_DIGITS = 18
_GAPS = re.compile(GAP)
_ASCII_DIGITS = re.compile(rf"[0-9.,]+(?:{GAP}[0-9.,]+)*")
_SPACED = " , "
"""Transcripts set spaces around every comma: «2 , 5 млн» has a decimal one, as a scale or unit follows."""
# Of digits the first is read already, as of words.
_GROUPED = rf"(?:{GAP}\d{{3}})+(?!\d)(?:[.,]\d+)?|(?:\.\d{{3}}){{2,}}(?!\d)|(?:,\d{{3}}){{2,}}(?!\d)"
_DECIMAL_COMMA = rf"\d{{0,2}}(?:{_GROUPED})|\d*(?:[.,]\d+)?"
_DECIMAL_POINT = rf"\d{{0,2}}(?:(?:,\d{{3}})+(?!\d)(?:\.\d+)?|(?:{GAP}\d{{3}})+(?!\d)(?:\.\d+)?)|\d*(?:\.\d+)?"
# "a million", "half a million": the article is a numeral only before a scale.
_SCALE_FOLLOWS = r"(?=(?:hundred|thousand|million|billion|trillion)\b)"
_ARTICLES = rf"(?i:(?<=h)alf (?:a dozen\b|an? {_SCALE_FOLLOWS})|(?<=a)(?: dozen\b|n? {_SCALE_FOLLOWS}))"
_HALF = "пол"
_SHORTEST_HALF = 6
_HYPHENS = frozenset("-–‑")
_ENDING = re.compile(r"[-–‑]([^\W\d_]{1,14})(?![\w])|([^\W\d_]{1,14})(?!\w)")


class Atom(NamedTuple):
    """A piece of a number: digits or a numeral with its value, or a scale with its power.

    ending      what is glued to it («318-ге»: «ге»), lower-case, without hyphen
    is_glued    letters follow its digits without a hyphen («150ден», «3D»)
    is_ordinal  it ends a spelled ordinal («жиырма бірінші»), and begins nothing
    """

    start: int
    end: int
    value: Decimal | None = None
    power: int = 0
    ending: str = ""
    is_word: bool = True
    is_glued: bool = False
    is_ordinal: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    """What a word is worth as a piece of a number, wherever it stands.

    length  how much of it is the number, where the rest is its unit («полпроцента»)
    """

    value: Decimal | None
    power: int = 0
    ending: str = ""
    is_ordinal: bool = False
    length: int | None = None


@cache
def _pattern(lang: Locale) -> re.Pattern[str]:
    """Digits, or a word that begins with the three letters of a numeral or scale: most words are passed over.

    What begins with a set of characters is found much faster than what begins with a look behind.
    """
    grammar = GRAMMARS[lang]
    words = [word for word in [*grammar.numerals, *grammar.scales, *grammar.ordinals, _HALF] if " " not in word]
    firsts = {word[0] for word in words} | ({"a", "h"} if lang is Locale.EN else set())
    found = [rf"(?<=\d)(?:{_digits_behind_one(lang)})(?P<digits>)"]
    found += [_ARTICLES] if lang is Locale.EN else []
    for first in sorted({word[0] for word in words}):
        following = {_any_case(word[1:3]) for word in words if word[0] == first}
        found.append(rf"(?<={_any_case(first)})(?:{'|'.join(sorted(following))})[^\W\d_]*")
    return re.compile(rf"[\d{''.join(first + first.upper() for first in sorted(firsts))}](?<!\w.)(?:{'|'.join(found)})")


def _digits_behind_one(lang: Locale) -> str:
    if lang is Locale.EN:
        return _DECIMAL_POINT
    grammar = GRAMMARS[lang]
    follows = "|".join([*grammar.scales, *(pattern for pattern, _ in grammar.units)])
    return rf"\d{{0,2}}{_SPACED}\d{{1,2}}(?= ?(?i:{follows}))|{_DECIMAL_COMMA}"


def _any_case(letters: str) -> str:
    return "".join(f"[{letter}{letter.upper()}]" for letter in letters)


@cache
def _stemmed(lang: Locale) -> re.Pattern[str] | None:
    grammar = GRAMMARS[lang]
    stems = "|".join(sorted([*grammar.numerals, *grammar.scales], key=len, reverse=True))
    return re.compile(rf"(?!(?:{grammar.no_numerals})$)({stems})({grammar.endings})") if grammar.endings else None


@cache
def _ordinal(lang: Locale) -> re.Pattern[str]:
    grammar = GRAMMARS[lang]
    stems = "|".join(sorted(grammar.ordinals, key=len, reverse=True))
    return re.compile(rf"({stems})(?:{grammar.ordinal_tail})")


def read(text: str, lang: Locale) -> Iterator[Atom]:
    """The digits, numerals, scales and ordinals of the text, in order."""
    position = 0
    for match in _pattern(lang).finditer(text):
        if match.start() < position:
            continue
        position = match.end()
        if match.lastgroup:
            for atom in _digits(text, match, lang):
                position = atom.end
                yield atom
            continue
        word = _read_word(match.group(), lang)
        if word:
            end, ending = match.end(), word.ending
            if word.length:
                end = match.start() + word.length
            if text[end : end + 1] in _HYPHENS and (apart := _ending_behind(text, end, lang)):
                position, ending = apart.end(), apart.group(1).lower()
                end = position
            yield Atom(match.start(), end, word.value, word.power, ending, is_ordinal=word.is_ordinal)


def _ending_behind(text: str, end: int, lang: Locale) -> re.Match[str] | None:
    """«12 млн-нан», «отыз-ақ»: in Kazakh an ending may follow a word with a hyphen."""
    grammar = GRAMMARS[lang]
    match = _ENDING.match(text, end) if grammar.endings else None
    return match if match and match.group(1) and _may_end(lang).fullmatch(match.group(1).lower()) else None


@lru_cache(maxsize=50_000)
def _read_word(written: str, lang: Locale) -> _Word | None:
    grammar, stemmed, word = GRAMMARS[lang], _stemmed(lang), written.lower()
    ending = ""
    if word not in grammar.numerals and word not in grammar.scales:
        split = stemmed.fullmatch(word) if stemmed else None
        if split is None:
            return _half(word, lang) or _read_ordinal(word, lang)
        word, ending = split.groups()
    if word in grammar.numerals:
        return _Word(Decimal(grammar.numerals[word]), ending=ending)
    return _Word(None, grammar.scales[word], ending)


def _half(word: str, lang: Locale) -> _Word | None:
    """«полмиллиона», «полпроцента»: half of a scale or of a unit, in one word."""
    if lang is not Locale.RU or not word.startswith(_HALF):
        return None
    power = GRAMMARS[lang].scales.get(word.removeprefix(_HALF), 0)
    if power > 2:
        return _Word(Decimal("0.5").scaleb(power))
    of_unit = len(word) > _SHORTEST_HALF and _units(lang).fullmatch(word, len(_HALF))
    return _Word(Decimal("0.5"), length=len(_HALF)) if of_unit else None


@cache
def _units(lang: Locale) -> re.Pattern[str]:
    return re.compile("|".join(pattern for pattern, _ in GRAMMARS[lang].units))


def _read_ordinal(word: str, lang: Locale) -> _Word | None:
    match, grammar = _ordinal(lang).fullmatch(word), GRAMMARS[lang]
    if match is None:
        return None
    if match.group(1) in grammar.scales:
        return _Word(None, grammar.scales[match.group(1)], is_ordinal=True)
    return _Word(Decimal(grammar.ordinals[match.group(1)]), is_ordinal=True)


def _digits(text: str, match: re.Match[str], lang: Locale) -> list[Atom]:
    """Digits with a glued ending («318-ге»; the one of «25%ға» is the unit's) or a glued scale («2млн», «3.2k»)."""
    surface, end = match.group(), match.end()
    if len(surface) > _LONGEST_DIGITS or not (surface.isascii() or _ASCII_DIGITS.fullmatch(surface)):
        return []
    value = _worth(surface, lang)
    glued = _ENDING.match(text, end)
    if glued is None:
        return [Atom(match.start(), end, value, is_word=False)]
    written = glued.group(1) or glued.group(2)
    is_glued = glued.group(1) is None
    word = _read_word(written, lang) if is_glued else None
    if word and word.value is None:
        scale = Atom(glued.start(2), glued.end(2), power=word.power, ending=word.ending)
        return [Atom(match.start(), end, value, is_word=False), scale]
    if lang is Locale.EN and not is_glued and not _may_end(lang).fullmatch(written.lower()):
        # "a 40-seat hall": the noun counted follows the hyphen.
        return [Atom(match.start(), end, value, is_word=False)]
    return [Atom(match.start(), glued.end(), value, ending=written.lower(), is_word=False, is_glued=is_glued)]


@cache
def _may_end(lang: Locale) -> re.Pattern[str]:
    grammar = GRAMMARS[lang]
    return re.compile(rf"{grammar.ordinal_ends}|{grammar.case_ends}")


def _worth(surface: str, lang: Locale) -> Decimal:
    if surface.isdigit():
        return Decimal(surface)
    written = _GAPS.sub("", surface)
    if lang is Locale.EN:
        return Decimal(written.replace(",", ""))
    if written.count(",") > 1 or written.count(".") > 1:
        return Decimal(written.replace(",", "").replace(".", ""))
    return Decimal(written.replace(",", "."))
