import asyncio
from dataclasses import replace

import pytest

from bot.storage import Database
from digests.model import Announcement, AnnouncementState, MailingKind, Postponed, Progress, Sent, Status
from tests.builders import HOUR, NOW, a_mailing, a_subscriber

DRAFT = Announcement("a1", 10, AnnouncementState.DRAFT, NOW, text="<b>Важно</b>")
MAILING = a_mailing(key="announcement-a1", kind=MailingKind.ANNOUNCEMENT)


async def test_everything_of_an_announcement_is_kept(database: Database) -> None:
    done = replace(DRAFT, state=AnnouncementState.DONE, text="другое", progress_message=5)
    await database.announcements.save(DRAFT)
    assert await database.announcements.get("a1") == DRAFT
    await database.announcements.save(done)
    assert await database.announcements.get("a1") == done
    assert await database.announcements.get("a2") is None


async def test_the_latest_announcement_of_the_author_awaits_the_text(database: Database) -> None:
    waiting = replace(DRAFT, state=AnnouncementState.AWAITING_TEXT)
    for announcement in (
        replace(waiting, id="later", created_at=NOW + HOUR),
        waiting,
        replace(waiting, id="foreign", author_chat=11, created_at=NOW + 2 * HOUR),
        replace(DRAFT, id="draft", created_at=NOW + 3 * HOUR),
    ):
        await database.announcements.save(announcement)
    latest = await database.announcements.awaiting_text(10)
    assert latest is not None
    assert latest.id == "later"
    assert await database.announcements.awaiting_text(12) is None


async def test_an_announcement_goes_to_every_active_subscriber_who_takes_any(database: Database) -> None:
    for chat_id, status in enumerate((Status.ACTIVE, Status.PAUSED, Status.ACTIVE, Status.BLOCKED, Status.NEW), 1):
        await database.subscribers.save(a_subscriber(chat_id, status=status))
    await database.subscribers.save(a_subscriber(6, takes_announcements=False))
    await database.announcements.save(DRAFT)
    assert await database.announcements.audience() == 2
    assert await database.announcements.send(DRAFT, MAILING) == 2
    assert await database.announcements.sending() == (replace(DRAFT, state=AnnouncementState.SENDING),)
    assert await database.mailings.progress(MAILING.key) == Progress(queued=2)
    assert {
        delivery.chat_id for delivery in (await database.outbox.exchange((), NOW, wanted=10, lease=HOUR)).claimed
    } == {1, 3}


async def test_of_many_taps_at_once_one_sends(database: Database) -> None:
    await database.subscribers.save(a_subscriber(1))
    await database.announcements.save(DRAFT)
    added = await asyncio.gather(*(database.announcements.send(DRAFT, MAILING) for _ in range(5)))
    assert sorted(added) == [0, 0, 0, 0, 1]


async def test_what_is_no_draft_is_not_sent(database: Database) -> None:
    await database.subscribers.save(a_subscriber(1))
    assert await database.announcements.send(DRAFT, MAILING) == 0
    await database.announcements.save(replace(DRAFT, state=AnnouncementState.CANCELLED))
    assert await database.announcements.send(DRAFT, MAILING) == 0
    assert await database.mailings.get(MAILING.key) is None


async def under_way(database: Database, chats: int) -> None:
    """The announcement is queued for so many chats."""
    for chat_id in range(1, chats + 1):
        await database.subscribers.save(a_subscriber(chat_id))
    await database.announcements.save(DRAFT)
    await database.announcements.send(DRAFT, MAILING)


async def steer(database: Database, state: AnnouncementState) -> bool:
    return await database.announcements.steer(DRAFT.id, MAILING.key, state, NOW)


async def test_what_a_sender_holds_of_a_paused_announcement_is_not_started(database: Database) -> None:
    await under_way(database, 5)
    claimed = (await database.outbox.exchange((), NOW, wanted=3, lease=HOUR)).claimed
    sending = (await database.outbox.exchange((), NOW, starting=claimed[:1], lease=HOUR)).started
    assert await steer(database, AnnouncementState.PAUSED)
    turn = await database.outbox.exchange((), NOW, starting=claimed[1:], wanted=9, lease=HOUR)
    assert (turn.started, turn.claimed) == ((), ())
    await database.outbox.exchange([(sending[0], Sent(7))], NOW)
    assert await database.mailings.progress(MAILING.key) == Progress(queued=4, sent=1)
    assert await steer(database, AnnouncementState.SENDING)
    assert len((await database.outbox.exchange((), NOW, wanted=9, lease=HOUR)).claimed) == 4


async def test_a_paused_announcement_holds_up_no_other_one(database: Database) -> None:
    await under_way(database, 1)
    await steer(database, AnnouncementState.PAUSED)
    other = replace(DRAFT, id="a2")
    await database.announcements.save(other)
    await database.announcements.send(other, replace(MAILING, key="other"))
    [delivery] = (await database.outbox.exchange((), NOW, wanted=9, lease=HOUR)).claimed
    assert delivery.mailing == "other"


async def test_what_is_put_back_after_the_end_of_an_announcement_ends_too(database: Database) -> None:
    await under_way(database, 3)
    claimed = (await database.outbox.exchange((), NOW, wanted=1, lease=HOUR)).claimed
    await database.outbox.exchange((), NOW, starting=claimed, lease=HOUR)
    assert await steer(database, AnnouncementState.ENDING)
    await database.outbox.exchange([(claimed[0], Postponed(0))], NOW)
    assert await database.mailings.progress(MAILING.key) == Progress(queued=1, withdrawn=2)
    assert not (await database.outbox.exchange((), NOW, wanted=9, lease=HOUR)).claimed
    assert await steer(database, AnnouncementState.ENDING)
    assert await database.mailings.progress(MAILING.key) == Progress(withdrawn=3)


@pytest.mark.parametrize("state", [AnnouncementState.DRAFT, AnnouncementState.DONE, AnnouncementState.CANCELLED])
async def test_what_is_not_under_way_is_not_steered(database: Database, state: AnnouncementState) -> None:
    await database.announcements.save(replace(DRAFT, state=state))
    for wanted in (AnnouncementState.PAUSED, AnnouncementState.SENDING, AnnouncementState.ENDING):
        assert not await steer(database, wanted)
    assert await database.announcements.get(DRAFT.id) == replace(DRAFT, state=state)
