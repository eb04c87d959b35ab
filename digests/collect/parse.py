"""Bytes that a source sent become entries."""

import zlib
from datetime import datetime

from digests.collect.decide import LARGEST_SITEMAP
from digests.collect.feed import parse_feed
from digests.collect.json_api import parse_json_api
from digests.collect.json_feed import parse_json_feed
from digests.collect.listing import Listing
from digests.collect.page import parse_page
from digests.collect.sitemap import parse_sitemap
from digests.collect.telegram import parse_telegram
from digests.model import ZONE, Layout, SourceKind

__all__ = ["Listing", "parse"]


def parse(
    body: bytes,
    *,
    url: str,
    content_type: str = "",
    kind: SourceKind | None = None,
    layout: Layout | None = None,
    zone: str = ZONE,
    now: datetime | None = None,
) -> Listing:
    """The listing in `body`; what it looks like decides where `kind` leaves it open.

    Raises ValueError with a sentence when it is none of the known formats.
    """
    body = _inflated(body)
    looks = _looks(body)
    if layout is not None:
        is_page = kind is SourceKind.LISTING
        return (
            parse_page(body, layout, url=url, zone=zone, now=now)
            if is_page
            else parse_json_api(body, layout, url=url, zone=zone)
        )
    if kind is SourceKind.TELEGRAM or (kind is None and looks == "telegram"):
        return parse_telegram(body, url=url)
    if kind is SourceKind.SITEMAP or looks == "sitemap":
        return parse_sitemap(body, url=url, zone=zone)
    if kind is SourceKind.JSON or looks == "json":
        return parse_json_feed(body, url=url, zone=zone)
    return parse_feed(body, url=url, content_type=content_type, zone=zone)


def _looks(body: bytes) -> str:
    head = body[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith((b"{", b"[")):
        return "json"
    if b"<urlset" in head or b"<sitemapindex" in head:
        return "sitemap"
    return "telegram" if b"tgme_widget_message" in body or b"tgme_channel_info" in body else "feed"


def _inflated(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    inflater = zlib.decompressobj(wbits=31)
    try:
        inflated = inflater.decompress(body, LARGEST_SITEMAP)
    except zlib.error as error:
        raise ValueError("the file is broken: it says gzip and cannot be inflated") from error
    if inflater.unconsumed_tail:
        raise ValueError(f"the file is too large: more than {LARGEST_SITEMAP} bytes after inflating")
    return inflated
