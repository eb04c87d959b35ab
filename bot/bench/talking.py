"""How long people wait for an answer where a hundred thousand others read and a million figures are known."""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from sqlalchemy import insert

from bot.bench.million import fill
from bot.bench.processes import child
from bot.clock import MovableClock, SystemClock
from bot.newsroom import load_newsroom
from bot.sandbox import Sandbox
from bot.sandbox.newsroom import SampleNewsroom, newsroom_toml
from bot.serving import serve
from bot.storage import Database, open_database
from bot.storage.subscribers import subscriber_row
from bot.storage.tables import subscribers
from digests.model import (
    Bubble,
    ChatKind,
    DueGroup,
    Locale,
    Mailing,
    MailingKind,
    Schedule,
    Status,
    Subscriber,
    Upcoming,
)
from templates.actions.settings import Open, Screen, SetRubric

ARTICLES, READERS = 200_000, range(100_000, 200_000)
TALKERS = READERS[-5_000:]
"""Who asks: each once, and none of them gets the broadcast, so that the next message is the answer."""
TIMES = 100
AT_ONCE = 10_000
WAIT_SECONDS, GLANCE_SECONDS = 30.0, 0.001
PAUSE_SECONDS = 0.05
"""Between two questions, so that they do not wait for Telegram's pace."""
COMMANDS = ("/help", "/settings", "/rubrics", "/digest", "/stats", "/search грант")
TAPS = {
    "rubrics": Open(Screen.RUBRICS).pack(),
    "a rubric": SetRubric("ecology", wanted=True, screen=Screen.RUBRICS).pack(),
}
RUBRICS = frozenset({"grants", "volunteering", "charity"})

Row = tuple[str, str]


async def talking(folder: Path) -> list[Row]:
    """Each command and tap, alone, during a broadcast, and of a bot that answers the same to everything."""
    database = await _filled(folder)
    sandbox = Sandbox(MovableClock())
    for number in READERS:
        user = {"id": number, "is_bot": False, "first_name": "Reader", "language_code": "ru"}
        sandbox.state.users[number] = user
        sandbox.state.open_private(user).started = True
    async with serve(sandbox.app()) as base, aiohttp.ClientSession(base) as page:
        people = _People(sandbox, page)
        async with child("bot.bench.bare", base, sandbox.token, until="polling"):
            bare = await people.ask()
        async with _bot(folder, base, sandbox.token):
            idle = await people.ask()
            await _broadcast(database)
            busy = await people.ask()
    await database.close()
    size = f"{len(READERS):,} readers"
    return [(f"{size}, p50 / p95 (ms): {name}; broadcasting", f"{idle[name]}; {busy[name]}") for name in idle] + [
        (f"p50 / p95 (ms): {name} of a bare aiogram bot", bare[name]) for name in ("/help", "a tap on rubrics")
    ]


async def _filled(folder: Path) -> Database:
    """The database of `bot.bench.ledger` where it has been made already, with readers."""
    file = folder / "million.db"
    is_there, now = file.exists(), SystemClock()()
    database = open_database(f"sqlite:///{file}")
    if not is_there:
        newsroom = load_newsroom(Path("newsroom.toml"))
        await database.migrate()
        await fill(database, newsroom.metrics, newsroom.rubrics, now, count=ARTICLES)
    for first in range(READERS.start, READERS.stop, AT_ONCE):
        people = (
            Subscriber(chat, ChatKind.PRIVATE, Locale.RU, now, RUBRICS, Schedule(), Status.ACTIVE)
            for chat in range(first, first + AT_ONCE)
        )
        async with database.engines.writer.begin() as connection:
            await connection.execute(insert(subscribers), [subscriber_row(one) for one in people])
    return database


@asynccontextmanager
async def _bot(folder: Path, base: str, token: str) -> AsyncIterator[None]:
    file = folder / "talking.toml"
    async with serve(SampleNewsroom(SystemClock()).app()) as news:
        file.write_text(newsroom_toml(news), encoding="utf-8")
        environment = {
            "BOT_TOKEN": token,
            "TELEGRAM_API_URL": base,
            "DATABASE_URL": f"sqlite:///{folder}/million.db",
            "NEWSROOM_FILE": str(file),
            "ALLOW_PRIVATE_ADDRESSES": "true",
            "COLLECT_EVERY_SECONDS": "3600",
        }
        async with child("bot", "run", env=environment):
            yield


async def _broadcast(database: Database) -> None:
    """A message to all of them, which takes an hour at Telegram's pace."""
    now = SystemClock()()
    reader = Subscriber(0, ChatKind.PRIVATE, Locale.RU, now, RUBRICS, Schedule(), Status.ACTIVE)
    async with database.engines.writer.begin() as connection:
        listeners = subscribers.c.chat_id < TALKERS.start
        await connection.execute(subscribers.update().where(listeners).values(next_digest_at=now))
    mailing = Mailing("talking", MailingKind.DIGEST, (Bubble("104"),), now, now.replace(year=now.year + 1))
    group = DueGroup(reader.choice, reader.schedule, now, len(READERS))
    if await database.mailings.publish(mailing, group, Upcoming(now.replace(year=now.year + 1))) < len(READERS) // 2:
        raise RuntimeError("the broadcast was not queued")


@dataclass(slots=True)
class _People:
    """Those who ask, one after the other, each in a chat of their own."""

    sandbox: Sandbox
    page: aiohttp.ClientSession
    chats: Iterator[int] = field(default_factory=lambda: iter(TALKERS))

    async def ask(self) -> Mapping[str, str]:
        """The median and the 95th percentile of each command and tap, in ms."""
        await self._say(next(self.chats), "/help")  # whoever starts answers
        took = {command: [await self._say(next(self.chats), command) for _ in range(TIMES)] for command in COMMANDS}
        for name, data in TAPS.items():
            took[f"a tap on {name}"] = [await self._tap(next(self.chats), data) for _ in range(TIMES)]
        return {name: _told(times) for name, times in took.items()}

    async def _say(self, chat: int, text: str) -> float:
        await asyncio.sleep(PAUSE_SECONDS)
        messages = self.sandbox.state.chats[chat].messages
        known, started = len(messages), time.perf_counter()
        async with self.page.post(f"/sandbox/chats/{chat}/messages", json={"user": chat, "text": text}) as answer:
            answer.raise_for_status()
        async with asyncio.timeout(WAIT_SECONDS):
            while len(messages) < known + 2:  # noqa: ASYNC110 another process answers
                await asyncio.sleep(GLANCE_SECONDS)
        return 1000 * (time.perf_counter() - started)

    async def _tap(self, chat: int, data: str) -> float:
        """On a button below an answer that is there: what it asks for does not depend on where it stands."""
        await self._say(chat, "/help")
        await asyncio.sleep(PAUSE_SECONDS)
        messages = self.sandbox.state.chats[chat].messages
        known = next(number for number, message in reversed(messages.items()) if message["from"]["is_bot"])
        messages[known]["reply_markup"] = {"inline_keyboard": [[{"text": "·", "callback_data": data}]]}
        started = time.perf_counter()
        press = self.page.post(
            f"/sandbox/chats/{chat}/messages/{known}/press", json={"user": chat, "data": data, "wait_seconds": 10}
        )
        async with press as answer:
            if not answer.ok or (await answer.json()).get("answered") is False:
                raise RuntimeError(f"a tap was not answered: {await answer.text()}")
        return 1000 * (time.perf_counter() - started)


def _told(times: list[float]) -> str:
    return f"{statistics.median(times):.0f} / {statistics.quantiles(times, n=20)[-1]:.0f}"
