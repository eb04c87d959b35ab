"""What comes before and after every handler: who speaks, in which language, and that no tap stays unanswered."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from aiogram import BaseMiddleware
from aiogram.dispatcher.flags import get_flag
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, Chat, ChatMemberUpdated, Message, TelegramObject, User
from aiogram.utils.chat_action import ChatActionMiddleware

from digests.errors import Refusal
from digests.model import ChatKind, Locale, Subscriber, spoken
from digests.ports import Clock, Subscribers
from handlers.answers import Link, say
from templates import Templates

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


def locale_of(user: User | None) -> Locale:
    """The language that Telegram reports of a person."""
    return spoken((user.language_code if user else None) or "")


class OpenSubscriber(BaseMiddleware):
    """Gives `subscriber`, `locale` and `now` to the handlers of messages, taps and memberships."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        chat, user = _where(event), data.get("event_from_user")
        if chat is None:
            return None
        subscribers: Subscribers = data["subscribers"]
        clock: Clock = data["clock"]
        now = clock()
        subscriber: Subscriber = await subscribers.open(chat.id, ChatKind(chat.type), locale_of(user), now)
        if subscriber.asked is not None and _leaves_question(event):
            subscriber = replace(subscriber, asked=None)
            await subscribers.save(subscriber)
        return await handler(event, {**data, "subscriber": subscriber, "locale": subscriber.locale, "now": now})


class ShowTyping(ChatActionMiddleware):
    """For handlers with the flag SLOW alone: aiogram's own announces every answer, with a call that it costs."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        if get_flag(data, "chat_action") is None:
            return await handler(event, data)
        return await super().__call__(handler, event, data)


def _leaves_question(event: TelegramObject) -> bool:
    """Whether somebody who was asked something goes on to other things: a command, or a button."""
    return isinstance(event, CallbackQuery) or (isinstance(event, Message) and (event.text or "").startswith("/"))


def _where(event: TelegramObject) -> Chat | None:
    match event:
        case Message(via_bot=User()):
            return None  # a card of the inline mode, meant for the chat: nothing was asked
        case Message() | ChatMemberUpdated():
            return event.chat
        case CallbackQuery():
            return event.message.chat if event.message else None
        case _:
            return None


class SayRefusals(BaseMiddleware):
    """A refusal is said in the language of the chat: in reply to a message, and as the answer to a tap."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        try:
            return await handler(event, data)
        except Refusal as refusal:
            templates: Templates = data["templates"]
            locale: Locale = data["locale"]
            if not isinstance(event, Message):
                return templates.refusal(refusal.key, locale, **refusal.values)
            await say(event, templates.note(refusal.key, locale, **refusal.values))
            return None


class AnswerCallback(BaseMiddleware):
    """Answers each tap, even where it fails: with the words or the link that the handler returns, else silently."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        said = None
        try:
            said = await handler(event, data)
        finally:
            if isinstance(event, CallbackQuery):
                await _answer(event, said)
        return None


async def _answer(callback: CallbackQuery, said: object) -> None:
    text, url = said if isinstance(said, str) else None, said.url if isinstance(said, Link) else None
    try:
        await callback.answer(text, url=url)
    except TelegramBadRequest as error:
        # A tap that Telegram sent again after a restart is too old to be answered; what it asked for is done.
        if "query is too old" not in error.message:
            raise
