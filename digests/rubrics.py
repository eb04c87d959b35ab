"""Which rubrics an article belongs to, by beginnings of words."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from digests.model import Locale, Rubric

TITLE_WEIGHT = 4
LEAD_WEIGHT = 2  # the first paragraph says what an article is about
MOST_RUBRICS = 4
LEAST_SHARE = 0.2  # of the strongest rubric's score: what is far weaker is mentioned, and no theme
# A name in quotes («Жасыл ел», «Вместе») says nothing of the theme by one word of it; a phrase in it does («Бюджет
# народного участия»), and longer quotes are speech.
SLOGAN = re.compile(r"[«“„\"][^«»“”„\"\n]{1,40}[»”“\"]")
LONGEST_SLOGAN = 4  # words
_WORD_BEGINS = re.compile(r"(?<!\w)\w")
_LETTERS = 3
"""So many of its first letters tell which stems a word may begin with, if none is shorter."""


class _Index(NamedTuple):
    """Which rubrics' stems begin with so many letters, the longest first, each with the place of its rubric."""

    letters: int
    by_letters: Mapping[str, Sequence[tuple[int, str]]]


def classify(title: str, text: str, lang: Locale, rubrics: Sequence[Rubric]) -> tuple[str, ...]:
    """Keys of the rubrics that the words point to, strongest first; equally strong ones in the order given."""
    lead, _, rest = text.partition("\n\n")
    stems = tuple(rubric.stems.get(lang, ()) for rubric in rubrics)
    scores = Counter[int]()
    for weight, part in ((TITLE_WEIGHT, title), (LEAD_WEIGHT, lead), (1, rest)):
        for place, hits in _hits(part, stems).items():
            scores[place] += weight * hits
    least = LEAST_SHARE * max(scores.values(), default=0)
    wanted = [place for place, rubric in enumerate(rubrics) if scores[place] >= max(rubric.enough, least)]
    return tuple(rubrics[place].key for place in sorted(wanted, key=lambda place: -scores[place])[:MOST_RUBRICS])


def _without_slogan(match: re.Match[str]) -> str:
    return " " if len(match[0].split()) <= LONGEST_SLOGAN else match[0]


def _hits(part: str, stems: tuple[tuple[str, ...], ...]) -> Counter[int]:
    """How often each rubric's stems are met: in a slogan only phrases; a stem within another counts once."""
    words, phrases = _index(stems), _index(tuple(tuple(one for one in some if " " in one) for some in stems))
    whole, plain = _folded(part), _folded(SLOGAN.sub(_without_slogan, part))
    hits = _met(plain, words)
    if whole != plain:
        hits.update(_met(whole, phrases))
        hits.subtract(_met(plain, phrases))
    return hits


def _folded(text: str) -> str:
    return " ".join(text.lower().split())


def _met(text: str, index: _Index) -> Counter[int]:
    """By rubric, how many of its stems begin a word, the longest of each place, none within another."""
    found, ends = Counter[int](), dict[int, int]()
    for begin in _WORD_BEGINS.finditer(text):
        at = begin.start()
        for place, stem in index.by_letters.get(text[at : at + index.letters], ()):
            if ends.get(place, 0) <= at and text.startswith(stem, at):
                found[place] += 1
                ends[place] = at + len(stem)
    return found


@lru_cache(maxsize=16)
def _index(stems: tuple[tuple[str, ...], ...]) -> _Index:
    every = [(place, _folded(stem)) for place, some in enumerate(stems) for stem in some]
    letters = min([_LETTERS, *(len(stem) for _, stem in every)])
    index: dict[str, list[tuple[int, str]]] = {}
    for place, stem in sorted(every, key=lambda one: -len(one[1])):
        index.setdefault(stem[:letters], []).append((place, stem))
    return _Index(letters, index)
