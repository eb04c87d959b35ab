"""Updates that Telegram brings: each is handled once, by whichever process it comes to, and lost by none."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiogram import Bot, Dispatcher, Router
from aiogram.types import Message
from aiohttp import ClientSession
from aiohttp.test_utils import TestServer

from bot.clock import MovableClock
from bot.pace import Pace
from bot.sandbox import Sandbox
from bot.sandbox.server import TOKEN
from bot.serving import serve
from bot.storage import Database
from bot.telegram import make_bot
from bot.webhook import HEADER, Webhook, secret_of
from digests.errors import ConfigError, StorageFailed
from digests.model import UpdateClaim
from tests.builders import HOUR, NOW
from tests.databases import sqlite_database

__all__ = ["sqlite_database"]

Post = Callable[..., Any]


def an_update(number: int = 7, text: str = "/help") -> dict[str, Any]:
    chat = {"id": 1, "type": "private", "first_name": "A"}
    message = {"message_id": 1, "date": 1, "chat": chat, "from": {**chat, "is_bot": False}, "text": text}
    return {"update_id": number, "message": message}


@asynccontextmanager
async def hooked(database: Database, handler: Callable[..., Any]) -> AsyncIterator[Post]:
    """Posts an update as Telegram does; gives the status of the answer."""
    dispatcher, router = Dispatcher(), Router()
    router.message.register(handler)
    dispatcher.include_router(router)
    bot = Bot(TOKEN)
    webhook = Webhook(bot, dispatcher, database.updates, lambda: NOW)
    async with TestServer(webhook.application()) as server, ClientSession() as session:

        async def post(update: Any, secret: str = secret_of(TOKEN)) -> int:
            async with session.post(server.make_url("/telegram"), json=update, headers={HEADER: secret}) as answer:
                return answer.status

        yield post
    await bot.session.close()


async def test_an_update_is_handled_once_however_often_it_comes(sqlite_database: Database) -> None:
    heard: list[str | None] = []

    async def handler(message: Message) -> None:
        heard.append(message.text)

    async with hooked(sqlite_database, handler) as post:
        assert [await post(an_update()) for _ in range(3)] == [200, 200, 200]
        assert await post(an_update(8)) == 200
    assert heard == ["/help", "/help"]


async def test_who_does_not_know_the_secret_is_not_heard(sqlite_database: Database) -> None:
    async def handler(message: Message) -> None:
        pytest.fail("it was handled")

    async with hooked(sqlite_database, handler) as post:
        assert await post(an_update(), secret="") == 403
        assert await post(an_update(), secret=TOKEN) == 403
        assert await post({"update_id": "not one"}) == 200  # to be sent again would help nobody


async def test_under_way_it_is_nobody_elses_and_after_a_crash_it_comes_back(
    sqlite_database: Database,
) -> None:
    began, ends, times = asyncio.Event(), asyncio.Event(), 0

    async def handler(message: Message) -> None:
        nonlocal times
        times += 1
        began.set()
        await ends.wait()

    async with hooked(sqlite_database, handler) as post:
        first = asyncio.create_task(post(an_update()))
        await began.wait()
        assert await post(an_update()) == 503
        ends.set()
        assert (await first, await post(an_update())) == (200, 200)
        await sqlite_database.updates.claim(9, NOW - HOUR, NOW - HOUR / 2)  # of a process that died
        assert await post(an_update(9)) == 200
    assert times == 2


async def test_an_address_that_telegram_does_not_take_is_one_sentence(sqlite_database: Database) -> None:
    async with serve(Sandbox(MovableClock()).app()) as base:
        bot = make_bot(TOKEN, base, Pace())
        webhook = Webhook(bot, Dispatcher(), sqlite_database.updates, lambda: NOW)
        with pytest.raises(ConfigError, match=r"WEBHOOK_URL cannot be used: Telegram says .*bad webhook"):
            await webhook.announce("https://elsewhere.example/")
        await webhook.announce("http://127.0.0.1:9/telegram")
        assert (await bot.get_webhook_info()).url == "http://127.0.0.1:9/telegram"
        await bot.session.close()


async def test_a_bug_is_not_repeated_and_an_outage_is(sqlite_database: Database) -> None:
    troubles: list[Exception] = [ValueError("a bug"), StorageFailed("away")]

    async def handler(message: Message) -> None:
        if troubles:
            raise troubles.pop(0)

    async with hooked(sqlite_database, handler) as post:
        assert [await post(an_update(1)), await post(an_update(1))] == [200, 200]
        assert [await post(an_update(2)), await post(an_update(2))] == [503, 200]
    assert await sqlite_database.updates.claim(2, NOW, NOW) is UpdateClaim.HANDLED
