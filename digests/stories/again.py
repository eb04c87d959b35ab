"""What of a story is news when its beginning was told in an earlier digest."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from digests.model import Article, Statement, Story, Window


def still_news(stories: Iterable[Story], window: Window, told: Collection[str] | None = None) -> Iterator[Story]:
    """The stories with something to tell in this window, in their order, with only what is new of each.

    `told` are the ids of the articles whose stories these readers were told before; None: it is not known, and what
    was listed before the window counts as told. A story of which nothing was told is told as it is. Of any other only
    the articles of the window remain that state a figure which none of the told ones does, and only such figures are
    worth a headline in them; without one there is nothing to tell. `stories` must reach back before the window as far
    as a story can (`SPAN`).
    """
    for story in stories:
        fresh = tuple(article for article in story.articles if article.listed > window.start)
        known = [
            article for article in story.articles if (article not in fresh if told is None else article.id in told)
        ]
        if fresh and not known:
            yield story
            continue
        said = frozenset(figure.statement for article in known for figure in article.figures)
        if articles := tuple(_only_new((article for article in fresh if article not in known), said)):
            is_origin_there = any(article.id == story.origin for article in articles)
            yield replace(
                story, articles=articles, origin=story.origin if is_origin_there else articles[0].id, told=said
            )


def _only_new(articles: Iterable[Article], said: frozenset[Statement]) -> Iterator[Article]:
    for article in articles:
        if headline := tuple(index for index in article.headline if article.figures[index].statement not in said):
            yield replace(article, headline=headline)
