"""100,000 recipients: how long the fan-out takes, and the memory of a process that fans out and begins to send."""

import asyncio
import sys
import time
from pathlib import Path

from bot.bench.filling import FIRST_READER, add_readers, publish
from bot.bench.processes import child, peak_megabytes
from bot.clock import SystemClock
from bot.sender import Sender
from bot.storage import open_database
from digests.model import Delivery

RECIPIENTS = 100_000
SENDING_SECONDS = 3.0
LABEL = f"{RECIPIENTS:,} recipients"

Row = tuple[str, str]


async def fanning_out(folder: Path) -> list[Row]:
    """In a process of its own; the readers are there before."""
    url = f"sqlite:///{folder}/fanout.db"
    database = open_database(url)
    try:
        await database.migrate()
        await add_readers(database, range(FIRST_READER, FIRST_READER + RECIPIENTS), SystemClock()())
    finally:
        await database.close()
    async with child("bot.bench.fanout", url, until=r"[\d.]+ / [\d.]+") as (pid, seconds):
        await asyncio.sleep(SENDING_SECONDS)
        return [
            (f"{LABEL}: fan-out (s): by the wall clock / of the processor", seconds),
            (f"{LABEL}: peak memory of the process that sends (MB)", f"{peak_megabytes(pid):.0f}"),
        ]


async def _fan_out_and_send(url: str) -> None:
    database, now = open_database(url), SystemClock()()
    [group] = await database.subscribers.due(now, 2)
    wall, cpu = time.perf_counter(), time.process_time()
    await publish(database, "m", group, now)
    sys.stdout.write(f"{time.perf_counter() - wall:.2f} / {time.process_time() - cpu:.2f}\n")
    sys.stdout.flush()

    async def send(delivery: Delivery) -> int:
        await asyncio.sleep(0.01)
        return delivery.id

    await Sender(database.outbox, send, SystemClock(), workers=20).run()


if __name__ == "__main__":
    asyncio.run(_fan_out_and_send(sys.argv[1]))
