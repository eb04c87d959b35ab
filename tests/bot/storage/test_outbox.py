import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.storage import Database, open_database
from bot.storage.outbox import CLAIMS
from bot.storage.tables import deliveries
from digests.model import (
    Announcement,
    AnnouncementState,
    Bubble,
    Button,
    ChatKind,
    Choice,
    Delivery,
    DueGroup,
    Failed,
    InDoubt,
    Locale,
    Mailing,
    MailingKind,
    Missing,
    Moved,
    Outcome,
    Postponed,
    Progress,
    Rejected,
    Rest,
    Schedule,
    Sent,
    Status,
    TopicLost,
    Unreachable,
    Upcoming,
)
from tests.builders import DAY, HOUR, NOW, a_mailing, a_subscriber
from tests.databases import migrated_postgres

GROUP = DueGroup(Choice(Locale.RU, ("grants",)), Schedule(), NOW, 1)
LEASE = timedelta(minutes=5)
MINUTE = timedelta(minutes=1)


async def subscribe(database: Database, *chats: int) -> None:
    for chat_id in chats:
        await database.subscribers.save(a_subscriber(chat_id))


async def publish(database: Database, mailing: Mailing, *chats: int) -> None:
    """Queue a digest for these chats, which are at their slot again."""
    await subscribe(database, *chats)
    await database.mailings.publish(mailing, GROUP, Upcoming(NOW + DAY))


async def announce(database: Database, mailing: Mailing) -> None:
    draft = Announcement(mailing.key, 1, AnnouncementState.DRAFT, NOW)
    await database.announcements.save(draft)
    await database.announcements.send(draft, mailing)


async def claim(database: Database, now: datetime = NOW, limit: int = 100) -> tuple[Delivery, ...]:
    return (await database.outbox.exchange((), now, wanted=limit, lease=LEASE)).claimed


async def start(database: Database, *deliveries: Delivery, now: datetime = NOW) -> tuple[Delivery, ...]:
    """Those whose request may be made."""
    return (await database.outbox.exchange((), now, starting=deliveries, lease=LEASE)).started


def places(deliveries: Sequence[Delivery]) -> list[tuple[str, int, int]]:
    return [(delivery.mailing, delivery.chat_id, delivery.part) for delivery in deliveries]


async def test_a_claimed_delivery_says_all_that_a_sender_needs(database: Database) -> None:
    bubble = Bubble("<b>40</b>", ((Button("Дальше", "more"),),))
    await database.subscribers.save(a_subscriber(-100, thread_id=9))
    await database.mailings.publish(a_mailing(bubbles=(bubble,)), GROUP, Upcoming(NOW + DAY))
    [delivery] = await claim(database)
    expected = Delivery(delivery.id, "mailing", MailingKind.DIGEST, -100, 0, bubble, thread_id=9, made_at=NOW)
    assert delivery == expected


async def test_nothing_is_claimed_twice(database: Database) -> None:
    await publish(database, a_mailing(), *range(1, 31))
    claims = await asyncio.gather(*(claim(database, limit=4) for _ in range(10)))
    chats = [delivery.chat_id for claimed in claims for delivery in claimed]
    assert len(chats) == len(set(chats))
    assert all(len(claimed) <= 4 for claimed in claims)
    rest = await claim(database)
    assert sorted(chats + [delivery.chat_id for delivery in rest]) == list(range(1, 31))


async def test_a_later_part_waits_until_the_earlier_one_has_ended(database: Database) -> None:
    await publish(database, a_mailing("one", "two"), 1)
    [first] = await claim(database)
    assert (first.part, await claim(database)) == (0, ())
    await database.outbox.exchange([(first, Postponed(60))], NOW)
    assert await claim(database) == ()
    [first] = await claim(database, NOW + MINUTE)
    await database.outbox.exchange([(first, Sent(11))], NOW + MINUTE)
    [second] = await claim(database, NOW + MINUTE)
    assert (first.part, second.part, second.bubble.text) == (0, 1, "two")


async def test_a_chat_gets_all_parts_before_the_next_chat_gets_its_first(database: Database) -> None:
    await publish(database, a_mailing("one", "two"), 1, 2)
    order = []
    for _ in range(4):
        [delivery] = await claim(database, limit=1)
        order.append((delivery.chat_id, delivery.part))
        await database.outbox.exchange([(delivery, Sent(1))], NOW)
    assert order == [(1, 0), (1, 1), (2, 0), (2, 1)]


async def test_a_chat_has_one_delivery_in_flight(database: Database) -> None:
    await publish(database, a_mailing(key="morning"), 1)
    await publish(database, a_mailing(key="evening"), 1, 2)
    [morning, other] = await claim(database)
    assert places([morning, other]) == [("morning", 1, 0), ("evening", 2, 0)]
    assert await claim(database) == ()
    await database.outbox.exchange([(morning, Sent(1))], NOW)
    assert places(await claim(database)) == [("evening", 1, 0)]


async def test_digests_go_before_announcements(database: Database) -> None:
    await subscribe(database, 1, 2)
    await announce(database, a_mailing(key="news", kind=MailingKind.ANNOUNCEMENT, created_at=NOW - HOUR))
    await publish(database, a_mailing(key="digest"), 2)
    digests = await claim(database, limit=2)
    assert places(digests) == [("digest", 1, 0), ("digest", 2, 0)]
    await database.outbox.exchange([(delivery, Sent(1)) for delivery in digests], NOW)
    assert places(await claim(database)) == [("news", 1, 0), ("news", 2, 0)]


async def test_a_digest_waits_for_the_announcement_that_is_in_flight(database: Database) -> None:
    await subscribe(database, 1)
    await announce(database, a_mailing(key="news", kind=MailingKind.ANNOUNCEMENT))
    [news] = await claim(database)
    await publish(database, a_mailing(key="digest"), 1)
    assert await claim(database) == ()
    await database.outbox.exchange([(news, Sent(1))], NOW)
    assert places(await claim(database)) == [("digest", 1, 0)]


async def test_a_lease_that_ran_out_is_claimed_again_as_if_for_the_first_time(database: Database) -> None:
    await publish(database, a_mailing(), 1)
    [first] = await claim(database)
    assert await claim(database, NOW + LEASE - timedelta(microseconds=1)) == ()
    [again] = await claim(database, NOW + LEASE)
    assert again == first


async def test_a_digest_that_was_being_sent_when_its_lease_ran_out_is_tried_again(database: Database) -> None:
    await publish(database, a_mailing(), 1)
    assert await start(database, *await claim(database))
    assert await claim(database, NOW + LEASE - timedelta(microseconds=1)) == ()
    [again] = await claim(database, NOW + LEASE)
    assert again.attempts == 1


async def test_what_is_claimed_to_be_started_at_once_is_in_doubt_when_its_lease_runs_out(database: Database) -> None:
    await publish(database, a_mailing(), 1, 2)
    turn = await database.outbox.exchange((), NOW, wanted=1, at_once=True, lease=LEASE)
    assert turn.is_full
    assert not turn.claimed
    [started] = turn.started
    [again, other] = await claim(database, NOW + LEASE)
    assert (again.chat_id, again.attempts, other.attempts) == (started.chat_id, 1, 0)


async def test_an_announcement_that_was_being_sent_when_its_lease_ran_out_is_in_doubt(database: Database) -> None:
    await subscribe(database, 1, 2)
    await announce(database, a_mailing(key="news", kind=MailingKind.ANNOUNCEMENT))
    [first, second] = await claim(database)
    assert await start(database, first) == (first,)
    [again] = await claim(database, NOW + LEASE)
    assert again == second
    assert await database.mailings.progress("news") == Progress(queued=1, in_doubt=1)
    await database.outbox.exchange([(first, Sent(7))], NOW + LEASE)  # its sender was slow, and lives
    assert await database.mailings.progress("news") == Progress(queued=1, sent=1)


async def test_what_another_sender_has_claimed_meanwhile_is_not_started(database: Database) -> None:
    await publish(database, a_mailing(), 1)
    claimed = await claim(database)
    other = Database(database.engines)
    assert await claim(other, NOW + LEASE) == claimed
    assert await start(database, *claimed, now=NOW + LEASE) == ()
    assert await start(other, *claimed, now=NOW + LEASE) == claimed
    assert await start(other, *claimed, now=NOW + LEASE) == ()


async def test_what_is_in_doubt_of_a_digest_is_sent_again_and_counted(database: Database) -> None:
    await publish(database, a_mailing(), 1)
    [delivery] = await start(database, *await claim(database))
    await database.outbox.exchange([(delivery, InDoubt(30, "ServerDisconnectedError"))], NOW)
    assert await claim(database) == ()
    [again] = await claim(database, NOW + MINUTE)
    assert again.attempts == 1
    async with database.engines.reader.connect() as connection:
        assert (await connection.execute(select(deliveries.c.doubts))).scalar_one() == 1


async def test_what_is_in_doubt_of_an_announcement_waits_for_its_author(database: Database) -> None:
    await subscribe(database, 1, 2)
    await announce(database, a_mailing(key="news", kind=MailingKind.ANNOUNCEMENT))
    doubtful, sent = await start(database, *await claim(database))
    await database.outbox.exchange([(doubtful, InDoubt(0, "timeout")), (sent, Sent(5))], NOW)
    assert await claim(database, NOW + HOUR) == ()
    assert await database.mailings.progress("news") == Progress(sent=1, in_doubt=1)
    assert await database.outbox.send_again("news", NOW + HOUR, NOW + DAY) == 1
    assert await database.outbox.send_again("news", NOW + HOUR, NOW + DAY) == 0
    [again] = await claim(database, NOW + HOUR)
    assert again.chat_id == doubtful.chat_id


async def test_a_chat_rests_as_long_as_telegram_asks_whatever_comes_meanwhile(database: Database) -> None:
    await subscribe(database, 1)
    await announce(database, a_mailing(key="news", kind=MailingKind.ANNOUNCEMENT))
    [news] = await start(database, *await claim(database))
    await database.outbox.exchange([(news, Postponed(43_837, "flood", is_attempt=False, is_rest=True))], NOW)
    await publish(database, a_mailing(key="digest", expires_at=NOW + 2 * DAY), 1, 2)
    restarted = Database(database.engines)
    assert places(await claim(restarted, NOW + MINUTE)) == [("digest", 2, 0)]
    [rest] = await restarted.outbox.rests(NOW + MINUTE)
    assert rest == Rest(1, NOW, NOW + timedelta(seconds=43_837))
    assert places(await claim(restarted, rest.until)) == [("digest", 1, 0), ("digest", 2, 0)]
    assert await restarted.outbox.rests(rest.until) == ()


async def test_a_chat_that_is_not_found_is_asked_for_once_more(database: Database) -> None:
    await publish(database, a_mailing(), 1)
    missing = Missing(60, "Bad Request: chat not found")
    await database.outbox.exchange([(delivery, missing) for delivery in await claim(database)], NOW)
    assert await database.mailings.progress("mailing") == Progress(queued=1)
    await database.outbox.exchange([(delivery, missing) for delivery in await claim(database, NOW + MINUTE)], NOW)
    assert await database.mailings.progress("mailing") == Progress(unreachable=1)
    gone = await database.subscribers.find(1)
    assert gone is not None
    assert gone.status is Status.BLOCKED


async def test_a_lost_topic_sends_all_that_goes_to_its_group_to_general(database: Database) -> None:
    await database.subscribers.save(a_subscriber(-100, thread_id=9))
    await database.mailings.publish(a_mailing("one", "two"), GROUP, Upcoming(NOW + DAY))
    [first] = await claim(database)
    await database.outbox.exchange([(first, TopicLost("Bad Request: TOPIC_CLOSED"))], NOW)
    [again] = await claim(database)
    assert (again.part, again.thread_id) == (0, None)
    await database.outbox.exchange([(again, Sent(1))], NOW)
    [second] = await claim(database)
    assert (second.part, second.thread_id) == (1, None)
    group = await database.subscribers.find(-100)
    assert group is not None
    assert group.thread_id is None


async def test_an_announcement_survives_single_failures_and_stops_at_a_twentieth_of_its_chats(
    database: Database,
) -> None:
    await subscribe(database, *range(1, 121))
    await announce(database, a_mailing(key="news", kind=MailingKind.ANNOUNCEMENT))
    claimed = await claim(database, limit=40)
    outcomes: list[Outcome] = [Failed("odd") if number % 6 == 0 else Sent(1) for number in range(40)]
    await database.outbox.exchange(list(zip(claimed[:30], outcomes, strict=False)), NOW)
    assert await database.mailings.progress("news") == Progress(queued=90, sent=25, failed=5)
    await database.outbox.exchange(list(zip(claimed[30:], outcomes[30:], strict=True)), NOW)
    assert await database.mailings.progress("news") == Progress(sent=33, failed=87, stopped="odd")


async def test_an_announcement_stops_at_twenty_failures_in_a_row(database: Database) -> None:
    await subscribe(database, *range(1, 1001))
    await announce(database, a_mailing(key="news", kind=MailingKind.ANNOUNCEMENT))
    claimed = await claim(database, limit=21)
    await database.outbox.exchange([(claimed[0], Sent(1))], NOW)
    await database.outbox.exchange([(delivery, Failed("odd")) for delivery in claimed[1:20]], NOW + MINUTE)
    assert (await database.mailings.progress("news")).stopped is None
    await database.outbox.exchange([(claimed[20], Failed("odd"))], NOW + MINUTE)
    assert await database.mailings.progress("news") == Progress(sent=1, failed=999, stopped="odd")


async def test_what_is_put_back_after_its_announcement_stopped_is_not_sent(database: Database) -> None:
    await subscribe(database, 1, 2)
    await announce(database, a_mailing(key="news", kind=MailingKind.ANNOUNCEMENT))
    bad, flooded = await start(database, *await claim(database))
    await database.outbox.exchange([(bad, Rejected("can't parse entities"))], NOW)
    assert (await database.mailings.progress("news")).queued == 1  # its request is made already
    await database.outbox.exchange([(flooded, Postponed(0, "flood"))], NOW)
    assert await claim(database, NOW + HOUR) == ()
    assert (await database.mailings.progress("news")).failed == 2


async def test_what_expired_is_never_sent(database: Database) -> None:
    await publish(database, a_mailing(expires_at=NOW + MINUTE), 1)
    assert await claim(database, NOW + MINUTE) == ()
    assert await database.mailings.progress("mailing") == Progress(failed=1)


async def test_what_is_being_sent_does_not_expire_meanwhile(database: Database) -> None:
    await publish(database, a_mailing(expires_at=NOW + MINUTE), 1)
    claimed = await claim(database)
    await claim(database, NOW + MINUTE)
    assert await database.mailings.progress("mailing") == Progress(queued=1)
    await database.outbox.exchange([(claimed[0], Sent(1))], NOW + MINUTE)
    assert await database.mailings.progress("mailing") == Progress(sent=1)


async def test_a_postponed_delivery_comes_back_in_time_and_counts_tries_that_were_tries(database: Database) -> None:
    await publish(database, a_mailing(), 1)
    [delivery] = await claim(database)
    await database.outbox.exchange([(delivery, Postponed(1.5, "flood", is_attempt=False))], NOW)
    assert await claim(database, NOW + timedelta(seconds=1)) == ()
    [delivery] = await claim(database, NOW + timedelta(seconds=1.5))
    assert delivery.attempts == 0
    await database.outbox.exchange([(delivery, Postponed(0, "502"))], NOW + MINUTE)
    [delivery] = await claim(database, NOW + MINUTE)
    assert delivery.attempts == 1


async def test_a_blocked_chat_is_never_tried_again(database: Database) -> None:
    await publish(database, a_mailing("one", "two"), 1, 2)
    [first, other] = await claim(database)
    await database.outbox.exchange([(first, Unreachable("blocked")), (other, Sent(1))], NOW)
    assert places(await claim(database)) == [("mailing", 2, 1)]
    assert await database.mailings.progress("mailing") == Progress(queued=1, sent=1, unreachable=2)
    blocked = await database.subscribers.open(1, ChatKind.PRIVATE, Locale.RU, NOW)
    assert (blocked.status, blocked.next_digest_at) == (Status.BLOCKED, None)
    untouched = await database.subscribers.open(2, ChatKind.PRIVATE, Locale.RU, NOW)
    assert untouched.status is Status.ACTIVE


async def test_a_late_postponement_does_not_bring_back_what_ended(database: Database) -> None:
    await publish(database, a_mailing(key="a"), 1)
    [delivery] = await claim(database)
    await database.outbox.exchange([(delivery, Unreachable("blocked"))], NOW)
    await database.outbox.exchange([(delivery, Postponed(0)), (delivery, Moved(2))], NOW)
    await database.outbox.release([delivery])
    assert await claim(database, NOW + HOUR) == ()


async def test_a_message_to_a_group_that_moved_goes_to_the_supergroup(database: Database) -> None:
    group = a_subscriber(-5, kind=ChatKind.GROUP)
    await database.subscribers.save(group)
    await database.mailings.publish(a_mailing("one", "two"), GROUP, Upcoming(NOW + DAY))
    [first] = await claim(database)
    await database.outbox.exchange([(first, Moved(-1005))], NOW)
    [again] = await claim(database)
    assert (again.id, again.chat_id, again.part) == (first.id, -1005, 0)
    await database.outbox.exchange([(again, Sent(1))], NOW)
    assert places(await claim(database)) == [("mailing", -1005, 1)]
    moved = await database.subscribers.open(-1005, ChatKind.SUPERGROUP, Locale.KK, NOW)
    assert (moved.kind, moved.rubrics, moved.status) == (ChatKind.SUPERGROUP, group.rubrics, Status.ACTIVE)


async def test_a_group_and_its_supergroup_get_a_mailing_once(database: Database) -> None:
    await publish(database, a_mailing(), -5, -1005)
    claimed = {delivery.chat_id: delivery for delivery in await claim(database)}
    await database.outbox.exchange([(claimed[-1005], Sent(1)), (claimed[-5], Moved(-1005))], NOW)
    assert await claim(database, NOW + HOUR) == ()
    assert await database.mailings.progress("mailing") == Progress(sent=1)


async def test_what_the_group_was_sent_is_not_repeated_in_its_supergroup(database: Database) -> None:
    await publish(database, a_mailing(), -5, -1005)
    claimed = {delivery.chat_id: delivery for delivery in await claim(database)}
    await database.outbox.exchange([(claimed[-5], Sent(1)), (claimed[-1005], Postponed(0))], NOW)
    await database.subscribers.move(-5, -1005)
    assert await claim(database, NOW + HOUR) == ()
    assert await database.mailings.progress("mailing") == Progress(sent=1)


async def test_a_rejected_announcement_stops_for_everyone(database: Database) -> None:
    await subscribe(database, 1, 2, 3)
    await announce(database, a_mailing(key="news", kind=MailingKind.ANNOUNCEMENT))
    await announce(database, a_mailing(key="other", kind=MailingKind.ANNOUNCEMENT))
    rejected, in_flight = await claim(database, limit=2)
    await database.outbox.exchange([(rejected, Rejected("can't parse entities"))], NOW)
    await database.outbox.exchange([(in_flight, Sent(1))], NOW)
    assert await database.mailings.progress("news") == Progress(sent=1, failed=2, stopped="can't parse entities")
    assert {delivery.mailing for delivery in await claim(database)} == {"other"}


async def test_a_rejected_digest_stops_for_its_chat_alone(database: Database) -> None:
    await publish(database, a_mailing(), 1, 2)
    rejected = (await claim(database, limit=1))[0]
    await database.outbox.exchange([(rejected, Rejected("too long"))], NOW)
    assert places(await claim(database)) == [("mailing", 2, 0)]


async def test_released_deliveries_are_claimed_as_if_for_the_first_time(database: Database) -> None:
    await publish(database, a_mailing(), 1, 2)
    claimed = await claim(database)
    await database.outbox.release(claimed)
    assert await claim(database) == claimed


async def test_settling_and_releasing_nothing_is_fine(database: Database) -> None:
    await database.outbox.exchange([], NOW)
    await database.outbox.release([])
    assert await claim(database) == ()


@pytest.mark.postgres
async def test_senders_that_claim_at_once_never_have_two_messages_of_one_chat() -> None:
    first = await migrated_postgres()
    others = [open_database(first.engines.writer.url.render_as_string(hide_password=False)) for _ in range(3)]
    for chat in range(40):
        await first.subscribers.save(a_subscriber(chat))
    bubbles = tuple(Bubble(str(part)) for part in range(3))
    await first.mailings.publish(a_mailing(bubbles=bubbles), GROUP, Upcoming(NOW + DAY))
    for _ in range(3):
        turns = await asyncio.gather(
            *(one.outbox.exchange([], NOW, wanted=7, at_once=True, lease=LEASE) for one in [first, *others] * 3)
        )
        chats = [delivery.chat_id for turn in turns for delivery in turn.started]
        assert len(chats) == len(set(chats)) == 40
        sent = [(delivery, Sent(1)) for turn in turns for delivery in turn.started]
        assert len({delivery.part for delivery, _ in sent}) == 1
        await first.outbox.exchange(sent, NOW)
    for one in [first, *others]:
        await one.close()


@pytest.mark.postgres
async def test_claims_take_turns_for_a_new_digest_may_overtake_what_another_sender_is_claiming() -> None:
    database = await migrated_postgres()
    await database.subscribers.save(a_subscriber(1))
    await database.mailings.publish(a_mailing(), GROUP, Upcoming(NOW + DAY))
    async with database.engines.writer.begin() as connection:
        await connection.execute(select(func.pg_advisory_xact_lock(CLAIMS)))
        claim = asyncio.create_task(database.outbox.exchange([], NOW, wanted=1, at_once=True, lease=LEASE))
        await database.outbox.exchange([], NOW)  # keeping results waits for nobody
        await asyncio.wait([claim], timeout=0.3)
        assert not claim.done()
    assert len((await claim).started) == 1
    await database.close()
