"""RSS, RDF and Atom."""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import islice
from time import struct_time
from typing import Any
from urllib.parse import urljoin

import feedparser

from digests.charset import encoding_of, marked_as
from digests.collect.burden import burden
from digests.collect.listing import Listing, Wishes
from digests.collect.moments import moment
from digests.model import ZONE, SourceEntry
from digests.prose import prose

ZONELESS = re.compile(r"\d:\d\d(?::\d\d)?(?:\s*\(?[A-Za-z]{2,5}\)?)?\s*$")
"""A time without a zone, or with the name of an unknown one."""
HEAD = 20_000  # bytes: what a feed says of itself stands before its entries
SKIP_HOURS = re.compile(rb"<skipHours>(.{0,2000}?)</skipHours>", re.IGNORECASE | re.DOTALL)
SKIP_DAYS = re.compile(rb"<skipDays>(.{0,2000}?)</skipDays>", re.IGNORECASE | re.DOTALL)
ITEM = re.compile(rb"<(?:hour|day)>\s*(\w{1,9})\s*</", re.IGNORECASE)
CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
EBCDIC = b"\x4c\x6f\xa7\x94"  # «<?xm»
MOST_ENTRIES = 2000
ENTRY_END = re.compile(rb"</(?:item|entry)\s*>", re.IGNORECASE)
DAYS = (b"monday", b"tuesday", b"wednesday", b"thursday", b"friday", b"saturday", b"sunday")


def parse_feed(body: bytes, *, url: str, content_type: str = "", zone: str = ZONE) -> Listing:
    """The entries of a feed. Raises ValueError when the body is no feed."""
    body, charset = _labelled(body, content_type)
    heavy = burden(body)
    if heavy is not None:
        raise ValueError(f"this feed is not read: {heavy}")
    body = _first_entries(body)
    headers = {"content-location": url, "content-type": f"application/xml; charset={charset}" if charset else ""}
    # A stream, since feedparser takes bare bytes for the name of a file first.
    parsed = feedparser.parse(BytesIO(body), response_headers=headers)
    version = parsed.get("version", "")
    if not version and not parsed.entries:
        raise ValueError("this is no feed: no RSS, RDF or Atom was found in it")
    feed = parsed.feed
    entries = tuple(_entry(item, url, zone) for item in parsed.entries)
    link = _joined(url, feed.get("link", "")) or url
    return Listing(_kind(version), _plain(feed, "title"), link, entries, wishes=_wishes(feed, body))


def _labelled(body: bytes, content_type: str) -> tuple[bytes, str]:
    """The document, and the encoding that feedparser is told, since it believes also labels that are plainly wrong.

    Empty: nothing is told, as for documents of mainframes, which it knows by their first bytes.
    """
    marked = marked_as(body)
    if marked is not None:
        return body.decode(marked).encode(errors="replace"), "utf-8"
    if b"\0" in body[:HEAD] or body.startswith(EBCDIC):
        return body, ""
    declared = CHARSET.search(content_type)
    told = declared[1] if declared else ""
    return body, told if body.isascii() else encoding_of(body, told)


def _first_entries(body: bytes) -> bytes:
    """The feed with at most so many of its entries, still well-formed: a hundred thousand would take half a minute."""
    ends = islice(ENTRY_END.finditer(body), MOST_ENTRIES - 1, None)
    cut = next(ends, None)
    if cut is None:
        return body
    if cut[0].lower().startswith(b"</entry"):
        return body[: cut.end()] + b"</feed>"
    return body[: cut.end()] + (b"</rdf:RDF>" if b"<rdf:RDF" in body[:HEAD] else b"</channel></rss>")


def _kind(version: str) -> str:
    if version.startswith("atom"):
        return "atom"
    return "rdf" if version in ("rss10", "rss090") else "rss"


def _entry(item: Any, base: str, zone: str) -> SourceEntry:
    # FeedBurner and its kin put an address of their own before the article's.
    link = _joined(base, item.get("feedburner_origlink") or item.get("link") or "")
    return SourceEntry(
        guid=item.get("id") or link,
        url=link,
        title=_plain(item, "title"),
        published=_time(item, "published", zone),
        updated=_time(item, "updated", zone),
        author=item.get("author") or None,
        html=_html(item),
        tags=tuple(tag["term"] for tag in item.get("tags", ()) if tag.get("term")),
    )


def _plain(item: Any, field: str) -> str:
    value = str(item.get(field) or "")  # a field that is opened and never closed is None
    is_markup = "html" in ((item.get(f"{field}_detail") or {}).get("type") or "")
    return " ".join((prose(value) if is_markup else value).split())


def _html(item: Any) -> str:
    """The longest of what the entry says of itself: full text where the feed has it."""
    texts = [part.get("value") for part in item.get("content", ())] + [item.get("summary")]
    return max((str(text) for text in texts if text), key=len, default="")


def _time(item: Any, field: str, zone: str) -> datetime | None:
    """As we read it; feedparser, which takes times without a zone and unknown zones for UTC, is asked for the rest."""
    # dict.get, since the dictionaries of feedparser answer «published» for «updated».
    written = str(dict.get(item, field) or "")
    found = moment(written, zone)
    parts: struct_time | None = dict.get(item, f"{field}_parsed")
    if found is not None or parts is None or ZONELESS.search(written):
        return found
    try:
        return datetime(*parts[:6], tzinfo=UTC)
    except ValueError:
        return None


def _joined(base: str, link: str) -> str:
    """The absolute address; one that nothing can make sense of is none."""
    try:
        return urljoin(base, link.strip()) if link.strip() else ""
    except ValueError:
        return ""


def _wishes(feed: Any, body: bytes) -> Wishes:
    """ttl, skipHours and skipDays of RSS; feedparser leaves the latter two out."""
    minutes = re.fullmatch(r"\s*(\d{1,6})\s*", str(feed.get("ttl", "")))
    skipped = [pattern.search(body[:HEAD]) for pattern in (SKIP_HOURS, SKIP_DAYS)]
    hours, days = ({word.strip().lower() for word in ITEM.findall(one[1])} if one else set() for one in skipped)
    numbers = {int(word) % 24 for word in hours if word.isdigit()}
    whole_days = {index for index, name in enumerate(DAYS) if name in days}
    quiet = frozenset(hour for hour in range(7 * 24) if hour % 24 in numbers or hour // 24 in whole_days)
    return Wishes(timedelta(minutes=int(minutes[1])) if minutes else timedelta(), quiet)
