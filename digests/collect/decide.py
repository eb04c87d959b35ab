"""What follows from a check of a source: pure decisions about times and sameness."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from digests.collect.canonical import canonical_url
from digests.model import Article, Fetched, SeenEntry, SourceEntry, SourceState, short_key

LONGEST_BACK_OFF = timedelta(hours=24)
NEWS_AGE = timedelta(days=3)
MOST_ATTEMPTS = 5
MOST_READ = 30  # pages a check, so that no source holds the others up
LATEST = datetime.max.replace(tzinfo=UTC)


def back_off(every: timedelta, failures: int, retry_after: timedelta | None = None) -> timedelta:
    """How long to leave a source alone after `failures` in a row (from 1); what its server asks for is the least."""
    doubled = min(every * (1 << min(max(failures, 0), 16)), LONGEST_BACK_OFF)
    return max(doubled, every, min(retry_after or timedelta(), LONGEST_BACK_OFF))


def entry_hash(entry: SourceEntry) -> str:
    """The same while the list says the same of the entry; times are left out, since some feeds renew them each time."""
    return short_key(entry.title, entry.html, entry.author or "", *entry.tags)


def listed_at(published: datetime, collected: datetime, *, first_reading: bool) -> datetime:
    """From when an article is news: a first reading and late finds must not flood readers with the old."""
    is_old = collected - published > NEWS_AGE
    return published if first_reading or is_old else collected


def entry_key(entry: SourceEntry) -> str:
    """What the entry is remembered by; the id of the article that it becomes."""
    return short_key(canonical_url(entry.url) if entry.url else entry.guid)


def wanted(entries: Sequence[SourceEntry], seen: Mapping[str, SeenEntry]) -> tuple[SourceEntry, ...]:
    """The entries whose pages are to be read, newest first: new ones, edited ones, and those that failed so far.

    An entry without a time may be new, so it goes first. A list that names a page twice gets it read once.
    """
    unique = {entry_key(entry): entry for entry in reversed(entries)}
    found = [entry for key, entry in reversed(unique.items()) if _is_wanted(entry, seen.get(key))]
    return tuple(sorted(found, key=lambda entry: entry.published or entry.updated or LATEST, reverse=True))


def _is_wanted(entry: SourceEntry, seen: SeenEntry | None) -> bool:
    if seen is None or seen.entry_hash != entry_hash(entry):
        return True
    has_failed = seen.article_id is None or seen.attempts > 0
    return has_failed and seen.attempts < MOST_ATTEMPTS


@dataclass(frozen=True, slots=True)
class Merged:
    """What a check adds to the store."""

    articles: tuple[Article, ...]
    entries: tuple[SeenEntry, ...]


def merge(
    reads: Sequence[tuple[SourceEntry, Article | None]],
    *,
    seen: Mapping[str, SeenEntry],
    known: Mapping[str, Article],
    same_text: Mapping[str, str],
    now: datetime,
) -> Merged:
    """New articles and new revisions among what was read (None: in vain), and what to remember of the entries.

    `known` are the current revisions by id, `same_text` the ids of the source's articles by text hash: an outlet that
    lists a text under a second address tells nothing new.
    """
    owners = dict(same_text)
    articles: list[Article] = []
    entries: list[SeenEntry] = []
    for entry, article in reads:
        key = entry_key(entry)
        if article is None:
            entries.append(_in_vain(key, entry_hash(entry), seen.get(key)))
            continue
        kept = _kept(article, known.get(article.id), owners, now)
        articles.extend(kept)
        owner = article.id if article.id in known else owners.setdefault(article.text_hash, article.id)
        entries.append(SeenEntry(key, entry_hash(entry), owner))
    return Merged(tuple(articles), tuple(entries))


def _kept(article: Article, known: Article | None, owners: Mapping[str, str], now: datetime) -> tuple[Article, ...]:
    if known is None:
        return () if article.text_hash in owners else (article,)
    if known.text_hash == article.text_hash:
        return ()
    revision = replace(
        article,
        revision=known.revision + 1,
        revised=now,
        published=known.published,
        collected=known.collected,
        listed=known.listed,
    )
    return (revision,)


def _in_vain(key: str, entry_digest: str, seen: SeenEntry | None) -> SeenEntry:
    """An edit starts the count again, and an article that was read once stays."""
    if seen is None:
        return SeenEntry(key, entry_digest, None, attempts=1)
    attempts = seen.attempts + 1 if seen.entry_hash == entry_digest else 1
    return SeenEntry(key, entry_digest, seen.article_id, attempts)


def after_success(
    state: SourceState, every: timedelta, fetched: Fetched, now: datetime, *, is_complete: bool
) -> SourceState:
    """The state after a reading. Validators are kept only of a list that was read completely.

    Otherwise the next answer would be "unchanged", and what is left over would never be read.
    """
    return SourceState(
        source_id=state.source_id,
        next_check_at=now + every,
        checked_at=now,
        succeeded_at=now,
        etag=fetched.etag if is_complete else None,
        last_modified=fetched.last_modified if is_complete else None,
        body_hash=body_hash(fetched.body) if is_complete else None,
    )


def after_unchanged(state: SourceState, every: timedelta, now: datetime) -> SourceState:
    """The state after the server, or the same body as before, said that nothing is new."""
    return replace(state, next_check_at=now + every, checked_at=now, succeeded_at=now, failures=0, problem=None)


def after_failure(
    state: SourceState, every: timedelta, reason: str, now: datetime, retry_after: timedelta | None = None
) -> SourceState:
    """The state after a failed check; what the source said before stays."""
    failures = state.failures + 1
    next_check_at = now + back_off(every, failures, retry_after)
    return replace(state, next_check_at=next_check_at, checked_at=now, failures=failures, problem=reason)


def body_hash(body: bytes) -> str:
    """The same for the same bytes."""
    return sha256(body).hexdigest()[:16]
