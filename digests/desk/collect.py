"""Checks the sources whose time has come: fetch, parse, read, decide, record."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from digests.collect import decide
from digests.collect.parse import Listing, parse
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
from digests.ports import Articles, Fetch, Offload, Sources

CHECKED_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class CollectReport:
    """What a round did.

    articles  how many were new, or new revisions
    failed    the sources that could not be checked, and why
    unread    the addresses of pages that could not be read, and why; they are tried again with their source
    """

    checked: int
    articles: int
    failed: tuple[tuple[str, str], ...] = ()
    unread: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Desk:
    articles: Articles
    fetch: Fetch
    offload: Offload
    rubrics: tuple[Rubric, ...]
    metrics: tuple[Metric, ...]
    now: datetime
    unread: list[tuple[str, str]] = field(default_factory=list)


async def collect_due(  # noqa: PLR0917 all but the limit are what it works with
    sources: Sources,
    articles: Articles,
    fetch: Fetch,
    offload: Offload,
    rubrics: Sequence[Rubric],
    now: datetime,
    *,
    metrics: Sequence[Metric] = (),
    limit: int = 20,
) -> CollectReport:
    """Check at most `limit` sources whose time has come, longest waiting first.

    A failing source never stops the others: it is in the report, and its next check moves away (`decide.back_off`).
    """
    desk = _Desk(articles, fetch, offload, tuple(rubrics), tuple(metrics), now)
    places = asyncio.Semaphore(CHECKED_AT_ONCE)

    async def check_one(source: Source, state: SourceState) -> SourceCheck:
        async with places:
            check = await _check_safely(desk, source, state)
            try:
                await sources.record(check)
            except Exception as error:  # noqa: BLE001 what cannot be kept fails its source; without a database this raises too
                check = _failed(desk, source, state, error)
                await sources.record(check)
            return check

    due = await sources.due(now, limit)
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(check_one(source, state)) for source, state in due]
    checks = [task.result() for task in tasks]
    return CollectReport(
        checked=len(checks),
        articles=sum(len(check.articles) for check in checks),
        failed=tuple((check.source_id, check.state.problem) for check in checks if check.state.problem),
        unread=tuple(desk.unread),
    )


async def _check_safely(desk: _Desk, source: Source, state: SourceState) -> SourceCheck:
    try:
        return await _check(desk, source, state)
    except Exception as error:  # noqa: BLE001 the top of a job: what one source sends must not stop the others
        return _failed(desk, source, state, error)


def _failed(desk: _Desk, source: Source, state: SourceState, error: Exception) -> SourceCheck:
    return SourceCheck(source.id, desk.now, decide.after_failure(state, source.every, _reason(error), desk.now))


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:200]


async def _check(desk: _Desk, source: Source, state: SourceState) -> SourceCheck:
    match await desk.fetch(source.url, etag=state.etag, last_modified=state.last_modified):
        case FetchFailed() as failed:
            after = decide.after_failure(state, source.every, failed.reason, desk.now, failed.retry_after)
            return SourceCheck(source.id, desk.now, after)
        case Unchanged():
            return SourceCheck(source.id, desk.now, decide.after_unchanged(state, source.every, desk.now))
        case Fetched() as fetched if decide.body_hash(fetched.body) == state.body_hash:
            return SourceCheck(source.id, desk.now, decide.after_unchanged(state, source.every, desk.now))
        case Fetched() as fetched:
            return await _read(desk, source, state, fetched)


async def _read(desk: _Desk, source: Source, state: SourceState, fetched: Fetched) -> SourceCheck:
    listing: Listing = await desk.offload(
        parse, fetched.body, url=fetched.url, content_type=fetched.content_type, kind=source.kind
    )
    keys = [decide.entry_key(entry) for entry in listing.entries]
    seen = await desk.articles.seen(source.id, keys)
    wanted = decide.wanted(listing.entries, seen)
    chosen = wanted[: decide.MOST_READ]
    is_first = state.succeeded_at is None
    read = await asyncio.gather(*(_read_entry(desk, source, entry, is_first=is_first) for entry in chosen))
    found = [article for article in read if article is not None]
    merged = decide.merge(
        list(zip(chosen, read, strict=True)),
        seen=seen,
        known=await desk.articles.get([article.id for article in found]),
        same_text=await desk.articles.with_text(source.id, [article.text_hash for article in found]),
        now=desk.now,
    )
    is_complete = len(chosen) == len(wanted) and len(found) == len(read)
    after = decide.after_success(state, source.every, fetched, desk.now, is_complete=is_complete)
    told = await desk.offload(observe_all, merged.articles, desk.metrics) if merged.articles else ()
    return SourceCheck(source.id, desk.now, after, merged.articles, merged.entries, told)


async def _read_entry(desk: _Desk, source: Source, entry: SourceEntry, *, is_first: bool) -> Article | None:
    body = None
    if entry.url and source.kind is not SourceKind.TELEGRAM:  # a post is whole in its list
        page = await desk.fetch(entry.url)
        body = page.body if isinstance(page, Fetched) else None
    try:
        return await desk.offload(read_article, entry, body, source, desk.rubrics, desk.now, first_reading=is_first)
    except Exception as error:  # noqa: BLE001 one page that nothing can read must not cost the source its other news
        desk.unread.append((entry.url or source.url, _reason(error)))
        return None
