"""What is kept of a chat can be told and forgotten, whatever tables there are."""

from dataclasses import replace

import pytest
from sqlalchemy import BigInteger, func, insert, select

from bot.storage import Database, pruning
from bot.storage.personal import CHATS, SIGNED
from bot.storage.tables import audit, metadata, rests, roles
from digests.model import (
    Act,
    Announcement,
    AnnouncementState,
    Bubble,
    ChatKind,
    Feedback,
    Locale,
    Role,
    Status,
    Subscriber,
    Upcoming,
    Wishes,
)
from digests.model.follows import Follow
from tests.builders import DAY, NOW, a_mailing, a_subscriber

NO_CHATS = {"holder", "thread_id", "message_id", "progress_message", "target", "id"}
"""Large numbers that are of Telegram's messages and threads, or of our own rows and senders."""


async def rows(database: Database) -> dict[str, int]:
    async with database.engines.reader.connect() as connection:
        return {
            table.name: (await connection.execute(select(func.count()).select_from(table))).scalar_one()
            for table in metadata.sorted_tables
        }


async def two_busy_chats(database: Database) -> None:
    for chat in (1, 2):
        await database.subscribers.save(a_subscriber(chat, wishes=Wishes(("сад",))))
        draft = Announcement(f"draft{chat}", chat, AnnouncementState.DRAFT, NOW, Bubble("Встреча"))
        await database.announcements.save(draft)
        await database.follows.add(Follow(chat, "grants", None, NOW))
        await database.inbox.keep(Feedback(f"note{chat}", chat, NOW, "Мало новостей"))
        await database.inbox.begin_answer(f"note{chat}", chat)
        async with database.engines.writer.begin() as connection:
            await connection.execute(insert(audit).values(at=NOW, by=chat, act=Act.CLOSE, subject=f"case{chat}"))
            await connection.execute(insert(roles).values(chat_id=chat, role=Role.EDITOR, since=NOW))
            await connection.execute(insert(rests).values(chat_id=chat, told_at=NOW, until=NOW + DAY))
    [group] = await database.subscribers.due(NOW, 1)
    await database.mailings.publish(a_mailing(), group, Upcoming(NOW + DAY))


def test_every_column_that_can_hold_a_chat_is_known() -> None:
    large = {
        str(column)
        for table in metadata.sorted_tables
        for column in table.c
        if isinstance(column.type, BigInteger) and column.name not in NO_CHATS
    }
    assert large == {str(column) for column in (*CHATS, *SIGNED)}


async def test_a_chat_is_forgotten_in_every_table_and_others_are_left_alone(database: Database) -> None:
    await two_busy_chats(database)
    before, other = await rows(database), await database.subscribers.kept(2)
    mine = await database.subscribers.kept(1)
    assert all(mine.values()), "a table that names chats has no row of this one: the test does not look at it"
    await database.subscribers.forget(1)
    assert not any((await database.subscribers.kept(1)).values())
    assert await database.subscribers.kept(2) == other
    after = await rows(database)
    signed = {column.table.name for column in SIGNED}
    gone = {name: 0 if name in signed else len(mine.get(name, ())) for name in before}
    assert after == {name: count - gone[name] for name, count in before.items()}
    assert await database.subscribers.find(1) is None


async def test_who_comes_back_after_being_forgotten_is_a_new_subscriber(database: Database) -> None:
    await database.subscribers.save(a_subscriber(1))
    await database.subscribers.forget(1)
    back = await database.subscribers.open(1, ChatKind.PRIVATE, Locale.EN, NOW)
    assert back == Subscriber(1, ChatKind.PRIVATE, Locale.EN, NOW)


async def test_chats_that_blocked_the_bot_long_ago_are_forgotten(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pruning, "CHATS", 1)
    long_ago = NOW - pruning.KEEP_BLOCKED - DAY
    gone = a_subscriber(status=Status.BLOCKED, next_digest_at=None, created_at=long_ago)
    for lost in (1, 2):
        await database.subscribers.save(replace(gone, chat_id=lost, last_digest_at=long_ago if lost == 1 else None))
    await database.subscribers.save(replace(gone, chat_id=3, last_digest_at=NOW - DAY))
    await database.subscribers.save(replace(gone, chat_id=4, status=Status.PAUSED))
    assert (await database.prune(NOW)).chats == 2
    assert (await database.prune(NOW)).chats == 0
    assert [await database.subscribers.find(chat) is None for chat in (1, 2, 3, 4)] == [True, True, False, False]
