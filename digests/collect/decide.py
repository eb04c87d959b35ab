"""What follows from a check of a source: pure decisions about times and sameness."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from digests.collect import rhythm
from digests.collect.canonical import canonical_url
from digests.collect.listing import Listing, Part
from digests.model import (
    Article,
    Fetched,
    FetchFailed,
    SeenEntry,
    Source,
    SourceEntry,
    SourceKind,
    SourceState,
    short_key,
)
from digests.ports import LARGEST

LONGEST_BACK_OFF = timedelta(hours=24)
NEWS_AGE = timedelta(days=3)
MOST_ATTEMPTS = 5
MOST_READ = 30  # pages a check, so that no source holds the others up
LATEST = datetime.max.replace(tzinfo=UTC)
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
GONE = "http_410"
SIGHTINGS = 3
SIGHTED_OVER = timedelta(days=1)
ALERT_FAILURES = 5
MOST_PARTS = 3
LOOKED_BACK = timedelta(days=1)
LARGEST_SITEMAP = 20_000_000
MOST_OLDER_PAGES = 5
MOST_MUTE = 3  # pages in a row that a server does not give before it is left alone
MUTE = frozenset({"timeout", "refused", "dns", "asked_to_wait", "http_429", "http_503"})
LASTING = ("undated", "only_old")  # ailments that an unchanged list still has


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
    changed = revised(article, known, now)
    return (changed,) if changed else ()


def revised(article: Article, known: Article, now: datetime) -> Article | None:
    """What was read as the next revision of what is known; None: title and text are the same."""
    if known.text_hash == article.text_hash:
        return None
    return replace(
        article,
        revision=known.revision + 1,
        revised=now,
        published=known.published,
        collected=known.collected,
        listed=known.listed,
    )


def _in_vain(key: str, entry_digest: str, seen: SeenEntry | None) -> SeenEntry:
    """An edit starts the count again, and an article that was read once stays."""
    if seen is None:
        return SeenEntry(key, entry_digest, None, attempts=1)
    attempts = seen.attempts + 1 if seen.entry_hash == entry_digest else 1
    return SeenEntry(key, entry_digest, seen.article_id, attempts)


def largest(source: Source) -> int:
    """Bytes that a list of it may have: the sitemap of a large site has its fifty thousand newest pages."""
    return LARGEST_SITEMAP if source.kind is SourceKind.SITEMAP else LARGEST


def address(source: Source, state: SourceState) -> str:
    """Where to look: where the source has moved to, as its server said often and long enough, or as the file says."""
    return state.moved_to if state.moved_to and has_moved(state) else source.url


def has_moved(state: SourceState) -> bool:
    """Whether a move is settled: seen three times over a day, since a mistaken redirect is mended sooner."""
    if state.moved_since is None or state.checked_at is None:
        return False
    return state.moved_times >= SIGHTINGS and state.checked_at - state.moved_since >= SIGHTED_OVER


def _sighted(state: SourceState, moved_to: str | None, now: datetime) -> SourceState:
    """The state after an answer that came through permanent redirects to `moved_to`, or through none."""
    if has_moved(state) and moved_to is None:
        return state  # the new address answers
    if moved_to is None:
        return replace(state, moved_to=None, moved_since=None, moved_times=0)
    if moved_to != state.moved_to:
        return replace(state, moved_to=moved_to, moved_since=now, moved_times=1)
    return replace(state, moved_times=state.moved_times + 1)


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a reading got.

    is_complete  all that the list names was read; validators are kept of no other list, since the next answer would be
                 "unchanged", and what is left over would never be read
    is_cut       pages were left for the next check, which comes soon
    """

    is_complete: bool
    is_cut: bool = False


def after_success(
    source: Source, state: SourceState, fetched: Fetched, listing: Listing, now: datetime, *, reach: Reach
) -> SourceState:
    """The state after a reading."""
    moments = rhythm.times(entry for entry in listing.entries if (entry.published or now) <= now)
    gap = rhythm.median_gap(moments)
    pace = rhythm.pace(source.every, gap, listing.wishes.ttl, fetched.fresh_for)
    wait = rhythm.pace(rhythm.SHORTEST, None, listing.wishes.ttl, fetched.fresh_for) if reach.is_cut else pace
    quiet_hours = tuple(sorted(listing.wishes.quiet_hours))
    return replace(
        _sighted(replace(state, checked_at=now), fetched.moved_to, now),
        next_check_at=rhythm.next_check(now, min(wait, pace), quiet_hours, seed=source.id),
        succeeded_at=now,
        failures=0,
        problem=rhythm.ailment(listing.entries, moments, now),
        etag=fetched.etag if reach.is_complete else None,
        last_modified=fetched.last_modified if reach.is_complete else None,
        body_hash=body_hash(fetched.body) if reach.is_complete else None,
        pace=pace,
        quiet_hours=quiet_hours,
        gap=gap,
        newest_at=moments[-1] if moments else None,
    )


def after_unchanged(
    source: Source, state: SourceState, now: datetime, fresh_for: timedelta | None = None, moved_to: str | None = None
) -> SourceState:
    """The state after the server, or the same body as before, said that nothing is new."""
    pace = max(state.pace or rhythm.pace(source.every, state.gap), rhythm.pace(timedelta(), None, fresh_for))
    lasting = state.problem if state.failures == 0 and state.problem in LASTING else None
    is_silent = rhythm.is_silent(state.newest_at, state.gap, now)
    return replace(
        _sighted(replace(state, checked_at=now), moved_to, now),
        next_check_at=rhythm.next_check(now, pace, state.quiet_hours, seed=source.id),
        succeeded_at=now,
        failures=0,
        problem=lasting or ("silent" if is_silent else None),
    )


def after_failure(source: Source, state: SourceState, failed: FetchFailed, now: datetime) -> SourceState:
    """The state after a failed check; what the source said before stays. A source that is gone for good rests."""
    failures = state.failures + 1
    every = source.every or state.pace or rhythm.SHORTEST
    wait = back_off(every, failures, failed.retry_after)
    next_check_at = NEVER if failed.reason == GONE else rhythm.next_check(now, wait, (), seed=source.id)
    return replace(state, next_check_at=next_check_at, checked_at=now, failures=failures, problem=failed.reason)


def is_resumed(state: SourceState, now: datetime) -> bool:
    """Whether this is the first reading, or the first after so long that its news is old."""
    return state.succeeded_at is None or now - state.succeeded_at > NEWS_AGE


def alert(before: SourceState, after: SourceState) -> str | None:
    """What admins should hear of after a check; each trouble once, and one that may pass by itself not at first."""
    if has_moved(after) and not has_moved(before):
        return f"moved to {after.moved_to}"
    if after.failures:
        is_news = after.failures == ALERT_FAILURES or (after.problem == GONE and before.problem != GONE)
        return after.problem if is_news else None
    return after.problem if after.problem != before.problem else None


def parts_to_read(parts: Sequence[Part], state: SourceState, now: datetime) -> tuple[Part, ...]:
    """Those of the lists that an index names which may hold news: the few that changed last.

    A list that changed before the last reading has been read; a day more is looked back, as some name days only.
    An index that says no times is read from its end and from its beginning: outlets write either way.
    """
    dated = sorted((part for part in parts if part.modified), key=lambda part: part.modified or now, reverse=True)
    if not dated:
        ends = parts if len(parts) <= MOST_PARTS else (parts[0], *parts[-(MOST_PARTS - 1) :])
        return tuple(ends)
    since = state.succeeded_at - LOOKED_BACK if state.succeeded_at else now - rhythm.OLD
    return tuple(part for part in dated if (part.modified or now) >= since)[:MOST_PARTS]


def body_hash(body: bytes) -> str:
    """The same for the same bytes."""
    return sha256(body).hexdigest()[:16]
