"""The port `Inbox`: what people write to the admins."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from bot.storage.audit import keep_act
from bot.storage.tables import answering, feedback
from bot.storage.transactions import Transactions
from digests.model import Act, Feedback

_waits = feedback.c.closed_at.is_(None)


class InboxStore:
    """Feedback in the database."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def keep(self, message: Feedback) -> None:
        """Keep a new message."""
        row = {"id": message.id, "chat_id": message.chat_id, "sent_at": message.sent_at, "text": message.text}
        async with self._transactions.write() as connection:
            await connection.execute(insert(feedback).values(row))

    async def waiting(self, limit: int) -> tuple[Feedback, ...]:
        """At most `limit` of those that nobody has closed, the longest waiting first."""
        statement = select(feedback).where(_waits).order_by(feedback.c.sent_at, feedback.c.id).limit(limit)
        async with self._transactions.read() as connection:
            return tuple(map(_feedback_of, await connection.execute(statement)))

    async def count(self, chat_id: int | None = None) -> int:
        """How many wait, of this chat or of all."""
        statement = select(func.count()).select_from(feedback).where(_waits)
        if chat_id is not None:
            statement = statement.where(feedback.c.chat_id == chat_id)
        async with self._transactions.read() as connection:
            return (await connection.execute(statement)).scalar_one()

    async def begin_answer(self, key: str, admin: int) -> Feedback | None:
        """What the admin's next message answers from now on; None, and no change, where it no longer waits."""
        async with self._transactions.write() as connection:
            statement = select(feedback).where(_waits, feedback.c.id == key)
            if row := (await connection.execute(statement)).one_or_none():
                new = self._transactions.insert(answering)
                changes = {"feedback": new.excluded.feedback}
                statement_of_admin = new.on_conflict_do_update(index_elements=["chat_id"], set_=changes)
                await connection.execute(statement_of_admin, {"chat_id": admin, "feedback": key})
        return None if row is None else _feedback_of(row)

    async def answered_by(self, admin: int) -> Feedback | None:
        """What the admin's next message answers; None where it no longer waits."""
        statement = select(feedback).join(answering, answering.c.feedback == feedback.c.id)
        async with self._transactions.read() as connection:
            found = await connection.execute(statement.where(_waits, answering.c.chat_id == admin))
            row = found.one_or_none()
        return None if row is None else _feedback_of(row)

    async def close(self, act: Act, key: str, *, by: int, now: datetime) -> bool:
        """It was answered or put aside, and by whom; whether it still waited."""
        statement = update(feedback).where(_waits, feedback.c.id == key).values(closed_at=now)
        async with self._transactions.write() as connection:
            if not (await connection.execute(statement)).rowcount:
                return False
            await keep_act(connection, act, key, by, now)
        return True


def _feedback_of(row: Row[Any]) -> Feedback:
    return Feedback(row.id, row.chat_id, row.sent_at, row.text, row.closed_at)
