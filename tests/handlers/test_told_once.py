"""A story over three days, as a reader meets it: told, then silent, then only what is new of it."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.demo import STARTS_AT
from bot.process import App
from digests.figures import find_figures
from digests.model import Article, Locale
from tests.builders import a_check, a_state, an_article
from tests.driver import Talk, Talker
from tests.running import running

HOUR = timedelta(hours=1)
SLOTS = [datetime(2025, 10, day, 4, 0, 1, tzinfo=UTC) for day in (23, 24, 25)]
TITLE = {"kk": "Өтініш қаралады", "ru": "Петиция рассмотрена", "en": "Petition heard"}
TEXT = {
    "kk": "Саябақты сақтау туралы өтінішке 6 410 адам қол қойды. Әкімдік оны дүйсенбіде қабылдады.",
    "ru": "Петицию о сохранении парка подписали 6 410 человек. Акимат принял её в понедельник.",
    "en": "Residents who want to keep the park collected 6,410 signatures. The town took the petition on Monday.",
}
MORE = {
    "kk": " Комиссия құрамына 37 тұрғын кірді.",
    "ru": " В комиссию вошли 37 жителей.",
    "en": " The commission has 37 residents.",
}


async def prints(app: App, language: str, outlet: str, moment: datetime, *, more: bool = False) -> Article:
    """The article reaches the newsroom as if it had just been collected."""
    source, lang = app.newsroom.sources[0].id, Locale(language)
    text = TEXT[language] + (MORE[language] if more else "")
    figures = find_figures(text, lang)
    article = an_article(
        url=f"https://park.example/{language}/{outlet}",
        source_id=source,
        outlet=outlet,
        title=TITLE[language],
        text=text,
        lang=lang,
        published=moment,
        figures=figures,
        headline=tuple(range(len(figures))),
        rubrics=("petitions",),
    )
    state = {
        found.id: state
        for found, state in await app.database.sources.claim(
            moment + timedelta(days=400), 1000, moment + timedelta(days=400)
        )
    }
    await app.database.sources.record(a_check(article, source_id=source, state=state.get(source, a_state(source))))
    return article


async def sleeps_until(talk: Talk, app: App, chat: Talker, slot: datetime) -> list[str]:
    """What the bot says when the clock passes the slot."""
    before = len(chat.messages)
    await talk.call("POST", "/sandbox/clock", to=slot.isoformat())
    async with asyncio.timeout(60):
        while await app.database.subscribers.next_slot() in {None, slot - timedelta(seconds=1)}:
            await asyncio.sleep(0.1)
            await chat.refresh()
    await talk.quiet()
    await chat.refresh()
    return [message.text for message in chat.messages[before:] if message.from_bot]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_a_story_is_told_once_then_silent_and_then_told_by_its_new_figure_alone(
    language: str, tmp_path: Path
) -> None:
    async with running(tmp_path) as (talk, app):
        chat = await talk.person("Reader", language=language)
        await chat.says("/start r_petitions")
        await chat.taps("👍")
        await chat.says("/digest")

        await prints(app, language, "First", STARTS_AT + HOUR)
        told = await sleeps_until(talk, app, chat, SLOTS[0])
        assert any("First" in text and "410" in text for text in told)

        await prints(app, language, "Reprint", SLOTS[0] + HOUR)
        assert await sleeps_until(talk, app, chat, SLOTS[1]) == []

        await prints(app, language, "Fresh", SLOTS[1] + HOUR, more=True)
        told = await sleeps_until(talk, app, chat, SLOTS[2])
        assert any("Fresh" in text and "37" in text for text in told)
        assert not any("410" in text for text in told)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_asked_twice_a_digest_says_that_there_is_nothing_new(language: str, tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        chat = await talk.person("Reader", language=language)
        await chat.says("/start r_petitions")
        await chat.taps("👍")
        await prints(app, language, "First", STARTS_AT - HOUR)
        await chat.says("/digest")
        assert "First" in chat.last.text
        await chat.says("/digest")
        nothing = chat.last
        assert "First" not in nothing.text
        assert nothing.buttons  # a longer look back is one tap away
        await chat.says("/digest 7")
        assert "First" in chat.last.text
