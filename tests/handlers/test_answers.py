"""Taps on messages that are gone, of no chat, or met by a bug: each is answered."""

from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import AnswerCallbackQuery, EditMessageText
from aiogram.types import InaccessibleMessage, Message, Update

from digests.model import Bubble
from handlers import build_router
from handlers.answers import put_in_place
from templates import Templates
from tests.builders import NOW
from tests.handlers.recorder import CHAT, Recorder, a_bot, a_message, a_tap


def gone(_: Bot) -> InaccessibleMessage:
    return InaccessibleMessage(chat=CHAT, message_id=1, date=0)


@pytest.mark.parametrize("words", ["Bad Request: message can't be edited", "Bad Request: message to edit not found"])
async def test_a_menu_that_can_no_longer_be_edited_is_shown_below(words: str) -> None:
    session = Recorder({EditMessageText: words})
    bot = a_bot(session)
    await put_in_place(a_tap(bot, "o:settings", a_message(bot)), Bubble("the menu"))
    assert session.said() == ["the menu"]


async def test_a_menu_that_telegram_no_longer_shows_the_bot_is_shown_below() -> None:
    session = Recorder()
    bot = a_bot(session)
    await put_in_place(a_tap(bot, "o:settings", gone(bot)), Bubble("the menu"))
    assert session.said() == ["the menu"]


async def test_what_is_shown_already_is_not_said_again() -> None:
    session = Recorder({EditMessageText: "Bad Request: message is not modified: specified new message content"})
    bot = a_bot(session)
    await put_in_place(a_tap(bot, "o:settings", a_message(bot)), Bubble("menu"))
    assert session.said() == []


async def test_another_refusal_of_telegram_is_a_bug_and_is_not_hidden() -> None:
    bot = a_bot(Recorder({EditMessageText: "Bad Request: can't parse entities"}))
    with pytest.raises(TelegramBadRequest):
        await put_in_place(a_tap(bot, "o:settings", a_message(bot)), Bubble("<menu"))


class NoStore:
    """A store that is gone."""

    async def open(self, *_: Any) -> None:
        raise ConnectionError("the database is gone")


async def fed(session: Recorder, message: Message | InaccessibleMessage | None, bot: Bot) -> None:
    dispatcher = Dispatcher(subscribers=NoStore(), templates=Templates(()), clock=lambda: NOW, team=None)
    dispatcher.include_router(build_router())
    await dispatcher.feed_update(bot, Update(update_id=1, callback_query=a_tap(bot, "o:settings", message)))


async def test_a_tap_that_meets_a_bug_is_answered_and_the_person_gets_its_number() -> None:
    session = Recorder()
    bot = a_bot(session)
    await fed(session, a_message(bot), bot)
    assert session.answers() == [None]
    [said] = session.said()
    assert said is not None
    assert "Номер ошибки" in said


async def test_a_tap_under_a_message_of_no_chat_is_answered_too() -> None:
    session = Recorder()
    await fed(session, None, a_bot(session))
    assert session.answers() == [None]
    assert session.said() == []


async def test_a_tap_too_old_to_be_answered_is_no_bug() -> None:
    session = Recorder({AnswerCallbackQuery: "Bad Request: query is too old and response timeout expired"})
    bot = a_bot(session)
    await fed(session, None, bot)
    assert len(session.calls) == 1
