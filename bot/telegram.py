"""The way to Telegram: the bot, its pace, and what an answer means for a delivery."""

import asyncio
import random
from typing import assert_never

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Message, Update, User

from bot.pace import Lane, Pace, lane
from digests.model import Moved, Outcome, Postponed, Rejected, Unreachable

FIRST_BACK_OFF_SECONDS = 2.0
LONGEST_BACK_OFF_SECONDS = 600.0
TWICE_IS_ONCE = ("edit", "answerCallbackQuery", "answerInlineQuery", "set")
PAUSES_SECONDS = (0.2, 1.0)
REPLY_AGAIN = 2
LONGEST_REPLY_WAIT_SECONDS = 30
"""Whoever waits longer for a reply has gone on, or asks again."""
GONE = ("chat not found", "user is deactivated", "bot was kicked", "not enough rights", "have no rights", "chat_write")


_ANSWERS: tuple[type, ...] = (
    Response[Message],
    Response[Message | bool],
    Response[bool],
    Response[list[Update]],
    Response[User],
)
"""Kept, as pydantic forgets a parametrised model that nothing refers to: the next answer would build it anew."""


class Pacing(BaseRequestMiddleware):
    """Holds every call that writes into a chat until it is within Telegram's budgets.

    A reply that is refused for its pace is made again when its chat has rested; a delivery goes back to the outbox.
    """

    def __init__(self, pace: Pace) -> None:
        self._pace = pace

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        chat_id = getattr(method, "chat_id", None)
        is_writing = method.__api_method__.startswith(("send", "edit", "copy", "forward"))
        if not is_writing or method.__api_method__ == "sendChatAction" or not isinstance(chat_id, int):
            return await make_request(bot, method)
        again = REPLY_AGAIN if lane.get() is Lane.REPLY else 0
        while True:
            await self._pace.wait(chat_id)
            try:
                return await make_request(bot, method)
            except TelegramMigrateToChat as error:
                if not again:  # a delivery goes the way of all its chat's deliveries
                    raise
                chat_id, again = error.migrate_to_chat_id, 0
                method = method.model_copy(update={"chat_id": chat_id})
            except TelegramRetryAfter as error:
                self._pace.rest(chat_id, error.retry_after)
                if not again or error.retry_after > LONGEST_REPLY_WAIT_SECONDS:
                    raise
                again -= 1


class Insisting(BaseRequestMiddleware):
    """Makes a call again when the way there failed, where two calls do what one does: an edit, an answer to a tap."""

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        if method.__api_method__.startswith(TWICE_IS_ONCE):
            for pause in PAUSES_SECONDS:
                try:
                    return await make_request(bot, method)
                except (TelegramServerError, TelegramNetworkError, ClientDecodeError):
                    await asyncio.sleep(pause)
        return await make_request(bot, method)


def make_bot(token: str, api_url: str, pace: Pace) -> Bot:
    """A bot that writes classic HTML, paced, to the Bot API at `api_url`."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(api_url))
    session.middleware(Insisting())
    session.middleware(Pacing(pace))
    return Bot(
        token, session=session, default=DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview_is_disabled=True)
    )


Failure = (
    TelegramRetryAfter
    | TelegramMigrateToChat
    | TelegramForbiddenError
    | TelegramBadRequest
    | TelegramNotFound
    | TelegramServerError
    | TelegramNetworkError
    | ClientDecodeError
)
"""What can come back for one message; 401 and 409 are about the whole process and end it."""
FAILURES = (
    TelegramRetryAfter,
    TelegramMigrateToChat,
    TelegramForbiddenError,
    TelegramBadRequest,
    TelegramNotFound,
    TelegramServerError,
    TelegramNetworkError,
    ClientDecodeError,
)


def judge(error: Failure, attempts: int) -> Outcome:
    """What to do with a delivery that Telegram did not accept, after `attempts` earlier tries."""
    match error:
        case TelegramRetryAfter():
            return Postponed(error.retry_after + random.uniform(0.1, 0.5), "flood", is_attempt=False)  # noqa: S311
        case TelegramMigrateToChat():
            return Moved(error.migrate_to_chat_id)
        case TelegramForbiddenError():
            return Unreachable(error.message)
        case TelegramBadRequest() | TelegramNotFound():
            is_gone = any(word in error.message.lower() for word in GONE)
            return Unreachable(error.message) if is_gone else Rejected(error.message)
        case TelegramServerError() | TelegramNetworkError() | ClientDecodeError():
            # A proxy's 502 is a page of HTML, which aiogram cannot decode.
            return Postponed(back_off_seconds(attempts), type(error).__name__)
        case _:
            assert_never(error)


def back_off_seconds(attempts: int) -> float:
    """Full jitter under an exponential ceiling, so that a crowd does not come back at once."""
    ceiling = min(LONGEST_BACK_OFF_SECONDS, FIRST_BACK_OFF_SECONDS * 2**attempts)
    return random.uniform(ceiling / 4, ceiling)  # noqa: S311
