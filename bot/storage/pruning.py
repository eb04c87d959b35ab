"""What is no longer needed goes: the database of a busy bot stays small."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, select, update

from bot.storage.tables import DeliveryState, deliveries, is_open, mailings, pictures
from bot.storage.transactions import Transactions

KEEP_DELIVERIES = timedelta(days=30)  # after they ended
KEEP_MAILINGS = timedelta(days=90)  # their evidence can be asked for so long
KEEP_PICTURES = timedelta(days=90)  # most show values that others have followed by then
BATCH = 5_000  # a transaction: senders wait for it


@dataclass(frozen=True, slots=True)
class Pruned:
    """How many rows went."""

    deliveries: int
    mailings: int


async def prune(transactions: Transactions, now: datetime) -> Pruned:
    """Remove what is old: ended deliveries, mailings of which no delivery is left (or ever was), names of pictures."""
    has_ended = deliveries.c.ended_at < now - KEEP_DELIVERIES
    ended = await _remove(transactions, deliveries.c.id, has_ended)
    is_needed = exists().where(deliveries.c.mailing == mailings.c.key)
    is_old = (mailings.c.created_at < now - KEEP_MAILINGS) & ~is_needed
    await _remove(transactions, pictures.c.key, pictures.c.kept_at < now - KEEP_PICTURES)
    return Pruned(ended, await _remove(transactions, mailings.c.key, is_old))


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
