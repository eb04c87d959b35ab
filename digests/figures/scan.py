"""Finds numbers, in digits and in words, with their scale: where they stand and what they are worth."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from digests.lang import GRAMMARS, Grammar
from digests.model import Locale

GAP = "[ \u00a0\u202f\u2009]"
_LONGEST_DIGITS = 18
_DIGITS = {
    Locale.EN: rf"\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?|\d{{1,3}}(?:{GAP}\d{{3}})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?",
    Locale.RU: rf"\d{{1,3}}(?:{GAP}\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?",
    Locale.KK: rf"\d{{1,3}}(?:{GAP}\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?",
}
# "a million", "half a million": the article is a numeral only before a scale.
_ARTICLES = r"(?:half )?a dozen\b|(?:half an? |an? )(?=(?:hundred|thousand|million|billion|trillion)\b)|"
_ENDING = re.compile(r"[-–‑]([^\W\d_]{1,14})(?![\w])|([^\W\d_]{1,14})(?!\w)")
_ONLY_GAP = re.compile(rf"{GAP}?")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in the text.

    start, end   with its scale and a glued ending («208-ге»), without unit
    digits_end   where its digits or numerals end, before scale and ending
    ending       its ending («ге»), lower-case, without hyphen; empty for most
    power        of its smallest scale; 0: it has none
    is_bare      a scale without a number before it («миллион тенге»)
    is_glued     letters follow its digits without a hyphen («150ден», «3D»)
    """

    start: int
    end: int
    digits_end: int
    value: Decimal
    ending: str = ""
    power: int = 0
    is_spelled: bool = False
    is_bare: bool = False
    is_glued: bool = False


@dataclass(frozen=True, slots=True)
class _Atom:
    """A piece of a number: digits or a numeral with its value, or a scale with its power."""

    start: int
    end: int
    value: Decimal | None = None
    power: int = 0
    ending: str = ""
    is_word: bool = True
    is_glued: bool = False


@dataclass(slots=True)
class _Sum:
    """A number while it is read, atom by atom."""

    atoms: list[_Atom] = field(default_factory=list)
    total: Decimal = Decimal(0)
    part: Decimal | None = None
    power: int = 0

    def takes(self, atom: _Atom) -> bool:
        """Whether the atom continues the number; it is added if so."""
        if self.atoms and self.atoms[-1].ending and not _is_thousandth(self.atoms[-1], atom):
            return False
        taken = self._take_scale(atom) if atom.value is None else self._take_value(atom, atom.value)
        if taken:
            self.atoms.append(atom)
        return taken

    def _take_scale(self, atom: _Atom) -> bool:
        if self.power and (atom.power >= self.power or self.part is None):
            return False
        self.total += (self.part if self.part is not None else Decimal(1)).scaleb(atom.power)
        self.part, self.power = None, atom.power
        return True

    def _take_value(self, atom: _Atom, value: Decimal) -> bool:
        if self.part is None:
            fits = not self.power or (0 < value < 10**self.power and value == int(value))
            self.part = value if fits else None
            return fits
        if not atom.is_word:
            return False
        if value == 100 and 0 < self.part < 10:
            self.part *= 100
            return True
        step = 100 if value >= 10 else 10
        fits = self.part % step == 0 and self.part > value >= 1
        if fits:
            self.part += value
        return fits


def _is_thousandth(last: _Atom, atom: _Atom) -> bool:
    """«5-ти млн»: an ending stands before a scale."""
    return not last.is_word and not last.is_glued and atom.value is None


@cache
def _atoms(lang: Locale) -> re.Pattern[str]:
    articles = _ARTICLES if lang is Locale.EN else ""
    return re.compile(rf"(?<![\w])(?:(?P<digits>{_DIGITS[lang]})|(?P<word>{articles}[^\W\d_]+))", re.IGNORECASE)


@cache
def _stemmed(lang: Locale) -> re.Pattern[str] | None:
    grammar = GRAMMARS[lang]
    stems = "|".join(sorted([*grammar.numerals, *grammar.scales], key=len, reverse=True))
    return re.compile(rf"({stems})({grammar.endings})") if grammar.endings else None


@cache
def _half(lang: Locale) -> re.Pattern[str]:
    return re.compile(rf"{GAP}{GRAMMARS[lang].halves}(?!\w)", re.IGNORECASE)


def scan(text: str, lang: Locale) -> tuple[Number, ...]:
    """All numbers, in order, none within another; composites («2 млрд 300 млн») are one."""
    numbers: list[Number] = []
    current = _Sum()
    for atom in _read(text, lang):
        if current.atoms and _is_next(text, current.atoms[-1], atom, lang) and current.takes(atom):
            _add_half(text, current, lang)
            continue
        numbers += _closed(text, current, lang)
        current = _Sum()
        if current.takes(atom):
            _add_half(text, current, lang)
    return tuple(numbers + _closed(text, current, lang))


def _is_next(text: str, last: _Atom, atom: _Atom, lang: Locale) -> bool:
    between = text[last.end : atom.start]
    is_compound = lang is Locale.EN and between == "-" and last.is_word and atom.is_word
    joined = between.replace("and ", "") if lang is Locale.EN and last.value is not None else between
    # A full stop ends a shortened scale: «3,5 млн. тенге», «2 тыс. 300».
    return is_compound or _ONLY_GAP.fullmatch(joined) is not None


def _add_half(text: str, current: _Sum, lang: Locale) -> None:
    match = _half(lang).match(text, current.atoms[-1].end)
    if match and current.part is not None:
        current.part += Decimal("0.5")
        current.atoms.append(_Atom(match.start() + 1, match.end(), Decimal("0.5")))


def _closed(text: str, current: _Sum, lang: Locale) -> list[Number]:
    if not current.atoms:
        return []
    first, last = current.atoms[0], current.atoms[-1]
    is_bare = first.value is None
    if is_bare and text[first.start : first.end].lower() not in GRAMMARS[lang].bare_scales and not first.ending:
        return []
    value = current.total + (current.part or 0)
    end = last.end
    if (
        last.value is None
        and text[end : end + 1] == "."
        and re.match(rf"\.{GAP}?[a-zа-яёәғқңөұүһі₸$€]", text[end : end + 3])
    ):
        end += 1
    number = Number(
        start=first.start,
        end=end,
        digits_end=first.end if not first.ending else first.end - len(first.ending),
        value=Decimal(f"{value:f}"),
        ending=last.ending,
        power=current.power,
        is_spelled=first.is_word,
        is_bare=is_bare,
        is_glued=last.is_glued,
    )
    return [number]


def _read(text: str, lang: Locale) -> Iterator[_Atom]:
    """The digits, numerals and scales of the text, in order."""
    grammar, stemmed = GRAMMARS[lang], _stemmed(lang)
    position = 0
    pattern = _atoms(lang)
    while match := pattern.search(text, position):
        position = match.end()
        if match.group("digits"):
            atoms = _digits(text, match, lang)
            position = atoms[-1].end if atoms else position
            yield from atoms
        elif atom := _word(match, grammar, stemmed):
            yield atom


def _word(match: re.Match[str], grammar: Grammar, stemmed: re.Pattern[str] | None) -> _Atom | None:
    word, ending = match.group().lower(), ""
    if word not in grammar.numerals and word not in grammar.scales:
        split = stemmed.fullmatch(word) if stemmed else None
        if split is None:
            return _half_word(match, word, grammar)
        word, ending = split.groups()
    if word in grammar.numerals:
        return _Atom(match.start(), match.end(), Decimal(grammar.numerals[word]), ending=ending)
    return _Atom(match.start(), match.end(), power=grammar.scales[word], ending=ending)


def _half_word(match: re.Match[str], word: str, grammar: Grammar) -> _Atom | None:
    """«полмиллиона», «полтысячи»: half of a scale, in one word."""
    power = grammar.scales.get(word.removeprefix("пол"), 0) if word.startswith("пол") else 0
    return _Atom(match.start(), match.end(), Decimal("0.5").scaleb(power)) if power > 2 else None


def _digits(text: str, match: re.Match[str], lang: Locale) -> list[_Atom]:
    """Digits with a glued ending («208-ге», «25%ға» has none) or a glued scale («2млн», «3.2k»)."""
    grammar = GRAMMARS[lang]
    surface, end = match.group(), match.end()
    if len(surface) > _LONGEST_DIGITS or (
        not surface.isascii() and not re.fullmatch(rf"[0-9.,]+(?:{GAP}[0-9.,]+)*", surface)
    ):
        return []
    bare = re.sub(GAP, "", surface)
    value = Decimal(bare.replace(",", "") if lang is Locale.EN else bare.replace(",", "."))
    glued = _ENDING.match(text, end)
    if glued is None:
        return [_Atom(match.start(), end, value, is_word=False)]
    ending = (glued.group(1) or glued.group(2)).lower()
    is_glued = glued.group(1) is None
    if is_glued:
        scale = _word(glued, grammar, _stemmed(lang))
        if scale and scale.value is None:
            return [_Atom(match.start(), end, value, is_word=False), scale]
    return [_Atom(match.start(), glued.end(), value, ending=ending, is_word=False, is_glued=is_glued)]
