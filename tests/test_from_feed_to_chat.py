"""The whole way, with nothing faked but Telegram and the outlets: both are the demo's servers."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from bot.demo import ADMIN
from bot.process import App
from digests.model import Status, Window
from tests.driver import Talk, Talker
from tests.running import running

WORDS = {
    "kk": ("Гранттар", "Дайын", "1,92 млрд ₸|370 млн ₸", "Сандар қайдан"),
    "ru": ("Гранты", "Готово", "1,92 млрд ₸", "Откуда цифры"),
    "en": ("Grants", "Done", "19|217|370", "numbers|figures"),
}


async def subscribe(talk: Talk, language: str) -> Talker:
    rubric, done, _, _ = WORDS[language]
    chat = await talk.person("Reader", language=language)
    await chat.says("/start")
    await chat.taps(rubric)
    await chat.taps(done)
    await until(chat, "📊")
    return chat


async def until(chat: Talker, words: str) -> str:
    """The latest message of the bot with these words."""
    async with asyncio.timeout(60):
        while True:
            await chat.refresh()
            for message in reversed(chat.messages):
                if words in message.text:
                    return message.text
            await asyncio.sleep(0.1)


async def test_in_each_language_a_subscription_takes_three_taps_and_brings_a_digest_with_its_figures(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as (talk, _):
        for language in WORDS:
            chat = await subscribe(talk, language)
            digest = (await until(chat, "📊")).replace("\u00a0", " ").replace("\u202f", " ")
            assert any(figure in digest for figure in WORDS[language][2].split("|"))
            await chat.says("/stats")
            assert any(character.isdigit() for character in chat.last.text)


async def test_the_clock_brings_the_next_digest_and_its_evidence(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        chat = await subscribe(talk, "ru")
        before = len(chat.messages)
        # The morning brings reprints of what was told; news of its own comes in the afternoon.
        await talk.call("POST", "/sandbox/clock", to="2025-10-22T14:00:00+00:00")
        await until_listed(app, "Ещё шесть грантов")
        await talk.call("POST", "/sandbox/clock", to="2025-10-23T04:00:01+00:00")
        async with asyncio.timeout(60):
            while len(chat.messages) <= before or "📊" not in chat.last.text:
                await asyncio.sleep(0.2)
                await chat.refresh()
        digest = chat.last.text
        assert "23 окт" in digest or "22–23 окт" in digest
        assert "118" in digest  # printed on the evening before: sources are read before a digest is made
        await chat.taps("Откуда цифры")
        evidence = await until(chat, "🔎")
        assert "окт" in evidence


async def test_an_admin_writes_to_all_and_sees_that_it_arrived(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, _):
        reader = await subscribe(talk, "en")
        admin = talk.known(ADMIN)
        await admin.says("/start")
        await admin.says("/announce")
        await admin.says("The hall opens at noon & tea is free")
        await admin.waits(lambda: bool(admin.last.buttons), "the card below the draft")
        assert "1" in admin.last.text
        await admin.taps(admin.last.buttons[-2])
        assert "tea is free" in await until(reader, "The hall opens")
        await until(admin, "✅")


async def test_who_blocks_the_bot_rests_and_comes_back_with_the_same_settings(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        chat = await subscribe(talk, "ru")
        await talk.call("POST", f"/sandbox/chats/{chat.id}/block", user=chat.id)
        await until_status(app, chat.id, Status.BLOCKED)
        await talk.call("POST", f"/sandbox/chats/{chat.id}/unblock", user=chat.id)
        await until_status(app, chat.id, Status.ACTIVE)


async def until_listed(app: App, title: str) -> None:
    day = Window(datetime(2025, 10, 22, tzinfo=UTC), datetime(2025, 10, 24, tzinfo=UTC))
    async with asyncio.timeout(60):
        while True:
            if any(article.title.startswith(title) for article in await app.database.articles.between(day)):
                return
            await asyncio.sleep(0.2)


async def until_status(app: App, chat_id: int, status: Status) -> None:
    async with asyncio.timeout(60):
        while True:
            subscriber = await app.database.subscribers.find(chat_id)
            if subscriber is not None and subscriber.status is status:
                return
            await asyncio.sleep(0.1)
