"""Articles of one text and the metrics that ship, for tests of the ledger."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from bot.newsroom import load_newsroom
from digests.figures import find_figures
from digests.ledger import observe
from digests.model import Article, FigureRef, Kind, Locale, Metric, Observation, Period
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
    return an_article(
        **{"title": "Новости недели", "text": text, "lang": lang, "published": published, "figures": figures} | changes
    )


def observed(text: str, lang: Locale = Locale.RU, **changes: object) -> tuple[Observation, ...]:
    """What such an article says."""
    return observe(read(text, lang, **changes), metrics())


def an_observation(value: str = "106", article: str = "a", **changes: Any) -> Observation:
    """A number of grants in 2025 that the article states; its sentence is its own."""
    observation = Observation(
        series="grants_number",
        unit="count",
        value=Decimal(value),
        kind=Kind.LEVEL,
        ref=FigureRef(article, 1, changes.pop("index", 0)),
        published=PUBLISHED,
        first_seen=PUBLISHED,
        sentence_hash=f"{article} {value}",
        period=Period(date(2025, 1, 1), date(2025, 12, 31)),
    )
    return replace(observation, **changes)
