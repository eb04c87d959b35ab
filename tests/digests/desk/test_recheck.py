"""Cited articles are read again, and their readers hear what differs."""

from collections.abc import Sequence
from typing import Any

import pytest

from bot.storage import Database
from digests.desk.recheck import Desk, RecheckReport, recheck
from digests.errors import Unreadable
from digests.figures import find_figures
from digests.model import (
    Article,
    Bubble,
    Delivery,
    Fetched,
    FetchFailed,
    FetchResult,
    Locale,
    MailingKind,
    Outcome,
    Rejected,
    Sent,
    Unchanged,
    short_key,
)
from digests.ports import LARGEST
from templates import Templates
from tests.builders import DAY, HOUR, NOW, a_check, a_mailing, a_source, an_article
from tests.databases import sqlite_database

__all__ = ["sqlite_database"]

URL = "https://steppe.example/1"
TITLE = "Ярмарка саженцев"
TEXT = (
    "На весенней ярмарке в городском парке жители купили 340 саженцев. Хозяйства привезли яблони и сирень со всей "
    "области. Помогали 18 школьников, они же рассказывали, как ухаживать за деревьями весной и летом."
)


class Pages:
    """What the outlet's server answers, and what it was asked."""

    def __init__(self, *answers: FetchResult) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, str | None]] = []

    async def __call__(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, largest: int = LARGEST
    ) -> FetchResult:
        self.asked.append((url, etag))
        return self.answers.pop(0)


def page(text: str, **changes: Any) -> Fetched:
    paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    body = f"<html lang='ru'><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{paragraphs}</article>"
    return Fetched(URL, 200, body.encode(), "text/html; charset=utf-8", **changes)


async def here(function: Any, /, *args: Any, **kwargs: Any) -> Any:
    return function(*args, **kwargs)


async def unreadable(function: Any, /, *args: Any, **kwargs: Any) -> Any:
    raise Unreadable("it takes too long")


def desk(database: Database, fetch: Pages, **changes: Any) -> Desk:
    templates = Templates(())
    values: dict[str, Any] = {"read": here, "offload": here, "rubrics": ()} | changes
    return Desk(database.corrections, database.articles, templates, fetch, **values)


def article() -> Article:
    return an_article(
        id=short_key(URL),
        title=TITLE,
        text=TEXT,
        text_hash=short_key(TITLE, TEXT),
        figures=find_figures(TEXT, Locale.RU),
    )


async def tell(database: Database) -> None:
    """Chat 7 has a digest of the article, in two messages; chat 8 has another digest."""
    cited = article()
    await database.sources.sync([a_source()], NOW)
    await database.sources.record(a_check(cited))
    link = f'1. <a href="{URL}">{TITLE}</a>'
    mailing = a_mailing(
        "Первая часть",
        f"{link}\nЖители купили 340 саженцев. Помогали 18 школьников.",
        locale=Locale.RU,
        evidence=tuple(cited.ref(index) for index in range(len(cited.figures))),
    )
    await database.mailings.keep(mailing)
    await database.mailings.told("mailing", 7, [70, 71], NOW)
    await database.mailings.keep(a_mailing("Другая новость", key="other"))
    await database.mailings.told("other", 8, [80], NOW)


async def sent(database: Database, outcome: Outcome | None = None) -> list[Delivery]:
    """Everything that goes out, in its order; each delivery ends with the outcome, or is sent."""
    gone: list[Delivery] = []
    results: list[tuple[Delivery, Outcome]] = []
    while claimed := (await database.outbox.exchange(results, NOW + 2 * DAY, wanted=10, lease=HOUR)).claimed:
        gone += claimed
        results = [(one, outcome or Sent(100 + one.id)) for one in claimed]
    return gone


def bubbles(deliveries: Sequence[Delivery], kind: MailingKind) -> list[Bubble]:
    return [one.bubble for one in deliveries if one.kind is kind]


async def test_who_got_the_figure_gets_the_edit_of_its_message_and_a_note(sqlite_database: Database) -> None:
    await tell(sqlite_database)
    fetch = Pages(page(TEXT.replace("340", "430"), etag="v2"))
    report = await recheck(desk(sqlite_database, fetch), NOW + HOUR)
    assert report == RecheckReport(looked_at=1, found=1, queued=2)
    gone = await sent(sqlite_database)
    assert [(one.kind, one.chat_id, one.target) for one in gone] == [
        (MailingKind.EDIT, 7, 71),
        (MailingKind.NOTE, 7, 71),
    ]
    [edit] = bubbles(gone, MailingKind.EDIT)
    assert "купили <s>340 саженцев</s> <b>430 саженцев</b>." in edit.text
    assert "Помогали 18 школьников." in edit.text
    [note] = bubbles(gone, MailingKind.NOTE)
    assert "<s>340</s> → <b>430</b>" in note.text
    kept = (await sqlite_database.articles.get([article().id]))[article().id]
    assert kept.revision == 2


async def test_running_it_again_sends_nothing_more(sqlite_database: Database) -> None:
    await tell(sqlite_database)
    fetch = Pages(page(TEXT.replace("340", "430"), etag="v2"), Unchanged())
    await recheck(desk(sqlite_database, fetch), NOW + HOUR)
    await sent(sqlite_database)
    assert await recheck(desk(sqlite_database, fetch), NOW + HOUR) == RecheckReport()
    assert await recheck(desk(sqlite_database, fetch), NOW + 6 * HOUR) == RecheckReport(looked_at=1)
    assert fetch.asked == [(URL, None), (URL, "v2")]
    assert await sent(sqlite_database) == []


async def test_an_edit_that_telegram_refuses_still_leaves_the_note(sqlite_database: Database) -> None:
    await tell(sqlite_database)
    await recheck(desk(sqlite_database, Pages(page(TEXT.replace("340", "430")))), NOW + HOUR)
    gone = await sent(sqlite_database, Rejected("message can't be edited"))
    assert [one.kind for one in gone] == [MailingKind.EDIT, MailingKind.NOTE]


async def test_a_second_correction_marks_the_message_as_it_was_sent_first(sqlite_database: Database) -> None:
    await tell(sqlite_database)
    await recheck(desk(sqlite_database, Pages(page(TEXT.replace("340", "430")))), NOW + HOUR)
    await sent(sqlite_database)
    later = TEXT.replace("340", "403").replace("18", "19")
    await recheck(desk(sqlite_database, Pages(page(later))), NOW + 6 * HOUR)
    gone = await sent(sqlite_database)
    last = next(one.bubble.text for one in gone if one.target == 71)
    assert "<s>340 саженцев</s> <b>403 саженца</b>" in last.replace("403 саженцев", "403 саженца")
    assert "<s>18 школьников</s> <b>19 школьников</b>" in last
    assert "430" not in last


async def test_an_outlet_that_goes_back_gets_the_message_back_as_it_was(sqlite_database: Database) -> None:
    await tell(sqlite_database)
    await recheck(desk(sqlite_database, Pages(page(TEXT.replace("340", "430")))), NOW + HOUR)
    await sent(sqlite_database)
    await recheck(desk(sqlite_database, Pages(page(TEXT))), NOW + 6 * HOUR)
    gone = await sent(sqlite_database)
    told = {one.target: one.bubble.text for one in gone if one.kind is MailingKind.EDIT}
    assert "<s>" not in told[71]
    assert "снова" in bubbles(gone, MailingKind.NOTE)[0].text


async def test_a_page_that_is_gone_twice_withdraws_its_figures_and_edits_nothing(sqlite_database: Database) -> None:
    await tell(sqlite_database)
    fetch = Pages(FetchFailed("http_404"), FetchFailed("http_410"))
    await recheck(desk(sqlite_database, fetch), NOW + HOUR)
    report = await recheck(desk(sqlite_database, fetch), NOW + 2 * HOUR)
    assert (report.found, report.queued) == (2, 0)
    assert await sent(sqlite_database) == []
    assert len(await sqlite_database.corrections.listed(10)) == 2


@pytest.mark.parametrize("body", ["", "<html><body><p>Скоро вернёмся</p></body></html>"])
async def test_a_page_without_a_text_changes_nothing(sqlite_database: Database, body: str) -> None:
    await tell(sqlite_database)
    fetch = Pages(Fetched(URL, 200, body.encode(), "text/html"))
    report = await recheck(desk(sqlite_database, fetch), NOW + HOUR)
    assert report.queued == 0
    assert await sqlite_database.corrections.waiting(10) == ()


async def test_a_page_that_is_too_much_for_the_reader_is_a_failure_like_others(sqlite_database: Database) -> None:
    await tell(sqlite_database)
    report = await recheck(desk(sqlite_database, Pages(page(TEXT)), read=unreadable), NOW + HOUR)
    assert report == RecheckReport(looked_at=1)
    [again] = await sqlite_database.corrections.due(NOW + 2 * HOUR, 1)
    assert again.reading.failures == 1
