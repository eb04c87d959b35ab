"""The port `Pictures`: what Telegram keeps of what the bot has drawn."""

from datetime import datetime

from sqlalchemy import delete, select

from bot.storage.tables import pictures
from bot.storage.transactions import Transactions


class PictureStore:
    """File ids in the database."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def find(self, key: str) -> str | None:
        """The file_id of the picture; None: it was never sent, or Telegram has it no longer."""
        async with self._transactions.read() as connection:
            statement = select(pictures.c.file_id).where(pictures.c.key == key)
            found: str | None = (await connection.execute(statement)).scalar_one_or_none()
        return found

    async def keep(self, key: str, file_id: str, now: datetime) -> None:
        """Remember it; the last one sent counts."""
        new = self._transactions.insert(pictures)
        changes = {"file_id": new.excluded.file_id, "kept_at": new.excluded.kept_at}
        statement = new.on_conflict_do_update(index_elements=["key"], set_=changes)
        async with self._transactions.write() as connection:
            await connection.execute(statement, {"key": key, "file_id": file_id, "kept_at": now})

    async def forget(self, key: str) -> None:
        """Telegram refused it."""
        async with self._transactions.write() as connection:
            await connection.execute(delete(pictures).where(pictures.c.key == key))
