"""What a source lists, whatever the format."""

from dataclasses import dataclass
from datetime import UTC, datetime

from digests.model import SourceEntry


@dataclass(frozen=True, slots=True)
class Listing:
    """A source's list; `kind` is rss, atom, rdf, json, sitemap or telegram; entries are in the order of the list."""

    kind: str
    title: str
    link: str
    entries: tuple[SourceEntry, ...]


def iso_time(text: str) -> datetime | None:
    """The time that an ISO 8601 text names, in UTC (also where it names no zone); None: it names none."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
