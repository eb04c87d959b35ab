"""The port `Updates`: which updates of Telegram were handled."""

from datetime import datetime

from sqlalchemy import select

from bot.storage.tables import updates
from bot.storage.transactions import Transactions


class UpdateStore:
    """Their ids, of the last day: Telegram keeps what is not acknowledged for so long."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def handled(self) -> frozenset[int]:
        """All that are still kept."""
        async with self._transactions.read() as connection:
            return frozenset((await connection.execute(select(updates.c.id))).scalars())

    async def finish(self, update_id: int, now: datetime) -> None:
        """It is handled; saying so twice is nothing."""
        row = {"id": update_id, "handled_at": now}
        async with self._transactions.write() as connection:
            await connection.execute(self._transactions.insert(updates).on_conflict_do_nothing(), row)
