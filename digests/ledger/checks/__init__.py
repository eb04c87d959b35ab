"""What a reader should know of the numbers of one article; each is a flag with its reason, and mends nothing."""

import re
from collections.abc import Iterable, Iterator, Sequence

from digests.figures.clause import cues_of, words_around
from digests.ledger.checks.flags import flag
from digests.ledger.checks.movements import ends_and_change, percent_or_points
from digests.ledger.checks.parts import parts_and_sum
from digests.ledger.checks.title import title_alone
from digests.model import Article, FigureStatus, Flag, FlagKind, Locale, Observation, Series

__all__ = ["check"]

_WORD = re.compile(r"[^\W\d_]+")

FEWEST_POINTS = 3
FAR = 10
"""A slip of scale (million for billion) is a thousand times; ten times is no news that a series of years knows."""


def check(article: Article, observations: Sequence[Observation] = (), known: Iterable[Series] = ()) -> tuple[Flag, ...]:
    """The flags of an article: those of its title, then those of its text in the order of the figures.

    `observations` are its own; `known` are the series they belong to.
    """
    of_text = (
        *percent_or_points(article),
        *parts_and_sum(article),
        *ends_and_change(article),
        *_not_yet(article),
        *_far_from_series(article, observations, known),
    )
    return (*title_alone(article), *sorted(of_text, key=lambda one: one.refs[0].index))


def _not_yet(article: Article) -> Iterator[Flag]:
    """What a verb tells as done in a year that has not begun, where no word of the sentence speaks of plans."""
    for index, figure in enumerate(article.figures):
        begins = figure.period.start if figure.period else None
        if begins is None or begins.year <= article.published.year or figure.status is not FigureStatus.FACT:
            continue
        before, behind = words_around(article.text, figure)
        sentence = _WORD.findall(article.text[slice(*figure.sentence)].lower())
        if _says("fact", (*before, *behind), figure.lang) and not _says("plan", sentence, figure.lang):
            yield flag(FlagKind.NOT_YET, article, (index,), begins.year, article.published.year, unit="year")


def _says(status: str, words: Iterable[str], lang: Locale) -> bool:
    return any(status in cues_of(word, lang) for word in words)


def _far_from_series(article: Article, own: Iterable[Observation], known: Iterable[Series]) -> Iterator[Flag]:
    series = {(one.key, one.unit, one.place): one for one in known if not one.is_change}
    for one in own:
        member = series.get((one.series, one.unit, one.place))
        if member is None or one.is_change:
            continue
        others = [point.best.value for point in member.points if _is_told_elsewhere(point.observations, article)]
        if len(others) >= FEWEST_POINTS and not min(others) / FAR <= one.value <= max(others) * FAR:
            values = one.value, min(others), max(others)
            yield flag(FlagKind.FAR_FROM_SERIES, article, (one.ref.index,), *values, unit=one.unit)


def _is_told_elsewhere(observations: Iterable[Observation], article: Article) -> bool:
    return any(one.ref.article_id != article.id for one in observations)
