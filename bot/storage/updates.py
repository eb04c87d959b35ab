"""The port `Updates`: which updates of Telegram were handled, or are."""

from datetime import datetime

from sqlalchemy import delete, select

from bot.storage.tables import updates
from bot.storage.transactions import Transactions
from digests.model import UpdateClaim

TABLE = updates.c


class UpdateStore:
    """Their ids, of the last day: Telegram keeps what is not acknowledged for so long."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def claim(self, update_id: int, now: datetime, until: datetime) -> UpdateClaim:
        """The caller's own where nobody handled it, and nobody who lives does."""
        new = self._transactions.insert(updates).values(id=update_id, claimed_until=until)
        claims = new.on_conflict_do_update(
            index_elements=["id"],
            set_={"claimed_until": new.excluded.claimed_until},
            where=TABLE.handled_at.is_(None) & (TABLE.claimed_until <= now),
        )
        async with self._transactions.write() as connection:
            if (await connection.execute(claims.returning(TABLE.id))).first():
                return UpdateClaim.OWN
            handled = await connection.execute(select(TABLE.handled_at).where(TABLE.id == update_id))
            return UpdateClaim.UNDER_WAY if handled.scalar_one_or_none() is None else UpdateClaim.HANDLED

    async def drop(self, update_id: int) -> None:
        """Nobody handles it."""
        async with self._transactions.write() as connection:
            await connection.execute(delete(updates).where(TABLE.id == update_id, TABLE.handled_at.is_(None)))

    async def handled(self) -> frozenset[int]:
        """All that are still kept."""
        async with self._transactions.read() as connection:
            return frozenset(
                (await connection.execute(select(TABLE.id).where(TABLE.handled_at.is_not(None)))).scalars()
            )

    async def finish(self, update_id: int, now: datetime) -> None:
        """It is handled; saying so twice is nothing."""
        new = self._transactions.insert(updates).values(id=update_id, handled_at=now)
        ends = new.on_conflict_do_update(
            index_elements=["id"], set_={"handled_at": new.excluded.handled_at}, where=TABLE.handled_at.is_(None)
        )
        async with self._transactions.write() as connection:
            await connection.execute(ends)
