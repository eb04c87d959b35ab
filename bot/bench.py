"""`make bench`: speed and memory, measured side by side with a baseline in one run, on loopback only."""

import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path

import psutil

from bot.clock import MovableClock
from bot.demo import demo
from bot.pace import Pace
from bot.sandbox import Sandbox, serve
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

CHATS = 3_000
WORKERS = 20


def main() -> int:
    """Print the table."""
    for name, value in asyncio.run(_measure()):
        sys.stdout.write(f"{name:<58}{value:>12}\n")
    return 0


async def _measure() -> list[tuple[str, str]]:
    with tempfile.TemporaryDirectory(prefix="qogam-bench-") as name:
        return [*await _first_bubble(Path(name)), *await _sending(Path(name))]


async def _first_bubble(folder: Path) -> list[tuple[str, str]]:
    """From the start of the process, imports included, to the answer to the first /start; peak memory with sandbox."""
    import resource

    import aiohttp

    async with demo(0, folder, send_per_second=0) as (base, app), aiohttp.ClientSession(base) as http:
        task = asyncio.create_task(app.run())
        await http.post("/sandbox/chats/502/messages", json={"user": 502, "text": "/start"})
        while True:
            async with http.get("/sandbox/chats/502/messages") as answer:
                if len((await answer.json())["messages"]) > 1:
                    break
            await asyncio.sleep(0.02)
        seconds = time.time() - psutil.Process().create_time()
        await asyncio.sleep(2)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        ("first bubble after the start, imports included (s)", f"{seconds:.1f}"),
        ("peak memory of bot, sandbox and sample newsroom (MB)", f"{peak:.0f}"),
    ]


async def _sending(folder: Path) -> list[tuple[str, str]]:
    clock = MovableClock()
    sandbox = Sandbox(clock)
    chats = range(10_000, 10_000 + CHATS)
    async with serve(sandbox.app()) as base:
        bot = make_bot(sandbox.token, base, Pace(0))
        for chat in chats:
            user = {"id": chat, "is_bot": False, "first_name": "Reader"}
            sandbox.state.users[chat] = user
            sandbox.state.open_private(user)
            sandbox.state.chats[chat].started = True
        database = open_database(f"sqlite:///{folder}/bench.db")
        await database.migrate()

        async def send(delivery: Delivery) -> int:
            return (await bot.send_message(delivery.chat_id, delivery.bubble.text)).message_id

        deliveries = [Delivery(chat, "m", MailingKind.DIGEST, chat, 0, Bubble("<b>104</b> гранта")) for chat in chats]
        try:
            sequential = await _rate(lambda: _one_by_one(deliveries[: CHATS // 3], send), CHATS // 3)
            pool = await _rate(lambda: _pool(deliveries, send), CHATS)
            await _fill(database, list(chats), clock())
            durable = await _rate(lambda: _durable(database, send, clock), CHATS)
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


async def _one_by_one(deliveries: list[Delivery], send: Callable[[Delivery], Awaitable[int]]) -> None:
    for delivery in deliveries:
        await send(delivery)


async def _pool(deliveries: list[Delivery], send: Callable[[Delivery], Awaitable[int]]) -> None:
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


async def _durable(database: Database, send: Callable[[Delivery], Awaitable[int]], clock: MovableClock) -> None:
    task = asyncio.create_task(Sender(database.outbox, send, clock, workers=WORKERS).run())
    while (await database.mailings.progress("bench")).queued:  # noqa: ASYNC110
        await asyncio.sleep(0.2)  # the outbox has no event for "empty"
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


if __name__ == "__main__":
    sys.exit(main())
