"""Articles to measure on, read as when they are collected: of the sample newsroom, and the labelled ones."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from bot.reports.labelled import read_labelled
from bot.reports.section import Missing
from bot.sandbox.newsroom.stories import load
from bot.show.articles import read_article
from digests.model import Article, Locale


@lru_cache(maxsize=1)
def sample_articles() -> tuple[tuple[str, Article], ...]:
    """Everything that the invented outlets publish, earliest first, each with the story that it tells."""
    return tuple(
        (
            one.story,
            read_article(
                {
                    "id": str(number),
                    "outlet": one.outlet.name,
                    "lang": one.lang,
                    "title": one.title,
                    "text": one.text,
                    "published": one.published.isoformat(),
                }
            ),
        )
        for number, one in enumerate(load())
    )


@lru_cache(maxsize=2)
def labelled_articles(folder: Path) -> tuple[Article, ...]:
    """The labelled articles of all languages; only their titles and texts, read afresh.

    Raises:
        Missing: there are none.
    """
    found = tuple(_labelled(folder))
    if not found:
        raise Missing(f"There are no labelled articles in {folder / 'figures' / 'dev'}.")
    return found


def _labelled(folder: Path) -> Iterator[Article]:
    for lang in Locale:
        for number, one in enumerate(read_labelled(folder, lang)):
            record = {"id": f"{lang}-{number}", "lang": lang, "title": one.title, "text": one.text}
            yield read_article({**record, "published": one.published.isoformat()})
