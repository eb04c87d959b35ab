"""`show entries`: what the collector reads in a list."""

import base64
from dataclasses import asdict
from datetime import datetime
from typing import Any

from digests.collect.parse import parse
from digests.model import ZONE, Layout, SourceEntry, SourceKind


def show_entries(record: dict[str, Any]) -> dict[str, Any]:
    """The answer for one record: `body_base64`, and if known `url`, `content_type`, `kind`, `layout`, `zone`, `now`."""
    body = base64.b64decode(record["body_base64"])
    listing = parse(
        body,
        url=record.get("url") or "",
        content_type=record.get("content_type") or "",
        kind=SourceKind(record["kind"]) if record.get("kind") else None,
        layout=Layout(**record["layout"]) if record.get("layout") else None,
        zone=record.get("zone") or ZONE,
        now=datetime.fromisoformat(record["now"]) if record.get("now") else None,
    )
    return {
        "kind": listing.kind,
        "feed": {"title": listing.title, "link": listing.link},
        "entries": [_entry(entry) for entry in listing.entries],
    }


def _entry(entry: SourceEntry) -> dict[str, Any]:
    return asdict(entry) | {
        "published": iso_utc(entry.published),
        "updated": iso_utc(entry.updated),
        "tags": list(entry.tags),
    }


def iso_utc(moment: datetime | None) -> str | None:
    """The time as ISO 8601 with a Z."""
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")
