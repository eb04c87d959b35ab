"""The port `Updates`: which updates of Telegram were handled, or are."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select

from bot.storage.columns import UtcTime
from bot.storage.tables import updates
from bot.storage.transactions import Transactions
from digests.model import UpdateClaim

TABLE = updates.c


class UpdateStore:
    """Their ids, of the last day: Telegram keeps what is not acknowledged for so long."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        # Every update needs these two: to put them together anew would cost more than the database does.
        new = transactions.insert(updates).values(id=bindparam("update"), claimed_until=bindparam("until"))
        self._claims = new.on_conflict_do_update(
            index_elements=["id"],
            set_={"claimed_until": new.excluded.claimed_until},
            where=TABLE.handled_at.is_(None) & (TABLE.claimed_until <= bindparam("now", type_=UtcTime)),
        ).returning(TABLE.id)
        new = transactions.insert(updates).values(id=bindparam("update"), handled_at=bindparam("now"))
        self._ends = new.on_conflict_do_update(
            index_elements=["id"], set_={"handled_at": new.excluded.handled_at}, where=TABLE.handled_at.is_(None)
        )

    async def claim(self, update_id: int, now: datetime, until: datetime) -> UpdateClaim:
        """The caller's own where nobody handled it, and nobody who lives does."""
        if await self._transactions.change(self._claims, {"update": update_id, "now": now, "until": until}):
            return UpdateClaim.OWN
        is_handled = select(TABLE.id).where(TABLE.id == update_id, TABLE.handled_at.is_not(None))
        return UpdateClaim.HANDLED if await self._transactions.look(is_handled) else UpdateClaim.UNDER_WAY

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
        await self._transactions.change(self._ends, {"update": update_id, "now": now})
