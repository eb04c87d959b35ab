import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.types import BotCommand, BufferedInputFile, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.types import Message as BotMessage

from bot.clock import MovableClock
from bot.sandbox import Sandbox, serve
from digests.errors import ConfigError
from tests.driver import conversation

SUNDAY = datetime(2025, 10, 19, 12, tzinfo=UTC)


@asynccontextmanager
async def sandbox(token="42:SANDBOX"):
    async with serve(Sandbox(MovableClock(SUNDAY)).app()) as url:
        bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
        async with bot, conversation(url) as talk:
            yield bot, talk


@asynccontextmanager
async def polling(bot, dispatcher):
    task = asyncio.create_task(
        dispatcher.start_polling(bot, handle_signals=False, polling_timeout=1, close_bot_session=False)
    )
    try:
        yield
    finally:
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def keyboard(data="go"):
    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Go on", callback_data=data)]])


def echo():
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def answer(message: BotMessage):
        await message.answer(f"<b>{message.text}</b>", parse_mode="HTML", reply_markup=keyboard())

    @dispatcher.callback_query()
    async def tapped(query: CallbackQuery):
        await query.message.edit_text("gone on")
        await query.answer("done")

    return dispatcher


async def started(bot, talk):
    chat = await talk.person("Aigerim", language="kk")
    await chat.says("/start", answered=False)
    return chat


async def test_a_person_talks_with_an_echo_bot():
    async with sandbox() as (bot, talk), polling(bot, echo()):
        chat = await talk.person("Aigerim", language="kk")
        await chat.says("hello")
        assert (chat.last.text, chat.last.html, chat.last.buttons) == ("hello", "<b>hello</b>", ["Go on"])
        await chat.taps("Go")
        assert (chat.last.text, chat.toast) == ("gone on", "done")


async def test_messages_carry_the_time_of_the_movable_clock():
    async with sandbox() as (bot, talk):
        chat = await started(bot, talk)
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
async def test_a_text_that_telegram_refuses_is_refused_in_its_words(text, words):
    async with sandbox() as (bot, talk):
        chat = await started(bot, talk)
        with pytest.raises(TelegramBadRequest, match=words.replace("</", "<.?")):
            await bot.send_message(chat.id, text, parse_mode="HTML")


async def test_callback_data_is_measured_in_bytes():
    async with sandbox() as (bot, talk):
        chat = await started(bot, talk)
        await bot.send_message(chat.id, "fits", reply_markup=keyboard("ж" * 32))
        with pytest.raises(TelegramBadRequest, match="BUTTON_DATA_INVALID"):
            await bot.send_message(chat.id, "too long", reply_markup=keyboard("ж" * 33))


async def test_the_same_edit_twice_is_not_modified():
    async with sandbox() as (bot, talk):
        chat = await started(bot, talk)
        message = await bot.send_message(chat.id, "one")
        await message.edit_text("two")
        with pytest.raises(TelegramBadRequest, match="message is not modified"):
            await message.edit_text("two")


async def test_a_stranger_and_a_person_who_blocked_the_bot_are_forbidden():
    async with sandbox() as (bot, talk):
        stranger = await talk.person("Daniyar")
        with pytest.raises(TelegramForbiddenError, match="can't initiate conversation"):
            await bot.send_message(stranger.id, "hello")
        chat = await started(bot, talk)
        await talk.call("POST", f"/sandbox/chats/{chat.id}/block", user=chat.user)
        with pytest.raises(TelegramForbiddenError, match="blocked by the user"):
            await bot.send_message(chat.id, "hello")


async def test_an_upgraded_group_names_its_new_id():
    async with sandbox() as (bot, talk):
        group = await talk.group("Dala", members=[await talk.person("Aigerim")])
        moved = await talk.call("POST", f"/sandbox/chats/{group.id}/upgrade")
        with pytest.raises(TelegramMigrateToChat) as caught:
            await bot.send_message(group.id, "hello")
        assert caught.value.migrate_to_chat_id == moved["migrate_to_chat_id"]


async def test_in_a_group_the_bot_hears_only_what_is_meant_for_it():
    async with sandbox() as (bot, talk):
        group = await talk.group("Dala", members=[await talk.person("Aigerim")])
        for text in ("just talk", "/news", "/news@other_bot", "@qogam_bot hi"):
            await group.says(text, answered=False)
        heard = [update.message.text for update in await bot.get_updates() if update.message]
        assert heard == ["/news", "@qogam_bot hi"]


async def test_updates_come_again_until_an_offset_confirms_them():
    async with sandbox() as (bot, talk):
        await started(bot, talk)
        [first] = await bot.get_updates()
        assert [again.update_id for again in await bot.get_updates()] == [first.update_id]
        assert await bot.get_updates(offset=first.update_id + 1) == []


async def test_a_picture_can_be_uploaded_and_fetched_again():
    async with sandbox() as (bot, talk):
        chat = await started(bot, talk)
        sent = await bot.send_photo(chat.id, BufferedInputFile(b"picture", "a.png"), caption="seen")
        file = await bot.get_file(sent.photo[-1].file_id)
        assert (await bot.download_file(file.file_path)).read() == b"picture"


async def test_commands_follow_the_language_of_the_user():
    async with sandbox() as (bot, talk):
        chat = await started(bot, talk)
        await bot.set_my_commands([BotCommand(command="news", description="News")])
        await bot.set_my_commands([BotCommand(command="news", description="Жаңалық")], language_code="kk")
        found = await talk.call("GET", f"/sandbox/commands?chat={chat.id}&user={chat.user}")
        assert found["commands"] == [{"command": "news", "description": "Жаңалық"}]


@pytest.mark.parametrize(
    ("faults", "error"),
    [
        ({"flood": {"every": 1, "retry_after": 7}}, TelegramRetryAfter),
        ({"rate": {"all_per_second": 0}}, TelegramRetryAfter),
        ({"bad_gateway": {"every": 1}}, ClientDecodeError),
        ({"drop": {"every": 1, "when": "before"}}, TelegramNetworkError),
        ({"unauthorized": {}}, TelegramUnauthorizedError),
    ],
)
async def test_a_fault_reaches_the_bot_as_its_error(faults, error):
    async with sandbox() as (bot, talk):
        chat = await started(bot, talk)
        await talk.call("PUT", "/sandbox/faults", **faults)
        with pytest.raises(error):
            await bot.send_message(chat.id, "hello")


async def test_a_call_with_a_wrong_token_is_unauthorized():
    async with sandbox("43:OTHER") as (bot, _):
        with pytest.raises(TelegramUnauthorizedError):
            await bot.get_me()


async def test_a_foreign_host_name_is_refused():
    async with sandbox() as (_, talk), talk.http.get("/sandbox/state", headers={"Host": "evil.example"}) as answer:
        assert answer.status == 403


async def test_a_busy_port_is_a_clear_mistake():
    async with serve(Sandbox(MovableClock(SUNDAY)).app()) as url:
        with pytest.raises(ConfigError, match="cannot be used"):
            async with serve(Sandbox(MovableClock(SUNDAY)).app(), int(url.rpartition(":")[2])):
                pass
