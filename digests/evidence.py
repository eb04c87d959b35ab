"""The sentences behind figures: each is quoted once, with all of its figures that were told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from digests.ledger import check
from digests.model import Article, Corrected, FigureRef, Flag, StatedFigure, ToldStory

QUOTES_A_PAGE = 3


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of an article: the figures that were told of it, in the order of the text.

    corrections  what became of them since, earliest first
    flags        what does not fit: of these figures, and of the article's title
    story        what the article is part of, beside its first quote, if other outlets carry it too
    """

    figures: tuple[StatedFigure, ...]
    corrections: tuple[Corrected, ...] = ()
    flags: tuple[Flag, ...] = ()
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
        Quote(tuple(sorted(told, key=lambda stated: stated.figure.start)), story=shared.pop(article, None))
        for (article, _, _), told in sentences.items()
    )


def with_corrections(page: EvidencePage, told: Mapping[FigureRef, Sequence[Corrected]]) -> EvidencePage:
    """The page with what became of its figures."""
    return replace(
        page,
        quotes=tuple(
            replace(quote, corrections=tuple(one for stated in quote.figures for one in told.get(stated.ref, ())))
            for quote in page.quotes
        ),
    )


def with_flags(page: EvidencePage, articles: Mapping[str, Article]) -> EvidencePage:
    """The page with what does not fit in the articles (current revisions, by id); of a title once an article."""
    titles_told: set[str] = set()
    flagged = []
    for quote in page.quotes:
        article = articles.get(quote.stated.ref.article_id)
        if article is None or article.revision != quote.stated.ref.revision:
            flagged.append(quote)
            continue
        refs = {stated.ref for stated in quote.figures}
        is_first = article.id not in titles_told
        titles_told.add(article.id)
        found = (flag for flag in check(article) if refs.intersection(flag.refs) or (is_first and not flag.refs))
        flagged.append(replace(quote, flags=tuple(found)))
    return replace(page, quotes=tuple(flagged))


def page_from(all_quotes: Sequence[Quote], first: int) -> EvidencePage:
    """The page that begins with the n-th quote (from 0); where there is none, with the last."""
    first = min(max(first, 0), max(len(all_quotes) - 1, 0))
    return EvidencePage(tuple(all_quotes[first : first + QUOTES_A_PAGE]), first, len(all_quotes))
