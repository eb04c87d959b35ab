"""What is no longer needed goes: the database of a busy bot stays small."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, func, select, update

from bot.storage.columns import UtcTime
from bot.storage.personal import forget
from bot.storage.tables import (
    DeliveryState,
    deliveries,
    feedback,
    is_open,
    mailings,
    pictures,
    readings,
    refusals,
    retellings,
    subscribers,
    updates,
)
from bot.storage.transactions import Transactions
from digests.model import Status

KEEP_DELIVERIES = timedelta(days=30)  # after they ended
KEEP_MAILINGS = timedelta(days=90)  # their evidence can be asked for so long
KEEP_FEEDBACK = timedelta(days=30)  # after it was answered, or put aside
KEEP_BLOCKED = timedelta(days=180)  # chats that cannot be written to, after their last digest
CHATS = 500  # a transaction, each with all its rows
KEEP_RETELLINGS = timedelta(days=14)  # a digest looks back a week and three days at most
MOST_RETELLINGS = 20_000
KEEP_UPDATES = timedelta(days=1)  # so long Telegram keeps what is not acknowledged
KEEP_PICTURES = timedelta(days=90)  # most show values that others have followed by then
BATCH = 5_000  # a transaction: senders wait for it


@dataclass(frozen=True, slots=True)
class Pruned:
    """How many rows went."""

    deliveries: int
    mailings: int
    retellings: int = 0
    chats: int = 0
    feedback: int = 0


async def prune(transactions: Transactions, now: datetime) -> Pruned:
    """Remove what is old: ended deliveries, mailings without any, names of pictures, old feedback, and lost chats.

    With a mailing goes what it cites; what was found out about its figures stays, since `/corrections` lists all.
    """
    has_ended = deliveries.c.ended_at < now - KEEP_DELIVERIES
    ended = await _remove(transactions, deliveries.c.id, has_ended)
    is_needed = exists().where(deliveries.c.mailing == mailings.c.key)
    is_old = (mailings.c.created_at < now - KEEP_MAILINGS) & ~is_needed
    too_old = now - KEEP_MAILINGS
    await _remove(transactions, readings.c.article_id, readings.c.cited_at < too_old)
    await _remove(transactions, refusals.c.key, refusals.c.found_at < too_old)
    await _remove(transactions, pictures.c.key, pictures.c.kept_at < now - KEEP_PICTURES)
    old = now - KEEP_UPDATES
    await _remove(transactions, updates.c.id, (updates.c.handled_at < old) | (updates.c.claimed_until < old))
    removed = await _remove(transactions, mailings.c.key, is_old)
    spare = await _remove(transactions, retellings.c.key, _is_spare(now))
    closed = await _remove(transactions, feedback.c.id, feedback.c.closed_at < now - KEEP_FEEDBACK)
    return Pruned(ended, removed, spare, await _forget_lost(transactions, now), closed)


async def _forget_lost(transactions: Transactions, now: datetime) -> int:
    """Forget chats that blocked the bot (or are gone) and have had no digest for long, as if they had said /delete."""
    seen = func.coalesce(subscribers.c.last_digest_at, subscribers.c.created_at, type_=UtcTime)
    is_lost = (subscribers.c.status == Status.BLOCKED) & (seen < now - KEEP_BLOCKED)
    forgotten = 0
    while True:
        async with transactions.write() as connection:
            chats = (
                (await connection.execute(select(subscribers.c.chat_id).where(is_lost).limit(CHATS))).scalars().all()
            )
            await forget(connection, chats)
        forgotten += len(chats)
        if len(chats) < CHATS:
            return forgotten


def _is_spare(now: datetime) -> ColumnElement[bool]:
    """Old answers, and all but the newest ones where there are very many."""
    newest = select(retellings.c.key).order_by(retellings.c.kept_at.desc(), retellings.c.key).limit(MOST_RETELLINGS)
    return (retellings.c.kept_at < now - KEEP_RETELLINGS) | retellings.c.key.not_in(newest)


async def end_unsent(transactions: Transactions, now: datetime, reason: str) -> int:
    """Give up every delivery that is still to be sent, and say why; returns how many there were."""
    ended = {"state": DeliveryState.EXPIRED, "ended_at": now, "lease_until": None, "error": reason}
    async with transactions.write() as connection:
        return (await connection.execute(update(deliveries).where(is_open).values(ended))).rowcount


async def _remove(transactions: Transactions, key: Any, is_done: ColumnElement[bool]) -> int:
    """Remove batch by batch, so that nobody waits long for the writer's lock."""
    removed = 0
    while True:
        async with transactions.write() as connection:
            batch = select(key).where(is_done).limit(BATCH)
            result = await connection.execute(delete(key.table).where(key.in_(batch)))
        removed += result.rowcount
        if result.rowcount < BATCH:
            return removed
