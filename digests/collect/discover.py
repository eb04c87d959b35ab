"""What feeds a page names."""

from urllib.parse import urljoin, urlsplit

from digests.markup import read_html

TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "text/xml")
MOST = 10


def feeds_of(body: bytes, url: str) -> tuple[str, ...]:
    """Addresses of the feeds that the page's head names, and of those that it only links to; each once, best first."""
    root = read_html(body)
    if root is None:
        return ()
    named = [
        link.get("href") or ""
        for link in root.xpath("//link[@href]")
        if "alternate" in (link.get("rel") or "").lower().split() and _type(link.get("type") or "") in TYPES
    ]
    linked = [link for link in map(str, root.xpath("//a/@href")) if _looks_like_a_feed(link)]
    found = dict.fromkeys(urljoin(url, link.strip()) for link in [*named, *linked] if link.strip())
    # Feeds of comments stand beside the feed of articles on every page of WordPress.
    articles = [address for address in found if "comments" not in urlsplit(address).path]
    return tuple(articles[:MOST])


def _type(text: str) -> str:
    return text.partition(";")[0].strip().lower()


def _looks_like_a_feed(link: str) -> bool:
    path = urlsplit(link).path.lower().rstrip("/")
    return path.endswith(("/rss", "/feed", ".rss", "/rss.xml", "/feed.xml", "/atom.xml", "/feed.json"))
