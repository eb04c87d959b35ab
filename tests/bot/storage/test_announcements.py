import asyncio
from dataclasses import replace

from bot.storage import Database
from digests.model import Announcement, AnnouncementState, MailingKind, Progress, Status
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
