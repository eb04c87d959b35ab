"""Readers at their slot and a digest for them, many at a time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.storage import Database
from bot.storage.subscribers import subscriber_row
from bot.storage.tables import subscribers
from digests.model import (
    Bubble,
    ChatKind,
    DueGroup,
    Locale,
    Mailing,
    MailingKind,
    Schedule,
    Status,
    Subscriber,
    Upcoming,
)

FIRST_READER = 10_000


async def fill(database: Database, mailing: str, chats: Sequence[int], now: datetime) -> None:
    """Queue a digest for these chats."""
    await publish(database, mailing, await add_readers(database, chats, now), now)


async def add_readers(database: Database, chats: Sequence[int], now: datetime) -> DueGroup:
    """Make these chats readers whose slot has come (again); the group that they are."""
    slot = now - timedelta(minutes=1)
    reader = Subscriber(0, ChatKind.PRIVATE, Locale.RU, now, frozenset({"grants"}), Schedule(), Status.ACTIVE, slot)
    async with database.engines.writer.begin() as connection:
        await connection.execute(subscribers.delete())
        await connection.execute(
            subscribers.insert(), [subscriber_row(replace(reader, chat_id=chat)) for chat in chats]
        )
    return DueGroup(reader.choice, reader.schedule, slot, len(chats))


async def publish(database: Database, mailing: str, group: DueGroup, now: datetime) -> None:
    """The fan-out alone."""
    said = Mailing(mailing, MailingKind.DIGEST, (Bubble("<b>104</b> гранта"),), now, now + timedelta(hours=1))
    await database.mailings.publish(said, group, Upcoming(now + timedelta(days=1)))
