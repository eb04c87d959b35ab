"""The port `Announcements`: what admins write to all subscribers."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, select, update

from bot.storage.fanout import fan_out, keep_mailing
from bot.storage.tables import DeliveryState, announcements, deliveries, mailings, subscribers
from bot.storage.transactions import Transactions
from digests.announcements import FROM, UNDER_WAY
from digests.model import Announcement, AnnouncementState, Mailing, Status

_is_audience = (subscribers.c.status == Status.ACTIVE) & subscribers.c.takes_announcements


class AnnouncementStore:
    """Announcements in the database."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def save(self, announcement: Announcement) -> None:
        """Keep everything of it."""
        new = self._transactions.insert(announcements)
        row = asdict(announcement)
        changes = {name: new.excluded[name] for name in row if name != "id"}
        async with self._transactions.write() as connection:
            await connection.execute(new.on_conflict_do_update(index_elements=["id"], set_=changes), row)

    async def get(self, announcement_id: str) -> Announcement | None:
        """The announcement with this id."""
        return await self._first(select(announcements).where(announcements.c.id == announcement_id))

    async def awaiting_text(self, author_chat: int) -> Announcement | None:
        """The author's latest announcement that still waits for its text."""
        table = announcements.c
        waiting = select(announcements).where(
            table.author_chat == author_chat, table.state == AnnouncementState.AWAITING_TEXT
        )
        return await self._first(waiting.order_by(table.created_at.desc(), table.id.desc()).limit(1))

    async def sending(self) -> tuple[Announcement, ...]:
        """Those whose mailing is under way or paused, oldest first."""
        table = announcements.c
        statement = select(announcements).where(table.state.in_(UNDER_WAY))
        async with self._transactions.read() as connection:
            rows = (await connection.execute(statement.order_by(table.created_at, table.id))).all()
        return tuple(_announcement(row) for row in rows)

    async def audience(self) -> int:
        """How many active subscribers there are."""
        async with self._transactions.read() as connection:
            return (
                await connection.execute(select(func.count()).select_from(subscribers).where(_is_audience))
            ).scalar_one()

    async def send(self, announcement: Announcement, mailing: Mailing) -> int:
        """DRAFT becomes SENDING and the mailing is queued for every active subscriber, in one transaction.

        The row decides, not the value that the caller has: of two taps at once, the second finds no draft any more.
        """
        table = announcements.c
        starts = (
            update(announcements)
            .where(table.id == announcement.id, table.state == AnnouncementState.DRAFT)
            .values(state=AnnouncementState.SENDING, progress_message=announcement.progress_message)
        )
        async with self._transactions.write() as connection:
            if (await connection.execute(starts)).rowcount == 0:
                return 0
            await keep_mailing(self._transactions, connection, mailing)
            return await fan_out(self._transactions, connection, mailing, _is_audience)

    async def steer(self, announcement_id: str, mailing: str, state: AnnouncementState, now: datetime) -> bool:
        """Pause, resume or end it in one transaction, where the row's state allows it; whether it did.

        What was claimed goes back: a sender starts only what is its own, so nothing but what it has started is sent.
        """
        table = announcements.c
        turns = update(announcements).where(table.id == announcement_id, table.state.in_(FROM[state]))
        unsent = update(deliveries).where(
            deliveries.c.mailing == mailing,
            deliveries.c.state.in_([DeliveryState.QUEUED, DeliveryState.LEASED]),
        )
        async with self._transactions.write() as connection:
            if (await connection.execute(turns.values(state=state))).rowcount == 0:
                return False
            paused = update(mailings).where(mailings.c.key == mailing)
            await connection.execute(paused.values(paused=state is not AnnouncementState.SENDING))
            nobodys = unsent.values(holder=None, lease_until=None)
            if state is AnnouncementState.ENDING:
                await connection.execute(nobodys.values(state=DeliveryState.WITHDRAWN, ended_at=now))
            elif state is AnnouncementState.PAUSED:
                await connection.execute(nobodys.values(state=DeliveryState.QUEUED))
        return True

    async def _first(self, statement: Select[Any]) -> Announcement | None:
        async with self._transactions.read() as connection:
            row = (await connection.execute(statement)).first()
        return None if row is None else _announcement(row)


def _announcement(row: Row[Any]) -> Announcement:
    return Announcement(
        id=row.id,
        author_chat=row.author_chat,
        state=row.state,
        created_at=row.created_at,
        text=row.text,
        progress_message=row.progress_message,
    )
