"""The demo with its bot running: the real bot, the sandbox and the sample newsroom, for tests of the whole."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.demo import demo
from bot.process import App
from tests.driver import Talk, conversation


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[tuple[Talk, App]]:
    """A conversation with the running bot, and its parts; nothing waits for Telegram's pace."""
    async with running_at(folder) as (_, talk, app):
        yield talk, app


@asynccontextmanager
async def running_at(folder: Path) -> AsyncIterator[tuple[str, Talk, App]]:
    """The same, with the address of the chat page."""
    async with demo(0, folder, send_per_second=0) as (base, app):
        started = asyncio.Event()
        task = asyncio.create_task(app.run(started.set))
        async with asyncio.timeout(90):
            await started.wait()
        try:
            async with conversation(base) as talk:
                yield base, talk, app
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
