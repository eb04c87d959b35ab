"""The web over the sample newsroom, which is read once for all tests of a file."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import MovableClock
from bot.demo import STARTS_AT, demo
from bot.newsroom import load_newsroom
from bot.offload import offload
from bot.storage import open_database
from bot.web import Parts
from templates import Templates
from tests.bot.web.stopwatch import Stopwatch


@pytest.fixture(scope="module")
def read_once() -> Iterator[Path]:
    """A folder with the database and the newsroom file of a bot that has read the sample newsroom."""
    folder = Path(tempfile.mkdtemp(prefix="qogam-web-"))

    async def collect() -> None:
        async with demo(0, folder) as (_, app):
            await app.collect(60)

    asyncio.run(collect())
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
async def parts(read_once: Path) -> AsyncIterator[Parts]:
    newsroom = load_newsroom(read_once / "newsroom.toml")
    database = open_database(f"sqlite:///{read_once}/demo.db")
    clock = MovableClock(STARTS_AT + timedelta(minutes=5))
    parts = Parts(database, newsroom, Templates(newsroom.rubrics), clock, offload, bot="qogam_bot")
    yield replace(parts, monotonic=lambda: Stopwatch.seconds)
    await database.close()
