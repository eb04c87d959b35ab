"""New values go to followers: once, in their language, and never what is old."""

from datetime import datetime
from typing import Any

import pytest

from bot.offload import offload
from bot.storage import Database
from digests.desk.follow import FollowReport, tell_followers
from digests.follows import follow
from digests.ledger import observe_all
from digests.metrics import values_of
from digests.model import Locale, MailingKind, Sent, Status
from digests.model.follows import News
from templates import Templates
from tests.builders import DAY, HOUR, NOW, a_check, a_source, a_subscriber
from tests.databases import sqlite_database
from tests.digests.ledger.reading import metrics, read

__all__ = ["sqlite_database"]

GRANTS = next(metric for metric in metrics() if metric.key == "grants_number")
LAST_YEAR = "В 2024 году фонды выделили 80 грантов."
THIS_YEAR = "В 2025 году фонды выделили 120 грантов."


class Newsroom:
    """A database with followers of one metric, and what they have been told."""

    def __init__(self, database: Database, templates: Templates | None = None) -> None:
        self.database = database
        self.templates = templates or Templates([])

    async def publish(self, text: str, number: int, *, at: datetime = NOW, **changes: Any) -> None:
        """An article that says this comes out, and is read at once."""
        article = read(text, url=f"https://steppe.example/{number}", **{"published": at, "collected": at} | changes)
        await self.database.sources.record(a_check(article, observations=observe_all([article], metrics())))

    async def person(self, chat_id: int, **changes: Any) -> None:
        """Somebody who follows the metric from now on, with what its card says."""
        await self.database.subscribers.save(a_subscriber(chat_id, **changes))
        proofs = await self.database.ledger.series(GRANTS.key)
        await self.database.follows.add(follow(chat_id, GRANTS, None, values_of(proofs), NOW))

    async def tell(self, now: datetime = NOW) -> FollowReport:
        database = self.database
        return await tell_followers(database.follows, database.ledger, self.templates, offload, metrics(), now=now)

    async def told(self, now: datetime = NOW) -> list[tuple[int, str]]:
        """What has just come out of the outbox, to whom; the report agrees."""
        report = await self.tell(now)
        found = (await self.database.outbox.exchange([], now, wanted=100, lease=HOUR)).claimed
        await self.database.outbox.exchange([(one, Sent(1)) for one in found], now)
        assert all(one.kind is MailingKind.NEWS for one in found)
        assert report.queued == len(found)
        return sorted((one.chat_id, one.bubble.text) for one in found)


@pytest.fixture
async def newsroom(sqlite_database: Database) -> Newsroom:
    """Followers saw 80 grants of last year on the card, read ten days ago."""
    await sqlite_database.sources.sync([a_source()], NOW)
    room = Newsroom(sqlite_database)
    await room.publish(LAST_YEAR, 1, at=NOW - 10 * DAY)
    return room


async def test_a_new_value_is_told_once_with_its_change_and_its_evidence(newsroom: Newsroom) -> None:
    await newsroom.person(1)
    assert await newsroom.told() == []
    await newsroom.publish(THIS_YEAR, 2, at=NOW + HOUR)
    [(chat, text)] = await newsroom.told(NOW + HOUR)
    assert chat == 1
    assert "<b>120</b> · 2025" in text
    assert "+50\u00a0%" in text
    assert "Steppe News" in text
    assert await newsroom.told(NOW + HOUR) == []
    assert await newsroom.told(NOW + 2 * DAY) == []


async def test_each_is_told_in_the_own_language_and_only_who_gets_digests(newsroom: Newsroom) -> None:
    for chat, locale in enumerate(Locale, 1):
        await newsroom.person(chat, locale=locale)
    await newsroom.person(4, status=Status.PAUSED)
    await newsroom.person(5, status=Status.BLOCKED)
    await newsroom.publish(THIS_YEAR, 2, at=NOW + HOUR)
    told = await newsroom.told(NOW + HOUR)
    assert [chat for chat, _ in told] == [1, 2, 3]
    assert [GRANTS.name[locale] in text for locale, (_, text) in zip(Locale, told, strict=True)] == [True] * 3


@pytest.mark.parametrize(
    ("text", "changes", "why"),
    [
        (LAST_YEAR, {}, "the value is known"),
        ("В 2023 году фонды выделили 70 грантов.", {}, "it is of an earlier year"),
        ("В 2026 году фонды планируют выделить 150 грантов.", {}, "it is only a plan"),
        ("В 2025 году число грантов выросло на 12 %.", {}, "it is a change"),
        (
            THIS_YEAR,
            {"published": NOW - 9 * DAY},
            "it is old: a source is read for the first time",
        ),
        (THIS_YEAR.replace("фонды", "фонды в Астане"), {}, "it is of another place"),
    ],
)
async def test_what_is_no_news_is_not_told(newsroom: Newsroom, text: str, changes: dict[str, Any], why: str) -> None:
    await newsroom.person(1)
    await newsroom.publish(text, 2, at=NOW + HOUR, **changes)
    assert await newsroom.told(NOW + HOUR) == [], why


async def test_a_second_value_of_a_day_waits_for_the_next_one(newsroom: Newsroom) -> None:
    await newsroom.person(1)
    await newsroom.publish(THIS_YEAR, 2, at=NOW + HOUR)
    assert len(await newsroom.told(NOW + HOUR)) == 1
    await newsroom.publish("В 2025 году фонды выделили 164 гранта.", 3, at=NOW + 2 * HOUR)
    assert await newsroom.told(NOW + 3 * HOUR) == []
    [(_, text)] = await newsroom.told(NOW + HOUR + DAY)
    assert "164" in text


async def test_who_follows_no_longer_is_told_nothing(newsroom: Newsroom) -> None:
    await newsroom.person(1)
    await newsroom.database.follows.remove(1, GRANTS.key, None)
    await newsroom.publish(THIS_YEAR, 2, at=NOW + HOUR)
    assert await newsroom.told(NOW + HOUR) == []


class Careless(Templates):
    """Says a number that no source has."""

    def numbers_of(self, news: News, locale: Locale) -> str:
        return "777"


async def test_a_message_that_its_sources_do_not_support_is_not_sent_and_not_tried_again(newsroom: Newsroom) -> None:
    await newsroom.person(1)
    await newsroom.publish(THIS_YEAR, 2, at=NOW + HOUR)
    careless = Newsroom(newsroom.database, Careless([]))
    assert await careless.tell(NOW + HOUR) == FollowReport(0, (GRANTS.key,))
    assert await careless.tell(NOW + HOUR) == FollowReport()
    assert await newsroom.told(NOW + HOUR) == []
