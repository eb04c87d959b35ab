"""Announcements from the draft to the readers: pictures, addressees, times, a second admin, the first few chats."""

import asyncio
import base64
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import compose
from bot.demo import ADMIN, demo, demo_settings
from bot.process import App
from digests.model import Announcement, AnnouncementState, ChatKind, Locale, Plan
from handlers import begin_due, show_progress
from tests.builders import a_subscriber
from tests.driver import Message, Talk, Talker, conversation
from tests.running import running

PICTURE = base64.b64encode(
    bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000 1f15c4890000000d4944415478da63f8cfc0f01f00050001"
        "ff5c5d6c0c0000000049454e44ae426082".replace(" ", "")
    )
).decode()


async def a_reader(talk: Talk, app: App, name: str, locale: Locale, zone: str = "Asia/Almaty") -> Talker:
    """Somebody who takes announcements, in a chat of their own."""
    person = await talk.person(name)
    await talk.call("POST", f"/sandbox/chats/{person.id}/messages", user=person.user, text="hello")
    reader = a_subscriber(person.id, locale=locale)
    await app.database.subscribers.save(replace(reader, schedule=replace(reader.schedule, zone=zone)))
    return person


async def carded(admin: Talker) -> Message:
    """The card below the preview, which may have buttons of its own."""
    await admin.waits(lambda: any("👥" in label for label in admin.last.buttons), "the card below the draft")
    return admin.last


async def latest(app: App) -> Announcement:
    [found] = await app.database.announcements.history(1)
    return found


async def settled(app: App, state: AnnouncementState) -> Announcement:
    """The latest announcement once it is in this state; the job that moves it is run here, not waited for."""
    for _ in range(300):
        await begin_due(app.bot, app.press, app.clock())
        await show_progress(app.bot, app.press, app.clock())
        if (found := await latest(app)).state is state:
            return found
    raise AssertionError(f"still {found.state}")


@asynccontextmanager
async def two_admins(folder: Path) -> AsyncIterator[tuple[Talk, App, Talker]]:
    """A bot that asks the second one about every announcement to more than one chat."""
    async with demo(0, folder, send_per_second=0) as (base, app), conversation(base) as talk:
        second = await talk.person("Second", language="en")
        settings = demo_settings(base, app.bot.token, folder / "newsroom.toml", folder, 0).model_copy(
            update={
                "database_url": f"sqlite:///{folder}/two.db",
                "admin_ids": frozenset({ADMIN, second.id}),
                "confirm_above": 1,
            }
        )
        async with compose(settings, app.clock) as asked:
            started = asyncio.Event()
            task = asyncio.create_task(asked.run(started.set))
            try:
                async with asyncio.timeout(60):
                    await started.wait()
                await second.says("/start")
                yield talk, asked, second
            finally:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)


def announced(chat: Talker, words: str) -> Iterator[Message]:
    return (message for message in chat.messages if words in message.text)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_a_picture_with_buttons_goes_to_the_chosen_readers_as_it_was_shown(language: str, tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        admin = talk.known(ADMIN)
        known = await app.database.subscribers.open(ADMIN, ChatKind.PRIVATE, Locale.RU, app.clock())
        await app.database.subscribers.save(replace(known, locale=Locale(language)))
        kazakh, russian = await a_reader(talk, app, "Aru", Locale.KK), await a_reader(talk, app, "Ivan", Locale.RU)
        await admin.says("/announce")
        caption = "Open day\nSign up - https://a.example/?x=1 | Map - https://b.example"
        await admin.says("", photo=PICTURE, caption=caption)
        card = await carded(admin)
        preview = admin.messages[-2]
        assert preview.text == "Open day"
        await admin.taps("👥")
        await admin.taps("🌐")
        assert "Қазақша" in admin.last.buttons
        await admin.taps("Қазақша")
        assert "🌐 Қазақша" in admin.last.buttons
        assert admin.last.id == card.id
        await admin.taps("‹")
        await admin.taps("📣")
        done = await settled(app, AnnouncementState.DONE)
        assert done.progress_message == card.id
        await kazakh.refresh()
        await russian.refresh()
        [got] = announced(kazakh, "Open day")
        assert not [*announced(russian, "Open day")]
        shown = ("caption", "caption_entities", "photo", "reply_markup")
        assert {key: got.raw.get(key) for key in shown} == {key: preview.raw.get(key) for key in shown}
        assert [button["url"] for button in got.rows[0]] == ["https://a.example/?x=1", "https://b.example"]
        await admin.says("/announcements")
        assert "Open day" in admin.last.text
        await admin.taps("📣 1")
        assert [message.text for message in admin.messages].count("Open day") == 2


async def test_a_list_and_a_time_are_chosen_on_the_card_and_what_is_late_is_asked_about(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        admin = talk.known(ADMIN)
        reader, other = await a_reader(talk, app, "Aru", Locale.KK), await a_reader(talk, app, "Ivan", Locale.RU)
        await admin.says("/announce The hall opens at noon")
        await carded(admin)
        await admin.taps("👥")
        await admin.taps("📋")
        await admin.says("nobody")
        assert "nobody" in admin.last.text
        await admin.says(f"{reader.id}, 5")
        await carded(admin)
        await admin.taps("🕘")
        await admin.taps(admin.last.buttons[2])
        await admin.taps("10:00")
        await admin.taps("10:15")
        await admin.taps(admin.last.buttons[-2])  # by readers' clocks
        assert (await latest(app)).plan is not None
        await admin.taps("‹")
        await admin.taps("📣")
        waiting = await latest(app)
        assert waiting.state is AnnouncementState.SCHEDULED
        assert waiting.plan is not None
        assert (waiting.plan.wall.hour, waiting.plan.wall.minute, waiting.plan.is_local) == (10, 15, True)
        assert waiting.addressees.chats == (reader.id, 5)
        # The bot did not run at its time.
        past = app.clock().replace(tzinfo=None) - timedelta(hours=9)
        late = replace(waiting, plan=Plan(past, "Asia/Almaty"))
        await app.database.announcements.save(late)
        await settled(app, AnnouncementState.OVERDUE)
        await admin.refresh()
        assert admin.last.raw["reply_to_message"]["message_id"] == late.progress_message
        assert not [*announced(await reader.refresh(), "The hall opens")]
        await admin.taps("📣")
        await settled(app, AnnouncementState.DONE)
        assert len([*announced(await reader.refresh(), "The hall opens")]) == 1
        assert not [*announced(await other.refresh(), "The hall opens")]


async def test_a_second_admin_agrees_or_not_and_the_author_alone_cannot(tmp_path: Path) -> None:
    async with two_admins(tmp_path) as (talk, app, second):
        readers = [await a_reader(talk, app, name, Locale.RU) for name in ("Aru", "Ivan")]
        admin = talk.known(ADMIN)
        for agreed, state in ((False, AnnouncementState.CANCELLED), (True, AnnouncementState.DONE)):
            await admin.says(f"/announce The hall opens: {agreed}")
            await carded(admin)
            await admin.taps("📣")
            assert (await latest(app)).state is AnnouncementState.CONFIRMING
            await second.waits(lambda: bool(second.last.buttons), "the question for the second admin")
            question = second.last
            data = question.rows[0][0]["callback_data"]
            path = f"/sandbox/chats/{admin.id}/messages/{admin.last.id}/press"
            await talk.call("POST", path, user=admin.user, data=data, wait_seconds=30)
            assert (await latest(app)).state is AnnouncementState.CONFIRMING
            await second.taps("✅" if agreed else "✖️")
            await settled(app, state)
            await admin.refresh()
            for reader in readers:
                assert bool([*announced(await reader.refresh(), f"opens: {agreed}")]) is agreed


async def test_the_first_chats_get_it_and_the_others_when_the_author_says_so(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, app):
        admin = talk.known(ADMIN)
        readers = [await a_reader(talk, app, f"Reader {number}", Locale.RU) for number in range(3)]
        await admin.says("/announce The hall opens at noon")
        await carded(admin)
        await admin.taps("🧪")
        assert (await latest(app)).is_tried
        await admin.taps("📣")
        await settled(app, AnnouncementState.TRIED)
        got = [[*announced(await reader.refresh(), "The hall opens")] for reader in readers]
        assert [*map(len, got)].count(1) == 1
        await admin.refresh()
        await admin.taps("📣")
        await settled(app, AnnouncementState.DONE)
        assert [len([*announced(await reader.refresh(), "The hall opens")]) for reader in readers] == [1, 1, 1]
