"""Lays an outgoing sentence on the source sentence it was made from: is it a clean cut, and if not, what is changed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from digests.gate import words
from digests.gate.reading import find_numbers, first_match
from digests.model import Violation

_WORD = re.compile(r"%|[₸$€₽]|[^\W\d_]+(?:-[^\W\d_]+)*")
_CLOSE = 0.75
"""How much of a sentence must stand in the source in this order to be its copy; a free retelling has less."""

_NUMERALS = (words.NUMBER_WORDS, *words.SCALES)
_REACH = 4
"""How many words from a number a qualifier or a «не» may stand that speaks of it."""
_MARK = re.compile(r"[^\S\n]*([.,;:!?()|»”\"\n–—]|-\s|$)")
_SOFT = frozenset(',–—-»”"')
"""Marks that a qualifier can reach across: «не более, чем 20»."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a number as it is compared; spelling and thousands separators do not matter.

    mark  the punctuation mark behind it, a line break too; None: a word comes next
    """

    surface: str
    key: str
    mark: str | None = None

    @property
    def parts_clauses(self) -> bool:
        """Whether no qualifier behind it speaks of a number before it, or the other way round."""
        return self.mark is not None and self.mark.strip() not in _SOFT

    @property
    def is_number(self) -> bool:
        """Whether it stands in digits."""
        return self.key[0].isdigit()


def tokens_of(sentence: str) -> tuple[Token, ...]:
    """The words and numbers of a sentence, in order."""
    numbers = [(start, end, surface, digits) for start, end, surface, digits in find_numbers(sentence)]
    found = [
        (word.start(), word.end(), word[0], word[0].casefold().replace("ё", "е"))
        for word in _WORD.finditer(sentence)
        if not any(start <= word.start() < end for start, end, _, _ in numbers)
    ]
    return tuple(Token(surface, key, _mark(sentence, end)) for _, end, surface, key in sorted(numbers + found))


def _mark(sentence: str, end: int) -> str | None:
    found = _MARK.match(sentence, end)
    return found[1] if found else None


def is_clean_cut(output: Sequence[Token], source: Sequence[Token]) -> bool:
    """Whether the output is the source with words left out, none of which says anything of a number that stays."""
    kept = _places(output, source)
    return kept is not None and all(
        _is_untouched(source, kept, at) for at, place in enumerate(kept) if _is_numeral(source[place])
    )


def _places(output: Sequence[Token], source: Sequence[Token]) -> list[int] | None:
    """Where each word of the output stands in the source: in one piece if it can be, else as early as it can."""
    keys = [token.key for token in source]
    wanted = [token.key for token in output]
    for start in range(len(keys) - len(wanted) + 1):
        if keys[start : start + len(wanted)] == wanted:
            return list(range(start, start + len(wanted)))
    places: list[int] = []
    for key in wanted:
        try:
            places.append(keys.index(key, places[-1] + 1 if places else 0))
        except ValueError:
            return None
    return places


def _is_untouched(source: Sequence[Token], kept: Sequence[int], at: int) -> bool:
    """Whether the words on both sides of a number are its own ones, and no word that bears on it is missing."""
    place = kept[at]
    before = at == 0 or kept[at - 1] == place - 1
    after = kept[at + 1] == place + 1 if at + 1 < len(kept) else source[place].mark is not None
    missing = (source[one].key for one in _near(source, place) if one not in kept)
    return before and after and not any(words.BEARS_ON.fullmatch(key) for key in missing)


def _near(source: Sequence[Token], place: int) -> Iterator[int]:
    """The places of the words around a number that no full stop, bracket or line break parts from it."""
    for step in (-1, 1):
        at = place
        for _ in range(_REACH):
            if not 0 <= at + step < len(source) or source[min(at, at + step)].parts_clauses:
                break
            at += step
            yield at


def differences(output: Sequence[Token], sources: Iterable[Sequence[Token]]) -> Iterator[Violation]:
    """What is changed in a close copy of one of the sources; nothing, when it is no close copy of any."""
    keys = {token.key for token in output}
    close = [source for source in sources if len(keys & {token.key for token in source}) >= _CLOSE * len(keys)]
    laid = max((_lay(output, source) for source in close), key=lambda one: len(one[0]), default=None)
    if laid is None or len(laid[0]) < _CLOSE * len(output):
        return
    kept, kept_of_source, source = laid
    yield from _put_in(output, kept)
    yield from _dropped(source, kept_of_source)


def _lay(output: Sequence[Token], source: Sequence[Token]) -> tuple[set[int], set[int], Sequence[Token]]:
    """The places of the output, and of the source, that fall on each other when both are read in order."""
    matcher = SequenceMatcher(None, [token.key for token in output], [token.key for token in source], autojunk=False)
    kept: set[int] = set()
    kept_of_source: set[int] = set()
    for block in matcher.get_matching_blocks():
        kept.update(range(block.a, block.a + block.size))
        kept_of_source.update(range(block.b, block.b + block.size))
    return kept, kept_of_source, source


def _put_in(output: Sequence[Token], kept: set[int]) -> Iterator[Violation]:
    for at, token in enumerate(output):
        if at not in kept and (reason := _reason(output, at)):
            yield Violation(token.surface, reason)


def _reason(output: Sequence[Token], at: int) -> str | None:
    """Why a word that is not of the source may not stand there; None: it says nothing about a number."""
    word = output[at].key
    if _is_numeral(output[at]):
        return "value"
    if first_match(words.DIRECTIONS, word):
        return "direction"
    is_after_numeral = at > 0 and _is_numeral(output[at - 1])
    return "unit" if is_after_numeral and first_match(words.UNITS, word) is not None else None


def _dropped(source: Sequence[Token], kept: set[int]) -> Iterator[Violation]:
    """Qualifiers of the source that were left out beside a number that was not."""
    for at, token in enumerate(source):
        if at in kept or first_match(words.QUALIFIERS, token.key) is None:
            continue
        beside = [place for place in (at - 2, at - 1, at + 1, at + 2) if place in kept and _is_numeral(source[place])]
        if beside:
            yield Violation(source[beside[0]].surface, "qualifier")


def _is_numeral(token: Token) -> bool:
    return token.is_number or any(pattern.fullmatch(token.key) for pattern in _NUMERALS)
