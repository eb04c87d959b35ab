"""Long polling: each update is handled once, and one that was cut short comes again."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiogram import Bot, Dispatcher
from aiogram.types import Message

from bot import polling
from bot.clock import MovableClock
from bot.pace import Pace
from bot.polling import Polling
from bot.sandbox import Sandbox
from bot.sandbox.people import add_user, say
from bot.sandbox.server import TOKEN
from bot.serving import serve
from bot.storage import Database
from bot.telegram import make_bot
from tests.databases import sqlite_database

__all__ = ["sqlite_database"]

PERSON = 501
Handler = Callable[[Message], Awaitable[None]]


@asynccontextmanager
async def telegram() -> AsyncIterator[tuple[Sandbox, Bot]]:
    sandbox = Sandbox(MovableClock())
    add_user(sandbox.state, {"id": PERSON, "first_name": "Reader"})
    async with serve(sandbox.app()) as base:
        bot = make_bot(TOKEN, base, Pace())
        try:
            yield sandbox, bot
        finally:
            await bot.session.close()


@asynccontextmanager
async def polled(bot: Bot, database: Database, handler: Handler) -> AsyncIterator[asyncio.Task[None]]:
    """A process that polls; its end is a stop."""
    dispatcher = Dispatcher()
    dispatcher.message.register(handler)
    task = asyncio.create_task(Polling(bot, dispatcher, database.updates, MovableClock()).run())
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not is_so():  # noqa: ASYNC110 nothing tells of it
            await asyncio.sleep(0.02)


def hears(sandbox: Sandbox, *texts: str) -> None:
    for text in texts:
        say(sandbox.state, PERSON, {"user": PERSON, "text": text})


async def test_what_a_stop_cut_short_is_handled_by_the_next_process_and_the_rest_is_not(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "FINISH_SECONDS", 0.1)
    begun: list[str] = []
    again: list[str] = []

    async def hold(message: Message) -> None:
        begun.append(message.text or "")
        if message.text == "second":
            await asyncio.sleep(60)

    async def note(message: Message) -> None:
        again.append(message.text or "")

    await sqlite_database.migrate()
    async with telegram() as (sandbox, bot):
        async with polled(bot, sqlite_database, hold):
            hears(sandbox, "first", "second", "third")
            await until(lambda: len(begun) == 3)
            await asyncio.sleep(1)  # it is asked for updates again and again meanwhile
            assert begun == ["first", "second", "third"]
        async with polled(bot, sqlite_database, note):
            hears(sandbox, "fourth")
            await until(lambda: "fourth" in again)
        assert again == ["second", "fourth"]


async def test_a_slow_handler_holds_up_nobody_else(sqlite_database: Database) -> None:
    came = asyncio.Event()
    heard: list[str] = []

    async def wait(message: Message) -> None:
        heard.append(message.text or "")
        if message.text == "slow":
            await came.wait()
        else:
            came.set()

    await sqlite_database.migrate()
    async with telegram() as (sandbox, bot), polled(bot, sqlite_database, wait):
        hears(sandbox, "slow")
        await until(lambda: heard == ["slow"])
        hears(sandbox, "quick")
        await asyncio.wait_for(came.wait(), 20)
    assert heard == ["slow", "quick"]


async def test_a_handler_that_fails_is_not_tried_for_ever(sqlite_database: Database) -> None:
    heard: list[str] = []

    async def fail(message: Message) -> None:
        heard.append(message.text or "")
        raise RuntimeError(message.text)

    await sqlite_database.migrate()
    async with telegram() as (sandbox, bot):
        async with polled(bot, sqlite_database, fail):
            hears(sandbox, "first")
            await until(lambda: heard == ["first"])
        async with polled(bot, sqlite_database, fail):
            hears(sandbox, "second")
            await until(lambda: "second" in heard)
    assert heard == ["first", "second"]
