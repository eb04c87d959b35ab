"""What people look for among all that was ever read."""

from dataclasses import dataclass, replace
from datetime import datetime

from digests.model import Article, StatedFigure
from digests.ports import Articles
from digests.wishes import beginnings

ITEMS_A_PAGE = 4
LAST_PAGE = 250
"""Whoever turns farther back should add a word."""


@dataclass(frozen=True, slots=True)
class Found:
    """A publication that a search found, and the figure that leads it; None: it has none."""

    article: Article
    headline: StatedFigure | None


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page (from 0) of a search, the newest first."""

    found: tuple[Found, ...] = ()
    number: int = 0
    has_more: bool = False


async def search(articles: Articles, words: str, *, now: datetime, page: int) -> SearchPage:
    """The page (from 0) of what has all the words, in whatever form."""
    number = min(max(page, 0), LAST_PAGE)
    found = await articles.search(beginnings(words), until=now, limit=ITEMS_A_PAGE + 1, offset=number * ITEMS_A_PAGE)
    has_more = len(found) > ITEMS_A_PAGE and number < LAST_PAGE
    return SearchPage(tuple(map(_found, found[:ITEMS_A_PAGE])), number, has_more)


def _found(article: Article) -> Found:
    return Found(article, _headline(article))


def _headline(article: Article) -> StatedFigure | None:
    if not article.headline:
        return None
    index = article.headline[0]
    figure = article.figures[index]
    return StatedFigure(replace(article, figures=(figure,), headline=(0,)), figure, article.ref(index))
