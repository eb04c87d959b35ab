"""An API that lists publications in JSON of its own, as WordPress does: keys with dots say what stands where."""

from typing import Any
from urllib.parse import urljoin

from digests.collect.json_feed import MOST_ENTRIES, read_json
from digests.collect.listing import Listing
from digests.collect.moments import moment
from digests.model import ZONE, Layout, SourceEntry
from digests.prose import prose


def parse_json_api(body: bytes, layout: Layout, *, url: str, zone: str = ZONE) -> Listing:
    """The publications that the layout's keys lead to. Raises ValueError where they lead to no list."""
    answer = read_json(body)
    items = _at(answer, layout.item)
    if not isinstance(items, list):
        reason = f"this answer has no list at {layout.item or 'its top'}: look at `item` of the layout"
        raise ValueError(reason)  # noqa: TRY004 a server sent it, not a caller
    entries = (_entry(item, layout, url, zone) for item in items[:MOST_ENTRIES])
    found = tuple(entry for entry in entries if entry.url)
    if items and not found:
        raise ValueError(f"no item of this answer has an address at {layout.link}: look at `link` of the layout")
    older = _text(answer, layout.next) if layout.next else ""
    return Listing("json", "", url, found, older=urljoin(url, older) if older else None)


def _entry(item: Any, layout: Layout, base: str, zone: str) -> SourceEntry:
    link = _text(item, layout.link)
    address = urljoin(base, link) if link else ""
    return SourceEntry(
        guid=address,
        url=address,
        title=" ".join(prose(_text(item, layout.title)).split()) if layout.title else "",
        published=moment(_text(item, layout.date), zone) if layout.date else None,
        html=_text(item, layout.text) if layout.text else "",
    )


def _text(value: Any, path: str) -> str:
    found = _at(value, path)
    return str(found) if isinstance(found, str | int) and not isinstance(found, bool) else ""


def _at(value: Any, path: str) -> Any:
    """What keys (and positions in lists) joined by dots lead to; None: nowhere. An empty path or «.» is the value."""
    for key in filter(None, path.split(".")):
        if isinstance(value, list) and key.isdigit() and int(key) < len(value):
            value = value[int(key)]
        elif isinstance(value, dict):
            value = value.get(key)
        else:
            return None
    return value
