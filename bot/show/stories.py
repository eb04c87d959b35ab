"""`show stories`: which articles tell the same news."""

from collections.abc import Iterable, Iterator
from typing import Any

from bot.show.articles import read_article
from digests.stories import group


def show_stories(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One object a story, the earliest first, with the ids of its articles as they were given."""
    given = {str(record.get("id")): record for record in records}
    for story in group([read_article(record) for record in given.values()]):
        yield {
            "story": story.key,
            "articles": [given[article.id].get("id") for article in story.articles],
            "origin": given[story.origin].get("id"),
            "shared": list(story.shared),
        }
