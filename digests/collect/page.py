"""A page that lists publications and has no feed: CSS selectors say what stands where."""

from datetime import datetime
from urllib.parse import urljoin

from lxml import etree

from digests.collect.listing import Listing
from digests.collect.moments import moment
from digests.markup import read_html, select
from digests.model import ZONE, Layout, SourceEntry
from digests.prose import prose


def parse_page(body: bytes, layout: Layout, *, url: str, zone: str = ZONE, now: datetime | None = None) -> Listing:
    """The publications that the layout's selectors find. Raises ValueError where they find none."""
    root = read_html(body)
    if root is None:
        raise ValueError("this is no page: it is not HTML")
    items = select(root, layout.item)
    if not items:
        raise ValueError(f"nothing on this page is {layout.item}: look at `item` of the layout")
    entries = tuple(entry for item in items if (entry := _entry(item, layout, url, zone, now)) is not None)
    if not entries:
        raise ValueError(f"no item of this page has a link at {layout.link}: look at `link` of the layout")
    title = " ".join((root.findtext(".//title") or "").split())
    return Listing("page", title, url, entries, older=_older(root, layout, url))


def _entry(item: etree._Element, layout: Layout, base: str, zone: str, now: datetime | None) -> SourceEntry | None:
    found = _first(item, layout.link)
    link = (found.get("href") or "").strip() if found is not None else ""
    if not link or link.startswith(("#", "javascript:", "mailto:", "tel:")):
        return None
    address = urljoin(base, link)
    date = _first(item, layout.date) if layout.date else None
    return SourceEntry(
        guid=address,
        url=address,
        title=_words(_first(item, layout.title) if layout.title else found),
        published=_time(date, zone, now) if date is not None else None,
        html=_markup(_first(item, layout.text)) if layout.text else "",
    )


def _first(item: etree._Element, selector: str) -> etree._Element | None:
    """The first element in the item, or the item itself: cards are often links as a whole."""
    return next(iter(select(item, selector)), None)


def _words(element: etree._Element | None) -> str:
    return " ".join(prose(_markup(element)).split())


def _markup(element: etree._Element | None) -> str:
    return "" if element is None else etree.tostring(element, encoding="unicode", with_tail=False)


def _time(element: etree._Element, zone: str, now: datetime | None) -> datetime | None:
    """As its attribute says for machines, or else as its words say."""
    stated = element.get("datetime") or element.get("content") or ""
    return moment(stated, zone, now) or moment(_words(element), zone, now)


def _older(root: etree._Element, layout: Layout, url: str) -> str | None:
    link = _first(root, layout.next) if layout.next else None
    address = urljoin(url, link.get("href") or "") if link is not None else url
    return address if address != url else None
