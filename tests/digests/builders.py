"""Articles with their figures, for tests: a figure is named by its surface in the text."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from digests.lang import sentences
from digests.model import Article, Figure, Kind, Locale, short_key

NOW = datetime(2025, 10, 19, 12, tzinfo=UTC)


def figure(
    text: str, surface: str, value: str, unit: str = "count", *, counted: str | None = None, **rest: Any
) -> Figure:
    """The figure that stands as `surface` in the text; `counted` is looked for after it."""
    lang = rest.pop("lang", Locale.RU)
    start = text.index(surface)
    end = start + len(surface)
    counted_start = text.index(counted, end) if counted else None
    return Figure(
        start=start,
        end=end,
        surface=surface,
        value=Decimal(value),
        kind=rest.pop("kind", Kind.LEVEL),
        unit=unit,
        lang=lang,
        sentence=next(span for span in sentences(text, lang) if span[0] <= start < span[1]),
        counted=counted,
        counted_start=counted_start,
        counted_end=counted_start + len(counted) if counted and counted_start is not None else None,
        **rest,
    )


def article(
    text: str, *figures: Figure, hours: float = 0, headline: tuple[int, ...] | None = None, **rest: Any
) -> Article:
    """An article published `hours` after NOW; every figure is worth a headline unless said otherwise."""
    moment = NOW + timedelta(hours=hours)
    outlet = rest.pop("outlet", "Outlet")
    values: dict[str, Any] = {
        "id": short_key(outlet, text, str(hours)),
        "source_id": outlet,
        "url": "https://example.org/news",
        "title": "Title",
        "lang": Locale.RU,
        "published": moment,
        "collected": moment,
        "listed": moment,
        "text_hash": short_key(text),
        "rubrics": ("grants",),
        "headline": tuple(range(len(figures))) if headline is None else headline,
    }
    return Article(outlet=outlet, text=text, figures=figures, **{**values, **rest})
