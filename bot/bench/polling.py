"""How many sources a second are looked at on one core, beside aiohttp with feedparser, which keep nothing."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

import aiohttp
import feedparser
import psutil

from bot.bench.processes import child
from bot.clock import SystemClock
from bot.fetch import HttpFetch
from bot.newsroom import load_newsroom
from bot.storage import Database, open_database
from bot.worker import Worker
from digests.desk.collect import Collector
from digests.model import Source, SourceKind

OUTLETS = 300
AT_ONCE = 32
ROUNDS = 5
"""Of what is quick: the processor is measured in hundredths of a second."""
A_DAY = timedelta(days=1)

Row = tuple[str, str]


async def polling(folder: Path) -> list[Row]:
    """All outlets one after the other: read first, then unchanged, then with one item more; processor time counts."""
    newsroom = load_newsroom(Path("newsroom.toml"))
    async with child("bot.bench.newsstand", until=r"http://\S+") as (_, base), _database(folder) as database:
        feeds = [f"{base}/feed/{number}" for number in range(OUTLETS)]
        await database.sources.sync(
            [Source(f"s{place}", SourceKind.FEED, url, f"Outlet {place}") for place, url in enumerate(feeds)],
            SystemClock()(),
        )
        async with Worker() as read, HttpFetch(allow_private_addresses=True) as fetch:
            collector = Collector(
                database.sources, database.articles, fetch, read, newsroom.rubrics, metrics=newsroom.metrics
            )
            await _all(collector, 0)
            unchanged = await _rate(lambda: _all(collector, 2), OUTLETS)
            await _ask(f"{base}/news")
            changed = await _rate(lambda: _all(collector, 4), OUTLETS)
            await collector.close()
        unread = await _rate(partial(_plainly, feeds, parses=False), ROUNDS * OUTLETS)
        parsed = await _rate(partial(_plainly, feeds, parses=True), ROUNDS * OUTLETS)
        return [
            ("feeds a second, unchanged (304): aiohttp alone", unread),
            ("feeds a second, unchanged (304): collected", unchanged),
            ("feeds a second: aiohttp and feedparser, nothing stored", parsed),
            ("feeds a second, one new item: page read, figures, stored", changed),
        ]


@asynccontextmanager
async def _database(folder: Path) -> AsyncIterator[Database]:
    database = open_database(f"sqlite:///{folder}/polling.db")
    try:
        await database.migrate()
        yield database
    finally:
        await database.close()


async def _all(collector: Collector, days: int) -> None:
    """One look at every source, so many days from now, when each of them is due again."""
    now, checked = SystemClock()() + days * A_DAY, 0
    while checked < OUTLETS:
        report = await collector.collect(now, limit=AT_ONCE, patience_seconds=5)
        if report.failed or report.unread:
            raise RuntimeError(f"a source could not be read: {report}")
        checked += report.checked


async def _plainly(feeds: list[str], *, parses: bool) -> None:
    """So many at once, each with the validator of the first answer where nothing is to be parsed."""
    places = asyncio.Semaphore(AT_ONCE)

    async def poll(session: aiohttp.ClientSession, number: int, url: str) -> None:
        headers = {} if parses else {"If-None-Match": f'"{number}-21"'}
        async with places, session.get(url, headers=headers) as answer:
            if parses:
                assert len(feedparser.parse(await answer.read()).entries) > 1
            else:
                assert answer.status == 304

    async with aiohttp.ClientSession() as session:
        for _ in range(ROUNDS):
            await asyncio.gather(*(poll(session, number, url) for number, url in enumerate(feeds)))


async def _ask(url: str) -> None:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        answer.raise_for_status()


async def _rate(work: Callable[[], Awaitable[None]], looks: int) -> str:
    """Looks a second of the processor, of this process and those that read for it; and by the clock."""
    before, began = _spent(), time.perf_counter()
    await work()
    clock = time.perf_counter() - began
    return f"{looks / (_spent() - before):.0f} ({looks / clock:.0f})"


def _spent() -> float:
    """Processor seconds of this process and of its children, but not of the server that it asks."""
    own = psutil.Process()
    readers = [one for one in own.children() if "newsstand" not in " ".join(one.cmdline())]
    return sum(sum(one.cpu_times()[:2]) for one in (own, *readers))
