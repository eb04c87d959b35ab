from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.storage import Database, pruning
from bot.storage.tables import audit
from digests.model import Act, Feedback
from tests.builders import DAY, HOUR, NOW

ADMIN = 504
FIRST = Feedback("first", 1, NOW, "Мало новостей\x00")
SECOND = Feedback("second", 2, NOW + HOUR, "Спасибо")


@pytest.fixture
async def inbox(database: Database) -> Database:
    for one in (SECOND, FIRST):
        await database.inbox.keep(one)
    return database


async def test_what_waits_longest_comes_first(inbox: Database) -> None:
    assert await inbox.inbox.waiting(9) == (replace(FIRST, text="Мало новостей\ufffd"), SECOND)
    assert await inbox.inbox.waiting(1) == (replace(FIRST, text="Мало новостей\ufffd"),)
    assert (await inbox.inbox.count(), await inbox.inbox.count(1), await inbox.inbox.count(3)) == (2, 1, 0)


async def test_an_admin_answers_what_was_chosen_last(inbox: Database) -> None:
    assert await inbox.inbox.answered_by(ADMIN) is None
    await inbox.inbox.begin_answer("first", ADMIN)
    assert await inbox.inbox.begin_answer("second", ADMIN) == SECOND
    assert await inbox.inbox.begin_answer("unknown", ADMIN) is None
    assert await inbox.inbox.answered_by(ADMIN) == SECOND
    assert await inbox.inbox.answered_by(ADMIN + 1) is None


async def test_it_is_closed_once_and_by_whom_is_kept(inbox: Database) -> None:
    await inbox.inbox.begin_answer("first", ADMIN)
    assert await inbox.inbox.close(Act.ANSWER, "first", by=ADMIN, now=NOW)
    assert not await inbox.inbox.close(Act.CLOSE, "first", by=ADMIN + 1, now=NOW)
    assert await inbox.inbox.waiting(9) == (SECOND,)
    assert await inbox.inbox.answered_by(ADMIN) is None
    assert await inbox.inbox.begin_answer("first", ADMIN) is None
    async with inbox.engines.reader.connect() as connection:
        acts = (await connection.execute(select(audit.c.by, audit.c.act, audit.c.subject))).all()
    assert acts == [(ADMIN, Act.ANSWER, "first")]


async def test_what_was_closed_long_ago_goes_and_what_waits_stays(inbox: Database) -> None:
    await inbox.inbox.close(Act.CLOSE, "first", by=ADMIN, now=NOW)
    assert (await inbox.prune(NOW + pruning.KEEP_FEEDBACK)).feedback == 0
    assert (await inbox.prune(NOW + pruning.KEEP_FEEDBACK + DAY)).feedback == 1
    assert await inbox.inbox.count() == 1


async def test_feedback_of_a_group_follows_it_to_its_supergroup(inbox: Database) -> None:
    await inbox.subscribers.move(2, -100)
    assert (await inbox.inbox.count(2), await inbox.inbox.count(-100)) == (0, 1)
