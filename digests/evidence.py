"""The sentences behind figures: each is quoted once, with all of its figures that were told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digests.model import StatedFigure, ToldStory

QUOTES_A_PAGE = 3


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of an article: the figures that were told of it, in the order of the text.

    story  what the article is part of, beside its first quote, if other outlets carry it too
    """

    figures: tuple[StatedFigure, ...]
    story: ToldStory | None = None

    @property
    def stated(self) -> StatedFigure:
        """The first of them; article and sentence are the same in all."""
        return self.figures[0]


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """Some of `total` quotes, from the n-th (from 0) on."""

    quotes: tuple[Quote, ...] = ()
    first: int = 0
    total: int = 0

    @property
    def earlier(self) -> int | None:
        """Where the page before begins."""
        return max(self.first - QUOTES_A_PAGE, 0) if self.first else None

    @property
    def later(self) -> int | None:
        """Where the next page begins."""
        end = self.first + len(self.quotes)
        return end if end < self.total else None


def quotes(figures: Iterable[StatedFigure], stories: Iterable[ToldStory] = ()) -> tuple[Quote, ...]:
    """The sentences of the figures, in the order of their first ones."""
    sentences: dict[tuple[str, int, tuple[int, int]], list[StatedFigure]] = {}
    for stated in figures:
        sentences.setdefault((stated.ref.article_id, stated.ref.revision, stated.figure.sentence), []).append(stated)
    shared = {story.article: story for story in stories if len(story.outlets) > 1}
    return tuple(
        Quote(tuple(sorted(told, key=lambda stated: stated.figure.start)), shared.pop(article, None))
        for (article, _, _), told in sentences.items()
    )


def page_from(all_quotes: Sequence[Quote], first: int) -> EvidencePage:
    """The page that begins with the n-th quote (from 0); where there is none, with the last."""
    first = min(max(first, 0), max(len(all_quotes) - 1, 0))
    return EvidencePage(tuple(all_quotes[first : first + QUOTES_A_PAGE]), first, len(all_quotes))
