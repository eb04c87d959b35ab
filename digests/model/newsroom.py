"""What is read: rubrics, sources, what a fetch gives, entries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from digests.model.ledger import Metric
from digests.model.words import Locale


@dataclass(frozen=True, slots=True)
class Rubric:
    """A theme that people subscribe to; `stems` are beginnings of words (or of phrases) that point to it."""

    key: str
    name: Mapping[Locale, str]
    stems: Mapping[Locale, tuple[str, ...]]


class SourceKind(StrEnum):
    """How a source lists what it has published."""

    FEED = "feed"
    SITEMAP = "sitemap"
    LISTING = "listing"
    TELEGRAM = "telegram"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet's list of publications, as newsroom.toml names it.

    name     what readers see ("Lada.kz")
    lang     of all its articles; None: found article by article
    rubrics  of all its articles; empty: found article by article
    """

    id: str
    kind: SourceKind
    url: str
    name: str
    lang: Locale | None = None
    rubrics: tuple[str, ...] = ()
    every: timedelta = timedelta(minutes=15)
    verified: bool = False


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
    problem        why the last check failed, for people who look at /sources; None: it did not
    body_hash      of the body last read, so that an unchanged one is not parsed again
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


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body that a server sent; `url` is the address after redirects."""

    url: str
    status: int
    body: bytes
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The server said that nothing changed since the validators that were sent (304)."""


@dataclass(frozen=True, slots=True)
class FetchFailed:
    """A fetch that gave no body; `reason` is a short stable word: timeout, http_503, refused, private_address …"""

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
