"""What of a story is news when its beginning was told in an earlier digest."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from digests.model import Article, Figure, Story, Window

Told = tuple[Decimal | None, Decimal, str]


def still_news(stories: Iterable[Story], window: Window) -> Iterator[Story]:
    """The stories with something to tell in this window, in their order, with only what is new of each.

    A story that began in the window is told as it is. Of one with articles listed before it only those of the window
    remain that state a figure which none of the earlier ones does, and only such figures are worth a headline in them.
    A story without one was told. `stories` must reach back before the window as far as a story can (`SPAN`).
    """
    for story in stories:
        fresh = tuple(article for article in story.articles if article.listed > window.start)
        if len(fresh) == len(story.articles):
            yield story
            continue
        told = {_said(figure) for article in story.articles if article not in fresh for figure in article.figures}
        if articles := tuple(_only_new(fresh, told)):
            is_origin_there = any(article.id == story.origin for article in articles)
            yield replace(story, articles=articles, origin=story.origin if is_origin_there else articles[0].id)


def _only_new(articles: Iterable[Article], told: set[Told]) -> Iterator[Article]:
    for article in articles:
        if headline := tuple(index for index in article.headline if _said(article.figures[index]) not in told):
            yield replace(article, headline=headline)


def _said(figure: Figure) -> Told:
    """A figure as it is the same in every wording and language."""
    return figure.value_from, figure.value, figure.unit
