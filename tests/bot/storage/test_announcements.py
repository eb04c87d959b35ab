import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.storage import Database
from digests.model import (
    Addressees,
    Announcement,
    AnnouncementState,
    Bubble,
    Button,
    Locale,
    MailingKind,
    Media,
    MediaKind,
    Plan,
    Postponed,
    Progress,
    Schedule,
    Sent,
    Status,
    Wishes,
)
from tests.builders import HOUR, NOW, a_mailing, a_subscriber

DRAFT = Announcement("a1", 10, AnnouncementState.DRAFT, NOW, Bubble("<b>Важно</b>"))
MAILING = a_mailing(key="announcement-a1", kind=MailingKind.ANNOUNCEMENT)


async def test_everything_of_an_announcement_is_kept(database: Database) -> None:
    done = replace(
        DRAFT,
        state=AnnouncementState.DONE,
        bubble=Bubble("другое", ((Button("Сайт", url="https://a.example"),),), Media(MediaKind.PHOTO, "file")),
        addressees=Addressees(Locale.KK, "grants", "astana", (1, -100)),
        plan=Plan(datetime(2025, 10, 20, 9, 15), "Asia/Almaty", is_local=True),  # noqa: DTZ001 a wall clock's
        is_tried=True,
        progress_message=5,
    )
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
    latest = await database.announcements.latest(10, AnnouncementState.AWAITING_TEXT)
    assert latest is not None
    assert latest.id == "later"
    assert await database.announcements.latest(12, AnnouncementState.AWAITING_TEXT) is None


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


async def test_an_announcement_goes_to_whom_it_is_for(database: Database) -> None:
    readers = [
        a_subscriber(1, locale=Locale.KK, rubrics=frozenset({"grants"})),
        a_subscriber(2, locale=Locale.RU, rubrics=frozenset({"grants_state", "youth"})),
        a_subscriber(
            3, locale=Locale.RU, rubrics=frozenset({"youth"}), wishes=Wishes(regions=("abai-oblast", "astana"))
        ),
    ]
    for reader in readers:
        await database.subscribers.save(reader)
    await database.announcements.save(DRAFT)
    for addressees, size in (
        (Addressees(), 3),
        (Addressees(locale=Locale.RU), 2),
        (Addressees(rubric="grants"), 1),
        (Addressees(rubric="youth"), 2),
        (Addressees(region="astana"), 1),
        (Addressees(region="abai"), 0),
        (Addressees(locale=Locale.KK, rubric="youth"), 0),
        (Addressees(chats=(1, 3, 99)), 2),
    ):
        assert await database.announcements.audience(addressees) == size, addressees
    draft = replace(DRAFT, addressees=Addressees(rubric="youth", chats=(1, 3)))
    assert await database.announcements.send(draft, MAILING) == 1
    kept = await database.announcements.get(DRAFT.id)
    assert kept is not None
    assert kept.addressees == Addressees(rubric="youth")  # who was on a list is forgotten once it is sent


async def test_by_readers_clocks_each_zone_has_its_moment(database: Database) -> None:
    for chat_id, zone in enumerate(("Asia/Almaty", "Europe/Berlin", "Asia/Almaty"), 1):
        await database.subscribers.save(a_subscriber(chat_id, schedule=Schedule(zone=zone)))
    evening = datetime(2025, 10, 19, 19, 0)  # noqa: DTZ001 14:00 in UTC by Almaty's clock, 17:00 by Berlin's
    draft = replace(DRAFT, plan=Plan(evening, "Asia/Almaty", is_local=True))
    await database.announcements.save(draft)
    assert await database.announcements.send(draft, MAILING) == 3
    for hours, chats in ((1, set()), (2, {1, 3}), (5, {2})):
        claimed = (await database.outbox.exchange((), NOW + hours * HOUR, wanted=9, lease=24 * HOUR)).claimed
        assert {delivery.chat_id for delivery in claimed} == chats


async def test_a_trial_reaches_one_in_a_hundred_and_then_the_others_once_each(database: Database) -> None:
    for chat_id in range(1, 251):
        await database.subscribers.save(a_subscriber(chat_id))
    draft = replace(DRAFT, is_tried=True)
    await database.announcements.save(draft)
    assert await database.announcements.send(draft, MAILING) == 2
    await database.announcements.save(replace(draft, state=AnnouncementState.TRIED))
    rest = replace(draft, is_tried=False)
    assert await database.announcements.send(rest, MAILING) == 0  # it is no draft any more
    assert await database.announcements.send(rest, MAILING, (AnnouncementState.TRIED,)) == 248
    assert (await database.mailings.progress(MAILING.key)).queued == 250


async def test_the_history_has_what_is_written_newest_first(database: Database) -> None:
    for number, state in enumerate((AnnouncementState.DONE, AnnouncementState.AWAITING_TEXT, AnnouncementState.DRAFT)):
        await database.announcements.save(replace(DRAFT, id=str(number), state=state, created_at=NOW + number * HOUR))
    assert [one.id for one in await database.announcements.history(9)] == ["2", "0"]
    assert [one.id for one in await database.announcements.history(1)] == ["2"]


async def test_how_fast_a_mailing_is_counts_what_ended_of_late(database: Database) -> None:
    await under_way(database, 3)
    claimed = (await database.outbox.exchange((), NOW, wanted=3, at_once=True, lease=HOUR)).started
    await database.outbox.exchange([(claimed[0], Sent(7))], NOW)
    await database.outbox.exchange([(claimed[1], Sent(8))], NOW + HOUR)
    progress = await database.mailings.progress(MAILING.key, NOW + HOUR)
    assert (progress.sent, progress.per_second, progress.time_left) == (2, 0.1, timedelta(seconds=10))
