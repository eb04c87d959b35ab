"""A budget of 30 messages a second, 60 and 150 ms away: how much of it each way of sending uses, and who is refused."""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter

from bot.bench.filling import FIRST_READER, fill
from bot.bench.others import aiogram_broadcast, aiogram_broadcaster
from bot.bench.processes import child
from bot.budgets import OwnBudgets
from bot.clock import SystemClock
from bot.pace import Pace
from bot.sandbox.server import TOKEN
from bot.sender import Sender
from bot.storage import Database, open_database
from bot.telegram import make_bot
from digests.model import Delivery

CHATS, REPLIERS = 480, 30
"""The replies end before the mailing does: the time of both is what is measured."""
FEW = range(FIRST_READER, FIRST_READER + 240)
"""For the other ways: one by one, more of them would take minutes."""
ALLOWED, WANTED = 30, 29
WORKERS = 20
ROUND_TRIPS = (0.06, 0.15)
AT_ONCE = 20
REPLY_EVERY_SECONDS = 0.35
TEXT = "<b>104</b> гранта"

Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Result:
    per_second: float
    refused: int

    @property
    def told(self) -> str:
        return f"{self.per_second / ALLOWED:.2f} / {self.refused}"


async def pacing(folder: Path) -> list[Row]:
    """Each way sends to the same chats, with the same budget and the same distance."""
    rows: list[Row] = []
    last = FIRST_READER + CHATS
    server = child("bot.bench.server", str(FIRST_READER), str(CHATS + REPLIERS), until=r"http://[\d.:]+")
    async with server as (_, base), aiohttp.ClientSession(base) as page:
        for round_trip in ROUND_TRIPS:
            label = f"share of {ALLOWED}/s, refusals; {round_trip * 1000:.0f} ms"
            for name, way in WAYS.items():
                await _troubles(page, round_trip)
                async with _bot(base, 0) as bot:
                    rows.append((f"{label}: {name}", (await _measured(way, bot)).told))
            await _troubles(page, round_trip)
            async with _bot(base, WANTED) as bot:
                idle = await _replies(bot, range(last, last + REPLIERS))
                ours, busy = await _ours(folder / f"pacing-{round_trip}.db", bot, range(last, last + REPLIERS))
            rows += [
                (f"{label}: durable outbox", ours.told),
                (f"reply p95 without and during that broadcast (ms); {round_trip * 1000:.0f} ms", f"{idle} / {busy}"),
            ]
    return rows


class _Counting(Pace):
    """Counts refusals by the way."""

    refused = 0

    async def rest(self, chat_id: int, seconds: float) -> None:
        self.refused += 1
        await super().rest(chat_id, seconds)


@dataclass(slots=True)
class _Paced:
    bot: Bot
    pace: _Counting


@asynccontextmanager
async def _bot(base: str, per_second: float) -> AsyncIterator[_Paced]:
    pace = _Counting(OwnBudgets(per_second) if per_second else None)
    bot = make_bot(TOKEN, base, pace)
    try:
        yield _Paced(bot, pace)
    finally:
        await bot.session.close()


async def _troubles(page: aiohttp.ClientSession, round_trip: float) -> None:
    """The distance and the budget, counted from nothing."""
    faults = {"latency": {"seconds": round_trip}, "rate": {"all_per_second": ALLOWED}}
    async with page.put("/sandbox/faults", json=faults) as answer:
        answer.raise_for_status()


async def _measured(way: Callable[[Bot], Awaitable[int]], paced: _Paced) -> _Result:
    started = time.perf_counter()
    arrived = await way(paced.bot)
    return _Result(arrived / (time.perf_counter() - started), len(FEW) - arrived)


async def _one_by_one(bot: Bot) -> int:
    return sum([await _try(bot, chat) for chat in FEW])


async def _gather(bot: Bot) -> int:
    few = asyncio.Semaphore(AT_ONCE)

    async def send(chat: int) -> bool:
        async with few:
            return await _try(bot, chat)

    return sum(await asyncio.gather(*(send(chat) for chat in FEW)))


async def _try(bot: Bot, chat: int) -> bool:
    """As loops over chats do: what is refused is lost."""
    try:
        await bot.send_message(chat, TEXT, request_timeout=60)
    except TelegramRetryAfter:
        return False
    return True


def _package(send: Callable[[Bot, Sequence[int], str, float], Awaitable[int]]) -> Callable[[Bot], Awaitable[int]]:
    """They send one by one with a pause between two, which is set to the budget."""
    return lambda bot: send(bot, FEW, TEXT, ALLOWED)


WAYS: Mapping[str, Callable[[Bot], Awaitable[int]]] = {
    "one by one": _one_by_one,
    f"gather, semaphore of {AT_ONCE}": _gather,
    "aiogram-broadcast": _package(aiogram_broadcast),
    "aiogram-broadcaster": _package(aiogram_broadcaster),
}


async def _ours(file: Path, paced: _Paced, repliers: Sequence[int]) -> tuple[_Result, int]:
    database = open_database(f"sqlite:///{file}")
    await database.migrate()
    chats = range(FIRST_READER, FIRST_READER + CHATS)
    await fill(database, "m", chats, SystemClock()())
    paced.pace.refused = 0
    left, done = CHATS, asyncio.Event()

    async def send(delivery: Delivery) -> int:
        nonlocal left
        message = (await paced.bot.send_message(delivery.chat_id, delivery.bubble.text)).message_id
        left -= 1
        if not left:
            done.set()
        return message

    sender = Sender(database.outbox, send, SystemClock(), workers=WORKERS, pace=paced.pace)
    # A reply in between takes a place of the budget: the rate is that of both.
    result, busy = await _broadcast(sender, done, paced, repliers)
    await _check(database)
    return result, busy


async def _broadcast(
    sender: Sender, done: asyncio.Event, paced: _Paced, repliers: Sequence[int]
) -> tuple[_Result, int]:
    started = time.perf_counter()
    task = asyncio.create_task(sender.run())
    busy = await _replies(paced, repliers)
    await done.wait()
    seconds = time.perf_counter() - started
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return _Result((CHATS + len(repliers)) / seconds, paced.pace.refused), busy


async def _check(database: Database) -> None:
    sent = (await database.mailings.progress("m")).sent
    await database.close()
    if sent != CHATS:
        raise RuntimeError(f"of {CHATS} messages {sent} are kept as sent")


async def _replies(paced: _Paced, chats: Sequence[int]) -> int:
    """The 95th percentile of the time an answer takes, in ms."""
    took = []
    for chat in chats:
        started = time.perf_counter()
        await paced.bot.send_message(chat, TEXT)
        took.append(time.perf_counter() - started)
        await asyncio.sleep(REPLY_EVERY_SECONDS)
    return round(1000 * statistics.quantiles(took, n=20)[-1])
