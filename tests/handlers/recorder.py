"""A Bot API that answers everything with yes, or with a refusal, and remembers what it was asked."""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageText,
    SendDocument,
    SendMessage,
    SendPhoto,
    TelegramMethod,
)
from aiogram.types import CallbackQuery, Chat, InaccessibleMessage, Message, User

PERSON = User(id=7, is_bot=False, first_name="Reader", language_code="ru")
CHAT = Chat(id=7, type="private")


class Recorder(BaseSession):
    """The session of a bot without a network; `refusals` are Telegram's words by the kind of call."""

    def __init__(self, refusals: dict[type[TelegramMethod[Any]], str] | None = None) -> None:
        super().__init__()
        self.calls: list[TelegramMethod[Any]] = []
        self._refusals = refusals or {}

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:  # noqa: ASYNC109 aiogram's name
        self.calls.append(method)
        if words := self._refusals.get(type(method)):
            raise TelegramBadRequest(method, words)
        return (
            a_message(bot, 2) if isinstance(method, SendMessage | SendPhoto | SendDocument | EditMessageText) else True
        )

    def stream_content(self, *args: Any, **kwargs: Any) -> AsyncGenerator[bytes, None]:
        raise NotImplementedError

    async def close(self) -> None:
        """Nothing is open."""

    def said(self) -> list[str | None]:
        """The texts of the new messages."""
        return [call.text for call in self.calls if isinstance(call, SendMessage)]

    def answers(self) -> list[str | None]:
        """What taps were answered with."""
        return [call.text for call in self.calls if isinstance(call, AnswerCallbackQuery)]


def a_bot(session: Recorder) -> Bot:
    return Bot("42:TEST", session=session)


def a_message(bot: Bot, number: int = 1) -> Message:
    return Message(message_id=number, date=datetime.now(UTC), chat=CHAT, text="menu").as_(bot)


def a_tap(bot: Bot, data: str, message: Message | InaccessibleMessage | None) -> CallbackQuery:
    return CallbackQuery(id="1", from_user=PERSON, chat_instance="x", data=data, message=message).as_(bot)
