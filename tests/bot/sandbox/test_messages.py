"""Changing, copying and deleting messages; what a text, a keyboard and a file must be."""

from datetime import timedelta
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    KeyboardButton,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
    WebAppInfo,
)
from aiogram.types import Message as BotMessage
from aiohttp import web

from bot.serving import serve
from tests.bot.sandbox.sandboxed import PICTURE, SUNDAY, asked, heard, keyboard, sandbox, started


def buttons(**button: Any) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Go", **button)]])


async def test_a_caption_and_a_keyboard_are_changed_alone() -> None:
    async with sandbox() as (bot, talk):
        chat = await started(talk)
        sent = await bot.send_photo(
            chat.id, BufferedInputFile(PICTURE, "a.png"), caption="one", reply_markup=keyboard()
        )
        edited = await sent.edit_caption(caption="<i>two</i>", parse_mode="HTML")
        assert isinstance(edited, BotMessage)
        assert (edited.caption, edited.reply_markup, edited.photo) == ("two", None, sent.photo)
        assert edited.caption_entities
        edited = await sent.edit_reply_markup(reply_markup=keyboard("other"))
        assert isinstance(edited, BotMessage)
        assert edited.reply_markup
        assert (edited.caption, edited.reply_markup.inline_keyboard[0][0].callback_data) == ("two", "other")
        with pytest.raises(TelegramBadRequest, match="message is not modified"):
            await sent.edit_reply_markup(reply_markup=keyboard("other"))
        assert "caption" not in (await sent.edit_caption()).model_dump(exclude_none=True)  # type: ignore[union-attr]


async def test_a_text_has_no_caption_and_a_picture_has_no_text() -> None:
    async with sandbox() as (bot, talk):
        chat = await started(talk)
        text = await bot.send_message(chat.id, "one")
        picture = await bot.send_photo(chat.id, BufferedInputFile(PICTURE, "a.png"))
        with pytest.raises(TelegramBadRequest, match="there is no caption in the message to edit"):
            await text.edit_caption(caption="two")
        with pytest.raises(TelegramBadRequest, match="there is no text in the message to edit"):
            await picture.edit_text("two")


async def test_a_text_becomes_a_picture_and_that_a_document() -> None:
    async with sandbox() as (bot, talk):
        chat = await started(talk)
        sent = await bot.send_message(chat.id, "one", reply_markup=keyboard())
        upload = BufferedInputFile(PICTURE, "a.png")
        shown = await sent.edit_media(InputMediaPhoto(media=upload, caption="<b>new</b>", parse_mode="HTML"))
        assert isinstance(shown, BotMessage)
        assert (shown.text, shown.caption, shown.photo and shown.photo[0].width) == (None, "new", 30)
        shown = await sent.edit_media(InputMediaDocument(media=BufferedInputFile(b"text", "b.txt")))
        assert isinstance(shown, BotMessage)
        assert (shown.photo, shown.caption, shown.document and shown.document.file_name) == (None, None, "b.txt")


async def test_only_the_bot_s_own_messages_are_edited() -> None:
    async with sandbox() as (bot, talk):
        chat = await started(talk)
        [said] = await heard(bot)
        for message, words in ((said.message_id, "message can't be edited"), (99, "message to edit not found")):
            with pytest.raises(TelegramBadRequest, match=words):
                await bot.edit_message_text("mine", chat_id=chat.id, message_id=message)
        assert await asked(talk, "editMessageText", text="x", chat_id=chat.id) == (
            400,
            {"ok": False, "error_code": 400, "description": "Bad Request: message identifier is not specified"},
        )


async def test_copies_name_no_origin_and_forwards_do() -> None:
    async with sandbox() as (bot, talk):
        chat, other = await started(talk), await started(talk, "Daniyar")
        sent = await bot.send_photo(chat.id, BufferedInputFile(PICTURE, "a.png"), caption="one")
        copied = await bot.copy_message(other.id, chat.id, sent.message_id, caption="two", reply_markup=keyboard())
        forwarded = await bot.forward_message(other.id, chat.id, sent.message_id)
        await other.refresh()
        copy = next(message for message in other.messages if message.id == copied.message_id)
        assert (copy.text, copy.buttons, "forward_origin" in copy.raw) == ("two", ["Go on"], False)
        assert forwarded.forward_origin
        assert (forwarded.caption, forwarded.forward_origin.type) == ("one", "user")


async def test_many_are_copied_forwarded_and_deleted_and_missing_ones_left_out() -> None:
    async with sandbox() as (bot, talk):
        chat, other = await started(talk), await started(talk, "Daniyar")
        ids = [(await bot.send_message(chat.id, text)).message_id for text in ("one", "two")]
        assert len(await bot.copy_messages(other.id, chat.id, [*ids, 99])) == 2
        assert len(await bot.forward_messages(other.id, chat.id, ids)) == 2
        await other.refresh()
        assert [message.text for message in other.messages if message.from_bot] == ["one", "two", "one", "two"]
        await bot.delete_messages(chat.id, [*ids, 99])
        await chat.refresh()
        assert [message.text for message in chat.messages] == ["/start"]
        for wrong, words in (([2, 1], "strictly increasing"), ([98], "no messages to copy"), ([], "not specified")):
            with pytest.raises(TelegramBadRequest, match=words):
                await bot.copy_messages(other.id, chat.id, wrong)


async def test_a_message_is_deleted_for_two_days_and_then_no_more() -> None:
    async with sandbox() as (bot, talk):
        chat = await started(talk)
        first, second = [(await bot.send_message(chat.id, text)).message_id for text in ("one", "two")]
        await talk.call("POST", "/sandbox/clock", to=(SUNDAY + timedelta(hours=48)).isoformat())
        assert await bot.delete_message(chat.id, first)
        await talk.call("POST", "/sandbox/clock", advance_seconds=1)
        with pytest.raises(TelegramBadRequest, match="message can't be deleted"):
            await bot.delete_message(chat.id, second)
        with pytest.raises(TelegramBadRequest, match="message to delete not found"):
            await bot.delete_message(chat.id, first)


async def test_entities_beside_a_text_are_kept_and_checked() -> None:
    async with sandbox() as (bot, talk):
        chat = await started(talk)
        bold = MessageEntity(type="bold", offset=0, length=3)
        await bot.send_message(chat.id, "one two", entities=[bold])
        await chat.refresh()
        assert chat.last.html == "<b>one</b> two"
        with pytest.raises(
            TelegramBadRequest, match="entity beginning at UTF-16 offset 0 ends after the end of the tex"
        ):
            await bot.send_message(chat.id, "o", entities=[bold])


async def test_limits_count_what_is_left_after_parsing() -> None:
    async with sandbox() as (bot, talk):
        chat = await started(talk)
        upload = BufferedInputFile(b"text", "a.txt")
        await bot.send_message(chat.id, f"<b>{'😀' * 2048}</b>  ", parse_mode="HTML")
        await bot.send_document(chat.id, upload, caption=f"*{'ж' * 1024}*", parse_mode="MarkdownV2")
        with pytest.raises(TelegramBadRequest, match="message is too long"):
            await bot.send_message(chat.id, f"<b>{'😀' * 2048}</b>x", parse_mode="HTML")
        with pytest.raises(TelegramBadRequest, match="message caption is too long"):
            await bot.send_document(chat.id, upload, caption="ж" * 1025)


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (buttons(), "Text buttons are unallowed in the inline keyboard"),
        (buttons(callback_data=""), "Text buttons are unallowed in the inline keyboard"),
        (buttons(callback_data="x", url="https://qogam.kz"), "exactly one action must be specified"),
        (buttons(web_app=WebAppInfo(url="http://qogam.kz/app")), "Only HTTPS links are allowed"),
        (buttons(url="localhost"), "inline keyboard button URL 'localhost' is invalid: Wrong HTTP URL"),
        (buttons(url="mailto://a.kz"), "invalid: Unsupported URL protocol"),
        (InlineKeyboardMarkup(inline_keyboard=[keyboard().inline_keyboard[0] * 101]), "reply markup is too long"),
    ],
)
async def test_a_keyboard_that_telegram_refuses_is_refused(markup: InlineKeyboardMarkup, words: str) -> None:
    async with sandbox() as (bot, talk):
        chat = await started(talk)
        with pytest.raises(TelegramBadRequest, match=words):
            await bot.send_message(chat.id, "x", reply_markup=markup)


async def test_a_keyboard_of_replies_stays_until_it_is_removed() -> None:
    keys = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Yes")]])
    async with sandbox() as (bot, talk):
        chat = await started(talk)
        sent = await bot.send_message(chat.id, "Sure?", reply_markup=keys)
        assert sent.reply_markup is None
        [about] = (await talk.call("GET", "/sandbox/state"))["chats"]
        assert about["reply_keyboard"] == {"keyboard": [[{"text": "Yes"}]]}
        await bot.send_message(chat.id, "Well", reply_markup=ReplyKeyboardRemove())
        [about] = (await talk.call("GET", "/sandbox/state"))["chats"]
        assert "reply_keyboard" not in about


async def test_an_answer_quotes_the_message_that_it_answers() -> None:
    async with sandbox() as (bot, talk):
        chat = await started(talk)
        first = await bot.send_message(chat.id, "one", reply_parameters=ReplyParameters(message_id=1))
        assert first.reply_to_message
        assert first.reply_to_message.text == "/start"
        gone = ReplyParameters(message_id=99)
        with pytest.raises(TelegramBadRequest, match="message to be replied not found"):
            await bot.send_message(chat.id, "two", reply_parameters=gone)
        gone = ReplyParameters(message_id=99, allow_sending_without_reply=True)
        assert (await bot.send_message(chat.id, "two", reply_parameters=gone)).reply_to_message is None


async def pressed(bot: Bot, talk: Any) -> str:
    """The id of a callback that the bot has not answered yet."""
    chat = await started(talk)
    message = await bot.send_message(chat.id, "x", reply_markup=keyboard())
    path = f"/sandbox/chats/{chat.id}/messages/{message.message_id}/press"
    answer = await talk.call("POST", path, user=chat.user, data="go", wait_seconds=0)
    assert answer["answered"] is False
    return str(answer["id"])


async def test_a_callback_is_answered_within_a_minute_and_once() -> None:
    async with sandbox() as (bot, talk):
        first, second = await pressed(bot, talk), await pressed(bot, talk)
        assert await bot.answer_callback_query(first, "x" * 200)
        await talk.call("POST", "/sandbox/clock", advance_seconds=61)
        for question in (first, second):
            with pytest.raises(
                TelegramBadRequest, match="query is too old and response timeout expired or query ID is"
            ):
                await bot.answer_callback_query(question)


async def test_the_answer_of_a_callback_has_its_limits() -> None:
    async with sandbox() as (bot, talk):
        question = await pressed(bot, talk)
        with pytest.raises(TelegramBadRequest, match="MESSAGE_TOO_LONG"):
            await bot.answer_callback_query(question, "ж" * 201)
        with pytest.raises(TelegramBadRequest, match="URL_INVALID"):
            await bot.answer_callback_query(question, url="https://qogam.kz")
        assert await bot.answer_callback_query(question, url="https://t.me/qogam_bot?start=a")


async def test_a_file_by_address_comes_only_from_this_machine() -> None:
    async def picture(request: web.Request) -> web.Response:
        kind = "image/png" if request.path.endswith("png") else "text/html"
        return web.Response(body=PICTURE, content_type=kind)

    app = web.Application()
    app.router.add_get("/{name}", picture)
    async with serve(app) as url, sandbox() as (bot, talk):
        chat = await started(talk)
        sent = await bot.send_photo(chat.id, f"{url}/chart.png?x=1")
        assert sent.photo
        assert (sent.photo[0].width, sent.photo[0].file_size) == (30, len(PICTURE))
        document = (await bot.send_document(chat.id, f"{url}/chart.png")).document
        assert document
        assert document.file_name == "chart.png"
        for address, words in (
            (f"{url}/page", "wrong type of the web page content"),
            (f"{url}/a/missing.png", "failed to get HTTP URL content"),
            ("http://qogam.example/a.png", "wrong file identifier/HTTP URL specified"),
            ("http://127.0.0.1@qogam.example/a.png", "wrong file identifier/HTTP URL specified"),
            ("https://127.0.0.1/a.png", "wrong file identifier/HTTP URL specified"),
            ("unknown", "wrong file identifier/HTTP URL specified"),
        ):
            with pytest.raises(TelegramBadRequest, match=words):
                await bot.send_photo(chat.id, address)


async def test_a_photo_must_be_a_picture_of_a_shape_that_telegram_takes() -> None:
    narrow = PICTURE[:16] + (2000).to_bytes(4, "big") + (20).to_bytes(4, "big")
    async with sandbox() as (bot, talk):
        chat = await started(talk)
        for content, words in ((b"text", "IMAGE_PROCESS_FAILED"), (narrow, "PHOTO_INVALID_DIMENSIONS")):
            with pytest.raises(TelegramBadRequest, match=words):
                await bot.send_photo(chat.id, BufferedInputFile(content, "a.png"))
        with pytest.raises(TelegramBadRequest, match="file must be non-empty"):
            await bot.send_document(chat.id, BufferedInputFile(b"", "a.txt"))


async def test_a_mini_app_opens_from_a_private_chat_alone() -> None:
    keys = buttons(web_app=WebAppInfo(url="https://qogam.kz/app"))
    async with sandbox() as (bot, talk):
        chat = await started(talk)
        await bot.send_message(chat.id, "Settings", reply_markup=keys)
        group = await talk.group("Steppe", members=[chat])
        with pytest.raises(TelegramBadRequest, match="BUTTON_TYPE_INVALID"):
            await bot.send_message(group.id, "Settings", reply_markup=keys)
