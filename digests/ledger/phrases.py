"""Phrases of word beginnings, as metrics name things: «обществен совет» stands for «общественных советов».

A word with a full stop is whole: «дел.» is not the beginning of «делегат».
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

_E = re.compile("[её]")
_BETWEEN = r"\w*[ \u00a0-]+"


@cache
def any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Where one of the phrases stands, to the end of its last word; of two that begin alike the longer."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_pattern, longest_first))})\w*", re.IGNORECASE)


@cache
def all_of(items: tuple[str, ...]) -> Sequence[re.Pattern[str]]:
    """A pattern for each item; «победител | лауреат» is satisfied by either."""
    return tuple(any_of(tuple(choices(item))) for item in items)


def choices(item: str) -> Iterable[str]:
    """The phrases that an item lets choose from."""
    return (phrase.strip() for phrase in item.split("|"))


def _pattern(phrase: str) -> str:
    return _BETWEEN.join(map(_word, phrase.split()))


def _word(beginning: str) -> str:
    word = _E.sub("[её]", re.escape(beginning.lower().removesuffix(".")))
    return rf"{word}(?!\w)" if beginning.endswith(".") else word
