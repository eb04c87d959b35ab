"""What was told is not told again, through the database: day after day, choice by choice, over a restart."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ParamSpec, TypeVar

import pytest

from bot.storage import Database, open_database
from digests.desk.ask import digest_now
from digests.desk.publish import publish_due
from digests.figures import find_figures
from digests.model import Article, Choice, Locale, Mailing, Rubric, Window
from digests.slots import next_slot
from templates import Templates
from tests.builders import DAY, HOUR, a_check, a_source, a_subscriber, an_article
from tests.databases import database, sqlite_database

__all__ = ["database", "sqlite_database"]

P = ParamSpec("P")
R = TypeVar("R")

RUBRICS = tuple(Rubric(key, dict.fromkeys(Locale, key), dict.fromkeys(Locale, ())) for key in ("ecology", "grants"))
SLOT = datetime(2025, 10, 20, 4, tzinfo=UTC)
"""9 o'clock in Almaty."""
BEGINNING = "Клуб у реки принял 640 семей и открыл мастерскую для соседей. Двор убрали, скамейки покрасили, сад полили."
MORE = " Волонтёры посадили 87 деревьев вдоль набережной."


async def in_place(function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
    return function(*args, **kwargs)


def printed(moment: datetime, outlet: str, more: str = "", **changes: object) -> Article:
    text = BEGINNING + more
    figures = find_figures(text, Locale.RU)
    values = {
        "url": f"https://steppe.example/{outlet}",
        "title": "Клуб у реки открылся",
        "text": text,
        "published": moment,
        "figures": figures,
        "headline": tuple(range(len(figures))),
        "outlet": outlet,
    }
    return an_article(**values | changes)


@dataclass
class Days:
    """A database in which slots pass."""

    database: Database

    async def brings(self, *articles: Article) -> None:
        await self.database.sources.record(a_check(*articles))

    async def publishes(self, now: datetime) -> int:
        """How many bubbles the slot queues."""
        stores = self.database
        report = await publish_due(
            *(
                stores.subscribers,
                stores.articles,
                stores.mailings,
                stores.corrections,
                Templates(RUBRICS),
                RUBRICS,
                now,
            ),
            offload=in_place,
        )
        return report.deliveries

    async def told(self, chat_id: int, now: datetime) -> list[str]:
        """What is queued for the chat, and sent with it."""
        turn = await self.database.outbox.exchange((), now, wanted=100, lease=DAY)
        return [delivery.bubble.text for delivery in turn.claimed if delivery.chat_id == chat_id]


@pytest.fixture
async def days(database: Database) -> Days:
    await database.sources.sync([a_source()], SLOT - DAY)
    await database.subscribers.save(a_subscriber(1, next_digest_at=SLOT))
    return Days(database)


async def test_a_story_is_told_once_and_then_only_its_new_figure(days: Days) -> None:
    await days.brings(printed(SLOT - HOUR, "First"))
    assert await days.publishes(SLOT) == 1
    [text] = await days.told(1, SLOT)
    assert "640" in text

    await days.brings(printed(SLOT + HOUR, "Reprint"))
    assert await days.publishes(SLOT + DAY) == 0

    await days.brings(printed(SLOT + DAY + HOUR, "Fresh", MORE))
    assert await days.publishes(SLOT + 2 * DAY) == 1
    [text] = await days.told(1, SLOT + 2 * DAY)
    assert "87" in text
    assert "Fresh" in text
    assert "640" not in text


async def test_what_a_choice_was_told_another_choice_still_is(days: Days) -> None:
    await days.database.subscribers.save(a_subscriber(2, rubrics=frozenset({"ecology"}), next_digest_at=SLOT))
    await days.brings(
        printed(SLOT - HOUR, "First"),
        # Something else, so that the other choice has a digest on the first day.
        printed(
            SLOT - HOUR, "Other", text="В парке высадили липы и клёны.", figures=(), headline=(), rubrics=("ecology",)
        ),
    )
    assert await days.publishes(SLOT) == 2
    await days.brings(printed(SLOT + HOUR, "Green", rubrics=("ecology",)))
    assert await days.publishes(SLOT + DAY) == 1
    assert any("640" in text for text in await days.told(2, SLOT + DAY))


async def test_a_restart_forgets_nothing_and_a_slot_that_is_run_again_tells_the_same(days: Days, tmp_path) -> None:
    await days.brings(printed(SLOT - HOUR, "First"))
    assert await days.publishes(SLOT) == 1
    # Somebody who was at the slot when it was published, and not moved with the others.
    await days.database.subscribers.save(a_subscriber(2, next_digest_at=SLOT))
    again = Days(open_database(str(days.database.engines.writer.url.render_as_string(hide_password=False))))
    try:
        assert await again.publishes(SLOT + HOUR / 60) == 1
        await again.brings(printed(SLOT + HOUR, "Reprint"))
        assert await again.publishes(SLOT + DAY) == 0
    finally:
        await again.database.close()


async def test_of_people_with_one_choice_each_hour_has_its_own_memory(days: Days) -> None:
    late = a_subscriber(2)
    late = a_subscriber(2, schedule=type(late.schedule)(hour=18), next_digest_at=SLOT + 9 * HOUR)
    await days.database.subscribers.save(late)
    await days.brings(printed(SLOT - HOUR, "First"))
    assert await days.publishes(SLOT) == 1
    assert await days.publishes(SLOT + 9 * HOUR) == 1
    assert [len(await days.told(chat, SLOT + 9 * HOUR)) for chat in (1,)] == [1]
    assert next_slot(late.schedule, SLOT + 9 * HOUR) == SLOT + 9 * HOUR + DAY


async def asked(database: Database, window: Window, *, only_news: bool) -> Mailing | None:
    return await digest_now(
        database.articles,
        database.mailings,
        database.corrections,
        Templates(RUBRICS),
        in_place,
        rubrics=RUBRICS,
        choice=Choice.of(Locale.RU, ("grants",)),
        window=window,
        only_news=only_news,
    )


async def test_asked_again_a_digest_tells_only_what_has_come_since(days: Days) -> None:
    await days.brings(printed(SLOT + HOUR, "First"))
    noon, later = SLOT + 3 * HOUR, SLOT + 6 * HOUR
    assert await asked(days.database, Window(SLOT, noon), only_news=True)
    await days.brings(printed(SLOT + 4 * HOUR, "Reprint"))
    assert await asked(days.database, Window(noon, later), only_news=True) is None
    assert await asked(days.database, Window(noon, later), only_news=False)  # all of a stretch of time, as asked for
    await days.brings(printed(SLOT + 5 * HOUR, "Fresh", MORE))
    found = await asked(days.database, Window(noon, later), only_news=True)
    assert found is not None
    assert "87" in found.bubbles[0].text
    assert "640" not in found.bubbles[0].text


async def test_an_answered_digest_moves_where_the_next_one_begins_and_nothing_else(days: Days) -> None:
    before = await days.database.subscribers.find(1)
    assert before is not None
    await days.database.subscribers.told(1, SLOT + HOUR)
    after = await days.database.subscribers.find(1)
    assert after is not None
    assert (after.last_digest_at, after.next_digest_at) == (SLOT + HOUR, before.next_digest_at)
