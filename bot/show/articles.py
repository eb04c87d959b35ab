"""A record of `show` -> an article, with language and figures found as when it is collected."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from digests.figures import find_figures, rank
from digests.lang import detect
from digests.model import Article, Locale, short_key


def read_article(record: Mapping[str, Any]) -> Article:
    """The article of a record with `text`; `title`, `lang`, `published`, `url` and `outlet` may be missing.

    Raises:
        ValueError: the record has no text, or a language or time that cannot be read.
    """
    text, title = _text(record, "text"), str(record.get("title") or "")
    published = read_time(record.get("published"))
    lang = read_lang(record.get("lang"), f"{title}\n\n{text}")
    figures = find_figures(text, lang, published=published.date() if published else None)
    moment = published or datetime.now(UTC)
    identity, outlet = str(record.get("id")), str(record.get("outlet") or "")
    return Article(
        id=identity,
        source_id=outlet or identity,
        outlet=outlet or identity,
        url=str(record.get("url") or ""),
        title=title,
        text=text,
        lang=lang,
        published=moment,
        collected=moment,
        listed=moment,
        text_hash=short_key(text),
        figures=figures,
        headline=rank(figures, text, title),
    )


def read_lang(value: object, text: str) -> Locale:
    """The language that a record names, else that of the text."""
    return Locale(str(value)) if value else detect(text)


def read_time(value: object) -> datetime | None:
    """An ISO 8601 date or time in UTC; one without a zone is taken as UTC."""
    if not value:
        return None
    moment = datetime.fromisoformat(str(value))
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _text(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    if not isinstance(value, str):
        raise ValueError(f"`{key}` must be a string")  # noqa: TRY004 the record is at fault, not a caller
    return value
