"""Articles -> stories: one release is one story, in however many outlets, wordings and languages it comes."""

from collections.abc import Iterable

from digests.model import Article, Story
from digests.stories.again import still_news
from digests.stories.index import SPAN, StoryIndex

__all__ = ["SPAN", "StoryIndex", "group", "still_news"]


def group(articles: Iterable[Article]) -> tuple[Story, ...]:
    """The stories of these articles, the earliest first; each article is in exactly one."""
    index = StoryIndex()
    index.take(articles)
    return index.stories()
