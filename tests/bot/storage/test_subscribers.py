from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.storage import Database
from digests.model import (
    Announcement,
    AnnouncementState,
    ChatKind,
    Choice,
    DueGroup,
    Length,
    Locale,
    Question,
    Quiet,
    Schedule,
    Status,
    Subscriber,
    Upcoming,
    Wishes,
)
from tests.builders import DAY, HOUR, NOW, a_mailing, a_subscriber


async def test_a_chat_is_new_on_first_sight_and_itself_afterwards(database: Database) -> None:
    first = await database.subscribers.open(7, ChatKind.PRIVATE, Locale.KK, NOW)
    again = await database.subscribers.open(7, ChatKind.PRIVATE, Locale.EN, NOW + DAY)
    assert first == again == Subscriber(7, ChatKind.PRIVATE, Locale.KK, NOW)


async def test_everything_of_a_subscriber_is_kept(database: Database) -> None:
    subscriber = a_subscriber(
        -1001234567890123,
        kind=ChatKind.SUPERGROUP,
        locale=Locale.EN,
        rubrics=frozenset({"laws", "grants", "youth"}),
        schedule=Schedule((0, 5), 21, 45, "Europe/Berlin", True, Quiet(23, 7), True),
        status=Status.PAUSED,
        next_digest_at=None,
        news_since=NOW - 2 * DAY,
        last_digest_at=NOW.replace(microsecond=123456),
        thread_id=42,
        wishes=Wishes(("білім", "сад"), ("спорт",), ("astana",), Length.SHORT),
        takes_announcements=False,
        paused_until=NOW + DAY,
        asked=Question.WORDS,
    )
    await database.subscribers.save(a_subscriber(subscriber.chat_id))
    await database.subscribers.save(subscriber)
    assert await database.subscribers.open(subscriber.chat_id, ChatKind.GROUP, Locale.KK, NOW) == subscriber


async def test_a_time_of_another_zone_comes_back_as_the_same_moment_in_utc(database: Database) -> None:
    await database.subscribers.save(a_subscriber(1, next_digest_at=NOW.astimezone(ZoneInfo("Asia/Almaty"))))
    slot = await database.subscribers.next_slot()
    assert slot is not None
    assert (slot, slot.utcoffset()) == (NOW, timedelta(0))


async def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(Exception, match="a time without a zone"):
        await database.subscribers.save(a_subscriber(1, next_digest_at=NOW.replace(tzinfo=None)))


async def test_those_who_want_the_same_at_the_same_time_are_one_group(database: Database) -> None:
    early = NOW - HOUR
    at_eight = Schedule(hour=8)
    for subscriber in (
        a_subscriber(1, rubrics=frozenset({"laws", "grants"})),
        a_subscriber(2, rubrics=frozenset({"grants", "laws"})),
        a_subscriber(3, locale=Locale.KK),
        a_subscriber(4, schedule=at_eight, next_digest_at=early),
        a_subscriber(5, next_digest_at=NOW + timedelta(microseconds=1)),
        a_subscriber(6, status=Status.PAUSED),
        a_subscriber(7, next_digest_at=None),
    ):
        await database.subscribers.save(subscriber)
    grants = ("grants",)
    expected = (
        DueGroup(Choice(Locale.RU, grants), at_eight, early, 1),
        DueGroup(Choice(Locale.RU, ("grants", "laws")), Schedule(), NOW, 2),
        DueGroup(Choice(Locale.KK, grants), Schedule(), NOW, 1),
    )
    assert await database.subscribers.due(NOW, 10) == expected
    assert await database.subscribers.due(NOW, 2) == expected[:2]


async def test_the_next_slot_is_the_earliest_of_those_who_are_active(database: Database) -> None:
    assert await database.subscribers.next_slot() is None
    await database.subscribers.save(a_subscriber(1, next_digest_at=NOW + 2 * HOUR))
    await database.subscribers.save(a_subscriber(2, next_digest_at=NOW + HOUR))
    await database.subscribers.save(a_subscriber(3, next_digest_at=NOW, status=Status.PAUSED))
    assert await database.subscribers.next_slot() == NOW + HOUR


async def test_every_status_is_counted(database: Database) -> None:
    await database.subscribers.save(a_subscriber(1))
    await database.subscribers.save(a_subscriber(2))
    await database.subscribers.save(a_subscriber(3, status=Status.BLOCKED))
    counts = {Status.NEW: 0, Status.ACTIVE: 2, Status.PAUSED: 0, Status.BLOCKED: 1}
    assert await database.subscribers.count() == counts


async def test_a_group_that_became_a_supergroup_keeps_what_it_chose(database: Database) -> None:
    group = a_subscriber(-5, kind=ChatKind.GROUP)
    await database.subscribers.save(group)
    await database.subscribers.move(-5, -1005)
    moved = await database.subscribers.open(-1005, ChatKind.SUPERGROUP, Locale.EN, NOW)
    assert moved == a_subscriber(-1005, kind=ChatKind.SUPERGROUP)
    assert (await database.subscribers.count())[Status.ACTIVE] == 1


async def test_a_supergroup_that_was_seen_before_the_move_takes_over_the_choice(database: Database) -> None:
    await database.subscribers.save(a_subscriber(-5, kind=ChatKind.GROUP))
    await database.subscribers.open(-1005, ChatKind.SUPERGROUP, Locale.EN, NOW)
    await database.subscribers.move(-5, -1005)
    moved = await database.subscribers.open(-1005, ChatKind.SUPERGROUP, Locale.EN, NOW)
    assert (moved.rubrics, moved.locale, moved.status) == (frozenset({"grants"}), Locale.RU, Status.ACTIVE)


async def test_a_supergroup_that_chose_for_itself_keeps_that(database: Database) -> None:
    chosen = a_subscriber(-1005, kind=ChatKind.SUPERGROUP, rubrics=frozenset({"laws"}))
    await database.subscribers.save(a_subscriber(-5, kind=ChatKind.GROUP))
    await database.subscribers.save(chosen)
    await database.subscribers.move(-5, -1005)
    await database.subscribers.move(-5, -1005)
    assert await database.subscribers.open(-1005, ChatKind.GROUP, Locale.EN, NOW) == chosen
    assert sum((await database.subscribers.count()).values()) == 1


async def test_a_move_takes_deliveries_and_announcements_along(database: Database) -> None:
    await database.subscribers.save(a_subscriber(-5, kind=ChatKind.GROUP))
    [group] = await database.subscribers.due(NOW, 1)
    await database.mailings.publish(a_mailing(), group, Upcoming(NOW + DAY))
    await database.announcements.save(Announcement("a", -5, AnnouncementState.AWAITING_TEXT, NOW))
    await database.subscribers.move(-5, -1005)
    [delivery] = (await database.outbox.exchange((), NOW, wanted=10, lease=HOUR)).claimed
    assert delivery.chat_id == -1005
    assert await database.announcements.latest(-1005, AnnouncementState.AWAITING_TEXT) is not None


async def test_different_wishes_are_different_groups(database: Database) -> None:
    wishes = (
        Wishes(),
        Wishes(("сад",)),
        Wishes((), ("сад",)),
        Wishes((), (), ("astana",)),
        Wishes(length=Length.SHORT),
    )
    for chat, wish in enumerate(wishes, 1):
        await database.subscribers.save(a_subscriber(chat, wishes=wish))
    groups = await database.subscribers.due(NOW, 10)
    assert {group.choice.wishes for group in groups} == set(wishes)
    short = next(group for group in groups if group.choice.wishes.length is Length.SHORT)
    assert await database.mailings.publish(a_mailing(), short, Upcoming(NOW + DAY)) == 1
    assert {group.choice.wishes for group in await database.subscribers.due(NOW, 10)} == set(wishes[:-1])


async def test_different_schedules_are_different_groups_and_so_are_different_beginnings_of_the_news(
    database: Database,
) -> None:
    schedules = (
        Schedule(),
        Schedule(days=(0, 2)),
        Schedule(minute=15),
        Schedule(at_once=True),
        Schedule(quiet=Quiet(0, 0)),
        Schedule(zone="Asia/Aqtau"),
    )
    for chat, schedule in enumerate(schedules, 1):
        await database.subscribers.save(a_subscriber(chat, schedule=schedule))
    await database.subscribers.save(a_subscriber(10, news_since=NOW - DAY))
    groups = await database.subscribers.due(NOW, 10)
    assert {(group.schedule, group.since) for group in groups} == {
        *((schedule, None) for schedule in schedules),
        (Schedule(), NOW - DAY),
    }
    for number, group in enumerate(groups):
        mailing = a_mailing(key=f"mailing-{number}")
        assert await database.mailings.publish(mailing, group, Upcoming(NOW + DAY, NOW, NOW)) == 1
    assert await database.subscribers.due(NOW, 10) == ()
    moved = await database.subscribers.find(10)
    assert moved is not None
    assert (moved.next_digest_at, moved.news_since, moved.last_digest_at) == (NOW + DAY, NOW, NOW)


async def test_those_whose_pause_is_over_return_the_longest_waiting_first(database: Database) -> None:
    away = a_subscriber(status=Status.PAUSED, next_digest_at=None)
    for chat, until in ((1, NOW), (2, NOW - DAY), (3, NOW + HOUR), (4, None)):
        await database.subscribers.save(replace(away, chat_id=chat, paused_until=until))
    await database.subscribers.save(a_subscriber(5, paused_until=NOW - DAY))
    assert [back.chat_id for back in await database.subscribers.returning(NOW, 10)] == [2, 1]
    assert len(await database.subscribers.returning(NOW, 1)) == 1
