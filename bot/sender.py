"""The outbox's way to Telegram: claim, send, judge, settle. A pool of workers, results kept in groups."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog

from bot.telegram import FAILURES, judge
from digests.model import Delivery, Outcome, Rejected, Sent
from digests.ports import Clock, Outbox

log = structlog.get_logger()

Send = Callable[[Delivery], Awaitable[int]]
"""Sends one bubble; gives the id of the message."""

LEASE = timedelta(minutes=2)
SETTLE_SECONDS = 0.05
"""Results are kept together that come within this time: a transaction a message would be the bottleneck."""
AHEAD = 30
"""Deliveries claimed ahead for each worker: claims in large groups cost a tenth of small ones."""
LOOK_SECONDS = 1.0
"""How often the outbox is looked at when nobody wakes the sender: another process may have filled it."""


class Sender:
    """Empties the outbox for as long as it runs; a cancelled run puts back what was not sent."""

    def __init__(self, outbox: Outbox, send: Send, clock: Clock, *, workers: int) -> None:
        self._outbox = outbox
        self._send = send
        self._clock = clock
        self._workers = workers
        self._woken = asyncio.Event()
        self._ready: asyncio.Queue[Delivery] = asyncio.Queue()
        self._results: list[tuple[Delivery, Outcome]] = []
        self._room = asyncio.Event()

    def wake(self) -> None:
        """There is work: look now."""
        self._woken.set()

    async def run(self) -> None:
        """Send until cancelled."""
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._feed())
                tasks.create_task(self._keep())
                for _ in range(self._workers):
                    tasks.create_task(self._work())
        finally:
            await asyncio.shield(self._put_back())

    async def _feed(self) -> None:
        most = self._workers * AHEAD
        while True:
            self._woken.clear()
            self._room.clear()
            wanted = most - self._ready.qsize()
            claimed = await self._outbox.claim(self._clock(), wanted, LEASE) if wanted > most // 2 else ()
            for delivery in claimed:
                self._ready.put_nowait(delivery)
            await self._pause(until_room=len(claimed) > 0 or wanted <= most // 2)

    async def _pause(self, *, until_room: bool) -> None:
        event = self._room if until_room else self._woken
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                await event.wait()
        except TimeoutError:
            return

    async def _work(self) -> None:
        while True:
            delivery = await self._ready.get()
            outcome = await self._try(delivery)
            self._results.append((delivery, outcome))
            if self._ready.qsize() <= self._workers * AHEAD // 2:
                self._room.set()

    async def _try(self, delivery: Delivery) -> Outcome:
        try:
            return Sent(await self._send(delivery))
        except FAILURES as error:
            outcome = judge(error, delivery.attempts)
            log.info(
                "delivery.failed", mailing=delivery.mailing, outcome=type(outcome).__name__, error=type(error).__name__
            )
            return outcome
        except ValueError as error:  # a bubble that aiogram itself refuses to build
            log.exception("delivery.unbuildable", mailing=delivery.mailing)
            return Rejected(str(error))

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(SETTLE_SECONDS)
            if await self._settle():
                self._woken.set()
                self._room.set()

    async def _settle(self) -> bool:
        results, self._results = self._results, []
        if results:
            await self._outbox.settle(results, self._clock())
        return bool(results)

    async def _put_back(self) -> None:
        await self._settle()
        left = [self._ready.get_nowait() for _ in range(self._ready.qsize())]
        if left:
            await self._outbox.release(left)
