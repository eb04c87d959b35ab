import asyncio
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BufferedInputFile,
    InlineQueryResultArticle,
    InlineQueryResultCachedPhoto,
    InputMediaPhoto,
    InputTextMessageContent,
)

from tests.bot.sandbox.sandboxed import PICTURE, heard, keyboard, kinds, sandbox, started
from tests.driver import Talk, Talker


def article(name: str = "one", text: str = "<b>grants</b>", *, buttons: bool = False) -> InlineQueryResultArticle:
    content = InputTextMessageContent(message_text=text, parse_mode="HTML")
    markup = keyboard() if buttons else None
    return InlineQueryResultArticle(id=name, title=name, input_message_content=content, reply_markup=markup)


async def offered(bot: Bot, talk: Talk, chat: Talker, *results: Any, **more: Any) -> dict[str, Any]:
    """What a person sees who asks in inline mode and is answered with these."""
    await heard(bot)
    asking = asyncio.create_task(talk.call("POST", "/sandbox/inline", user=chat.user, query="grants"))
    [update] = await bot.get_updates(allowed_updates=["inline_query"], timeout=20)
    assert update.inline_query
    assert update.inline_query.query == "grants"
    await bot.get_updates(offset=update.update_id + 1, allowed_updates=[])
    await bot.answer_inline_query(update.inline_query.id, list(results), **more)
    answer: dict[str, Any] = await asking
    return answer


async def choose(talk: Talk, chat: Talker, result: str = "one") -> dict[str, Any]:
    place = {"user": chat.user, "chat": chat.id, "query": "grants"}
    message: dict[str, Any] = await talk.call("POST", "/sandbox/inline/choose", result_id=result, **place)
    return message


async def test_a_query_is_answered_and_a_result_is_sent() -> None:
    async with sandbox() as (bot, talk):
        chat = await started(talk)
        answer = await offered(bot, talk, chat, article(), article("two"), next_offset="2", cache_time=5)
        assert [one["title"] for one in answer["results"]] == ["one", "two"]
        assert (answer["next_offset"], answer["cache_time"], answer["is_personal"]) == ("2", 5, False)
        await heard(bot)
        message = await choose(talk, chat)
        assert (message["html"], message["via_bot"]["id"], message["from"]["id"]) == (
            "<b>grants</b>",
            bot.id,
            chat.user,
        )
        [chosen, said] = await heard(bot)
        assert (chosen.result_id, chosen.query, chosen.inline_message_id) == ("one", "grants", None)
        assert said.via_bot.id == bot.id


async def test_a_result_with_buttons_is_edited_by_its_inline_message_id() -> None:
    async with sandbox() as (bot, talk):
        chat = await started(talk)
        await offered(bot, talk, chat, article(buttons=True))
        message = await choose(talk, chat)
        await heard(bot)
        path = f"/sandbox/chats/{chat.id}/messages/{message['message_id']}/press"
        pressing = asyncio.create_task(talk.call("POST", path, user=chat.user, row=0, column=0))
        [update] = await bot.get_updates(timeout=20)
        query = update.callback_query
        assert query
        assert (query.message, query.inline_message_id) == (None, message["inline_message_id"])
        named = {"inline_message_id": message["inline_message_id"]}
        assert await bot.edit_message_text("other", **named) is True
        with pytest.raises(TelegramBadRequest, match="message is not modified"):
            await bot.edit_message_text("other", **named)
        assert await bot.edit_message_reply_markup(**named, reply_markup=keyboard("again")) is True
        await bot.answer_callback_query(query.id, "done")
        assert (await pressing)["text"] == "done"
        await chat.refresh()
        assert (chat.messages[-1].text, chat.messages[-1].buttons) == ("other", ["Go on"])


async def test_a_photo_by_file_id_can_be_a_result_and_gets_another_caption() -> None:
    async with sandbox() as (bot, talk):
        chat = await started(talk)
        sent = await bot.send_photo(chat.id, BufferedInputFile(PICTURE, "a.png"))
        assert sent.photo
        file_id = sent.photo[-1].file_id
        result = InlineQueryResultCachedPhoto(id="one", photo_file_id=file_id, caption="seen", reply_markup=keyboard())
        await offered(bot, talk, chat, result)
        inline_id = (await choose(talk, chat))["inline_message_id"]
        await bot.edit_message_caption(inline_message_id=inline_id, caption="seen again")
        await chat.refresh()
        assert (chat.messages[-1].text, chat.messages[-1].raw["photo"][0]["file_id"]) == ("seen again", file_id)
        upload = InputMediaPhoto(media=BufferedInputFile(PICTURE, "b.png"))
        with pytest.raises(TelegramBadRequest, match="wrong file identifier/HTTP URL specified"):
            await bot.edit_message_media(upload, inline_message_id=inline_id)


async def test_in_a_group_the_bot_hears_what_was_sent_through_it() -> None:
    async with sandbox() as (bot, talk):
        person = await started(talk)
        group = await talk.group("Dala", members=[person])
        await offered(bot, talk, person, article())
        await heard(bot)
        await choose(talk, group)
        assert await kinds(bot) == ["chosen_inline_result", "message"]


@pytest.mark.parametrize(
    ("results", "words"),
    [
        ([article(str(number)) for number in range(51)], "RESULTS_TOO_MUCH"),
        ([article("same"), article("same")], "RESULT_ID_DUPLICATE"),
        ([article("i" * 65)], "RESULT_ID_INVALID"),
        ([article(text="<b>open")], "Can't find end tag corresponding to start tag"),
        ([article(text=" ")], "message text is empty"),
        ([InlineQueryResultCachedPhoto(id="1", photo_file_id="none")], "wrong file identifier"),
    ],
)
async def test_results_that_telegram_refuses_are_refused(results: list[Any], words: str) -> None:
    async with sandbox() as (bot, _):
        with pytest.raises(TelegramBadRequest, match=words):
            await bot.answer_inline_query("1", results)


async def test_an_inline_query_can_be_answered_once() -> None:
    async with sandbox() as (bot, talk):
        chat = await started(talk)
        await heard(bot)
        asking = asyncio.create_task(talk.call("POST", "/sandbox/inline", user=chat.user, query="grants"))
        [update] = await bot.get_updates(timeout=20)
        assert update.inline_query
        await bot.answer_inline_query(update.inline_query.id, [])
        assert (await asking)["results"] == []
        with pytest.raises(
            TelegramBadRequest, match="query is too old and response timeout expired or query ID is inv"
        ):
            await bot.answer_inline_query(update.inline_query.id, [])


async def test_an_unanswered_query_and_a_result_of_somebody_else_are_mistakes() -> None:
    async with sandbox() as (bot, talk):
        chat, other = await started(talk), await started(talk, "Daniyar")
        unanswered = await talk.refused("POST", "/sandbox/inline", user=chat.user, query="x", wait_seconds=0)
        assert unanswered == "the bot did not answer the inline query in time"
        await heard(bot)
        await offered(bot, talk, chat, article())
        place = {"chat": other.id, "user": other.user}
        assert "no such inline result" in await talk.refused("POST", "/sandbox/inline/choose", result_id="one", **place)
