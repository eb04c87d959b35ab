"""The port `Updates`: which updates of Telegram were handled, or are."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import bindparam, delete, select, true

from bot.storage.columns import UtcTime
from bot.storage.tables import updates
from bot.storage.together import Together
from bot.storage.transactions import Transactions
from digests.model import UpdateClaim

TABLE = updates.c


class UpdateStore:
    """Their ids, of the last day: Telegram keeps what is not acknowledged for so long."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        asked = transactions.numbers("updates").c.number
        # «WHERE true», for SQLite takes what stands behind a plain SELECT for a join.
        new = transactions.insert(updates).from_select(
            ["id", "claimed_until"], select(asked, bindparam("until", type_=UtcTime)).where(true())
        )
        self._claims = new.on_conflict_do_update(
            index_elements=["id"],
            set_={"claimed_until": new.excluded.claimed_until},
            where=TABLE.handled_at.is_(None) & (TABLE.claimed_until <= bindparam("now", type_=UtcTime)),
        ).returning(TABLE.id)
        new = transactions.insert(updates).from_select(
            ["id", "handled_at"], select(asked, bindparam("now", type_=UtcTime)).where(true())
        )
        self._ends = new.on_conflict_do_update(
            index_elements=["id"], set_={"handled_at": new.excluded.handled_at}, where=TABLE.handled_at.is_(None)
        )
        self._claimed, self._finished = Together(self._claim), Together(self._finish)

    async def claim(self, update_id: int, now: datetime, until: datetime) -> UpdateClaim:
        """The caller's own where nobody handled it, and nobody who lives does."""
        if await self._claimed(update_id, (now, until)):
            return UpdateClaim.OWN
        is_handled = select(TABLE.id).where(TABLE.id == update_id, TABLE.handled_at.is_not(None))
        return UpdateClaim.HANDLED if await self._transactions.look(is_handled) else UpdateClaim.UNDER_WAY

    async def _claim(self, asked: Mapping[int, tuple[datetime, datetime]]) -> Mapping[int, bool]:
        """In the order of their ids, so that two processes that ask for the same do not wait for each other."""
        now, until = min(now for now, _ in asked.values()), max(until for _, until in asked.values())
        values = {"updates": sorted(asked), "now": now, "until": until}
        return {row.id: True for row in await self._transactions.change(self._claims, values)}

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
        await self._finished(update_id, now)

    async def _finish(self, ended: Mapping[int, datetime]) -> Mapping[int, bool]:
        await self._transactions.change(self._ends, {"updates": sorted(ended), "now": max(ended.values())})
        return {}
