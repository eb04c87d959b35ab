"""How much sooner two workers have looked at all sources than one, on one Postgres and one Redis."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select, update

from bot.bench.newsstand import ITEMS, Newsstand
from bot.bench.processes import child
from bot.clock import MovableClock, SystemClock
from bot.sandbox import Sandbox
from bot.serving import serve
from bot.soak.servers import postgres_server, redis_server
from bot.storage import Database, open_database
from bot.storage.tables import sources as table
from digests.model import Source, SourceKind

OUTLETS, HOSTS = 1_500, 40
"""Sources, and the servers that they share: each is asked by one at a time."""
A_YEAR = timedelta(days=365)
GLANCE_SECONDS, WAIT_SECONDS = 0.05, 240.0

Row = tuple[str, str]


async def sharing(folder: Path) -> list[Row]:
    """Every source is due and unchanged; the clock counts, from when the first of them was looked at.

    A worker begins twenty looks a round, five rounds a second here: it is that, and what they share, that two double.
    """
    with postgres_server() as server, redis_server(folder) as redis:
        server.psql("CREATE DATABASE sharing")
        database = open_database(server.get_uri(database="sharing"))
        sandbox = Sandbox(MovableClock())
        async with AsyncExitStack() as stack:
            bases = [await stack.enter_async_context(serve(Newsstand().application())) for _ in range(HOSTS)]
            telegram = await stack.enter_async_context(serve(sandbox.app()))
            outlets = [_outlet(number, bases) for number in range(OUTLETS)]
            file = folder / "sharing.toml"
            file.write_text(_newsroom(outlets), encoding="utf-8")
            await database.migrate()
            await database.sources.sync(outlets, SystemClock()())
            environment = {
                "BOT_TOKEN": sandbox.token,
                "TELEGRAM_API_URL": telegram,
                "DATABASE_URL": server.get_uri(database="sharing"),
                "REDIS_URL": redis.url,
                "NEWSROOM_FILE": str(file),
                "ALLOW_PRIVATE_ADDRESSES": "true",
                "COLLECT_EVERY_SECONDS": "0.2",
            }
            alone, together = [await _looks(database, environment, workers) for workers in (1, 2)]
        await database.close()
    return [("unchanged sources a second by the clock, one worker; two", f"{alone:.0f}; {together:.0f}")]


def _outlet(number: int, bases: Sequence[str]) -> Source:
    return Source(f"s{number}", SourceKind.FEED, f"{bases[number % HOSTS]}/feed/{number}", f"Outlet {number}")


def _newsroom(outlets: Sequence[Source]) -> str:
    rubrics = Path("newsroom.toml").read_text(encoding="utf-8").partition("[[sources]]")[0]
    listed = (
        f'[[sources]]\nid = "{one.id}"\nkind = "feed"\nurl = "{one.url}"\nname = "{one.name}"\n' for one in outlets
    )
    return rubrics + "\n".join(listed)


async def _looks(database: Database, environment: dict[str, str], workers: int) -> float:
    """Sources a second, between the first look and the last."""
    await _make_due(database)
    async with AsyncExitStack() as stack:
        for _ in range(workers):
            await stack.enter_async_context(child("bot", "worker", env=environment))
        began = await _when(database, 1)
        return OUTLETS / (await _when(database, OUTLETS) - began)


async def _make_due(database: Database) -> None:
    """As if each had been read an hour ago."""
    now = SystemClock()()
    async with database.engines.writer.begin() as connection:
        for number in range(OUTLETS):
            state = {"etag": f'"{number}-{ITEMS}"', "succeeded_at": now - A_YEAR, "checked_at": now - A_YEAR}
            due = update(table).where(table.c.id == f"s{number}")
            await connection.execute(due.values(**state, next_check_at=now - A_YEAR, claimed_until=None))


async def _when(database: Database, wanted: int) -> float:
    """When so many have been looked at; TimeoutError."""
    looked = select(func.count()).where(table.c.checked_at > SystemClock()() - A_YEAR / 2)
    async with asyncio.timeout(WAIT_SECONDS):
        while True:
            async with database.engines.reader.connect() as connection:
                if (await connection.execute(looked)).scalar_one() >= wanted:
                    return time.perf_counter()
            await asyncio.sleep(GLANCE_SECONDS)
