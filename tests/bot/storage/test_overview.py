from dataclasses import replace
from datetime import timedelta

from bot.storage import Database
from digests.model import (
    Audience,
    Backlog,
    Locale,
    MailingKind,
    Postponed,
    Progress,
    Sent,
    Status,
    Unreachable,
    Upcoming,
)
from tests.builders import DAY, HOUR, NOW, a_mailing, a_subscriber


async def test_the_backlog_is_what_could_go_out_now(database: Database) -> None:
    assert await database.overview.backlog(NOW) == Backlog()
    assert (await database.overview.lanes(NOW), await database.overview.last_digest_at()) == ({}, None)
    for chat in (1, 2, 3):
        await database.subscribers.save(a_subscriber(chat))
    [group] = await database.subscribers.due(NOW, 1)
    await database.mailings.publish(a_mailing(), group, Upcoming(NOW + DAY))
    later = NOW + HOUR
    assert (await database.overview.backlog(later)).waiting == 3
    assert (await database.overview.lanes(later))[MailingKind.DIGEST].waiting == 3
    assert await database.overview.last_digest_at() == a_mailing().created_at
    first, second = (await database.outbox.exchange([], NOW, wanted=2, lease=HOUR)).claimed
    await database.outbox.exchange([(first, Sent(1)), (second, Postponed(7200))], NOW)
    backlog = await database.overview.backlog(later)
    assert backlog.waiting == 1
    assert backlog.since is not None
    assert backlog.since <= NOW


async def test_the_audience_counts_all_by_status_and_the_active_by_language_and_rubric(database: Database) -> None:
    reader = a_subscriber(created_at=NOW - 60 * DAY)
    people = (
        replace(reader, rubrics=frozenset({"grants", "youth"})),
        replace(reader, locale=Locale.KK, created_at=NOW - 8 * DAY),
        replace(reader, status=Status.PAUSED, next_digest_at=None, created_at=NOW - DAY),
        replace(reader, status=Status.BLOCKED, next_digest_at=None),
    )
    for chat, person in enumerate(people, 1):
        await database.subscribers.save(replace(person, chat_id=chat))
    assert await database.overview.audience(NOW) == Audience(
        statuses={Status.ACTIVE: 2, Status.PAUSED: 1, Status.BLOCKED: 1},
        locales={Locale.RU: 1, Locale.KK: 1},
        rubrics={"grants": 2, "youth": 1},
        week=1,
        month=2,
    )


async def test_deliveries_of_a_day_are_counted_by_what_became_of_them(database: Database) -> None:
    for chat in (1, 2, 3):
        await database.subscribers.save(a_subscriber(chat))
    [group] = await database.subscribers.due(NOW, 1)
    await database.mailings.publish(a_mailing(), group, Upcoming(NOW + DAY))
    first, second = (await database.outbox.exchange([], NOW, wanted=2, lease=HOUR)).claimed
    await database.outbox.exchange([(first, Sent(1)), (second, Unreachable("blocked"))], NOW)
    assert await database.overview.ended_since(NOW - HOUR) == Progress(queued=1, sent=1, unreachable=1)
    assert await database.overview.ended_since(NOW + timedelta(seconds=1)) == Progress(queued=1)
