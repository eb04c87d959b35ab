"""Where a later text of an article says what a figure of an earlier one said: the same, or another number."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from digests.lang import stem
from digests.model import Article, Figure, Kind, Locale

_WORD = re.compile(r"[^\W\d_]{2,}")

ALIKE = 0.6
"""Two sentences with so many of their words in common, numbers aside, say the same thing of another number."""
ALIKE_WITH_NOUN = 0.3
"""So few are enough where both count the same thing."""


@dataclass(frozen=True, slots=True)
class Restated:
    """Where the later text states it; `index` None: nowhere."""

    index: int | None
    is_same: bool


def restated(old: Article, index: int, new: Article) -> Restated:
    """What became of the figure at `index` in the later text.

    It is the same where value, unit, qualifier, direction and the noun counted are. Else what took its place is looked
    for by its sentence and its noun among the figures that the earlier text did not have.
    """
    figure = old.figures[index]
    same = [place for place, other in enumerate(new.figures) if _says_the_same(figure, other)]
    if same:
        return Restated(max(same, key=lambda place: _likeness(old, figure, new, new.figures[place])), is_same=True)
    found = [(_likeness(old, figure, new, new.figures[place]), place) for place in _new_ones(old, new)]
    fitting = [(likeness, place) for likeness, place in found if likeness >= _enough(figure, new.figures[place])]
    return Restated(max(fitting, key=lambda one: (one[0], -one[1]))[1] if fitting else None, is_same=False)


def _new_ones(old: Article, new: Article) -> Collection[int]:
    """The figures of the later text that no figure of the earlier one says: only they can stand for another."""
    return [
        place
        for place, figure in enumerate(new.figures)
        if not any(_says_the_same(known, figure) for known in old.figures)
    ]


def _says_the_same(one: Figure, other: Figure) -> bool:
    stated = (one.value, one.value_from, one.unit, one.qualifier, one.direction)
    return stated == (other.value, other.value_from, other.unit, other.qualifier, other.direction) and (
        one.counted_head is None or other.counted_head is None or one.counted_head == other.counted_head
    )


def _enough(old: Figure, new: Figure) -> float:
    """The likeness that is needed; what counts another thing, or moves where a level stood, never fits."""
    is_other_kind = (old.kind is Kind.CHANGE) != (new.kind is Kind.CHANGE)
    if is_other_kind or _measure(old) != _measure(new):
        return 2
    if old.counted_head and new.counted_head:
        return ALIKE_WITH_NOUN if old.counted_head == new.counted_head else 2
    return ALIKE


def _measure(figure: Figure) -> str:
    """Percent and percentage points are mistaken for each other, so one can correct the other."""
    return "percent" if figure.unit == "percentage_point" else figure.unit


def _likeness(old: Article, figure: Figure, new: Article, other: Figure) -> float:
    """The share of words that both sentences have, of all that either has."""
    left = _words(old.text[slice(*figure.sentence)], old.lang)
    right = _words(new.text[slice(*other.sentence)], new.lang)
    return len(left & right) / (len(left | right) or 1)


@lru_cache(maxsize=512)
def _words(sentence: str, lang: Locale) -> frozenset[str]:
    return frozenset(stem(word, lang) for word in _WORD.findall(sentence.lower()))
