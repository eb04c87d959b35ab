import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from aiogram import Bot, Dispatcher
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramUnauthorizedError,
)
from aiogram.types import BotCommand, BufferedInputFile, CallbackQuery
from aiogram.types import Message as BotMessage

from bot.clock import MovableClock
from bot.sandbox import Sandbox
from bot.serving import serve
from digests.errors import ConfigError
from tests.bot.sandbox.sandboxed import PICTURE, SUNDAY, keyboard, sandbox, started


@asynccontextmanager
async def polling(bot: Bot, dispatcher: Dispatcher) -> AsyncIterator[None]:
    task = asyncio.create_task(
        dispatcher.start_polling(bot, handle_signals=False, polling_timeout=1, close_bot_session=False)
    )
    try:
        yield
    finally:
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def echo() -> Dispatcher:
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def answer(message: BotMessage) -> None:
        await message.answer(f"<b>{message.text}</b>", parse_mode="HTML", reply_markup=keyboard())

    @dispatcher.callback_query()
    async def tapped(query: CallbackQuery) -> None:
        assert isinstance(query.message, BotMessage)
        await query.message.edit_text("gone on")
        await query.answer("done")

    return dispatcher


async def test_a_person_talks_with_an_echo_bot() -> None:
    async with sandbox() as (bot, talk), polling(bot, echo()):
        chat = await talk.person("Aigerim", language="kk")
        await chat.says("hello")
        assert (chat.last.text, chat.last.html, chat.last.buttons) == ("hello", "<b>hello</b>", ["Go on"])
        await chat.taps("Go")
        assert (chat.last.text, chat.toast) == ("gone on", "done")


async def test_messages_carry_the_time_of_the_movable_clock() -> None:
    async with sandbox() as (bot, talk):
        chat = await started(talk)
        await talk.call("POST", "/sandbox/clock", advance_seconds=3600)
        assert (await bot.send_message(chat.id, "later")).date == SUNDAY + timedelta(hours=1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (" ", "message text is empty"),
        ("ж" * 4097, "message is too long"),
        ("😀" * 2049, "message is too long"),
        ("ж <x>", 'Unsupported start tag "x" at byte offset 3'),
        ("<b>open", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    ],
)
async def test_a_text_that_telegram_refuses_is_refused_in_its_words(text: str, words: str) -> None:
    async with sandbox() as (bot, talk):
        chat = await started(talk)
        with pytest.raises(TelegramBadRequest, match=words.replace("</", "<.?")):
            await bot.send_message(chat.id, text, parse_mode="HTML")


async def test_callback_data_is_measured_in_bytes() -> None:
    async with sandbox() as (bot, talk):
        chat = await started(talk)
        await bot.send_message(chat.id, "fits", reply_markup=keyboard("ж" * 32))
        with pytest.raises(TelegramBadRequest, match="BUTTON_DATA_INVALID"):
            await bot.send_message(chat.id, "too long", reply_markup=keyboard("ж" * 33))


async def test_the_same_edit_twice_is_not_modified() -> None:
    async with sandbox() as (bot, talk):
        chat = await started(talk)
        message = await bot.send_message(chat.id, "one")
        await message.edit_text("two")
        with pytest.raises(TelegramBadRequest, match="message is not modified"):
            await message.edit_text("two")


async def test_a_stranger_and_a_person_who_blocked_the_bot_are_forbidden() -> None:
    async with sandbox() as (bot, talk):
        stranger = await talk.person("Daniyar")
        with pytest.raises(TelegramForbiddenError, match="can't initiate conversation"):
            await bot.send_message(stranger.id, "hello")
        chat = await started(talk)
        await talk.call("POST", f"/sandbox/chats/{chat.id}/block", user=chat.user)
        with pytest.raises(TelegramForbiddenError, match="blocked by the user"):
            await bot.send_message(chat.id, "hello")


async def test_an_upgraded_group_names_its_new_id() -> None:
    async with sandbox() as (bot, talk):
        group = await talk.group("Dala", members=[await talk.person("Aigerim")])
        moved = await talk.call("POST", f"/sandbox/chats/{group.id}/upgrade")
        with pytest.raises(TelegramMigrateToChat) as caught:
            await bot.send_message(group.id, "hello")
        assert caught.value.migrate_to_chat_id == moved["migrate_to_chat_id"]


async def test_in_a_group_the_bot_hears_only_what_is_meant_for_it() -> None:
    async with sandbox() as (bot, talk):
        group = await talk.group("Dala", members=[await talk.person("Aigerim")])
        for text in ("just talk", "/news", "/news@other_bot", "@qogam_bot hi"):
            await group.says(text, answered=False)
        heard = [update.message.text for update in await bot.get_updates() if update.message]
        assert heard == ["/news", "@qogam_bot hi"]


async def test_updates_come_again_until_an_offset_confirms_them() -> None:
    async with sandbox() as (bot, talk):
        await started(talk)
        [first] = await bot.get_updates()
        assert [again.update_id for again in await bot.get_updates()] == [first.update_id]
        assert await bot.get_updates(offset=first.update_id + 1) == []


async def test_a_picture_can_be_uploaded_and_fetched_again() -> None:
    async with sandbox() as (bot, talk):
        chat = await started(talk)
        sent = await bot.send_photo(chat.id, BufferedInputFile(PICTURE, "a.png"), caption="seen")
        assert sent.photo
        content = await bot.download(sent.photo[-1])
        assert content is not None
        assert content.read() == PICTURE


async def test_commands_follow_the_language_of_the_user() -> None:
    async with sandbox() as (bot, talk):
        chat = await started(talk)
        await bot.set_my_commands([BotCommand(command="news", description="News")])
        await bot.set_my_commands([BotCommand(command="news", description="Жаңалық")], language_code="kk")
        found = await talk.call("GET", f"/sandbox/commands?chat={chat.id}&user={chat.user}")
        assert found["commands"] == [{"command": "news", "description": "Жаңалық"}]


async def test_a_call_with_a_wrong_token_is_unauthorized() -> None:
    async with sandbox("43:OTHER") as (bot, _):
        with pytest.raises(TelegramUnauthorizedError):
            await bot.get_me()


async def test_a_foreign_host_name_is_refused() -> None:
    async with sandbox() as (_, talk), talk.http.get("/sandbox/state", headers={"Host": "evil.example"}) as answer:
        assert answer.status == 403


async def test_a_busy_port_is_a_clear_mistake() -> None:
    async with serve(Sandbox(MovableClock(SUNDAY)).app()) as url:
        with pytest.raises(ConfigError, match="cannot be used"):
            async with serve(Sandbox(MovableClock(SUNDAY)).app(), int(url.rpartition(":")[2])):
                pass
