"""The port `Sources`: what is read, and what each check left behind."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Table, case, delete, func, null, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.article_rows import article_row, figure_rows, revision_row, rubric_rows, word_rows
from bot.storage.batches import batches
from bot.storage.ledger_rows import known_observations, observation_row
from bot.storage.tables import (
    article_rubrics,
    article_words,
    articles,
    entries,
    figures,
    observations,
    revisions,
    sources,
)
from bot.storage.transactions import Transactions
from digests.ledger import keep_first_seen
from digests.model import (
    ZONE,
    Article,
    Layout,
    Observation,
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
        rows = [_definition(source, position) for position, source in enumerate(wanted)]
        new = self._transactions.insert(sources)
        has_moved = sources.c.url != new.excluded.url
        changes: dict[str, Any] = {name: new.excluded[name] for name in DEFINITION}
        changes |= {name: case((has_moved, null()), else_=sources.c[name]) for name in OF_AN_ADDRESS}
        changes["next_check_at"] = case((has_moved, new.excluded.next_check_at), else_=sources.c.next_check_at)
        async with self._transactions.write() as connection:
            await connection.execute(update(sources).values(is_listed=False))
            if rows:
                statement = new.on_conflict_do_update(index_elements=["id"], set_=changes)
                await connection.execute(statement, [row | {"next_check_at": now, "failures": 0} for row in rows])

    async def due(self, now: datetime, limit: int) -> tuple[tuple[Source, SourceState], ...]:
        """At most `limit` listed sources whose time has come, longest waiting first."""
        statement = (
            select(sources)
            .where(sources.c.is_listed, sources.c.next_check_at <= now)
            .order_by(sources.c.next_check_at, sources.c.position)
            .limit(limit)
        )
        async with self._transactions.read() as connection:
            rows = (await connection.execute(statement)).all()
        return tuple((_source(row), _state(row)) for row in rows)

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
        return tuple(SourceHealth(_source(row), _state(row), row.articles) for row in rows)

    async def record(self, check: SourceCheck) -> None:
        """Apply a check. An article that another source brought first stays as that source brought it."""
        async with self._transactions.write() as connection:
            mine = await _own(connection, check.articles)
            if mine:
                first_seen = await known_observations(connection, [article.id for article in mine])
                await self._keep_articles(connection, mine)
                told = keep_first_seen(_of(mine, check.observations), first_seen)
                await self._upsert(connection, observations, map(observation_row, told))
            if check.entries:
                await self._keep_entries(connection, check.source_id, check.entries)
            statement = update(sources).where(sources.c.id == check.source_id)
            await connection.execute(statement.values(**_state_row(check.state)))

    async def _keep_articles(self, connection: AsyncConnection, new: Sequence[Article]) -> None:
        for batch in batches([article.id for article in new]):
            await connection.execute(delete(article_rubrics).where(article_rubrics.c.article_id.in_(batch)))
            await connection.execute(delete(article_words).where(article_words.c.article_id.in_(batch)))
            await connection.execute(delete(observations).where(observations.c.article_id.in_(batch)))
        for pairs in batches([(article.id, article.revision) for article in new]):
            place = tuple_(figures.c.article_id, figures.c.revision)
            await connection.execute(delete(figures).where(place.in_(pairs)))
        await self._upsert(connection, articles, (article_row(article) for article in new))
        await self._upsert(connection, revisions, (revision_row(article) for article in new))
        await self._upsert(connection, article_rubrics, (row for article in new for row in rubric_rows(article)))
        await self._upsert(connection, figures, (row for article in new for row in figure_rows(article)))
        found_by = [row for article in new for row in word_rows(article)]
        if found_by:
            await connection.execute(self._transactions.insert(article_words).on_conflict_do_nothing(), found_by)

    async def _keep_entries(self, connection: AsyncConnection, source_id: str, seen: Sequence[SeenEntry]) -> None:
        await self._upsert(connection, entries, ({"source_id": source_id, **asdict(entry)} for entry in seen))

    async def _upsert(self, connection: AsyncConnection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
        values = list(rows)
        if not values:
            return
        new = self._transactions.insert(table)
        key = [column.name for column in table.primary_key]
        changes = {name: new.excluded[name] for name in values[0] if name not in key}
        await connection.execute(new.on_conflict_do_update(index_elements=key, set_=changes), values)


async def _own(connection: AsyncConnection, new: Sequence[Article]) -> list[Article]:
    """Those that are new, or not older revisions of what the same source brought."""
    known: dict[str, tuple[str, int]] = {}
    for batch in batches([article.id for article in new]):
        place = select(articles.c.id, articles.c.source_id, articles.c.revision).where(articles.c.id.in_(batch))
        known |= {row.id: (row.source_id, row.revision) for row in await connection.execute(place)}
    kept = []
    for article in new:
        source_id, revision = known.get(article.id, (article.source_id, 0))
        if source_id == article.source_id and revision <= article.revision:
            kept.append(article)
    return kept


def _of(kept: Iterable[Article], told: Iterable[Observation]) -> list[Observation]:
    """Those of the articles that are kept."""
    revisions_kept = {(article.id, article.revision) for article in kept}
    return [one for one in told if (one.ref.article_id, one.ref.revision) in revisions_kept]


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


def _source(row: Row[Any]) -> Source:
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
