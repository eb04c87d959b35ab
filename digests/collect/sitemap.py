"""Sitemaps, with what a news sitemap adds."""

from lxml import etree

from digests.collect.listing import Listing, iso_time
from digests.model import SourceEntry


def parse_sitemap(body: bytes, *, url: str) -> Listing:
    """The pages of a sitemap. Raises ValueError when the body is none, or is an index of sitemaps."""
    # Entities stay closed: a page from the network may name files and bombs.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("this is no sitemap: it is not XML") from error
    name = _name(root) if root is not None else ""
    if name == "sitemapindex":
        raise ValueError("this is an index of sitemaps: name one of the sitemaps that it lists as the source")
    if root is None or name != "urlset":
        raise ValueError("this is no sitemap: it has no urlset")
    entries = (_entry(node) for node in root if _name(node) == "url")
    return Listing("sitemap", "", url, tuple(entry for entry in entries if entry.url))


def _entry(node: etree._Element) -> SourceEntry:
    fields: dict[str, str] = {}
    for child in node.iter():
        fields.setdefault(_name(child), (child.text or "").strip())
    location = fields.get("loc", "")
    modified = iso_time(fields.get("lastmod", ""))
    keywords = (word.strip() for word in fields.get("keywords", "").split(","))
    return SourceEntry(
        guid=location,
        url=location,
        title=" ".join(fields.get("title", "").split()),
        published=iso_time(fields.get("publication_date", "")) or modified,
        updated=modified,
        tags=tuple(filter(None, keywords)),
    )


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname.lower() if isinstance(node.tag, str) else ""
