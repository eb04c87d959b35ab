"""Updates a second by webhook, with real servers, beside aiogram's own webhook, which keeps nothing."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import aiohttp
import psutil
from aiohttp import web

from bot.bench.processes import child, until_open
from bot.clock import SystemClock
from bot.sandbox.server import TOKEN
from bot.serving import serve
from bot.soak.servers import postgres_server, redis_server
from bot.storage import open_database
from bot.webhook import HEADER, secret_of
from digests.model import ChatKind, Locale, Schedule, Status, Subscriber

READERS = range(100_000, 100_500)
UPDATES, WARM_UP, AT_ONCE = 2_000, 100, 32

Row = tuple[str, str]


async def hooking(folder: Path) -> list[Row]:
    """One process that answers /help of people it knows; processor time counts, and beside it the clock."""
    with _servers(folder) as (database, redis):
        await _subscribe(database)
        async with serve(_telegram()) as base:
            bare, own = _free_port(), _free_port()
            async with child("bot.bench.bare_hook", base, TOKEN, str(bare)) as (pid, _):
                plain = await _rate(bare, pid)
            environment = {
                "BOT_TOKEN": TOKEN,
                "TELEGRAM_API_URL": base,
                "DATABASE_URL": database,
                "REDIS_URL": redis,
                "WEBHOOK_URL": "http://127.0.0.1:9/",  # Telegram is `_Caller` here, and knows the way
                "WEBHOOK_PORT": str(own),
                "SEND_PER_SECOND": "0",
            }
            async with child("bot", "updates", env=environment) as (pid, _):
                ours = await _rate(own, pid)
    return [
        ("updates a second by webhook: a bare aiogram bot, nothing kept", plain),
        ("updates a second by webhook: one process, Postgres and Redis", ours),
    ]


@contextmanager
def _servers(folder: Path) -> Iterator[tuple[str, str]]:
    with postgres_server() as server, redis_server(folder) as redis:
        server.psql("CREATE DATABASE hooking")
        yield server.get_uri(database="hooking"), redis.url


async def _subscribe(url: str) -> None:
    database, now = open_database(url), SystemClock()()
    await database.migrate()
    for chat in READERS:
        await database.subscribers.save(
            Subscriber(chat, ChatKind.PRIVATE, Locale.RU, now, frozenset({"grants"}), Schedule(), Status.ACTIVE)
        )
    await database.close()


def _telegram() -> web.Application:
    """A server of the Bot API that says yes to everything, as fast as it can."""
    me = {"id": 42, "is_bot": True, "first_name": "Q", "username": "qogam_bot"}
    ids = count(1)

    async def answer(request: web.Request) -> web.Response:
        method = request.path.rpartition("/")[2]
        said = {"message_id": next(ids), "date": 1, "chat": {"id": 1, "type": "private"}, "text": "x"}
        result = me if method == "getMe" else said if method.startswith("send") else True
        return web.json_response({"ok": True, "result": result})

    app = web.Application()
    app.router.add_post("/{path:.*}", answer)
    return app


async def _rate(port: int, pid: int) -> str:
    async with _calling(port) as caller:
        await caller.calls(WARM_UP)
        process, loop = psutil.Process(pid), asyncio.get_running_loop()
        before, began = sum(process.cpu_times()[:2]), loop.time()
        await caller.calls(UPDATES)
        took = loop.time() - began
        return f"{UPDATES / (sum(process.cpu_times()[:2]) - before):.0f} ({UPDATES / took:.0f})"


@dataclass(slots=True)
class _Caller:
    """Telegram, as far as it calls webhooks."""

    session: aiohttp.ClientSession
    hook: str
    ids: Iterator[int]

    async def calls(self, updates: int) -> None:
        """So many updates, some at once; each is answered before the next of its place."""
        waiting = iter(range(updates))

        async def call() -> None:
            for _ in waiting:
                await self._call(next(self.ids))

        await asyncio.gather(*(call() for _ in range(AT_ONCE)))

    async def _call(self, number: int) -> None:
        person = {"id": READERS[number % len(READERS)], "first_name": "R"}
        message = {
            "message_id": number,
            "date": 1,
            "text": "/help",
            "entities": [_COMMAND],
            "chat": {**person, "type": "private"},
            "from": {**person, "is_bot": False, "language_code": "ru"},
        }
        update = {"update_id": number, "message": message}
        async with self.session.post(self.hook, json=update, headers={HEADER: secret_of(TOKEN)}) as answer:
            answer.raise_for_status()


_COMMAND = {"type": "bot_command", "offset": 0, "length": 5}


@asynccontextmanager
async def _calling(port: int) -> AsyncIterator[_Caller]:
    hook = f"http://127.0.0.1:{port}/"
    await until_open(hook)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=AT_ONCE)) as session:
        yield _Caller(session, hook, count(1))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
