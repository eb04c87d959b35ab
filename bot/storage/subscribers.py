"""The port `Subscribers`: who talks to the bot."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select, update

from bot.storage.chats import move_chat
from bot.storage.personal import forget, kept_of
from bot.storage.schedules import COLUMNS, schedule_of, schedule_row
from bot.storage.tables import subscribers
from bot.storage.together import Together
from bot.storage.transactions import Transactions
from digests.model import ChatKind, Choice, DueGroup, Locale, Status, Subscriber, Wishes


class SubscriberStore:
    """Subscribers in the database."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        is_asked = subscribers.c.chat_id.in_(select(transactions.numbers("chats").c.number))
        self._those = select(subscribers).where(is_asked)
        self._known = Together(self._subscribers)

    async def open(self, chat_id: int, kind: ChatKind, locale: Locale, now: datetime) -> Subscriber:
        """The subscriber with this chat. Every update asks for it, so only first sight writes."""
        if known := await self.find(chat_id):
            return known
        row = subscriber_row(Subscriber(chat_id, kind, locale, now))
        async with self._transactions.write() as connection:
            await connection.execute(self._transactions.insert(subscribers).on_conflict_do_nothing(), row)
            found = await connection.execute(select(subscribers).where(subscribers.c.chat_id == chat_id))
            return subscriber_of(found.one())

    async def save(self, subscriber: Subscriber) -> None:
        """Keep everything of it."""
        row = subscriber_row(subscriber)
        await self._transactions.change(self._transactions.upsert(subscribers, tuple(row)), row)

    async def told(self, chat_id: int, until: datetime) -> None:
        """The chat has had all news up to then; a slot that moves meanwhile stays moved."""
        statement = update(subscribers).where(subscribers.c.chat_id == chat_id).values(last_digest_at=until)
        async with self._transactions.write() as connection:
            await connection.execute(statement)

    async def due(self, now: datetime, limit: int) -> tuple[DueGroup, ...]:
        """At most `limit` groups whose slot has come, earliest slot first, the largest first within a slot."""
        table = subscribers.c
        choice = (table.locale, table.rubrics, table.words, table.without, table.regions, table.length)
        group: tuple[Any, ...] = (*choice, *COLUMNS, table.next_digest_at, table.news_since)
        size = func.count().label("size")
        statement = (
            select(*group, size)
            .where(table.status == Status.ACTIVE, table.next_digest_at <= now)
            .group_by(*group)
            .order_by(table.next_digest_at, size.desc(), *group)
            .limit(limit)
        )
        async with self._transactions.read() as connection:
            rows: Sequence[Any] = (await connection.execute(statement)).all()
        return tuple(_group(row) for row in rows)

    async def next_slot(self) -> datetime | None:
        """The earliest `next_digest_at` of all active subscribers."""
        statement = select(func.min(subscribers.c.next_digest_at)).where(subscribers.c.status == Status.ACTIVE)
        async with self._transactions.read() as connection:
            slot: datetime | None = (await connection.execute(statement)).scalar_one()
        return slot

    async def returning(self, now: datetime, limit: int) -> tuple[Subscriber, ...]:
        """At most `limit` of those whose pause is over, the longest waiting first."""
        table = subscribers.c
        statement = (
            select(subscribers)
            .where(table.paused_until <= now, table.status == Status.PAUSED)
            .order_by(table.paused_until, table.chat_id)
            .limit(limit)
        )
        async with self._transactions.read() as connection:
            return tuple(map(subscriber_of, await connection.execute(statement)))

    async def count(self) -> Mapping[Status, int]:
        """How many there are, by status; all of them are in it."""
        statement = select(subscribers.c.status, func.count().label("size")).group_by(subscribers.c.status)
        async with self._transactions.read() as connection:
            rows = (await connection.execute(statement)).all()
        return dict.fromkeys(Status, 0) | {row.status: row.size for row in rows}

    async def kept(self, chat_id: int) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """Every row that names the chat, by the name of its table."""
        async with self._transactions.read() as connection:
            return await kept_of(connection, chat_id)

    async def forget(self, chat_id: int) -> None:
        """Remove everything that names the chat, in one transaction."""
        async with self._transactions.write() as connection:
            await forget(connection, [chat_id])

    async def move(self, old: int, new: int) -> None:
        """The chat `old` is now `new`: everything that names it is rewritten."""
        async with self._transactions.write() as connection:
            await move_chat(connection, old, new)

    async def find(self, chat_id: int) -> Subscriber | None:
        """The subscriber with this chat; None: never seen."""
        return await self._known(chat_id, None)

    async def _subscribers(self, asked: Mapping[int, None]) -> Mapping[int, Subscriber]:
        found = await self._transactions.look(self._those, {"chats": list(asked)})
        return {row.chat_id: subscriber_of(row) for row in found}


def subscriber_row(subscriber: Subscriber) -> dict[str, Any]:
    """Everything of it as a row."""
    return {
        "chat_id": subscriber.chat_id,
        "kind": subscriber.kind,
        "locale": subscriber.locale,
        "created_at": subscriber.created_at,
        "rubrics": subscriber.choice.rubrics,
        **schedule_row(subscriber.schedule),
        "status": subscriber.status,
        "next_digest_at": subscriber.next_digest_at,
        "news_since": subscriber.news_since,
        "last_digest_at": subscriber.last_digest_at,
        "thread_id": subscriber.thread_id,
        "words": subscriber.wishes.words,
        "without": subscriber.wishes.without,
        "regions": subscriber.wishes.regions,
        "length": subscriber.wishes.length,
        "takes_announcements": subscriber.takes_announcements,
        "paused_until": subscriber.paused_until,
        "asked": subscriber.asked,
    }


def subscriber_of(row: Row[Any]) -> Subscriber:
    """The subscriber of a row."""
    return Subscriber(
        chat_id=row.chat_id,
        kind=row.kind,
        locale=row.locale,
        created_at=row.created_at,
        rubrics=frozenset(row.rubrics),
        schedule=schedule_of(row),
        status=row.status,
        next_digest_at=row.next_digest_at,
        news_since=row.news_since,
        last_digest_at=row.last_digest_at,
        thread_id=row.thread_id,
        wishes=_wishes(row),
        takes_announcements=row.takes_announcements,
        paused_until=row.paused_until,
        asked=row.asked,
    )


def _wishes(row: Row[Any]) -> Wishes:
    return Wishes(row.words, row.without, row.regions, row.length)


def _group(row: Row[Any]) -> DueGroup:
    return DueGroup(
        choice=Choice(row.locale, row.rubrics, _wishes(row)),
        schedule=schedule_of(row),
        slot=row.next_digest_at,
        size=row.size,
        since=row.news_since,
    )
