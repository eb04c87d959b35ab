"""Fits the weights of the ranking on labelled articles and says how they would do on articles they have not seen.

`python -m bot.reports.fit FOLDER`: pairwise logistic regression. In each article every figure of the editor is to score
higher than every other one; a weight is drawn to what was believed before (`BELIEVED`, else 0) and never changes sides.
"""

import math
import random
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.reports.labelled import SHARED, LabelledArticle, read_labelled
from digests.figures import find_figures
from digests.figures.merits import Merits, merits
from digests.figures.rank import in_order, total
from digests.figures.weights import WEIGHTS
from digests.model import Figure, Locale

Weights = Mapping[str, float]

BELIEVED: Weights = {"in_title": 2.5, "near_title": 1.5}
"""What the title says is an editor's choice already, of which the labels tell little."""
AGAINST = frozenset(
    [
        "late", "in_row", "spoken", "in_brackets", "time", "no_noun", "small", "range", "up_to", "older", "long",
        "each", "method", "earlier", "planned", "along",
    ]
)  # fmt: skip
FOR = frozenset(
    [
        "first_quarter", "first_paragraph", "in_title", "near_title", "noun_in_title", "words_in_title", "size",
        "largest_sum", "repeated", "total",
    ]
)  # fmt: skip
OF_TITLE = frozenset({"in_title", "near_title", "noun_in_title", "words_in_title"})

PULL = 1.0  # towards what was believed
ROUNDS = 100
STEP = 0.3
FOLDS = 8
SHUFFLES = (1, 2, 3)
KEPT = 0.97  # of the editors' figures that score enough for a headline
PAIRS = 3.0  # what all pairs of an article weigh together


@dataclass(frozen=True, slots=True)
class Example:
    """An article as the fit sees it: its figures, their merits, and which of them the editor leads with."""

    article: LabelledArticle
    figures: tuple[Figure, ...]
    merits: Sequence[Merits]
    leads: Sequence[bool]


def main(arguments: list[str]) -> int:
    """Print scores, cross-validated and as the weights are now, and the weights fitted on all articles."""
    folder = Path(arguments[0]) if arguments else SHARED
    examples = [example(article) for lang in Locale for article in read_labelled(folder, lang)]
    if not examples:
        sys.stderr.write(f"qogam: there are no labelled articles in {folder}; name their folder.\n")
        return 2
    sys.stdout.write(f"{'an editor’s figure':<34}{'first':>8}{'top 3':>8}\n")
    for name, counts in (
        ("cross-validated", cross_validate(examples)),
        ("weights as they are", score(examples, WEIGHTS)),
    ):
        for lang in Locale:
            first, top, articles = (counts[lang, what] for what in ("first", "top", "articles"))
            if articles:
                sys.stdout.write(f"{name:<30}{lang:<4}{first / articles:8.2f}{top / articles:8.2f}\n")
    weights = fit(examples)
    for name in sorted(weights, key=lambda name: -weights[name]):
        sys.stdout.write(f'    "{name}": {weights[name]:.2f},\n')
    sys.stdout.write(f"ENOUGH = {enough(examples, weights):.2f}\n")
    return 0


def example(article: LabelledArticle) -> Example:
    """The article with its figures as the bot reads them."""
    figures = find_figures(article.text, article.lang, published=article.published)
    held = [
        {name: extent for name, extent in each.items() if extent}
        for each in merits(figures, article.text, article.title)
    ]
    return Example(article, figures, held, [article.leads(figure) for figure in figures])


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """The weights under which the editors' figures score highest, by gradient ascent with a step a weight (AdaGrad)."""
    names = sorted({name for each in examples for held in each.merits for name in held})
    weights = {name: BELIEVED.get(name, 0.0) for name in names}
    steepness = dict.fromkeys(names, 1e-6)
    for _ in range(ROUNDS):
        slope = {name: -PULL * (weights[name] - BELIEVED.get(name, 0.0)) for name in names}
        for each in examples:
            _climb(slope, each.merits, each.leads, weights, 1.0)
            # Half as much without the title: many an entry has one that says nothing.
            untitled = [{name: extent for name, extent in held.items() if name not in OF_TITLE} for held in each.merits]
            _climb(slope, untitled, each.leads, weights, 0.5)
        for name in names:
            steepness[name] += slope[name] ** 2
            weights[name] = _on_its_side(name, weights[name] + STEP * slope[name] / math.sqrt(steepness[name]))
    return weights


def _on_its_side(name: str, weight: float) -> float:
    return min(0.0, weight) if name in AGAINST else max(0.0, weight) if name in FOR else weight


def _climb(
    slope: dict[str, float], held: Sequence[Merits], leads: Sequence[bool], weights: Weights, share: float
) -> None:
    """Add the slope of one article's likelihood: each pair pulls as much as it is in the wrong order."""
    scores = [total(each, weights) for each in held]
    chosen = [index for index, lead in enumerate(leads) if lead]
    others = [index for index, lead in enumerate(leads) if not lead]
    pulls = [0.0] * len(scores)
    for above in chosen:
        for below in others:
            pull = 1 / (1 + math.exp(min(50.0, scores[above] - scores[below])))
            pulls[above] += pull
            pulls[below] -= pull
    unit = share * PAIRS / max(1, len(chosen) * len(others))
    for pull, extents in zip(pulls, held, strict=True):
        for name, extent in extents.items():
            slope[name] += unit * pull * extent


def cross_validate(examples: Sequence[Example]) -> Counter[tuple[Locale, str]]:
    """Scores of articles under weights that were fitted without them, over several divisions into folds."""
    counts: Counter[tuple[Locale, str]] = Counter()
    for shuffle in SHUFFLES:
        order = list(examples)
        random.Random(shuffle).shuffle(order)  # noqa: S311 the same division each time, no secret
        for fold in range(FOLDS):
            seen = [each for index, each in enumerate(order) if index % FOLDS != fold]
            counts += score(order[fold::FOLDS], fit(seen))
    return counts


def score(examples: Iterable[Example], weights: Weights) -> Counter[tuple[Locale, str]]:
    """How many articles there are of a language, and in how many a figure of the editor is first, or among three."""
    counts: Counter[tuple[Locale, str]] = Counter()
    for each in examples:
        order = in_order(each.figures, [total(held, weights) for held in each.merits], enough=-math.inf)
        right = [each.figures[index].surface in each.article.headline for index in order]
        lang = each.article.lang
        counts.update({(lang, "articles"): 1, (lang, "first"): int(any(right[:1])), (lang, "top"): int(any(right[:3]))})
    return counts


def enough(examples: Iterable[Example], weights: Weights) -> float:
    """The score that nearly all figures of the editors have."""
    scores = sorted(
        total(held, weights) for each in examples for held, lead in zip(each.merits, each.leads, strict=True) if lead
    )
    return scores[int(len(scores) * (1 - KEPT))] if scores else 0.0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
