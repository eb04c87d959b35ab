"""RSS, RDF and Atom."""

from datetime import UTC, datetime
from io import BytesIO
from time import struct_time
from typing import Any
from urllib.parse import urljoin

import feedparser

from digests.collect.listing import Listing
from digests.model import SourceEntry
from digests.prose import prose


def parse_feed(body: bytes, *, url: str, content_type: str = "") -> Listing:
    """The entries of a feed. Raises ValueError when the body is no feed."""
    # Without a charset text/xml would mean ASCII (RFC 2046), which no outlet means: then the document decides.
    told = content_type if "charset" in content_type.lower() else "application/xml"
    headers = {"content-location": url, "content-type": told}
    # A stream, since feedparser takes bare bytes for the name of a file first.
    parsed = feedparser.parse(BytesIO(body), response_headers=headers)
    version = parsed.get("version", "")
    if not version and not parsed.entries:
        raise ValueError("this is no feed: no RSS, RDF or Atom was found in it")
    feed = parsed.feed
    entries = tuple(_entry(item, url) for item in parsed.entries)
    return Listing(_kind(version), _plain(feed, "title"), urljoin(url, feed.get("link", "")), entries)


def _kind(version: str) -> str:
    if version.startswith("atom"):
        return "atom"
    return "rdf" if version in ("rss10", "rss090") else "rss"


def _entry(item: Any, base: str) -> SourceEntry:
    link = urljoin(base, item.get("link", "")) if item.get("link") else ""
    return SourceEntry(
        guid=item.get("id") or link,
        url=link,
        title=_plain(item, "title"),
        published=_time(dict.get(item, "published_parsed")),
        updated=_time(dict.get(item, "updated_parsed")),
        author=item.get("author") or None,
        html=_html(item),
        tags=tuple(tag["term"] for tag in item.get("tags", ()) if tag.get("term")),
    )


def _plain(item: Any, field: str) -> str:
    value = str(item.get(field, ""))
    is_markup = "html" in item.get(f"{field}_detail", {}).get("type", "")
    return " ".join((prose(value) if is_markup else value).split())


def _html(item: Any) -> str:
    """The longest of what the entry says of itself: full text where the feed has it."""
    texts = [part.get("value", "") for part in item.get("content", ())] + [item.get("summary", "")]
    return str(max(texts, key=len))


def _time(parts: struct_time | None) -> datetime | None:
    if parts is None:
        return None
    try:
        return datetime(*parts[:6], tzinfo=UTC)
    except ValueError:
        return None
