"""Sitemaps, with what a news sitemap adds, and indices of sitemaps."""

from urllib.parse import urljoin

from lxml import etree

from digests.collect.listing import Listing, Part
from digests.collect.moments import moment
from digests.model import ZONE, SourceEntry

NEWEST = 500  # entries of a sitemap, by their times: some name every page that the site ever had


def parse_sitemap(body: bytes, *, url: str, zone: str = ZONE) -> Listing:
    """The pages of a sitemap, or the sitemaps of an index. Raises ValueError when the body is neither."""
    # Entities stay closed: a page from the network may name files and bombs.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("this is no sitemap: it is not XML") from error
    name = _name(root) if root is not None else ""
    if root is None or name not in ("urlset", "sitemapindex"):
        raise ValueError("this is no sitemap: it has no urlset")
    if name == "sitemapindex":
        parts = (_part(node, url, zone) for node in root if _name(node) == "sitemap")
        return Listing("sitemap", "", url, (), parts=tuple(part for part in parts if part.url))
    entries = tuple(entry for node in root if _name(node) == "url" and (entry := _entry(node, url, zone)).url)
    return Listing("sitemap", "", url, _newest(entries))


def _newest(entries: tuple[SourceEntry, ...]) -> tuple[SourceEntry, ...]:
    """Those that were published last, in the order of the list; without times the first ones."""
    if len(entries) <= NEWEST:
        return entries
    times = sorted((entry.published for entry in entries if entry.published), reverse=True)
    if len(times) < NEWEST:
        return entries[:NEWEST]
    kept = [entry for entry in entries if entry.published and entry.published >= times[NEWEST - 1]]
    return tuple(kept[:NEWEST])


def _part(node: etree._Element, base: str, zone: str) -> Part:
    fields = _fields(node)
    location = fields.get("loc", "")
    return Part(urljoin(base, location) if location else "", moment(fields.get("lastmod", ""), zone))


def _entry(node: etree._Element, base: str, zone: str) -> SourceEntry:
    fields = _fields(node)
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
