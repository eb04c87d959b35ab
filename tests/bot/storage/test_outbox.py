import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.storage import Database
from digests.model import (
    Announcement,
    AnnouncementState,
    Bubble,
    Button,
    ChatKind,
    Choice,
    Delivery,
    DueGroup,
    Locale,
    Mailing,
    MailingKind,
    Moved,
    Postponed,
    Progress,
    Rejected,
    Schedule,
    Sent,
    Status,
    Turn,
    Unreachable,
)
from tests.builders import DAY, HOUR, NOW, a_mailing, a_subscriber

GROUP = DueGroup(Choice(Locale.RU, ("grants",)), Schedule(), NOW, 1)
LEASE = timedelta(minutes=5)
MINUTE = timedelta(minutes=1)


async def subscribe(database: Database, *chats: int) -> None:
    for chat_id in chats:
        await database.subscribers.save(a_subscriber(chat_id))


async def publish(database: Database, mailing: Mailing, *chats: int) -> None:
    """Queue a digest for these chats, which are at their slot again."""
    await subscribe(database, *chats)
    await database.mailings.publish(mailing, GROUP, Turn(NOW + DAY))


async def announce(database: Database, mailing: Mailing) -> None:
    draft = Announcement(mailing.key, 1, AnnouncementState.DRAFT, NOW)
    await database.announcements.save(draft)
    await database.announcements.send(draft, mailing)


async def claim(database: Database, now: datetime = NOW, limit: int = 100) -> tuple[Delivery, ...]:
    return await database.outbox.exchange((), now, wanted=limit, lease=LEASE)


def places(deliveries: Sequence[Delivery]) -> list[tuple[str, int, int]]:
    return [(delivery.mailing, delivery.chat_id, delivery.part) for delivery in deliveries]


async def test_a_claimed_delivery_says_all_that_a_sender_needs(database: Database) -> None:
    bubble = Bubble("<b>40</b>", ((Button("Дальше", "more"),),))
    await database.subscribers.save(a_subscriber(-100, thread_id=9))
    await database.mailings.publish(a_mailing(bubbles=(bubble,)), GROUP, Turn(NOW + DAY))
    [delivery] = await claim(database)
    expected = Delivery(delivery.id, "mailing", MailingKind.DIGEST, -100, 0, bubble, attempts=0, thread_id=9)
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


async def test_a_lease_that_ran_out_is_claimed_again_and_counts_as_a_try(database: Database) -> None:
    await publish(database, a_mailing(), 1)
    [first] = await claim(database)
    assert await claim(database, NOW + LEASE - timedelta(microseconds=1)) == ()
    [again] = await claim(database, NOW + LEASE)
    assert (again.id, first.attempts, again.attempts) == (first.id, 0, 1)


async def test_what_expired_is_never_sent(database: Database) -> None:
    await publish(database, a_mailing(expires_at=NOW + MINUTE), 1)
    assert await claim(database, NOW + MINUTE) == ()
    assert await database.mailings.progress("mailing") == Progress(failed=1)
    assert await database.outbox.next_due(NOW + MINUTE) is None


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
    assert await database.outbox.next_due(NOW) is None


async def test_a_message_to_a_group_that_moved_goes_to_the_supergroup(database: Database) -> None:
    group = a_subscriber(-5, kind=ChatKind.GROUP)
    await database.subscribers.save(group)
    await database.mailings.publish(a_mailing("one", "two"), GROUP, Turn(NOW + DAY))
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
    assert await database.mailings.progress("news") == Progress(sent=1, failed=2)
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


async def test_a_digest_behind_an_announcement_under_way_is_not_forgotten(database: Database) -> None:
    await subscribe(database, 1)
    await announce(database, a_mailing(key="a1", kind=MailingKind.ANNOUNCEMENT))
    await claim(database)
    await publish(database, a_mailing(key="d1"), 1)
    assert await database.outbox.next_due(NOW) == NOW + LEASE


async def test_the_next_due_time_is_one_at_which_something_can_be_claimed(database: Database) -> None:
    assert await database.outbox.next_due(NOW) is None
    await publish(database, a_mailing("one", "two"), 1)
    assert await database.outbox.next_due(NOW) == NOW
    [delivery] = await claim(database)
    assert await database.outbox.next_due(NOW) == NOW + LEASE
    await database.outbox.exchange([(delivery, Postponed(20))], NOW)
    assert await database.outbox.next_due(NOW) == NOW + timedelta(seconds=20)


async def test_what_expires_while_it_is_postponed_lets_the_next_one_through(database: Database) -> None:
    await publish(database, a_mailing(key="short", expires_at=NOW + MINUTE), 1)
    await publish(database, a_mailing(key="long"), 1)
    [short] = await claim(database)
    await database.outbox.exchange([(short, Postponed(3600))], NOW)
    assert await database.outbox.next_due(NOW) == NOW + MINUTE
    assert places(await claim(database, NOW + MINUTE)) == [("long", 1, 0)]
