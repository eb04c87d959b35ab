"""The outbox's way to Telegram: claim, send, judge, settle. A pool of workers, results kept in groups."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import timedelta
from typing import Any, TypeVar

import structlog

from bot.pace import Lane, lane
from bot.telegram import FAILURES, judge
from digests.model import Delivery, Outcome, Rejected, Sent
from digests.ports import Clock, Outbox

log = structlog.get_logger()

Result = TypeVar("Result")
Send = Callable[[Delivery], Awaitable[int]]
"""Sends one bubble; gives the id of the message."""

LEASE = timedelta(minutes=2)
GATHER_SECONDS = 0.05
"""Results that come within this time are kept together: a transaction a message would be the bottleneck."""
AHEAD = 30
"""Deliveries claimed ahead for each worker, so that none waits while the outbox is asked."""
LOOK_SECONDS = 1.0
"""How often the outbox is looked at when nobody wakes the sender: another process may have filled it."""
FINISH_SECONDS = 8.0
"""How long messages that are under way may take when the sender is stopped."""


class Sender:
    """Empties the outbox for as long as it runs.

    Stopped, it lets messages that are under way arrive, keeps what became of them, and puts back what it had claimed.
    """

    def __init__(self, outbox: Outbox, send: Send, clock: Clock, *, workers: int) -> None:
        self._outbox = outbox
        self._send = send
        self._clock = clock
        self._workers = workers
        self._woken = asyncio.Event()
        self._ready: asyncio.Queue[Delivery | None] = asyncio.Queue()
        self._results: list[tuple[Delivery, Outcome]] = []

    def wake(self) -> None:
        """There is work: look now."""
        self._woken.set()

    async def run(self) -> None:
        """Send until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            workers = [tasks.create_task(self._work()) for _ in range(self._workers)]
            try:
                await self._turn_over()
            finally:
                await asyncio.shield(self._wind_up(workers))

    async def _turn_over(self) -> None:
        while True:
            self._woken.clear()
            # A transaction that is cut short leaves open what it did: a stop waits for its end.
            await _to_its_end(self._exchange())
            await asyncio.sleep(GATHER_SECONDS)
            await self._look_later()

    async def _exchange(self) -> None:
        """Keep what became of deliveries, and claim more where few are left."""
        results, self._results = self._results, []
        most = self._workers * AHEAD
        room = most - self._ready.qsize()
        wanted = room if room >= most // 4 else 0
        if results or wanted:
            for delivery in await self._outbox.exchange(results, self._clock(), wanted=wanted, lease=LEASE):
                self._ready.put_nowait(delivery)

    async def _look_later(self) -> None:
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                await self._woken.wait()
        except TimeoutError:
            return

    async def _work(self) -> None:
        lane.set(Lane.MAILING)
        while (delivery := await self._ready.get()) is not None:
            outcome = await self._try(delivery)
            self._results.append((delivery, outcome))
            self._woken.set()

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

    async def _wind_up(self, workers: Sequence[asyncio.Task[None]]) -> None:
        left = [delivery for _ in range(self._ready.qsize()) if (delivery := self._ready.get_nowait())]
        for _ in workers:
            self._ready.put_nowait(None)
        await asyncio.wait(workers, timeout=FINISH_SECONDS)
        await self._outbox.exchange(self._results, self._clock())
        if left:
            await self._outbox.release(left)


async def _to_its_end(work: Coroutine[Any, Any, Result]) -> Result:
    """The result of `work`, which a cancellation of the caller does not cut short but only waits for."""
    task = asyncio.create_task(work)
    try:
        return await asyncio.shield(task)
    finally:
        await asyncio.wait({task})
