"""The words of a figure's own clause, and what they say about it (`lang.cues`)."""

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from digests.lang.cues import CUES
from digests.model import Figure, Locale

_BEFORE = 80
_BEHIND = 60
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_CONJUNCTIONS = "а|но|и|что|где|чтобы|ал|бірақ|және|and|but|while|which|that"
# The last border, found from the end: the first characters are as many as can be.
_UNTIL_BORDER = re.compile(rf".*[.!?;:(\n,](?:(?<!,)|[ \u00a0](?:{_CONJUNCTIONS})[ \u00a0])", re.DOTALL)
_NOTHING = frozenset[str]()
# All that begins with one set of characters is found in a third of the time.
_END = re.compile(r"[.!?;:(\n,](?:(?<!,)|[ \u00a0])")


class Clause(NamedTuple):
    """What each word of a figure's clause says of it (`cues_of`), those before it and those behind it, in order."""

    before: Sequence[frozenset[str]]
    behind: Sequence[frozenset[str]]


def clause_of(text: str, figure: Figure) -> Clause:
    """What the words of its clause say of a figure."""
    return _said(*_around(text, figure), figure.lang)


def words_around(text: str, figure: Figure) -> tuple[Sequence[str], Sequence[str]]:
    """The words of its clause before the figure and behind it, in their order, in lower case."""
    return _words(*_around(text, figure))


def _around(text: str, figure: Figure) -> tuple[str, str]:
    start, end = figure.sentence
    before, behind = max(start, figure.start - _BEFORE), min(end, figure.end + _BEHIND)
    return text[before : figure.start], text[figure.end : behind]


# The ranking asks for what the status has asked for just before.
@lru_cache(maxsize=512)
def _said(before: str, behind: str, lang: Locale) -> Clause:
    words, following = _words(before, behind)
    cues = _reader(lang)
    return Clause(tuple(map(cues, words)), tuple(map(cues, following)))


def _words(before: str, behind: str) -> tuple[Sequence[str], Sequence[str]]:
    before, behind = before.lower(), behind.lower()
    border = _UNTIL_BORDER.match(before)
    limit = _END.search(behind)
    return _WORD.findall(before, border.end() if border else 0), _WORD.findall(
        behind, 0, limit.start() if limit else len(behind)
    )


@cache
def _cues(lang: Locale) -> tuple[tuple[str, re.Pattern[str]], ...]:
    cues = CUES[lang]
    patterns = {
        "plan": cues.planned, "ongoing": cues.ongoing, "fact": cues.done,
        "total": cues.total, "each": cues.each, "earlier": cues.earlier, "method": cues.method, "along": cues.opening,
    }  # fmt: skip
    return tuple((name, re.compile(pattern)) for name, pattern in patterns.items() if pattern)


@cache
def _reader(lang: Locale) -> Callable[[str], frozenset[str]]:
    """What a word of the language says; that it is asked for a word alone, and remembers it, halves the time."""
    patterns = _cues(lang)

    @lru_cache(maxsize=30_000)
    def said(word: str) -> frozenset[str]:
        return frozenset(name for name, pattern in patterns if pattern.fullmatch(word)) or _NOTHING

    return said


def cues_of(word: str, lang: Locale) -> frozenset[str]:
    """What a word in lower case says of a figure in its clause: few words say anything."""
    return _reader(lang)(word)


@lru_cache(maxsize=10_000)
def is_person(head: str, lang: Locale) -> bool:
    """Whether a noun in dictionary form is people."""
    return re.match(CUES[lang].people, head) is not None
