"""Sitemaps, with what a news sitemap adds, and indices of sitemaps."""

import heapq
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO
from urllib.parse import urljoin

from lxml import etree

from digests.collect.listing import Listing, Part
from digests.collect.moments import moment
from digests.model import ZONE, SourceEntry

NEWEST = 500  # entries of a sitemap, by their times: some name every page that the site ever had
_INSIDE = {"urlset": "url", "sitemapindex": "sitemap"}
"""What a sitemap, or an index, has in it."""


def parse_sitemap(body: bytes, *, url: str, zone: str = ZONE) -> Listing:
    """The pages of a sitemap, or the sitemaps of an index. Raises ValueError when the body is neither.

    It is read element by element, so that a site's hundred thousand pages are never in memory together.
    """
    nodes = _walk(body)
    root = next(nodes, None)
    inside = _INSIDE.get(_name(root)) if root is not None else None
    if inside is None:
        raise ValueError("this is no sitemap: it has no urlset")
    found = (_fields(node) for node in nodes if _name(node) == inside)
    if inside == "sitemap":
        parts = (_part(fields, url, zone) for fields in found)
        return Listing("sitemap", "", url, (), parts=tuple(part for part in parts if part.url))
    entries = (_entry(fields, url, zone) for fields in found)
    return Listing("sitemap", "", url, _newest(entry for entry in entries if entry.url))


def _newest(entries: Iterable[SourceEntry]) -> tuple[SourceEntry, ...]:
    """Those that were published last, in the order of the list; without enough times the first ones."""
    first: list[SourceEntry] = []
    latest: list[tuple[datetime, int, SourceEntry]] = []
    for place, entry in enumerate(entries):
        if place < NEWEST:
            first.append(entry)
        if entry.published and len(latest) < NEWEST:
            heapq.heappush(latest, (entry.published, -place, entry))
        elif entry.published:
            heapq.heappushpop(latest, (entry.published, -place, entry))
    if len(latest) < NEWEST:
        return tuple(first)
    return tuple(entry for _, _, entry in sorted(latest, key=lambda one: -one[1]))


def _walk(body: bytes) -> Iterator[etree._Element]:
    """The root when it opens, then each of its elements when it ends, while those before it are let go. ValueError."""
    # Entities stay closed: a page from the network may name files and bombs.
    events = etree.iterparse(
        BytesIO(body),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
        huge_tree=False,
    )
    root: etree._Element | None = None
    try:
        for event, node in events:
            if root is None:
                root = node
                yield root
            elif event == "end" and node.getparent() is root:
                yield node
                while (done := node.getprevious()) is not None:
                    root.remove(done)
    except etree.XMLSyntaxError as error:
        raise ValueError("this is no sitemap: it is not XML") from error


def _part(fields: dict[str, str], base: str, zone: str) -> Part:
    location = fields.get("loc", "")
    return Part(urljoin(base, location) if location else "", moment(fields.get("lastmod", ""), zone))


def _entry(fields: dict[str, str], base: str, zone: str) -> SourceEntry:
    location = urljoin(base, fields["loc"]) if fields.get("loc") else ""
    modified = moment(fields.get("lastmod", ""), zone)
    keywords = (word.strip() for word in fields.get("keywords", "").split(","))
    return SourceEntry(
        guid=location,
        url=location,
        title=" ".join(fields.get("title", "").split()),
        published=moment(fields.get("publication_date", ""), zone) or modified,
        updated=modified,
        tags=tuple(filter(None, keywords)),
    )


def _fields(node: etree._Element) -> dict[str, str]:
    """The texts of the node's elements by name, each as it comes first (images and videos have fields of their own)."""
    fields: dict[str, str] = {}
    for child in node.iter():
        fields.setdefault(_name(child), (child.text or "").strip())
    return fields


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname.lower() if isinstance(node.tag, str) else ""
