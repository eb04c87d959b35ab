"""A sandbox that runs, a bot that asks it, and what most tests of it begin with."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.clock import MovableClock
from bot.sandbox import Sandbox
from bot.serving import serve
from tests.driver import Talk, Talker, conversation

SUNDAY = datetime(2025, 10, 19, 12, tzinfo=UTC)
TOKEN = "42:SANDBOX"
# What the sandbox looks at in a picture: its first bytes, 30 by 20.
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(8) + (30).to_bytes(4, "big") + (20).to_bytes(4, "big")


class Session(AiohttpSession):
    """Ends at once: aiogram waits a quarter of a second for TLS connections, of which there are none."""

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


@asynccontextmanager
async def sandbox(token: str = TOKEN) -> AsyncIterator[tuple[Bot, Talk]]:
    async with serve(Sandbox(MovableClock(SUNDAY)).app()) as url:
        bot = Bot(token, session=Session(api=TelegramAPIServer.from_base(url)))
        async with bot, conversation(url) as talk:
            yield bot, talk


async def started(talk: Talk, name: str = "Aigerim") -> Talker:
    """A person who has written to the bot."""
    chat = await talk.person(name, language="kk")
    await talk.call("POST", f"/sandbox/chats/{chat.id}/messages", user=chat.user, text="/start")
    return chat


def keyboard(data: str = "go") -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Go on", callback_data=data)]])


async def heard(bot: Bot) -> list[Any]:
    """The updates that wait for the bot; they wait no longer."""
    updates = await bot.get_updates(allowed_updates=[])
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return [getattr(one, one.event_type) for one in updates]


async def kinds(bot: Bot) -> list[str]:
    """The kinds of the updates that wait for the bot; they wait no longer."""
    updates = await bot.get_updates()
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return [one.event_type for one in updates]


async def asked(talk: Talk, method: str, **params: Any) -> tuple[int, dict[str, Any]]:
    """Status and answer of a raw call of the bot's side."""
    async with talk.http.post(f"/bot{TOKEN}/{method}", json=params) as answer:
        return answer.status, await answer.json()


async def eventually(is_so: Callable[[], Awaitable[bool]]) -> None:
    """Return once something that no event tells of has become so."""
    for _ in range(500):
        if await is_so():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it has not become so")
