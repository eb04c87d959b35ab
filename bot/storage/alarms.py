"""The port `Alarms`: what is wrong, and has been told."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, insert, select

from bot.storage.tables import alarms
from bot.storage.transactions import Transactions
from digests.model import Alarm


class AlarmStore:
    """The table `alarms`: a row while it lasts, so that no restart and no new leader tells it again."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def turn(self, now_wrong: Collection[Alarm], now: datetime) -> frozenset[Alarm]:
        """Those of them that were not wrong before; what is wrong no more may be told again when it returns."""
        async with self._transactions.write() as connection:
            known = frozenset((await connection.execute(select(alarms.c.alarm))).scalars())
            await connection.execute(delete(alarms).where(alarms.c.alarm.not_in(now_wrong)))
            new = frozenset(now_wrong) - known
            if new:
                await connection.execute(insert(alarms), [{"alarm": one, "since": now} for one in new])
        return new
