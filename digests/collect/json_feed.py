"""JSON Feed 1.0 and 1.1."""

import json
from html import escape
from typing import Any
from urllib.parse import urljoin

from digests.charset import decode
from digests.collect.listing import Listing
from digests.collect.moments import moment
from digests.model import ZONE, SourceEntry

MOST_ENTRIES = 2000


def parse_json_feed(body: bytes, *, url: str, zone: str = ZONE) -> Listing:
    """The entries of a JSON feed. Raises ValueError when the body is none."""
    feed = read_json(body)
    items = feed.get("items") if isinstance(feed, dict) else None
    if items is None or not isinstance(items, list):
        raise ValueError("this is no JSON feed: it has no list of items")
    entries = tuple(_entry(item, url, zone) for item in items[:MOST_ENTRIES] if isinstance(item, dict))
    return Listing("json", _text(feed, "title"), urljoin(url, _text(feed, "home_page_url")), entries)


def read_json(body: bytes) -> Any:
    """The value in the body. Raises ValueError when it is no JSON, or is nested too deeply."""
    try:
        return json.loads(decode(body))
    except RecursionError as error:
        raise ValueError("this is no JSON that can be read: it is nested too deeply") from error


def _entry(item: dict[str, Any], base: str, zone: str) -> SourceEntry:
    link = _text(item, "url") or _text(item, "external_url")
    tags = item.get("tags")
    return SourceEntry(
        guid=_text(item, "id") or link,
        url=urljoin(base, link) if link else "",
        title=" ".join(_text(item, "title").split()),
        published=moment(_text(item, "date_published"), zone),
        updated=moment(_text(item, "date_modified"), zone),
        author=_author(item),
        html=_html(item),
        tags=tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
    )


def _text(item: dict[str, Any], field: str) -> str:
    """Numbers too: 1.0 allows them as ids."""
    value = item.get(field)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _author(item: dict[str, Any]) -> str | None:
    authors = item.get("authors")
    listed = authors if isinstance(authors, list) else [item.get("author")]
    names = [_text(author, "name") for author in listed if isinstance(author, dict)]
    return ", ".join(filter(None, names)) or None


def _html(item: dict[str, Any]) -> str:
    plain = _text(item, "content_text") or _text(item, "summary")
    paragraphs = (f"<p>{escape(part, quote=False)}</p>" for part in plain.split("\n\n") if part.strip())
    return _text(item, "content_html") or "".join(paragraphs)
