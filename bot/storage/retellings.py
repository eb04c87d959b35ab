"""The port `Retellings`: answers of the language model, so that a text is asked about once."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import select

from bot.storage.batches import batches
from bot.storage.tables import retellings
from bot.storage.transactions import Transactions


class RetellingStore:
    """Retellings in the database; `pruning` keeps them few."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def get(self, keys: Collection[str]) -> Mapping[str, str | None]:
        """The answers to those of these questions that were asked; None: no answer to it could be used."""
        found: dict[str, str | None] = {}
        async with self._transactions.read() as connection:
            for batch in batches(keys):
                rows = await connection.execute(select(retellings).where(retellings.c.key.in_(batch)))
                found |= {row.key: row.answer for row in rows}
        return found

    async def keep(self, key: str, answer: str | None, now: datetime) -> None:
        """Keep the answer; one that is kept already stays."""
        row = {"key": key, "answer": answer, "kept_at": now}
        async with self._transactions.write() as connection:
            await connection.execute(self._transactions.insert(retellings).on_conflict_do_nothing(), row)
