"""The port `Corrections`: cited articles to be looked at again, and what became of figures that were told."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, and_, exists, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.amending import amend, amend_again
from bot.storage.articles import load_current, load_revisions, stated_at
from bot.storage.batches import batches
from bot.storage.fanout import mailing_of
from bot.storage.keeping import keep_articles
from bot.storage.sources import source_of
from bot.storage.tables import articles, citations, corrections, mailings, readings, sources
from bot.storage.transactions import Transactions
from digests.model import (
    Article,
    Cited,
    Corrected,
    Correction,
    CorrectionKind,
    CorrectionState,
    FigureRef,
    Mailing,
    Reading,
    Recheck,
)

SHOWN_STATES = (CorrectionState.FOUND, CorrectionState.TOLD)
LATE = timedelta(hours=1)
"""How long after nobody wants a mailing any more its last messages may still be under way."""

_of_reading = [column for column in readings.c if column.name != "article_id"]
_cited_place = (citations.c.article_id, citations.c.revision, citations.c.position)
_place = (corrections.c.article_id, corrections.c.revision, corrections.c.position)


class CorrectionStore:
    """Corrections in the database."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def due(self, now: datetime, limit: int) -> tuple[Cited, ...]:
        """Articles whose time has come, longest waiting first."""
        statement = (
            select(readings, articles.c.source_id)
            .join_from(readings, articles, articles.c.id == readings.c.article_id)
            .where(readings.c.due_at <= now)
            .order_by(readings.c.due_at, readings.c.article_id)
            .limit(limit)
        )
        async with self._transactions.read() as connection:
            rows = (await connection.execute(statement)).all()
            return await _cited(connection, rows) if rows else ()

    async def record(self, recheck: Recheck) -> None:
        """Apply a look at an article."""
        reading = recheck.reading
        async with self._transactions.write() as connection:
            if recheck.revision:
                await keep_articles(self._transactions, connection, [recheck.revision], recheck.observations)
            row = {column.name: getattr(reading, column.name) for column in _of_reading}
            is_it = readings.c.article_id == reading.article_id
            await connection.execute(update(readings).where(is_it).values(row))
            await keep_corrections(self._transactions, connection, recheck.corrections)

    async def waiting(self, limit: int) -> tuple[Corrected, ...]:
        """Corrections that were found and not told yet, earliest first."""
        statement = select(corrections).where(corrections.c.state == CorrectionState.FOUND)
        return await self._corrected(statement.order_by(corrections.c.found_at, corrections.c.id).limit(limit))

    async def of(self, refs: Collection[FigureRef]) -> Mapping[FigureRef, tuple[Corrected, ...]]:
        """What is told, or about to be told, of these figures, earliest first."""
        found: defaultdict[FigureRef, list[Corrected]] = defaultdict(list)
        for batch in batches([_place_of(ref) for ref in refs]):
            statement = select(corrections).where(tuple_(*_place).in_(batch), corrections.c.state.in_(SHOWN_STATES))
            for one in await self._corrected(statement.order_by(corrections.c.found_at, corrections.c.id)):
                found[one.correction.ref].append(one)
        return {ref: tuple(told) for ref, told in found.items()}

    async def citing(self, refs: Collection[FigureRef]) -> tuple[Mailing, ...]:
        """The mailings that state one of these figures, earliest first."""
        found: dict[str, Mailing] = {}
        async with self._transactions.read() as connection:
            for batch in batches([_place_of(ref) for ref in refs]):
                is_citing = exists().where(citations.c.mailing == mailings.c.key, tuple_(*_cited_place).in_(batch))
                rows = await connection.execute(select(mailings).where(is_citing).order_by(mailings.c.created_at))
                found |= {row.key: mailing_of(row) for row in rows}
        return tuple(found.values())

    async def tell(self, told: Collection[str], amendments: Sequence[Mailing]) -> int:
        """Queue the amendments for all who got their mailings; the corrections are told. The number of deliveries."""
        added = 0
        async with self._transactions.write() as connection:
            for amendment in amendments:
                added += await amend(self._transactions, connection, amendment)
            for batch in batches(told):
                is_meant = and_(corrections.c.id.in_(batch), corrections.c.state == CorrectionState.FOUND)
                await connection.execute(update(corrections).where(is_meant).values(state=CorrectionState.TOLD))
        return added

    async def tell_latecomers(self, now: datetime) -> int:
        """Queue amendments for those who got the mailing after it was corrected: it was under way to them."""
        async with self._transactions.write() as connection:
            return await amend_again(self._transactions, connection, now - LATE)

    async def listed(self, limit: int, offset: int = 0) -> tuple[Corrected, ...]:
        """What was told or is about to be, newest first."""
        statement = select(corrections).where(corrections.c.state.in_(SHOWN_STATES))
        newest_first = (corrections.c.found_at.desc(), corrections.c.id)
        return await self._corrected(statement.order_by(*newest_first).limit(limit).offset(offset))

    async def _corrected(self, statement: Select[Any]) -> tuple[Corrected, ...]:
        async with self._transactions.read() as connection:
            found = [correction_of(row) for row in (await connection.execute(statement)).all()]
            return await corrected(connection, found)


async def corrected(connection: AsyncConnection, found: Sequence[Correction]) -> tuple[Corrected, ...]:
    """The corrections with their figures; without those whose figures are no longer kept."""
    refs = [ref for one in found for ref in (one.ref, one.now) if ref]
    stated = {figure.ref: figure for figure in await stated_at(connection, refs)}
    return tuple(
        Corrected(one, stated[one.ref], stated.get(one.now) if one.now else None) for one in found if one.ref in stated
    )


async def keep_corrections(transactions: Transactions, connection: AsyncConnection, found: Iterable[Correction]) -> int:
    """Keep corrections; those that are known stay as they are. How many are new."""
    new = transactions.insert(corrections).on_conflict_do_nothing()
    return sum([(await connection.execute(new, correction_row(one))).rowcount for one in found])


def correction_row(one: Correction) -> dict[str, Any]:
    """The columns of `corrections`; nobody is told that a source is gone, so that is told as it is found."""
    is_silent = one.kind is CorrectionKind.WITHDRAWN
    return {
        "id": one.id,
        "article_id": one.ref.article_id,
        "revision": one.ref.revision,
        "position": one.ref.index,
        "kind": one.kind,
        "state": CorrectionState.TOLD if is_silent else one.state,
        "found_at": one.found_at,
        "now_revision": one.now.revision if one.now else None,
        "now_position": one.now.index if one.now else None,
    }


def correction_of(row: Row[Any]) -> Correction:
    """The correction of a row."""
    return Correction(
        id=row.id,
        ref=FigureRef(row.article_id, row.revision, row.position),
        kind=row.kind,
        found_at=row.found_at,
        state=row.state,
        now=None if row.now_revision is None else FigureRef(row.article_id, row.now_revision, row.now_position),
    )


async def _cited(connection: AsyncConnection, rows: Sequence[Row[Any]]) -> tuple[Cited, ...]:
    """The articles of rows that have the columns of `readings` and the id of a source."""
    ids = [row.article_id for row in rows]
    of_ids = select(sources).where(sources.c.id.in_({row.source_id for row in rows}))
    from_ = {row.id: source_of(row) for row in await connection.execute(of_ids)}
    told: defaultdict[str, set[FigureRef]] = defaultdict(set)
    for row in await connection.execute(select(*_cited_place).where(citations.c.article_id.in_(ids)).distinct()):
        told[row.article_id].add(FigureRef(*row))
    found: defaultdict[str, list[Correction]] = defaultdict(list)
    known = select(corrections).where(corrections.c.article_id.in_(ids))
    earliest_first = known.order_by(corrections.c.found_at, corrections.c.id)
    for one in map(correction_of, (await connection.execute(earliest_first)).all()):
        found[one.ref.article_id].append(one)
    wanted = {(ref.article_id, ref.revision) for refs in told.values() for ref in refs}
    wanted |= {(one.ref.article_id, one.now.revision) for some in found.values() for one in some if one.now}
    revisions: defaultdict[str, list[Article]] = defaultdict(list)
    for article in await load_revisions(connection, wanted):
        revisions[article.id].append(article)
    current = await load_current(connection, ids)
    return tuple(
        Cited(
            reading=Reading(**{column.name: getattr(row, column.name) for column in readings.c}),
            source=from_[row.source_id],
            article=current[row.article_id],
            revisions=tuple(revisions[row.article_id]),
            told=tuple(sorted(told[row.article_id], key=lambda ref: (ref.revision, ref.index))),
            corrections=tuple(found[row.article_id]),
        )
        for row in rows
    )


def _place_of(ref: FigureRef) -> tuple[str, int, int]:
    return ref.article_id, ref.revision, ref.index
