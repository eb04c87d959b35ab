"""How many messages a second leave the sender with its durable outbox, beside a plain loop and a pool in memory."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path

from bot.bench.processes import child
from bot.clock import SystemClock
from bot.pace import Pace
from bot.sandbox.server import TOKEN
from bot.sender import Sender
from bot.storage import Database, open_database
from bot.telegram import make_bot
from digests.model import (
    Bubble,
    ChatKind,
    Delivery,
    DueGroup,
    Locale,
    Mailing,
    MailingKind,
    Schedule,
    Status,
    Subscriber,
)
from digests.ports import Clock

CHATS = 3_000
FIRST_READER = 10_000
WORKERS = 20

Row = tuple[str, str]
Send = Callable[[Delivery], Awaitable[int]]


async def sending(folder: Path) -> list[Row]:
    """Each of the readers gets one message in each of three ways; the server is a process of its own."""
    chats = range(FIRST_READER, FIRST_READER + CHATS)
    server = child("bot.bench.server", str(FIRST_READER), str(CHATS), until=r"http://[\d.:]+")
    async with server as (_, base):
        bot = make_bot(TOKEN, base, Pace(0))
        database = open_database(f"sqlite:///{folder}/sending.db")

        async def send(delivery: Delivery) -> int:
            return (await bot.send_message(delivery.chat_id, delivery.bubble.text)).message_id

        deliveries = [Delivery(chat, "m", MailingKind.DIGEST, chat, 0, Bubble("<b>104</b> гранта")) for chat in chats]
        try:
            await database.migrate()
            sequential = await _rate(lambda: _one_by_one(deliveries[: CHATS // 3], send), CHATS // 3)
            pool = await _rate(lambda: _pool(deliveries, send), CHATS)
            await _fill(database, list(chats), SystemClock()())
            durable = await _rate(lambda: _durable(database, send, SystemClock()), CHATS)
        finally:
            await bot.session.close()
            await database.close()
    return [
        ("messages a second: one by one", f"{sequential:.0f}"),
        (f"messages a second: pool of {WORKERS} in memory", f"{pool:.0f}"),
        (f"messages a second: durable outbox, {WORKERS} workers", f"{durable:.0f}"),
        ("durable against the pool in memory", f"{durable / pool:.2f}"),
    ]


async def _rate(run: Callable[[], Awaitable[None]], count: int) -> float:
    start = time.perf_counter()
    await run()
    return count / (time.perf_counter() - start)


async def _one_by_one(deliveries: list[Delivery], send: Send) -> None:
    for delivery in deliveries:
        await send(delivery)


async def _pool(deliveries: list[Delivery], send: Send) -> None:
    left = iter(deliveries)

    async def work() -> None:
        for delivery in left:
            await send(delivery)

    await asyncio.gather(*(work() for _ in range(WORKERS)))


async def _fill(database: Database, chats: list[int], now: datetime) -> None:
    slot = now - timedelta(minutes=1)
    reader = Subscriber(0, ChatKind.PRIVATE, Locale.RU, now, frozenset({"grants"}), Schedule(), Status.ACTIVE, slot)
    for chat in chats:
        await database.subscribers.save(
            Subscriber(chat, reader.kind, reader.locale, now, reader.rubrics, reader.schedule, reader.status, slot)
        )
    bubbles = (Bubble("<b>104</b> гранта"),)
    mailing = Mailing("bench", MailingKind.DIGEST, bubbles, now, now + timedelta(hours=1))
    group = DueGroup(reader.choice, reader.schedule, slot, len(chats))
    await database.mailings.publish(mailing, group, now + timedelta(days=1))


async def _durable(database: Database, send: Send, clock: Clock) -> None:
    task = asyncio.create_task(Sender(database.outbox, send, clock, workers=WORKERS).run())
    while (await database.mailings.progress("bench")).queued:  # noqa: ASYNC110
        await asyncio.sleep(0.2)  # the outbox has no event for "empty"
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
