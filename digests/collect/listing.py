"""What a source lists, whatever the format."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from digests.model import SourceEntry


@dataclass(frozen=True, slots=True)
class Part:
    """A list that an index names; `modified` is None where the index does not say when it last changed."""

    url: str
    modified: datetime | None = None


@dataclass(frozen=True, slots=True)
class Wishes:
    """When a feed asks not to be read: within `ttl`, and in these hours of the week (from Monday midnight, UTC)."""

    ttl: timedelta = timedelta()
    quiet_hours: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Listing:
    """A source's list.

    kind     rss, atom, rdf, json, sitemap, telegram or page
    entries  in the order of the list
    parts    the lists that it is an index of
    older    the address of the page with older entries
    """

    kind: str
    title: str
    link: str
    entries: tuple[SourceEntry, ...]
    parts: tuple[Part, ...] = ()
    older: str | None = None
    wishes: Wishes = Wishes()
