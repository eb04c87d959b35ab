"""What is read: rubrics, sources, what a fetch gives, entries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from digests.model.ledger import Metric
from digests.model.words import Locale

ZONE = "Asia/Almaty"
"""Of times that name no zone: outlets here write their own clock."""


@dataclass(frozen=True, slots=True)
class Rubric:
    """A theme that people subscribe to.

    stems   beginnings of words (or of phrases) that point to it
    enough  how much must: a stem in the body is 1, in the first paragraph 2, in the title 4
    """

    key: str
    name: Mapping[Locale, str]
    stems: Mapping[Locale, tuple[str, ...]]
    enough: int = 2


class SourceKind(StrEnum):
    """How a source lists what it has published."""

    FEED = "feed"
    SITEMAP = "sitemap"
    LISTING = "listing"
    TELEGRAM = "telegram"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a page without a feed (CSS selectors) or an API (keys joined by dots) says what.

    item   each publication; the others are looked for in it, and empty where it does not say them
    link   the address; title, date, text: what they are called
    next   the page with older ones, looked for in the whole page
    """

    item: str
    link: str
    title: str = ""
    date: str = ""
    text: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet's list of publications, as newsroom.toml names it.

    name     what readers see ("Lada.kz")
    lang     of all its articles; None: found article by article
    rubrics  of all its articles; empty: found article by article
    every    how often it is checked; None: as its own rhythm asks for
    layout   of a listing page, or of an API that is no JSON feed
    body     a CSS selector of the text on its article pages; empty: it is found
    zone     of times that name none
    """

    id: str
    kind: SourceKind
    url: str
    name: str
    lang: Locale | None = None
    rubrics: tuple[str, ...] = ()
    every: timedelta | None = None
    verified: bool = False
    layout: Layout | None = None
    body: str = ""
    zone: str = ZONE


@dataclass(frozen=True, slots=True)
class Newsroom:
    """What newsroom.toml and metrics.toml say, validated; order is the order of the files."""

    rubrics: tuple[Rubric, ...]
    sources: tuple[Source, ...]
    metrics: tuple[Metric, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceState:
    """What the last checks of a source left behind.

    next_check_at  when it is due
    checked_at     the last check of any outcome; None: never checked
    succeeded_at   the last check that could read it; None: never read, so the next reading is its first
    failures       failed checks in a row
    problem        what ails it, for people who look at /sources: why the last check failed, or, without failures, what
                   is wrong with what it says: `undated`, `only_old`, `silent`; None: nothing
    body_hash      of the body last read, so that an unchanged one is not parsed again
    pace           how long it is left alone after a reading; None: not known yet
    quiet_hours    hours of the week, from 0 (Monday midnight, UTC), in which its feed asks not to be read
    gap            the median time between its publications; None: too few have dates
    newest_at      when its newest publication is dated
    moved_to       where its server says it has moved for good, since when, and how often it said so
    """

    source_id: str
    next_check_at: datetime
    checked_at: datetime | None = None
    succeeded_at: datetime | None = None
    failures: int = 0
    problem: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    pace: timedelta | None = None
    quiet_hours: tuple[int, ...] = ()
    gap: timedelta | None = None
    newest_at: datetime | None = None
    moved_to: str | None = None
    moved_since: datetime | None = None
    moved_times: int = 0


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body that a server sent.

    url        the address after redirects
    moved_to   where permanent redirects lead; None: the address asked for is the right one
    fresh_for  how long the server says that it stays as it is
    """

    url: str
    status: int
    body: bytes
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None
    fresh_for: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The server said that nothing changed since the validators that were sent (304); `moved_to` as in `Fetched`."""

    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class FetchFailed:
    """A fetch that gave no body; `reason` is a short stable word: timeout, http_503, dns, robots, asked_to_wait …"""

    reason: str
    detail: str = ""
    retry_after: timedelta | None = None


FetchResult = Fetched | Unchanged | FetchFailed


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One item of a source's list, before its page is read. Times are aware UTC."""

    guid: str
    url: str
    title: str
    published: datetime | None = None
    updated: datetime | None = None
    author: str | None = None
    html: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeenEntry:
    """What is remembered of an entry, so that it is read once.

    key         `short_key` of its canonical URL, or of its guid where it has none
    entry_hash  of what the list says of it; another hash means that the outlet edited it
    article_id  the article it became (also of an older entry with the same text); None: nothing could be read yet
    attempts    how often its page was tried in vain
    """

    key: str
    entry_hash: str
    article_id: str | None
    attempts: int = 0
