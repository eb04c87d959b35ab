"""Values with defaults: a test names only what it is about."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from digests.model import (
    Article,
    Bubble,
    ChatKind,
    Figure,
    Kind,
    Locale,
    Mailing,
    MailingKind,
    SeenEntry,
    Source,
    SourceCheck,
    SourceKind,
    SourceState,
    Status,
    Subscriber,
    short_key,
)

NOW = datetime(2025, 10, 19, 12, 0, tzinfo=UTC)  # a Sunday
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

TITLE = "Фонд поддержал сорок проектов"
TEXT = "В этом году фонд выделил 40 грантов для НПО. Каждый проект получит до двух лет поддержки."


def a_source(**changes: Any) -> Source:
    """A feed called "steppe"."""
    source = Source(id="steppe", kind=SourceKind.FEED, url="https://steppe.example/rss", name="Steppe News")
    return replace(source, **changes)


def a_state(source_id: str = "steppe", **changes: Any) -> SourceState:
    """The state of a source that was read just now."""
    state = SourceState(source_id, next_check_at=NOW + HOUR / 4, checked_at=NOW, succeeded_at=NOW)
    return replace(state, **changes)


def a_figure(surface: str = "40", text: str = TEXT, **changes: Any) -> Figure:
    """The figure whose words are `surface` in `text`, in the sentence around it; by default 40 grants."""
    start = text.index(surface)
    sentence_start = text.rfind(". ", 0, start) + 2 if ". " in text[:start] else 0
    sentence_end = text.find(".", start) + 1 or len(text)
    figure = Figure(
        start=start,
        end=start + len(surface),
        surface=surface,
        value=Decimal("".join(filter(str.isdigit, surface)) or 1),
        kind=Kind.LEVEL,
        unit="count",
        lang=Locale.RU,
        sentence=(sentence_start, sentence_end),
    )
    return figure._replace(**changes)


def an_article(**changes: Any) -> Article:
    """A Russian article of "steppe" about grants, an hour old, without figures; its id follows its URL."""
    url = changes.get("url", "https://steppe.example/1")
    published = changes.get("published", NOW - HOUR)
    text = changes.get("text", TEXT)
    article = Article(
        id=short_key(url),
        source_id="steppe",
        outlet="Steppe News",
        url=url,
        title=TITLE,
        text=text,
        lang=Locale.RU,
        published=published,
        collected=changes.get("listed", published),
        listed=published,
        text_hash=short_key(text),
        rubrics=("grants",),
    )
    return replace(article, **changes)


def an_article_with_figures(**changes: Any) -> Article:
    """An article whose one figure leads: 40 grants."""
    return an_article(**{"figures": (a_figure(),), "headline": (0,)} | changes)


def a_check(*articles: Article, **changes: Any) -> SourceCheck:
    """A check of "steppe" that brought these articles, each from an entry with its id as key."""
    source_id = changes.get("source_id", "steppe")
    entries = tuple(SeenEntry(article.id, article.text_hash, article.id) for article in articles)
    check = SourceCheck(source_id, NOW, a_state(source_id), tuple(articles), entries)
    return replace(check, **changes)


def a_subscriber(chat_id: int = 100, **changes: Any) -> Subscriber:
    """An active person who reads about grants in Russian and whose digest is due now."""
    subscriber = Subscriber(
        chat_id=chat_id,
        kind=ChatKind.PRIVATE,
        locale=Locale.RU,
        created_at=NOW - 30 * DAY,
        rubrics=frozenset({"grants"}),
        status=Status.ACTIVE,
        next_digest_at=NOW,
    )
    return replace(subscriber, **changes)


def a_mailing(*texts: str, **changes: Any) -> Mailing:
    """A digest of these bubbles (by default one), made now and wanted for six hours."""
    mailing = Mailing(
        key="mailing",
        kind=MailingKind.DIGEST,
        bubbles=tuple(Bubble(text) for text in texts or ("<b>40</b> грантов для НПО",)),
        created_at=NOW,
        expires_at=NOW + 6 * HOUR,
    )
    return replace(mailing, **changes)
