"""Articles of one text and the metrics that ship, for tests of the ledger."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from bot.newsroom import load_newsroom
from digests.figures import find_figures
from digests.ledger import observe
from digests.model import Article, Locale, Metric, Observation
from tests.builders import an_article

PUBLISHED = datetime(2025, 10, 19, 11, tzinfo=UTC)


@cache
def metrics() -> tuple[Metric, ...]:
    """The metrics of the newsroom that ships."""
    return load_newsroom(Path(__file__).parents[3] / "newsroom.toml").metrics


def read(text: str, lang: Locale = Locale.RU, **changes: object) -> Article:
    """An article of "steppe" with the figures that the text states."""
    published = changes.get("published", PUBLISHED)
    assert isinstance(published, datetime)
    figures = find_figures(text, lang, published=published.date())
    return an_article(**{"text": text, "lang": lang, "published": published, "figures": figures} | changes)


def observed(text: str, lang: Locale = Locale.RU, **changes: object) -> tuple[Observation, ...]:
    """What such an article says."""
    return observe(read(text, lang, **changes), metrics())
