"""The port `Sources`: what is read, and what each check left behind."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from sqlalchemy import Row, case, func, null, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.keeping import keep_articles, upsert
from bot.storage.tables import articles, entries, sources
from bot.storage.transactions import Transactions
from digests.model import (
    ZONE,
    Layout,
    SeenEntry,
    Source,
    SourceCheck,
    SourceHealth,
    SourceState,
)

DEFINITION = (
    "kind", "url", "name", "lang", "rubrics", "every_seconds", "verified", "position", "is_listed", "layout", "body",
    "zone",
)  # fmt: skip
# Validators belong to an address: sent to another one, they could make its server say "unchanged" for ever.
OF_AN_ADDRESS = ("etag", "last_modified", "body_hash", "moved_to", "moved_since", "moved_times")


class SourceStore:
    """Sources in the database."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def sync(self, wanted: Sequence[Source], now: datetime) -> None:
        """Make these the sources; one whose address changed is read at once, and not conditionally."""
        async with self._transactions.write() as connection:
            await connection.execute(update(sources).values(is_listed=False))
            await self._list(connection, [_definition(source, place) for place, source in enumerate(wanted)], now)

    async def add(self, source: Source, now: datetime) -> None:
        """One more, behind the others."""
        async with self._transactions.write() as connection:
            last = select(func.max(sources.c.position)).where(sources.c.is_listed)
            place = (await connection.execute(last)).scalar_one()
            await self._list(connection, [_definition(source, 0 if place is None else place + 1)], now)

    async def _list(self, connection: AsyncConnection, rows: Sequence[dict[str, Any]], now: datetime) -> None:
        new = self._transactions.insert(sources)
        has_moved = sources.c.url != new.excluded.url
        changes: dict[str, Any] = {name: new.excluded[name] for name in DEFINITION}
        changes |= {name: case((has_moved, null()), else_=sources.c[name]) for name in OF_AN_ADDRESS}
        changes["next_check_at"] = case((has_moved, new.excluded.next_check_at), else_=sources.c.next_check_at)
        if rows:
            statement = new.on_conflict_do_update(index_elements=["id"], set_=changes)
            await connection.execute(statement, [row | {"next_check_at": now, "failures": 0} for row in rows])

    async def claim(self, now: datetime, limit: int, until: datetime) -> tuple[tuple[Source, SourceState], ...]:
        """At most `limit` listed sources whose time has come and that nobody has, longest waiting first."""
        is_free = or_(sources.c.claimed_until.is_(None), sources.c.claimed_until <= now)
        picked = (
            select(sources.c.id)
            .where(sources.c.is_listed, ~sources.c.rests, sources.c.next_check_at <= now, is_free)
            .order_by(sources.c.next_check_at, sources.c.position)
            .limit(limit)
            .with_for_update(skip_locked=True)
            .cte("picked")
        )
        claims = update(sources).where(sources.c.id.in_(select(picked.c.id))).values(claimed_until=until)
        async with self._transactions.write() as connection:
            rows = (await connection.execute(claims.returning(sources))).all()
        in_order = sorted(rows, key=attrgetter("next_check_at", "position"))
        return tuple((source_of(row), _state(row)) for row in in_order)

    async def hold(self, ids: Collection[str], until: datetime) -> None:
        """These are still being looked at."""
        await self._set_claims(ids, until)

    async def release(self, ids: Collection[str]) -> None:
        """These are looked at no more."""
        await self._set_claims(ids, None)

    async def _set_claims(self, ids: Collection[str], until: datetime | None) -> None:
        if ids:
            claims = update(sources).where(sources.c.id.in_(ids)).values(claimed_until=until)
            async with self._transactions.write() as connection:
                await connection.execute(claims)

    async def health(self) -> tuple[SourceHealth, ...]:
        """All listed sources, in the newsroom's order, with the number of articles each gave."""
        count = (
            select(func.count())
            .select_from(articles)
            .where(articles.c.source_id == sources.c.id)
            .scalar_subquery()
            .label("articles")
        )
        statement = select(sources, count).where(sources.c.is_listed).order_by(sources.c.position)
        async with self._transactions.read() as connection:
            rows = (await connection.execute(statement)).all()
        return tuple(SourceHealth(source_of(row), _state(row), row.articles, row.rests) for row in rows)

    async def rest(self, source_id: str, *, wanted: bool, now: datetime) -> None:
        """Read it no more, or again; woken, it is due at once."""
        values = {"rests": wanted} if wanted else {"rests": False, "next_check_at": now}
        async with self._transactions.write() as connection:
            await connection.execute(update(sources).where(sources.c.id == source_id).values(values))

    async def look_now(self, source_id: str, now: datetime) -> None:
        """Its time has come, whatever its rhythm says; the host's own pauses hold all the same."""
        async with self._transactions.write() as connection:
            await connection.execute(update(sources).where(sources.c.id == source_id).values(next_check_at=now))

    async def record(self, check: SourceCheck) -> None:
        """Apply a check. An article that another source brought first stays as that source brought it."""
        async with self._transactions.write() as connection:
            await keep_articles(self._transactions, connection, check.articles, check.observations)
            if check.entries:
                await self._keep_entries(connection, check.source_id, check.entries)
            statement = update(sources).where(sources.c.id == check.source_id)
            await connection.execute(statement.values(**_state_row(check.state), claimed_until=None))

    async def _keep_entries(self, connection: AsyncConnection, source_id: str, seen: Sequence[SeenEntry]) -> None:
        rows = ({"source_id": source_id, **asdict(entry)} for entry in seen)
        await upsert(self._transactions, connection, entries, rows)


def _definition(source: Source, position: int) -> dict[str, Any]:
    return {
        "id": source.id,
        "kind": source.kind,
        "url": source.url,
        "name": source.name,
        "lang": source.lang,
        "rubrics": source.rubrics,
        "every_seconds": None if source.every is None else round(source.every.total_seconds()),
        "verified": source.verified,
        "position": position,
        "is_listed": True,
        "layout": None if source.layout is None else asdict(source.layout),
        "body": source.body,
        "zone": source.zone,
    }


def source_of(row: Row[Any]) -> Source:
    """The source of a row of `sources`."""
    return Source(
        id=row.id,
        kind=row.kind,
        url=row.url,
        name=row.name,
        lang=row.lang,
        rubrics=row.rubrics,
        every=None if row.every_seconds is None else timedelta(seconds=row.every_seconds),
        verified=row.verified,
        layout=None if row.layout is None else Layout(**row.layout),
        body=row.body or "",
        zone=row.zone or ZONE,
    )


def _state(row: Row[Any]) -> SourceState:
    return SourceState(
        source_id=row.id,
        next_check_at=row.next_check_at,
        checked_at=row.checked_at,
        succeeded_at=row.succeeded_at,
        failures=row.failures,
        problem=row.problem,
        etag=row.etag,
        last_modified=row.last_modified,
        body_hash=row.body_hash,
        pace=row.pace,
        quiet_hours=tuple(map(int, row.quiet_hours or ())),
        gap=row.gap,
        newest_at=row.newest_at,
        moved_to=row.moved_to,
        moved_since=row.moved_since,
        moved_times=row.moved_times or 0,
    )


def _state_row(state: SourceState) -> dict[str, Any]:
    row = asdict(state) | {"quiet_hours": tuple(map(str, state.quiet_hours))}
    del row["source_id"]
    return row
