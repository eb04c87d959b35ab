"""How long a web page takes that nobody has asked for lately, and how many a core gives of those that are known."""

import time
from itertools import count
from pathlib import Path
from statistics import quantiles

import aiohttp

from bot.clock import MovableClock
from bot.demo import STARTS_AT, demo
from bot.newsroom import load_newsroom
from bot.offload import offload
from bot.serving import serve
from bot.storage import open_database
from bot.web import Parts, application
from digests.model import Locale
from templates import Templates

KNOWN = 600
SECONDS_BETWEEN = 10
"""For the limit of a reader, whose clock goes on so much with each request."""

Row = tuple[str, str]


async def pages(folder: Path) -> list[Row]:
    """Over the sample newsroom, freshly read."""
    place = folder / "web"
    place.mkdir()
    async with demo(0, place) as (_, app):
        await app.collect(60)
    return await pages_over(f"sqlite:///{place}/demo.db", place / "newsroom.toml")


async def pages_over(database_url: str, newsroom_file: Path) -> list[Row]:
    """Over any database with the metrics of a newsroom file."""
    newsroom, database = load_newsroom(newsroom_file), open_database(database_url)
    clock = count(0, SECONDS_BETWEEN)
    parts = Parts(
        *(database, newsroom, Templates(newsroom.rubrics), MovableClock(STARTS_AT), offload),
        monotonic=lambda: float(next(clock)),
    )
    paths = [f"/{locale}/metrics/{metric.key}" for metric in newsroom.metrics for locale in Locale]
    try:
        async with serve(application(parts)) as base, aiohttp.ClientSession(base) as reader:
            took = [await _ask(reader, path) for path in paths]
            began = time.process_time()
            for turn in range(KNOWN):
                await _ask(reader, paths[turn % 3])
            each = (time.process_time() - began) / KNOWN
    finally:
        await database.close()
    return [
        ("web page nobody asked for lately, p95 (ms)", f"{quantiles(took, n=20)[-1] * 1000:.0f}"),
        ("web pages a core gives in a second, its reader included", f"{1 / each:.0f}"),
    ]


async def _ask(reader: aiohttp.ClientSession, path: str) -> float:
    """The seconds until the page is there."""
    began = time.perf_counter()
    async with reader.get(path) as answer:
        answer.raise_for_status()
        await answer.read()
    return time.perf_counter() - began
