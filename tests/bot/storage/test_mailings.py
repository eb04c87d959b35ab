from bot.storage import Database
from digests.model import (
    Bubble,
    Button,
    Choice,
    DueGroup,
    FigureRef,
    Locale,
    MailingKind,
    Progress,
    Rejected,
    Schedule,
    Sent,
    Status,
    ToldStory,
    Unreachable,
    Upcoming,
    Window,
)
from tests.builders import DAY, HOUR, NOW, a_mailing, a_subscriber

GROUP = DueGroup(Choice(Locale.RU, ("grants",)), Schedule(), NOW, 2)


async def test_a_mailing_comes_back_with_keyboard_and_evidence(database: Database) -> None:
    keyboard = ((Button("Откуда цифры", "evidence:1"), Button("Статья", url="https://a.example/")), (Button("•", "x"),))
    bubbles = (Bubble("<b>1,8 млрд ₸</b> 📊", keyboard), Bubble("дальше"))
    mailing = a_mailing(bubbles=bubbles, evidence=(FigureRef("b", 2, 0), FigureRef("a", 1, 7)))
    await database.mailings.keep(mailing)
    assert await database.mailings.get("mailing") == mailing
    assert await database.mailings.get("another") is None


async def test_a_mailing_remembers_what_it_told_and_to_whom(database: Database) -> None:
    story = ToldStory("a", ("a", "b"), ("Steppe", "Aral"), "Steppe", ("40",))
    mailing = a_mailing(stories=(story,), audience=GROUP.audience, until=NOW)
    await database.mailings.keep(mailing)
    assert await database.mailings.get("mailing") == mailing
    assert await database.mailings.told_to(GROUP.audience, Window(NOW - HOUR, NOW + HOUR)) == frozenset({"a", "b"})


async def test_what_was_told_is_asked_by_audience_and_window_and_the_slot_itself_is_not_before(
    database: Database,
) -> None:
    story = ToldStory("a", ("a",), ("Steppe",), "Steppe")
    await database.mailings.keep(a_mailing(stories=(story,), audience=GROUP.audience, until=NOW))
    assert await database.mailings.told_to(GROUP.audience, Window(NOW - DAY, NOW)) is None
    assert await database.mailings.told_to(GROUP.audience, Window(NOW, NOW + DAY)) is None
    assert await database.mailings.told_to("ru|laws|daily|9|Asia/Almaty", Window(NOW - DAY, NOW + DAY)) is None
    await database.mailings.keep(a_mailing(key="on demand", stories=(story,)))
    assert await database.mailings.told_to(GROUP.audience, Window(NOW - DAY, NOW + DAY)) == frozenset({"a"})


async def test_keeping_a_known_key_changes_nothing(database: Database) -> None:
    await database.mailings.keep(a_mailing("first"))
    await database.mailings.keep(a_mailing("second"))
    assert await database.mailings.get("mailing") == a_mailing("first")


async def test_publishing_queues_every_part_for_the_group_and_moves_its_slot(database: Database) -> None:
    for chat_id in (1, 2):
        await database.subscribers.save(a_subscriber(chat_id, thread_id=chat_id))
    assert await database.mailings.publish(a_mailing("one", "two"), GROUP, Upcoming(NOW + DAY)) == 4
    assert await database.mailings.progress("mailing") == Progress(queued=4)
    for chat_id in (1, 2):
        subscriber = await database.subscribers.open(chat_id, a_subscriber().kind, Locale.RU, NOW)
        assert (subscriber.next_digest_at, subscriber.last_digest_at) == (NOW + DAY, NOW)


async def test_publishing_a_slot_twice_adds_nothing(database: Database) -> None:
    await database.subscribers.save(a_subscriber(1))
    assert await database.mailings.publish(a_mailing(), GROUP, Upcoming(NOW + DAY)) == 1
    assert await database.mailings.publish(a_mailing(), GROUP, Upcoming(NOW + DAY)) == 0
    await database.subscribers.save(a_subscriber(1))  # back at the slot, as after saving an older value
    assert await database.mailings.publish(a_mailing(), GROUP, Upcoming(NOW + DAY)) == 0
    assert await database.subscribers.next_slot() == NOW + DAY


async def test_only_members_of_the_group_get_its_mailing(database: Database) -> None:
    others = [
        a_subscriber(2, locale=Locale.KK),
        a_subscriber(3, rubrics=frozenset({"grants", "laws"})),
        a_subscriber(4, schedule=Schedule(hour=10)),
        a_subscriber(5, next_digest_at=NOW + HOUR),
        a_subscriber(6, status=Status.PAUSED),
        a_subscriber(7, schedule=Schedule(zone="Asia/Aqtau")),
    ]
    for subscriber in (a_subscriber(1), *others):
        await database.subscribers.save(subscriber)
    assert await database.mailings.publish(a_mailing(), GROUP, Upcoming(NOW + DAY)) == 1
    for other in others:
        assert await database.subscribers.open(other.chat_id, other.kind, other.locale, NOW) == other


async def test_when_there_is_nothing_to_tell_only_the_slot_moves(database: Database) -> None:
    await database.subscribers.save(a_subscriber(1, last_digest_at=NOW - DAY))
    assert await database.mailings.publish(None, GROUP, Upcoming(NOW + DAY)) == 0
    subscriber = await database.subscribers.open(1, a_subscriber().kind, Locale.RU, NOW)
    assert (subscriber.next_digest_at, subscriber.last_digest_at) == (NOW + DAY, NOW - DAY)


async def test_a_mailing_without_bubbles_does_not_hold_the_slot(database: Database) -> None:
    await database.subscribers.save(a_subscriber(1))
    assert await database.mailings.publish(a_mailing(bubbles=()), GROUP, Upcoming(NOW + DAY)) == 0
    assert await database.subscribers.due(NOW, 10) == ()


async def test_progress_counts_every_end(database: Database) -> None:
    for chat_id in range(1, 6):
        await database.subscribers.save(a_subscriber(chat_id))
    await database.mailings.publish(a_mailing(kind=MailingKind.DIGEST), GROUP, Upcoming(NOW + DAY))
    claimed = (await database.outbox.exchange((), NOW, wanted=4, lease=HOUR)).claimed
    outcomes = (Sent(1), Unreachable("blocked"), Rejected("too long"))
    await database.outbox.exchange(list(zip(claimed, outcomes, strict=False)), NOW)
    expected = Progress(queued=2, sent=1, unreachable=1, failed=1)
    assert await database.mailings.progress("mailing") == expected
    await database.outbox.exchange((), NOW + DAY, wanted=10, lease=HOUR)
    assert await database.mailings.progress("mailing") == Progress(sent=1, unreachable=1, failed=3)
    assert await database.mailings.progress("unknown") == Progress()
