"""One check of one source: fetch its list, parse it, read what is new in it, decide what changes."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from digests.collect import decide
from digests.collect.listing import Listing
from digests.collect.parse import parse
from digests.collect.read import read_article
from digests.ledger import observe_all
from digests.model import (
    Article,
    Fetched,
    FetchFailed,
    Metric,
    Rubric,
    Source,
    SourceCheck,
    SourceEntry,
    SourceKind,
    SourceState,
    Unchanged,
)
from digests.ports import Articles, Fetch, Offload

LONGEST_READING_SECONDS = 120.0  # for the pages of one check: what is left over is read by the next one

Read = tuple[SourceEntry, Article | None]


@dataclass(frozen=True, slots=True)
class Desk:
    """What a check works with. `unread` gathers addresses of pages that nothing could read, and why."""

    articles: Articles
    fetch: Fetch
    offload: Offload
    rubrics: tuple[Rubric, ...]
    metrics: tuple[Metric, ...] = ()
    unread: list[tuple[str, str]] = field(default_factory=list)


async def check(desk: Desk, source: Source, state: SourceState, now: datetime) -> SourceCheck:
    """Everything that follows from looking at the source now; what goes wrong with it is in the state."""
    try:
        return await _check(desk, source, state, now)
    except Exception as error:  # noqa: BLE001 the top of a job: what one source sends must not stop the others
        return failed(source, state, error, now)


def failed(source: Source, state: SourceState, error: Exception, now: datetime) -> SourceCheck:
    """The check that met this error."""
    return SourceCheck(source.id, now, decide.after_failure(source, state, FetchFailed(_reason(error)), now))


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:200]


async def _check(desk: Desk, source: Source, state: SourceState, now: datetime) -> SourceCheck:
    url, size = decide.address(source, state), decide.largest(source)
    match await desk.fetch(url, etag=state.etag, last_modified=state.last_modified, largest=size):
        case FetchFailed() as failure:
            return SourceCheck(source.id, now, decide.after_failure(source, state, failure, now))
        case Unchanged(moved_to):
            return SourceCheck(source.id, now, decide.after_unchanged(source, state, now, moved_to=moved_to))
        case Fetched() as fetched if decide.body_hash(fetched.body) == state.body_hash:
            after = decide.after_unchanged(source, state, now, fetched.fresh_for, fetched.moved_to)
            return SourceCheck(source.id, now, after)
        case Fetched() as fetched:
            return await _take_in(desk, source, state, fetched, now)


async def _take_in(desk: Desk, source: Source, state: SourceState, fetched: Fetched, now: datetime) -> SourceCheck:
    listing, is_whole = await _listing(desk, source, state, fetched, now)
    seen = await desk.articles.seen(source.id, [decide.entry_key(entry) for entry in listing.entries])
    wanted = decide.wanted(listing.entries, seen)
    read = await _read(desk, source, wanted[: decide.MOST_READ], now, is_first=decide.is_resumed(state, now))
    found = [article for _, article in read if article is not None]
    merged = decide.merge(
        read,
        seen=seen,
        known=await desk.articles.get([article.id for article in found]),
        same_text=await desk.articles.with_text(source.id, [article.text_hash for article in found]),
        now=now,
    )
    reach = decide.Reach(is_complete=is_whole and len(found) == len(wanted), is_cut=len(read) < len(wanted))
    after = decide.after_success(source, state, fetched, listing, now, reach=reach)
    told = await desk.offload(observe_all, merged.articles, desk.metrics) if merged.articles else ()
    return SourceCheck(source.id, now, after, merged.articles, merged.entries, told)


async def _listing(
    desk: Desk, source: Source, state: SourceState, fetched: Fetched, now: datetime
) -> tuple[Listing, bool]:
    """The list with the lists that it names and older pages as far as they are needed, and whether that is all of it.

    An index that does not say when its lists changed is never known to be the same, so it counts as not whole.
    """
    listing = await _parsed(desk, source, fetched, now)
    parts = decide.parts_to_read(listing.parts, state, now)
    read = [await _another(desk, source, part.url, now) for part in parts]
    entries = [*listing.entries, *(entry for one in read if one is not None for entry in one.entries)]
    older = listing.older
    for _ in range(decide.MOST_OLDER_PAGES):
        if older is None or not await _misses_some(desk, source, state, entries):
            break
        page = await _another(desk, source, older, now)
        read.append(page)
        entries += page.entries if page is not None else ()
        older = page.older if page is not None else None
    is_dated = all(part.modified for part in listing.parts)
    return replace(listing, entries=tuple(entries)), is_dated and None not in read


async def _parsed(desk: Desk, source: Source, fetched: Fetched, now: datetime) -> Listing:
    return await desk.offload(
        parse,
        fetched.body,
        url=fetched.url,
        content_type=fetched.content_type,
        kind=source.kind,
        layout=source.layout,
        zone=source.zone,
        now=now,
    )


async def _another(desk: Desk, source: Source, url: str, now: datetime) -> Listing | None:
    """A list that the source's own list leads to; None: it cannot be had now."""
    fetched = await desk.fetch(url, largest=decide.largest(source))
    if not isinstance(fetched, Fetched):
        desk.unread.append((url, fetched.reason if isinstance(fetched, FetchFailed) else "unchanged"))
        return None
    return await _parsed(desk, source, fetched, now)


async def _misses_some(desk: Desk, source: Source, state: SourceState, entries: Sequence[SourceEntry]) -> bool:
    """Whether there may be news on an older page: all that stands here is new, and it is no first reading."""
    if state.succeeded_at is None or not entries:
        return False
    return not await desk.articles.seen(source.id, [decide.entry_key(entry) for entry in entries])


async def _read(
    desk: Desk, source: Source, chosen: Sequence[SourceEntry], now: datetime, *, is_first: bool
) -> list[Read]:
    """Articles of the entries, as many as time allows; a server that has stopped answering is not asked on and on."""
    until = asyncio.get_running_loop().time() + LONGEST_READING_SECONDS
    read: list[Read] = []
    mute = 0
    for entry in chosen:
        if asyncio.get_running_loop().time() >= until or mute >= decide.MOST_MUTE:
            break
        page = await _page(desk, source, entry)
        mute = mute + 1 if isinstance(page, FetchFailed) and page.reason in decide.MUTE else 0
        read.append((entry, await _article(desk, source, entry, page, now, is_first=is_first)))
    return read


async def _page(desk: Desk, source: Source, entry: SourceEntry) -> Fetched | FetchFailed | None:
    """The entry's page; None: it needs none, since a post is whole in its list."""
    if not entry.url or source.kind is SourceKind.TELEGRAM:
        return None
    page = await desk.fetch(entry.url)
    return page if isinstance(page, Fetched | FetchFailed) else FetchFailed("unchanged")


async def _article(
    desk: Desk, source: Source, entry: SourceEntry, page: Fetched | FetchFailed | None, now: datetime, *, is_first: bool
) -> Article | None:
    body = page.body if isinstance(page, Fetched) else None
    try:
        return await desk.offload(read_article, entry, body, source, desk.rubrics, now, first_reading=is_first)
    except Exception as error:  # noqa: BLE001 one page that nothing can read must not cost the source its other news
        desk.unread.append((entry.url or source.url, _reason(error)))
        return None
