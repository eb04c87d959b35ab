"""Bubbles as Telegram takes them: said, or put in place of the one whose button was tapped."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    ReplyParameters,
    WebAppInfo,
)

from digests.model import Bubble, Button, Mailing, Media, MediaKind
from digests.ports import Mailings

SLOW = {"chat_action": {"action": "typing", "initial_sleep": 0.3}}
"""Flags of a handler that may take long: after 300 ms the chat shows that it goes on; a quick one shows nothing."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a tap leads, in place of words that answer it: to this bot with a `start` of its own."""

    url: str


def markup(bubble: Bubble) -> InlineKeyboardMarkup | None:
    """The inline keyboard of a bubble; None when it has none."""
    if not bubble.keyboard:
        return None
    return InlineKeyboardMarkup(inline_keyboard=[[_key(button) for button in row] for row in bubble.keyboard])


def _key(button: Button) -> InlineKeyboardButton:
    app = WebAppInfo(url=button.app) if button.app else None
    return InlineKeyboardButton(text=button.label, callback_data=button.action, url=button.url, web_app=app)


async def post(
    bot: Bot,
    chat_id: int,
    bubble: Bubble,
    *,
    thread_id: int | None = None,
    answers: int | None = None,
    seconds: int | None = None,
    is_paid: bool | None = None,
) -> Message:
    """Send a bubble into a chat, with what stands above it; `answers`: in reply to this message, if it is still there.

    is_paid  whether the bot pays for going beyond the usual pace
    seconds  how long the request may take, if not as long as the session says
    """
    reply = ReplyParameters(message_id=answers, allow_sending_without_reply=True) if answers else None
    keyboard, caption = markup(bubble), bubble.text or None
    match bubble.media:
        case None:
            return await bot.send_message(
                chat_id,
                bubble.text,
                message_thread_id=thread_id,
                reply_parameters=reply,
                reply_markup=keyboard,
                allow_paid_broadcast=is_paid,
                request_timeout=seconds,
            )
        case Media(MediaKind.PHOTO, file_id):
            send: Callable[..., Awaitable[Message]] = bot.send_photo
        case Media(_, file_id):
            send = bot.send_document
    return await send(
        chat_id,
        file_id,
        caption=caption,
        message_thread_id=thread_id,
        reply_parameters=reply,
        reply_markup=keyboard,
        allow_paid_broadcast=is_paid,
        request_timeout=seconds,
    )


async def say(message: Message, *bubbles: Bubble) -> list[Message]:
    """Send bubbles into the chat (and topic) of the message, in order; the messages that they became."""
    return [await message.answer(bubble.text, reply_markup=markup(bubble)) for bubble in bubbles]


async def say_after(callback: CallbackQuery, bubbles: Sequence[Bubble]) -> list[Message]:
    """Send bubbles below the one whose button was tapped; the messages that they became."""
    if callback.message is None or callback.bot is None:
        return []
    thread = callback.message.message_thread_id if isinstance(callback.message, Message) else None
    return [
        await callback.bot.send_message(
            callback.message.chat.id, bubble.text, message_thread_id=thread, reply_markup=markup(bubble)
        )
        for bubble in bubbles
    ]


async def remember(mailings: Mailings, mailing: Mailing, said: Sequence[Message], now: datetime) -> None:
    """Keep in which messages a mailing was answered, so that a correction of its figures finds them."""
    if said:
        thread = said[0].message_thread_id if said[0].is_topic_message else None
        ids = [message.message_id for message in said]
        await mailings.told(mailing.key, said[0].chat.id, ids, now, thread_id=thread)


async def put_in_place(callback: CallbackQuery, bubble: Bubble) -> None:
    """Show the bubble in place of the one tapped; a new one where that can no longer be edited."""
    if not isinstance(callback.message, Message):
        await say_after(callback, [bubble])
        return
    try:
        await callback.message.edit_text(bubble.text, reply_markup=markup(bubble))
    except TelegramBadRequest as error:
        # Tapping twice asks for what is already shown.
        if "message is not modified" in error.message:
            return
        # Below a picture there is a caption, and no text that could be another one.
        if not any(words in error.message for words in ("can't be edited", "not found", "no text in the message")):
            raise
        await say_after(callback, [bubble])
