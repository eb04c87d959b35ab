"""Finds numbers, in digits and in words, with their scale: where they stand and what they are worth."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from itertools import chain, islice, pairwise

from digests.figures.atoms import GAP, Atom, read
from digests.figures.decimals import with_decimals
from digests.figures.number import Number
from digests.figures.patterns import any_case
from digests.lang import GRAMMARS
from digests.model import Locale

__all__ = ["GAP", "MOST", "Number", "scan"]

_GAPS = frozenset(["", " ", "\u00a0", "\u202f", "\u2009"])
_AFTER_SHORT_SCALE = re.compile(rf"\.{GAP}?[a-zа-яёәғқңөұүһі₸$€£¥(]")
_WIDEST_GAP = 12
"""Characters: whatever stands further off continues no number."""
_END = Atom(sys.maxsize, sys.maxsize)
MOST = 4_000
"""Numbers of a text that are read: what has more is data, no news, and must not hold up the articles behind it."""
_LONGEST_ROW = 3
"""More numbers than this with nothing between them are a row («1 2 3 4», «раз-два-три»), which counts nothing."""


@dataclass(slots=True)
class _Sum:
    """A number while it is read, atom by atom."""

    atoms: list[Atom] = field(default_factory=list)
    total: Decimal = Decimal(0)
    part: Decimal | None = None
    power: int = 0

    def takes(self, atom: Atom) -> bool:
        """Whether the atom continues the number; it is added if so."""
        if atom.is_ordinal and not (self.atoms and self.atoms[0].is_word):
            return False
        if self.atoms and not self._is_open(atom):
            return False
        taken = self._take_scale(atom) if atom.value is None else self._take_value(atom, atom.value)
        if taken:
            self.atoms.append(atom)
        return taken

    def _is_open(self, atom: Atom) -> bool:
        """An ordinal ends a number, and so does an ending, but for «5-ти млн»: it stands before a scale."""
        last = self.atoms[-1]
        if last.is_ordinal:
            return False
        return not last.ending or (not last.is_word and not last.is_glued and atom.value is None)

    def _take_scale(self, atom: Atom) -> bool:
        if self.power and (atom.power >= self.power or self.part is None):
            return False
        self.total += (self.part if self.part is not None else Decimal(1)).scaleb(atom.power)
        self.part, self.power = None, atom.power
        return True

    def _take_value(self, atom: Atom, value: Decimal) -> bool:
        if self.part is None:
            # «3 млрд 408,6 млн»: only in millions has the smaller part decimals.
            fits = not self.power or (0 < value < 10**self.power and (value == int(value) or self.power > 6))
            self.part = value if fits else None
            return fits
        if not atom.is_word:
            return False
        if value == 100 and 0 < self.part < 10 and not atom.is_ordinal:
            self.part *= 100
            return True
        step = 100 if value >= 10 else 10
        fits = self.part % step == 0 and self.part > value >= 1
        if fits:
            self.part += value
        return fits


_HALVES_BEGIN = frozenset(
    {word.halves[0] for word in GRAMMARS.values()} | {w.halves[0].upper() for w in GRAMMARS.values()}
)


@cache
def _half(lang: Locale) -> re.Pattern[str]:
    grammar = GRAMMARS[lang]
    return any_case(rf"{GAP}(?:{grammar.halves})(?P<ending>{grammar.endings})?(?!\w)")


def scan(text: str, lang: Locale) -> tuple[Number, ...]:
    """The numbers, in order, none within another; composites («5 млрд 140 млн») are one; rows are left out."""
    numbers = tuple(with_decimals(text, tuple(islice(_summed(text, lang), MOST)), lang))
    are_apart = all(right.start > left.end + 1 for left, right in pairwise(numbers))  # as mostly
    return numbers if are_apart else tuple(_without_rows(text, numbers))


def _summed(text: str, lang: Locale) -> Iterator[Number]:
    current = _Sum()
    for atom, following in pairwise(chain(read(text, lang), (_END,))):
        if not current.atoms and (alone := _alone(text, atom, following)):
            yield alone
            continue
        if not (current.atoms and _is_next(text, current.atoms[-1], atom, lang) and current.takes(atom)):
            if current.atoms:
                yield from _closed(text, current, lang)
                current = _Sum()
            if not current.takes(atom):
                continue
        _add_half(text, current, lang)
        if following.start > current.atoms[-1].end + _WIDEST_GAP:
            yield from _closed(text, current, lang)
            current = _Sum()


def _alone(text: str, atom: Atom, following: Atom) -> Number | None:
    """The number that digits are if nothing near continues them, as most are; else None."""
    start, end, value, _, ending, is_word, is_glued, _ = atom
    if is_word or value is None or following.start <= end + _WIDEST_GAP:
        return None
    if not ending and text[end + 1 : end + 2] in _HALVES_BEGIN:
        return None
    return Number(start, end, end - len(ending), value, ending, is_glued=is_glued)


def _is_next(text: str, last: Atom, atom: Atom, lang: Locale) -> bool:
    between = text[last.end : atom.start]
    if lang is Locale.EN:
        if between == "-" and last.is_word and atom.is_word:
            return True
        between = between.replace("and ", "") if last.value is not None else between
    return between in _GAPS


def _add_half(text: str, current: _Sum, lang: Locale) -> None:
    """«две с половиной тысячи» and «мың жарым»: half of one, or of the scale before it."""
    last = current.atoms[-1]
    # The first letter tells most places where none stands, in a third of the time.
    if last.ending or text[last.end + 1 : last.end + 2] not in _HALVES_BEGIN:
        return
    match = _half(lang).match(text, last.end)
    if match is None:
        return
    if current.part is None:
        current.total += Decimal("0.5").scaleb(current.power)
    else:
        current.part += Decimal("0.5")
    ending = (match["ending"] or "").lower()
    current.atoms.append(Atom(match.start() + 1, match.end(), Decimal("0.5"), ending=ending))


def _closed(text: str, current: _Sum, lang: Locale) -> Iterator[Number]:
    """The number that was read, if it is one."""
    first, last = current.atoms[0], current.atoms[-1]
    word = text[first.start : first.end].lower() if first.is_word else ""
    if first is last and word in GRAMMARS[lang].homographs:
        return
    is_bare = first.value is None
    if is_bare and not first.ending and word not in GRAMMARS[lang].bare_scales:
        return
    # A full stop ends a shortened scale: «7,2 млн. книг», «6 тыс. 450».
    is_short = last.value is None and _AFTER_SHORT_SCALE.match(text, last.end) is not None
    yield Number(
        start=first.start,
        end=last.end + is_short,
        digits_end=first.end - len(first.ending),
        value=Decimal(f"{current.total + (current.part or 0):f}"),
        ending=last.ending,
        power=current.power,
        is_spelled=first.is_word,
        is_bare=is_bare,
        is_glued=last.is_glued,
        is_ordinal=last.is_ordinal,
    )


def _without_rows(text: str, numbers: Iterable[Number]) -> Iterator[Number]:
    row: list[Number] = []
    for number in numbers:
        if row and (number.start > row[-1].end + 1 or text[row[-1].end : number.start] not in _GAPS):
            yield from _unless_row(row)
            row = []
        row.append(number)
    yield from _unless_row(row)


def _unless_row(row: Sequence[Number]) -> Sequence[Number]:
    return row if len(row) <= _LONGEST_ROW else ()
