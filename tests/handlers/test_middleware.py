"""In which language a person is met, and that waiting is seen to be worth it."""

import asyncio
from typing import Any

import pytest
from aiogram.methods import SendChatAction
from aiogram.types import TelegramObject, User

from handlers import middleware
from handlers.middleware import ShowWork, locale_of
from tests.handlers.recorder import Recorder, a_bot, a_message


@pytest.mark.parametrize(
    ("code", "locale"),
    [("kk", "kk"), ("kk-KZ", "kk"), ("en-GB", "en"), ("ru", "ru"), ("de", "ru"), ("", "ru"), (None, "ru")],
)
def test_people_are_met_in_their_language_or_in_russian(code: str | None, locale: str) -> None:
    assert locale_of(User(id=1, is_bot=False, first_name="Reader", language_code=code)) == locale


def test_a_channel_has_no_speaker_and_is_met_in_russian() -> None:
    assert locale_of(None) == "ru"


@pytest.mark.parametrize("refusal", [{}, {SendChatAction: "Bad Request: chat not found"}])
async def test_who_waits_for_an_answer_sees_that_it_is_written_and_who_need_not_wait_does_not(
    refusal: dict[type, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(middleware, "PATIENCE_SECONDS", 0.05)
    session = Recorder(refusal)
    seen: list[int] = []

    async def quick(_event: TelegramObject, _data: dict[str, Any]) -> str:
        return "done"

    async def slow(_event: TelegramObject, _data: dict[str, Any]) -> str:
        async with asyncio.timeout(10):
            while not session.calls:  # noqa: ASYNC110 nothing tells of it
                await asyncio.sleep(0.01)
        seen.append(len(session.calls))
        return "done"

    message = a_message(a_bot(session))
    assert await ShowWork()(quick, message, {}) == "done"
    await asyncio.sleep(0.1)
    assert not session.calls
    assert await ShowWork()(slow, message, {}) == "done"
    await asyncio.sleep(0.1)
    [call] = session.calls
    assert isinstance(call, SendChatAction)
    assert (call.chat_id, call.action, seen) == (7, "typing", [1])
