"""Which figures an editor would put into the headline, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digests.figures.merits import Merits, merits
from digests.figures.weights import ENOUGH, WEIGHTS
from digests.model import Figure, Kind

MOST = 6
_CONSIDERED = 2 * MOST  # so that a change further down may still follow its level
_MOVED = frozenset({Kind.CHANGE, Kind.MULTIPLE})


@dataclass(frozen=True, slots=True)
class Ranked:
    """A figure that is worth a headline.

    index    its place among the figures that were given
    score    the sum of its reasons; `weights.ENOUGH` or more
    reasons  merit -> what it adds or, below 0, takes away; the weightiest first
    """

    index: int
    score: float
    reasons: tuple[tuple[str, float], ...]


def rank(figures: Sequence[Figure], text: str, title: str) -> tuple[int, ...]:
    """Indices into `figures`, the best for a headline first: `weigh` without its reasons."""
    scores = [total(each, WEIGHTS) for each in merits(figures, text, title)]
    return tuple(in_order(figures, scores)[:MOST])


def weigh(figures: Sequence[Figure], text: str, title: str) -> tuple[Ranked, ...]:
    """Those worth a headline, the best first: at most six, one a noun and unit; a change right behind its level."""
    held = merits(figures, text, title)
    scores = [total(each, WEIGHTS) for each in held]
    return tuple(
        Ranked(index, scores[index], _reasons(held[index], WEIGHTS)) for index in in_order(figures, scores)[:MOST]
    )


def total(held: Merits, weights: Mapping[str, float]) -> float:
    """The score of a figure: each merit as far as it holds, times its weight."""
    score = 0.0
    for name, extent in held.items():
        score += weights.get(name, 0.0) * extent
    return score


def _reasons(held: Merits, weights: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    weighed = [(name, weights.get(name, 0.0) * extent) for name, extent in held.items()]
    return tuple(sorted([pair for pair in weighed if pair[1]], key=lambda pair: -abs(pair[1])))


def in_order(figures: Sequence[Figure], scores: Sequence[float], *, enough: float = ENOUGH) -> list[int]:
    """Indices of the figures that score enough, the best first, without a second one of the same noun and unit."""
    chosen: list[int] = []
    seen: set[tuple[str, str, bool]] = set()
    for index in sorted(range(len(figures)), key=lambda index: (-scores[index], figures[index].start)):
        what = _what(figures[index])
        if scores[index] >= enough and what not in seen:
            seen.add(what)
            chosen.append(index)
        if len(chosen) == _CONSIDERED:
            break
    return _with_changes(figures, chosen)


def _what(figure: Figure) -> tuple[str, str, bool]:
    return figure.counted_head or str(figure.value), figure.unit, figure.kind in _MOVED


def _with_changes(figures: Sequence[Figure], chosen: Sequence[int]) -> list[int]:
    """A level («41 %») and its change («на 5 %») together, the level first, where the better of the two stands."""
    pairs = {change: level for change in chosen if (level := _level_of(figures[change], figures, chosen)) is not None}
    if not pairs:
        return list(chosen)
    result: list[int] = []
    for index in chosen:
        level = pairs.get(index, index)
        together = [level, *(change for change in chosen if pairs.get(change) == level)]
        result += [each for each in together if each not in result]
    return result


def _level_of(change: Figure, figures: Sequence[Figure], chosen: Sequence[int]) -> int | None:
    """The level, chosen too, that its sentence states of the same noun."""
    if change.kind not in _MOVED or change.counted_head is None:
        return None
    return next((index for index in chosen if _is_level_of(figures[index], change)), None)


def _is_level_of(level: Figure, change: Figure) -> bool:
    same = (level.sentence, level.counted_head) == (change.sentence, change.counted_head)
    return same and level.kind not in _MOVED
