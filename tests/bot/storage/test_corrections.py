"""Cited articles are looked at again, and exactly those who have a figure hear of its correction."""

from collections.abc import Sequence

import pytest

from bot.storage import Database
from digests.corrections import after_failure, after_reading, marked_wrong
from digests.figures import find_figures
from digests.model import (
    Act,
    Article,
    Choice,
    CorrectionKind,
    CorrectionState,
    Delivery,
    DueGroup,
    Locale,
    Mailing,
    MailingKind,
    Refused,
    Schedule,
    Sent,
    Upcoming,
)
from tests.builders import DAY, HOUR, NOW, a_check, a_mailing, a_source, a_subscriber, an_article

TEXT = "На ярмарке продали 340 саженцев. Помогали 18 школьников."


def read(text: str = TEXT, **changes: object) -> Article:
    return an_article(text=text, figures=find_figures(text, Locale.RU), **changes)


def second() -> Article:
    return read(TEXT.replace("340", "430"), revision=2, revised=NOW + HOUR)


async def cite(database: Database, *, key: str = "mailing") -> Mailing:
    """The article is kept, and a mailing states both its figures."""
    await database.sources.sync([a_source()], NOW)
    await database.sources.record(a_check(read()))
    mailing = a_mailing(
        "продали 340", "помогали 18", key=key, evidence=(read().ref(0), read().ref(1)), locale=Locale.RU
    )
    await database.mailings.keep(mailing)
    return mailing


async def find(database: Database) -> None:
    """The outlet changes the number an hour later."""
    [due] = await database.corrections.due(NOW + HOUR, 10)
    await database.corrections.record(after_reading(due, second(), NOW + HOUR))


def amendments(*kinds: MailingKind) -> list[Mailing]:
    return [
        Mailing(
            key=kind,
            kind=kind,
            bubbles=a_mailing(f"now {kind}").bubbles,
            created_at=NOW + HOUR,
            expires_at=NOW + DAY,
            original="mailing",
            parts=(0,),
        )
        for kind in kinds or (MailingKind.EDIT, MailingKind.NOTE)
    ]


async def claim(database: Database) -> Sequence[Delivery]:
    return (await database.outbox.exchange([], NOW + HOUR, wanted=100, lease=HOUR)).claimed


async def test_a_cited_article_is_due_an_hour_after_it_was_first_told(database: Database) -> None:
    await cite(database)
    await database.mailings.keep(a_mailing(key="later", created_at=NOW + HOUR / 2, evidence=(read().ref(0),)))
    assert await database.corrections.due(NOW + HOUR * 0.9, 10) == ()
    [due] = await database.corrections.due(NOW + HOUR, 10)
    assert due.article == read()
    assert due.told == (read().ref(0), read().ref(1))
    assert (due.reading.cited_at, due.reading.compared) == (NOW, 1)
    assert due.source == a_source()


async def test_a_revision_by_the_collector_makes_it_due_at_once(database: Database) -> None:
    await cite(database)
    await database.sources.record(a_check(read(TEXT.replace("340", "430"), revision=2, revised=NOW + HOUR / 3)))
    [due] = await database.corrections.due(NOW + HOUR / 3, 10)
    assert (due.article.revision, [one.revision for one in due.revisions]) == (2, [1])


async def test_a_look_is_kept_as_a_whole(database: Database) -> None:
    await cite(database)
    await find(database)
    kept = (await database.articles.get([read().id]))[read().id]
    assert kept.revision == 2
    [found] = await database.corrections.waiting(10)
    assert (found.was.figure.surface, found.now and found.now.figure.surface) == ("340", "430")
    assert await database.corrections.due(NOW + 5 * HOUR, 10) == ()
    assert len(await database.corrections.waiting(10)) == 1


async def test_only_those_who_have_the_message_get_the_edit_and_the_note(database: Database) -> None:
    await cite(database)
    await database.mailings.told("mailing", 7, [70, 71], NOW, thread_id=3)
    await database.mailings.told("mailing", 7, [98, 99], NOW)  # doing it again changes nothing
    await database.mailings.keep(a_mailing(key="other"))
    await database.mailings.told("other", 8, [80], NOW)
    await find(database)
    [found] = await database.corrections.waiting(10)
    assert [mailing.key for mailing in await database.corrections.citing([found.correction.ref])] == ["mailing"]
    assert await database.corrections.tell([found.correction.id], amendments()) == 2
    assert await database.corrections.tell([found.correction.id], amendments()) == 0
    assert await database.corrections.waiting(10) == ()
    claimed = [*await claim(database)]
    [edit] = claimed
    assert (edit.kind, edit.chat_id, edit.target, edit.thread_id) == (MailingKind.EDIT, 7, 70, 3)
    await database.outbox.exchange([(edit, Sent(70))], NOW + HOUR)
    [note] = await claim(database)
    assert (note.kind, note.chat_id, note.target) == (MailingKind.NOTE, 7, 70)


async def test_whom_a_mailing_reaches_after_its_correction_hears_of_it_too(database: Database) -> None:
    mailing = await cite(database)
    await database.subscribers.save(a_subscriber(9))
    group = DueGroup(Choice.of(Locale.RU, ("grants",)), Schedule(), NOW, 1)
    await database.mailings.publish(mailing, group, Upcoming(NOW + DAY))
    await find(database)
    [found] = await database.corrections.waiting(10)
    assert await database.corrections.tell([found.correction.id], amendments()) == 0
    [first] = await claim(database)
    await database.outbox.exchange([(first, Sent(90))], NOW + HOUR)
    assert await database.corrections.tell_latecomers(NOW + HOUR) == 2
    assert await database.corrections.tell_latecomers(NOW + HOUR) == 0
    assert await database.corrections.tell_latecomers(NOW + 3 * DAY) == 0


async def test_a_withdrawn_source_is_listed_and_told_to_nobody(database: Database) -> None:
    await cite(database)
    for moment in (NOW + DAY, NOW + DAY + HOUR):
        [due] = await database.corrections.due(moment, 10)
        await database.corrections.record(after_failure(due, "http_404", moment))
    assert await database.corrections.due(NOW + 30 * DAY, 10) == ()
    assert await database.corrections.waiting(10) == ()
    listed = await database.corrections.listed(10)
    assert [one.correction.kind for one in listed] == [CorrectionKind.WITHDRAWN] * 2
    assert await database.corrections.listed(1, 2) == ()
    assert set(await database.corrections.of([read().ref(1)])) == {read().ref(1)}


async def test_a_doubtful_correction_waits_until_an_admin_approves_it(database: Database) -> None:
    await cite(database)
    [due] = await database.corrections.due(NOW + HOUR, 10)
    await database.corrections.record(after_reading(due, read("Вход закрыт.", revision=2, revised=NOW), NOW + HOUR))
    assert await database.corrections.waiting(10) == ()
    assert await database.corrections.listed(10) == ()
    first, other = await database.review.waiting(10)
    assert first.correction is not None
    assert first.correction.correction.state is CorrectionState.DOUBTFUL
    assert await database.review.decide(Act.APPROVE, first.key, by=1, now=NOW)
    assert not await database.review.decide(Act.DISMISS, first.key, by=2, now=NOW)
    assert await database.review.decide(Act.DISMISS, other.key, by=2, now=NOW)
    assert [one.correction.id for one in await database.corrections.waiting(10)] == [first.key]
    assert await database.review.waiting(10) == ()


async def test_what_the_gate_held_back_is_kept_once_and_closed_once(database: Database) -> None:
    await cite(database)
    refused = Refused(read().id, 1, "Продали 430 саженцев.", "430", "value")
    for key in ("one", "two"):
        await database.mailings.keep(a_mailing(key=key, refused=(refused,)))
    [waiting] = await database.review.waiting(10)
    assert waiting.refused == (refused, read())
    assert await database.review.decide(Act.CLOSE, waiting.key, by=1, now=NOW)
    assert not await database.review.decide(Act.CLOSE, waiting.key, by=2, now=NOW)
    assert await database.review.waiting(10) == ()
    assert await database.review.closed([waiting.key, "other"]) == {waiting.key}


async def test_a_figure_is_marked_as_wrong_once_and_its_readers_are_counted(database: Database) -> None:
    await cite(database)
    await database.mailings.told("mailing", 7, [70, 71], NOW)
    assert await database.review.readers(read().ref(1)) == 1
    assert await database.review.readers(second().ref(1)) == 0
    assert await database.review.mark_wrong(marked_wrong(read().ref(1), NOW), by=1, now=NOW)
    assert not await database.review.mark_wrong(marked_wrong(read().ref(1), NOW), by=2, now=NOW)
    [found] = await database.corrections.waiting(10)
    assert (found.correction.kind, found.was.figure.surface) == (CorrectionKind.WRONG, "18")


@pytest.mark.parametrize("times", [1, 2])
async def test_nothing_is_due_of_a_mailing_without_figures(database: Database, times: int) -> None:
    for _ in range(times):
        await database.mailings.keep(a_mailing())
    assert await database.corrections.due(NOW + 30 * DAY, 10) == ()
