"""How many messages a second leave the sender with its durable outbox, beside a plain loop and a pool in memory."""

import asyncio
import gc
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from aiogram import Bot

from bot.bench.filling import FIRST_READER, fill
from bot.bench.others import aiogram_broadcaster_stored
from bot.bench.processes import child
from bot.clock import SystemClock
from bot.pace import Pace
from bot.sandbox.server import TOKEN
from bot.sender import Sender
from bot.storage import Database, open_database
from bot.telegram import make_bot
from digests.model import (
    Bubble,
    Delivery,
    MailingKind,
)

CHATS = 15_000
"""Enough that how a mailing begins and ends is not what is measured."""
ROUNDS = 3
STORED = 500
"""It writes all chats again for each message: more of them would take minutes."""
WORKERS = 20

Row = tuple[str, str]
Send = Callable[[Delivery], Awaitable[int]]


@dataclass(frozen=True, slots=True)
class _Speed:
    """`per_second` by the wall clock, which other work on the machine disturbs; `cpu`: processor time, ms a message."""

    per_second: float
    cpu: float


async def sending(folder: Path) -> list[Row]:
    """Each of the readers gets one message in each of three ways; the server is a process of its own."""
    chats = range(FIRST_READER, FIRST_READER + CHATS)
    server = child("bot.bench.server", str(FIRST_READER), str(CHATS), until=r"http://[\d.:]+")
    async with server as (_, base):
        bot = make_bot(TOKEN, base, Pace())
        database = open_database(f"sqlite:///{folder}/sending.db")

        async def send(delivery: Delivery) -> int:
            return (await bot.send_message(delivery.chat_id, delivery.bubble.text)).message_id

        deliveries = [Delivery(chat, "m", MailingKind.DIGEST, chat, 0, Bubble("<b>104</b> гранта")) for chat in chats]
        try:
            await database.migrate()
            gc.freeze()  # as the bot does when it has started
            rounds = [await _round(number, deliveries, database, send) for number in range(ROUNDS)]
            stored = await _speed(lambda: _stored(bot, chats[:STORED], folder), STORED)
        finally:
            await bot.session.close()
            await database.close()
    sequential, pool, durable = zip(*rounds, strict=True)
    shares = [kept.per_second / unkept.per_second for kept, unkept in zip(durable, pool, strict=True)]
    return [
        ("messages a second: one by one", _median([speed.per_second for speed in sequential], 0)),
        ("messages a second: aiogram-broadcaster with its file", f"{stored.per_second:.0f}"),
        (f"messages a second: pool of {WORKERS} in memory", _median([speed.per_second for speed in pool], 0)),
        (f"messages a second: durable outbox, {WORKERS} workers", _median([speed.per_second for speed in durable], 0)),
        (f"durable against the pool in memory, median of {ROUNDS} rounds", _median(shares, 2)),
        ("processor time a message in the pool (ms)", _median([speed.cpu for speed in pool], 2)),
        ("processor time a message with the durable outbox (ms)", _median([speed.cpu for speed in durable], 2)),
    ]


async def _round(
    number: int, deliveries: list[Delivery], database: Database, send: Send
) -> tuple[_Speed, _Speed, _Speed]:
    """One by one, with the pool, with the outbox."""
    few = deliveries[: CHATS // 20]
    sequential = await _speed(lambda: _one_by_one(few, send), len(few))
    pool = await _speed(lambda: _pool(deliveries, send), CHATS)
    mailing = f"bench {number}"
    await fill(database, mailing, [delivery.chat_id for delivery in deliveries], SystemClock()())
    return sequential, pool, await _speed(lambda: _durable(database, mailing, send, CHATS), CHATS)


async def _speed(run: Callable[[], Awaitable[None]], count: int) -> _Speed:
    wall, cpu = time.perf_counter(), time.process_time()
    await run()
    return _Speed(count / (time.perf_counter() - wall), 1000 * (time.process_time() - cpu) / count)


def _median(values: Sequence[float], digits: int) -> str:
    return f"{statistics.median(values):.{digits}f}"


async def _one_by_one(deliveries: list[Delivery], send: Send) -> None:
    for delivery in deliveries:
        await send(delivery)


async def _stored(bot: Bot, chats: Sequence[int], folder: Path) -> None:
    await aiogram_broadcaster_stored(bot, chats, "<b>104</b> гранта", folder / "broadcaster.json")


async def _pool(deliveries: list[Delivery], send: Send) -> None:
    left = iter(deliveries)

    async def work() -> None:
        for delivery in left:
            await send(delivery)

    await asyncio.gather(*(work() for _ in range(WORKERS)))


async def _durable(database: Database, mailing: str, send: Send, count: int) -> None:
    """Until all are sent and what became of them is kept."""
    left = count
    is_empty = asyncio.Event()

    async def counted(delivery: Delivery) -> int:
        nonlocal left
        message = await send(delivery)
        left -= 1
        if not left:
            is_empty.set()
        return message

    task = asyncio.create_task(Sender(database.outbox, counted, SystemClock(), workers=WORKERS).run())
    await is_empty.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    progress = await database.mailings.progress(mailing)
    if progress.sent != count:
        raise RuntimeError(f"of {count} messages {progress.sent} are kept as sent")
