"""Reads articles again after their figures were told, and tells those who got a figure what became of it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from digests.collect.decide import revised
from digests.collect.read import read_article
from digests.corrections import after_failure, after_reading, is_to_be_fetched
from digests.desk.marking import latest
from digests.errors import Unreadable
from digests.ledger import observe_all
from digests.model import (
    Article,
    Cited,
    Corrected,
    Fetched,
    FetchFailed,
    Mailing,
    MailingKind,
    Metric,
    Recheck,
    Rubric,
    SourceEntry,
    Unchanged,
    short_key,
)
from digests.ports import Articles, Corrections, Fetch, Offload, RenderCorrections

WANTED_FOR = timedelta(days=3)
"""How long a correction waits for a chat that cannot be reached."""
MOST_AT_ONCE = 20
MOST_TOLD = 200


@dataclass(frozen=True, slots=True)
class RecheckReport:
    """What one run did: articles looked at, corrections found, messages queued."""

    looked_at: int = 0
    found: int = 0
    queued: int = 0


@dataclass(frozen=True, slots=True)
class Desk:
    """What a look at an article works with; `read` bounds what strangers' pages may cost."""

    corrections: Corrections
    articles: Articles
    render: RenderCorrections
    fetch: Fetch
    read: Offload
    offload: Offload
    rubrics: tuple[Rubric, ...]
    metrics: tuple[Metric, ...] = ()


async def recheck(desk: Desk, now: datetime, *, limit: int = MOST_AT_ONCE) -> RecheckReport:
    """Look at articles whose time has come, then tell what was found; one at a time, since nobody waits for it."""
    looked_at = found = 0
    for cited in await desk.corrections.due(now, limit):
        seen = await _look(desk, cited, now)
        await desk.corrections.record(seen)
        looked_at += 1
        found += len(seen.corrections)
    return RecheckReport(looked_at, found, await tell(desk, now))


async def tell(desk: Desk, now: datetime) -> int:
    """Queue edits and notes for what was found; what an earlier run queued already is not queued again."""
    added = await desk.corrections.tell_latecomers(now)
    if not (waiting := await desk.corrections.waiting(MOST_TOLD)):
        return added
    new: defaultdict[str, list[Corrected]] = defaultdict(list)
    mailings = await desk.corrections.citing([one.correction.ref for one in waiting])
    for mailing in mailings:
        new[mailing.key] += [one for one in waiting if one.correction.ref in mailing.evidence]
    amendments = [one for mailing in mailings for one in await _amendments(desk, mailing, new[mailing.key], now)]
    return added + await desk.corrections.tell([one.correction.id for one in waiting], amendments)


async def _look(desk: Desk, cited: Cited, now: datetime) -> Recheck:
    if not is_to_be_fetched(cited):
        return await desk.offload(after_reading, cited, None, now)
    reading, source = cited.reading, cited.source
    page = await desk.fetch(cited.article.url, etag=reading.etag, last_modified=reading.last_modified)
    match page:
        case FetchFailed(reason):
            return after_failure(cited, reason, now)
        case Unchanged():
            return after_reading(cited, None, now)
        case Fetched():
            entry = SourceEntry(cited.article.id, cited.article.url, cited.article.title)
            try:
                read = await desk.read(read_article, entry, page.body, source, desk.rubrics, now)
            except Unreadable:
                read = None
            return await _compared(desk, cited, read, page, now)


async def _compared(desk: Desk, cited: Cited, read: Article | None, page: Fetched, now: datetime) -> Recheck:
    if read is None:
        return after_failure(cited, "unreadable", now)
    # The address is known by its id: another one that it leads to now must not make another article of it.
    revision = revised(replace(read, id=cited.article.id, url=cited.article.url), cited.article, now)
    seen = await desk.offload(after_reading, cited, revision, now)
    told = await desk.read(observe_all, (revision,), desk.metrics) if revision else ()
    validators = replace(seen.reading, etag=page.etag, last_modified=page.last_modified)
    return replace(seen, reading=validators, observations=told)


async def _amendments(desk: Desk, mailing: Mailing, new: Sequence[Corrected], now: datetime) -> Sequence[Mailing]:
    """The edit of the mailing's messages with all its corrections, and the note of the new ones."""
    known = await desk.corrections.of(mailing.evidence)
    stated = await desk.articles.figures(mailing.evidence)
    bubbles = await desk.offload(desk.render.corrected, mailing, latest(known.values()), stated)
    has_earlier = any(len(told) > 1 for told in known.values())
    marked = tuple(part for part, bubble in enumerate(bubbles) if bubble != mailing.bubbles[part])
    # What an earlier edit marked may stand unmarked now: then all are edited, those that are right to no effect.
    parts = tuple(range(len(bubbles))) if has_earlier else marked
    ids = sorted(one.correction.id for one in new)
    edit = Mailing(
        key=short_key("edit", mailing.key, *ids),
        kind=MailingKind.EDIT,
        bubbles=tuple(bubbles[part] for part in parts),
        created_at=now,
        expires_at=now + WANTED_FOR,
        locale=mailing.locale,
        original=mailing.key,
        parts=parts,
    )
    note = replace(
        edit,
        key=short_key("note", mailing.key, *ids),
        kind=MailingKind.NOTE,
        bubbles=(desk.render.correction_note(mailing, new),),
        parts=marked[:1] or (0,),
    )
    return (edit, note) if parts else (note,)
