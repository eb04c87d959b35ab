"""Which figures a reader sees first: those of the own language, the newest of them, each once."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import groupby

from digests.model import Locale, StatedFigure

_DAY = timedelta(days=1)
_SPAN = timedelta(hours=72)
"""The same value later than this is another month of a statistic, not another telling of one release."""


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """A page (from 0) of figures, all in one language; `language` is None where there are none."""

    figures: tuple[StatedFigure, ...] = ()
    number: int = 0
    has_more: bool = False

    @property
    def language(self) -> Locale | None:
        """The language of its sentences."""
        return self.figures[0].figure.lang if self.figures else None


def chosen(found: Sequence[StatedFigure], locale: Locale, now: datetime) -> tuple[StatedFigure, ...]:
    """Those in the reader's language, then what only other languages tell, one language after the other.

    Within a language the last 24 hours come first, and of a day the best figure of every article before the second of
    any. What several articles state, reprints or versions in other languages, is told once. In `found` the figures of
    an article stand best first.
    """
    order = [locale, *(other for other in Locale if other is not locale)]

    def place(ranked: tuple[int, StatedFigure]) -> tuple[int, int, int, timedelta]:
        rank, stated = ranked
        age = now - stated.article.listed
        return order.index(stated.figure.lang), age // _DAY, rank, age

    told: defaultdict[tuple[Decimal, Decimal | None, str], list[StatedFigure]] = defaultdict(list)
    once: list[StatedFigure] = []
    for _, stated in sorted(_ranked(found), key=place):
        alike = told[stated.figure.value, stated.figure.value_from, stated.figure.unit]
        if not any(_is_same(stated, other) for other in alike):
            alike.append(stated)
            once.append(stated)
    return tuple(once)


def page_of(figures: Sequence[StatedFigure], number: int, size: int) -> FiguresPage:
    """The page with this number (from 0), or the last one; where the language changes a new page begins."""
    pages = [
        tuple(same[start : start + size])
        for _, group in groupby(figures, key=lambda stated: stated.figure.lang)
        for same in [list(group)]
        for start in range(0, len(same), size)
    ]
    if not pages:
        return FiguresPage()
    number = min(max(number, 0), len(pages) - 1)
    return FiguresPage(pages[number], number, has_more=number + 1 < len(pages))


def _ranked(found: Sequence[StatedFigure]) -> Iterator[tuple[int, StatedFigure]]:
    """Each figure with its rank in its article."""
    met: Counter[str] = Counter()
    for stated in found:
        yield met[stated.article.id], stated
        met[stated.article.id] += 1


def _is_same(one: StatedFigure, other: StatedFigure) -> bool:
    """Whether two figures of one value and unit are one; nouns can only be compared within a language."""
    is_other_noun = one.figure.lang is other.figure.lang and one.figure.counted_head != other.figure.counted_head
    return (
        not is_other_noun
        and abs(one.article.published - other.article.published) <= _SPAN
        and not set(one.article.rubrics).isdisjoint(other.article.rubrics)
    )
