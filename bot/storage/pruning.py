"""What is no longer needed goes: the database of a busy bot stays small."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, select, update

from bot.storage.tables import DeliveryState, deliveries, is_open, mailings, retellings
from bot.storage.transactions import Transactions

KEEP_DELIVERIES = timedelta(days=30)  # after they ended
KEEP_MAILINGS = timedelta(days=90)  # their evidence can be asked for so long
KEEP_RETELLINGS = timedelta(days=14)  # a digest looks back a week and three days at most
MOST_RETELLINGS = 20_000
BATCH = 5_000  # a transaction: senders wait for it


@dataclass(frozen=True, slots=True)
class Pruned:
    """How many rows went."""

    deliveries: int
    mailings: int
    retellings: int = 0


async def prune(transactions: Transactions, now: datetime) -> Pruned:
    """Remove deliveries that ended long ago, then old mailings of which no delivery is left (or ever was)."""
    has_ended = deliveries.c.ended_at < now - KEEP_DELIVERIES
    ended = await _remove(transactions, deliveries.c.id, has_ended)
    is_needed = exists().where(deliveries.c.mailing == mailings.c.key)
    is_old = (mailings.c.created_at < now - KEEP_MAILINGS) & ~is_needed
    removed = await _remove(transactions, mailings.c.key, is_old)
    return Pruned(ended, removed, await _remove(transactions, retellings.c.key, _is_spare(now)))


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
