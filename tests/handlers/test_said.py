from datetime import UTC, datetime
from typing import Any
from unittest.mock import AsyncMock

import pytest
from aiogram import Bot
from aiogram.filters import Command, CommandStart
from aiogram.types import Chat, Message

from handlers.said import Said, Started

TEXTS = (
    *(
        "/help",
        " /help",
        "/help me out",
        "/help@qogam_bot",
        "/help@other_bot",
        "/helper",
        "/Help",
        "help",
        "//help",
        "/",
    ),
    *("/start", "/start r_grants", "/started", "/start@qogam_bot f_1", "", "сәлем", "/бастау", "\n/help\nagain"),
)


def a_message(text: str, **more: Any) -> Message:
    chat = Chat(id=1, type="private")
    return Message(message_id=1, date=datetime(2025, 10, 19, tzinfo=UTC), chat=chat, text=text or None, **more)


@pytest.fixture
def bot() -> Any:
    bot = AsyncMock(spec=Bot)
    bot.me.return_value.username = "qogam_bot"
    return bot


@pytest.mark.parametrize("text", TEXTS)
async def test_it_takes_what_the_filters_of_aiogram_take(text: str, bot: Any) -> None:
    message = a_message(text)
    assert await Said("help", "stats")(message, bot) == await Command("help", "stats")(message, bot)
    assert await Started()(message, bot) == await CommandStart()(message, bot)
    assert await Started(deep_link=True)(message, bot) == await CommandStart(deep_link=True)(message, bot)


async def test_a_caption_is_a_text_too(bot: Any) -> None:
    assert await Said("help")(a_message("", caption="/help"), bot)
    assert not await Said("help")(a_message("", caption="help"), bot)
