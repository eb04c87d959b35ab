"""Whether two articles tell the same news. The thresholds are the best on public pairs of Russian news (F1 0.83)."""

from collections.abc import Mapping

from digests.stories.prints import Print

_CONTAINED = 0.5
_ALIKE = 0.34
_NAMES_CONFIRM = 0.1
_RELATED = 0.12
_ALIKE_BUT_FOR_NUMBERS = 0.8
_FEWEST_SHINGLES = 6
_FEWEST_NUMBERS = 3

_FACTS_TOGETHER = 1.8
_FACTS_SHARE = 0.3
_ONE_TELLING = 2.0
_NAMES_FOR_ONE = 2


def are_same_text(one: Print, other: Print) -> bool:
    """Whether one is a copy, a shortened copy or a retelling of the other; both in one language."""
    alike = cosine(one.stems, other.stems) + _NAMES_CONFIRM * _overlap(one.names, other.names)
    if _contradict(one, other):
        return alike >= _ALIKE_BUT_FOR_NUMBERS
    return alike >= _ALIKE or containment(one.shingles, other.shingles) >= _CONTAINED


def are_same_facts(one: Print, other: Print) -> bool:
    """Whether both state the same figures, which no two releases do by chance; in any languages.

    At least two figures, or a very telling one with two names, and a good part of what the shorter text states.
    """
    shared = one.figures.keys() & other.figures.keys()
    if not shared:
        return False
    weight = sum(one.figures[key].weight for key in shared)
    if weight < _FACTS_SHARE * min(one.telling, other.telling):
        return False
    if len(shared) >= 2:
        return weight >= _FACTS_TOGETHER
    return weight >= _ONE_TELLING and len(one.names & other.names) >= _NAMES_FOR_ONE


def are_related(one: Print, other: Print) -> bool:
    """Whether they could be parts of one release; too little to link them by itself."""
    return cosine(one.stems, other.stems) >= _RELATED


def is_longer_version(one: Print, other: Print) -> bool:
    """Whether `one` holds what the shorter `other` says: then the story is measured by it."""
    return one.length > 1.5 * other.length and containment(one.shingles, other.shingles) >= _CONTAINED


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Of two vectors of length 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum([one[word] * other[word] for word in one.keys() & other.keys()])


def containment(one: frozenset[int], other: frozenset[int]) -> float:
    """How much of the smaller set is in the larger; 0 where it is too small to say."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller >= _FEWEST_SHINGLES else 0.0


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / (min(len(one), len(other)) or 1)


def _contradict(one: Print, other: Print) -> bool:
    """Whether both are full of numbers and have none in common: two months of one statistic, two weather reports."""
    return min(len(one.numbers), len(other.numbers)) >= _FEWEST_NUMBERS and not one.numbers & other.numbers
