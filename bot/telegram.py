"""The way to Telegram: the bot, its pace, and what an answer means for a delivery."""

import asyncio
import random
from http import HTTPStatus

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import GetUpdates, Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Message, Update, User
from aiohttp import ClientConnectorError, ConnectionTimeoutError

from bot.pace import Held, Lane, Pace, lane
from digests.model import Failed, InDoubt, Missing, Moved, Outcome, Postponed, Rejected, TopicLost, Unreachable

FIRST_BACK_OFF_SECONDS = 2.0
LONGEST_BACK_OFF_SECONDS = 600.0
MOST_DOUBLINGS = 20
ASK_AGAIN_SECONDS = 60.0
"""A chat that is not found is asked for once more so much later: Telegram's own servers learn of a chat one by one."""
CONFLICTS = 3
TWICE_IS_ONCE = ("edit", "answerCallbackQuery", "answerInlineQuery", "set")
PAUSES_SECONDS = (0.2, 1.0)
REPLY_AGAIN = 2
LONGEST_REPLY_WAIT_SECONDS = 30
"""Whoever waits longer for a reply has gone on, or asks again."""
GONE = (
    *("user is deactivated", "bot was kicked", "bot is not a member", "not enough rights", "have no rights"),
    *("need administrator rights", "chat_write", "group chat was deactivated", "peer_id_invalid"),
)
LOST_TOPIC = ("topic_closed", "topic_deleted", "topic_id_invalid", "message thread not found")
AT_FAULT = (
    *("can't parse", "too long", "is empty", "must be non-empty", "button", "reply markup", "keyboard"),
    *("entities", "entity", "wrong http url", "wrong file"),
)
UNSENT = (ClientConnectorError, ConnectionTimeoutError)
"""No connection was made (refused, no such name, no answer to the greeting): nothing can have arrived."""
UNAUTHORIZED = "BOT_TOKEN is not known to Telegram: ask @BotFather for the right one."
CONFLICT = "Another process polls with this token, or a webhook is set: stop one of the two."


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
            mark = await self._pace.wait(chat_id)
            try:
                return await make_request(bot, method)
            except TelegramMigrateToChat as error:
                if not again:  # a delivery goes the way of all its chat's deliveries
                    raise
                chat_id, again = error.migrate_to_chat_id, 0
                method = method.model_copy(update={"chat_id": chat_id})
            except TelegramRetryAfter as error:
                await self._pace.rest(chat_id, error.retry_after)
                if not again or error.retry_after > LONGEST_REPLY_WAIT_SECONDS:
                    raise
                again -= 1
            finally:
                await self._pace.answered(mark)


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


class Session(AiohttpSession):
    """A 5xx is one whatever its body is: a proxy's is a page of HTML, which is no broken answer of Telegram's."""

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        try:
            return super().check_response(bot, method, status_code, content)
        except ClientDecodeError as error:
            if status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
                raise
            raise TelegramServerError(method, f"{status_code} {_phrase(status_code)}") from error


def _phrase(status_code: int) -> str:
    try:
        return HTTPStatus(status_code).phrase
    except ValueError:
        return ""


class Refusals(BaseRequestMiddleware):
    """Notices what no call can mend: a token that is known no more, and another process that polls with it.

    aiogram's polling would try again for ever. Twice a conflict is nothing: after a hard end, the connection of the
    process before this one may still be open.
    """

    def __init__(self) -> None:
        self._verdict: asyncio.Future[str] | None = None
        self._conflicts = 0

    async def verdict(self) -> str:
        """The sentence with which the process has to end, as soon as there is one."""
        self._verdict = asyncio.get_running_loop().create_future()
        return await self._verdict

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        try:
            answer = await make_request(bot, method)
        except TelegramUnauthorizedError:
            self._end(UNAUTHORIZED)
            raise
        except TelegramConflictError:
            self._conflicts += 1
            if self._conflicts >= CONFLICTS:
                self._end(CONFLICT)
            raise
        if isinstance(method, GetUpdates):
            self._conflicts = 0
        return answer

    def _end(self, sentence: str) -> None:
        if self._verdict is not None and not self._verdict.done():
            self._verdict.set_result(sentence)


def make_bot(token: str, api_url: str, pace: Pace, refusals: Refusals | None = None) -> Bot:
    """A bot that writes classic HTML, paced, to the Bot API at `api_url`."""
    session = Session(api=TelegramAPIServer.from_base(api_url))
    session.middleware(refusals or Refusals())
    session.middleware(Insisting())
    session.middleware(Pacing(pace))
    return Bot(
        token, session=session, default=DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview_is_disabled=True)
    )


def judge(error: Exception, attempts: int) -> Outcome:
    """What to do with a delivery that Telegram did not accept, after `attempts` earlier tries.

    What no delivery is to blame for (401, 409, a bug) is raised again.
    """
    match error:
        case Held() | TelegramRetryAfter():
            return _paced(error)
        case TelegramMigrateToChat():
            return Moved(error.migrate_to_chat_id)
        case TelegramForbiddenError() | TelegramBadRequest() | TelegramNotFound() | TelegramEntityTooLarge():
            return _refused(error)
        case TelegramServerError() | TelegramNetworkError() | ClientDecodeError():
            return _failed_on_the_way(error, back_off_seconds(attempts))
        case _:
            raise error


def _failed_on_the_way(error: Exception, seconds: float) -> Outcome:
    """A 5xx is an answer: no. Where there is none that can be read, the request may have arrived."""
    if isinstance(error, TelegramServerError) or isinstance(error.__cause__, UNSENT):
        return Postponed(seconds, type(error.__cause__ or error).__name__)
    return InDoubt(seconds, type(error.__cause__ or error).__name__)


def _paced(error: Held | TelegramRetryAfter) -> Postponed:
    if isinstance(error, Held):
        return Postponed(error.seconds, "pace", is_attempt=False)
    seconds = error.retry_after + random.uniform(0.1, 0.5)  # noqa: S311
    return Postponed(seconds, "flood", is_attempt=False, is_rest=True)


def _refused(error: TelegramAPIError) -> Outcome:
    """What a 400 means is in its words alone."""
    message, words = error.message, error.message.lower()
    if isinstance(error, TelegramForbiddenError):
        return Unreachable(message)
    if isinstance(error, TelegramEntityTooLarge):
        return Rejected(message)
    if "chat not found" in words:
        return Missing(ASK_AGAIN_SECONDS, message)
    if any(word in words for word in LOST_TOPIC):
        return TopicLost(message)
    if any(word in words for word in GONE):
        return Unreachable(message)
    if any(word in words for word in AT_FAULT):
        return Rejected(message)
    return Failed(message)


def back_off_seconds(attempts: int) -> float:
    """Full jitter under an exponential ceiling, so that a crowd does not come back at once."""
    ceiling = min(LONGEST_BACK_OFF_SECONDS, FIRST_BACK_OFF_SECONDS * 2 ** min(attempts, MOST_DOUBLINGS))
    return random.uniform(0, ceiling)  # noqa: S311
