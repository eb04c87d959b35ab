"""Articles as they were read, with their figures and what those say in the ledger: new ones, and new revisions."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, delete, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.article_rows import article_row, figure_rows, revision_row, rubric_rows, word_rows
from bot.storage.batches import batches
from bot.storage.ledger_rows import known_observations, observation_row
from bot.storage.tables import article_rubrics, article_words, articles, figures, observations, readings, revisions
from bot.storage.transactions import Transactions
from digests.ledger import keep_first_seen
from digests.model import Article, Observation


async def keep_articles(
    transactions: Transactions, connection: AsyncConnection, read: Sequence[Article], told: Iterable[Observation]
) -> None:
    """Keep what was read. An article that another source brought first stays as that source brought it.

    A new revision of an article that was told of makes it due, so that its figures are compared with the new text.
    """
    known = await _known(connection, read)
    mine = [article for article in read if _is_own(article, known)]
    if not mine:
        return
    again = [article for article in mine if article.id in known]
    first_seen = await known_observations(connection, [article.id for article in again])
    await _clear(connection, again)
    await upsert(transactions, connection, articles, (article_row(article) for article in mine))
    await upsert(transactions, connection, revisions, (revision_row(article) for article in mine))
    await upsert(transactions, connection, article_rubrics, (row for article in mine for row in rubric_rows(article)))
    await upsert(transactions, connection, figures, (row for article in mine for row in figure_rows(article)))
    found_by = [row for article in mine for row in word_rows(article)]
    if found_by:
        await connection.execute(transactions.insert(article_words).on_conflict_do_nothing(), found_by)
    kept = keep_first_seen(_of(mine, told), first_seen)
    await upsert(transactions, connection, observations, map(observation_row, kept))
    for article in mine:
        if article.revised is not None:
            is_it = readings.c.article_id == article.id
            await connection.execute(update(readings).where(is_it).values(due_at=article.revised))


async def upsert(
    transactions: Transactions, connection: AsyncConnection, table: Table, rows: Iterable[dict[str, Any]]
) -> None:
    """Keep these rows, in place of those with the same keys."""
    values = list(rows)
    if values:
        await connection.execute(transactions.upsert(table, tuple(values[0])), values)


async def _known(connection: AsyncConnection, read: Sequence[Article]) -> Mapping[str, tuple[str, int]]:
    """Of those that are kept already, the source and the revision, by id."""
    known: dict[str, tuple[str, int]] = {}
    for batch in batches([article.id for article in read]):
        place = select(articles.c.id, articles.c.source_id, articles.c.revision).where(articles.c.id.in_(batch))
        known |= {row.id: (row.source_id, row.revision) for row in await connection.execute(place)}
    return known


def _is_own(article: Article, known: Mapping[str, tuple[str, int]]) -> bool:
    """Whether it is new, or no older revision of what the same source brought."""
    source_id, revision = known.get(article.id, (article.source_id, 0))
    return source_id == article.source_id and revision <= article.revision


async def _clear(connection: AsyncConnection, again: Sequence[Article]) -> None:
    """Make room for what these articles say now."""
    for batch in batches([article.id for article in again]):
        for table in (article_rubrics, article_words, observations):
            await connection.execute(delete(table).where(table.c.article_id.in_(batch)))
    for pairs in batches([(article.id, article.revision) for article in again]):
        place = tuple_(figures.c.article_id, figures.c.revision)
        await connection.execute(delete(figures).where(place.in_(pairs)))


def _of(kept: Iterable[Article], told: Iterable[Observation]) -> list[Observation]:
    """Those of the articles that are kept."""
    revisions_kept = {(article.id, article.revision) for article in kept}
    return [one for one in told if (one.ref.article_id, one.ref.revision) in revisions_kept]
