"""The port `Audit`: what those who run the bot did."""

from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables import audit
from bot.storage.transactions import Transactions
from digests.model import Act, Deed


class AuditStore:
    """The table `audit`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def note(self, act: Act, subject: str, *, by: int, now: datetime) -> None:
        """Write down what no other store does in a transaction of its own."""
        async with self._transactions.write() as connection:
            await keep_act(connection, act, subject, by, now)

    async def latest(self, *, first: int, limit: int) -> tuple[tuple[Deed, ...], int]:
        """At most `limit` of them from the `first` on, newest first, and how many there are."""
        table = audit.c
        chosen = select(table.at, table.by, table.act, table.subject, table.whom).order_by(table.id.desc())
        async with self._transactions.read() as connection:
            rows = (await connection.execute(chosen.offset(first).limit(limit))).all()
            total = (await connection.execute(select(func.count()).select_from(audit))).scalar_one()
        return tuple(Deed(*row) for row in rows), total


async def keep_act(
    connection: AsyncConnection, act: Act, subject: str, by: int, now: datetime, *, whom: int | None = None
) -> None:
    """Write down who did what, within a transaction."""
    await connection.execute(insert(audit).values(at=now, by=by, act=act, subject=subject, whom=whom))
