"""The port `Announcements`: what admins write to many chats."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Text, and_, func, literal, select, type_coerce, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.announcement_rows import announcement_of, announcement_row
from bot.storage.fanout import fan_out, keep_mailing
from bot.storage.tables import DeliveryState, announcements, deliveries, mailings, subscribers
from bot.storage.transactions import Transactions
from digests.announcements import FROM, UNDER_WAY
from digests.model import Addressees, Announcement, AnnouncementState, Mailing, Status
from digests.model.announcements import EVERYBODY

TABLE = announcements.c
FIRST_SHARE = 100
"""One of so many chats gets an announcement that is tried first."""


class AnnouncementStore:
    """Announcements in the database."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def save(self, announcement: Announcement) -> None:
        """Keep everything of it."""
        row = announcement_row(announcement)
        async with self._transactions.write() as connection:
            await connection.execute(self._transactions.upsert(announcements, tuple(row)), row)

    async def turn(self, announcement: Announcement, was: Collection[AnnouncementState]) -> bool:
        """Keep everything of it where the row is in one of these states; whether it was."""
        async with self._transactions.write() as connection:
            return await _turn(connection, announcement, was)

    async def get(self, announcement_id: str) -> Announcement | None:
        """The announcement with this id."""
        return await self._first(select(announcements).where(TABLE.id == announcement_id))

    async def latest(self, author_chat: int, state: AnnouncementState) -> Announcement | None:
        """The author's latest announcement in this state."""
        of_author = select(announcements).where(TABLE.author_chat == author_chat, TABLE.state == state)
        return await self._first(of_author.order_by(TABLE.created_at.desc(), TABLE.id.desc()).limit(1))

    async def history(self, limit: int) -> tuple[Announcement, ...]:
        """The latest ones of all authors that have a text, newest first."""
        written = select(announcements).where(TABLE.state != AnnouncementState.AWAITING_TEXT)
        return await self._all(written.order_by(TABLE.created_at.desc(), TABLE.id.desc()).limit(limit))

    async def sending(self) -> tuple[Announcement, ...]:
        """Those whose mailing is under way or paused, oldest first."""
        under_way = select(announcements).where(TABLE.state.in_(UNDER_WAY))
        return await self._all(under_way.order_by(TABLE.created_at, TABLE.id))

    async def scheduled(self) -> tuple[Announcement, ...]:
        """Those that wait for their time, oldest first."""
        waiting = select(announcements).where(TABLE.state == AnnouncementState.SCHEDULED)
        return await self._all(waiting.order_by(TABLE.created_at, TABLE.id))

    async def audience(self, addressees: Addressees = EVERYBODY) -> int:
        """How many chats would get it now."""
        size = select(func.count()).select_from(subscribers).where(_fits(addressees))
        async with self._transactions.read() as connection:
            return (await connection.execute(size)).scalar_one()

    async def send(
        self,
        announcement: Announcement,
        mailing: Mailing,
        was: Collection[AnnouncementState] = (AnnouncementState.DRAFT,),
    ) -> int:
        """It becomes SENDING and the mailing is queued, in one transaction; 0 where the row was in another state.

        The row decides, not the value that the caller has: of two taps at once, the second finds it under way.
        """
        async with self._transactions.write() as connection:
            if not await _turn(connection, _under_way(announcement), was):
                return 0
            await keep_mailing(self._transactions, connection, mailing)
            chosen = _fits(announcement.addressees)
            if announcement.is_tried:
                chosen = subscribers.c.chat_id.in_(await _first_chats(connection, chosen))
            return await self._fan_out(connection, announcement, mailing, chosen)

    async def _fan_out(
        self, connection: AsyncConnection, announcement: Announcement, mailing: Mailing, chosen: ColumnElement[bool]
    ) -> int:
        plan = announcement.plan
        if plan is None or not plan.is_local:
            return await fan_out(self._transactions, connection, mailing, chosen)
        zones = (await connection.execute(select(subscribers.c.zone).where(chosen).distinct())).scalars().all()
        added = 0
        for zone in zones:
            starts_at = max(plan.at(zone), mailing.created_at)
            its = and_(chosen, subscribers.c.zone == zone)
            added += await fan_out(self._transactions, connection, mailing, its, starts_at=starts_at)
        return added

    async def steer(self, announcement_id: str, mailing: str, state: AnnouncementState, now: datetime) -> bool:
        """Pause, resume or end it in one transaction, where the row's state allows it; whether it did.

        What was claimed goes back: a sender starts only what is its own, so nothing but what it has started is sent.
        """
        turns = update(announcements).where(TABLE.id == announcement_id, TABLE.state.in_(FROM[state]))
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
        return next(iter(await self._all(statement)), None)

    async def _all(self, statement: Select[Any]) -> tuple[Announcement, ...]:
        async with self._transactions.read() as connection:
            rows: list[Row[Any]] = list(await connection.execute(statement))
        return tuple(map(announcement_of, rows))


def _under_way(announcement: Announcement) -> Announcement:
    """SENDING; a list of chats is kept only as long as somebody on it may still be queued."""
    chats = announcement.addressees.chats if announcement.is_tried else ()
    addressees = replace(announcement.addressees, chats=chats)
    return replace(announcement, state=AnnouncementState.SENDING, addressees=addressees)


async def _turn(connection: AsyncConnection, announcement: Announcement, was: Collection[AnnouncementState]) -> bool:
    turns = update(announcements).where(TABLE.id == announcement.id, TABLE.state.in_(was))
    return (await connection.execute(turns.values(announcement_row(announcement)))).rowcount > 0


async def _first_chats(connection: AsyncConnection, chosen: ColumnElement[bool]) -> Collection[int]:
    """One chat of a hundred, at least one: scattered, for the oldest ones alone would not be like the others."""
    size = (await connection.execute(select(func.count()).select_from(subscribers).where(chosen))).scalar_one()
    scattered = select(subscribers.c.chat_id).where(chosen).order_by((subscribers.c.chat_id * 7919) % 10_007)
    few = scattered.limit(max(1, size // FIRST_SHARE))
    return (await connection.execute(few)).scalars().all()


def _fits(addressees: Addressees) -> ColumnElement[bool]:
    table = subscribers.c
    return and_(
        table.status == Status.ACTIVE,
        table.takes_announcements,
        *((table.locale == addressees.locale,) if addressees.locale else ()),
        *((_has(table.rubrics, addressees.rubric),) if addressees.rubric else ()),
        *((_has(table.regions, addressees.region),) if addressees.region else ()),
        *((table.chat_id.in_(addressees.chats),) if addressees.chats else ()),
    )


def _has(keys: ColumnElement[Any], key: str) -> ColumnElement[bool]:
    """Whether a column of `Keys` has this one."""
    row = literal(",").concat(func.coalesce(type_coerce(keys, Text), "")).concat(",")
    return row.contains(f",{key},", autoescape=True)
