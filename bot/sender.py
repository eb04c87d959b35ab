"""The outbox's way to Telegram: claim, start, send, judge, settle. A pool of workers, results kept in groups."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import timedelta
from itertools import islice
from typing import Any, TypeVar

import structlog
from aiogram.exceptions import ClientDecodeError, TelegramAPIError

from bot.pace import Held, Lane, Pace, lane
from bot.telegram import judge
from bot.window import Window
from digests.errors import StorageFailed
from digests.model import Delivery, Outcome, Rejected, Sent, TopicLost, Turn
from digests.ports import Clock, Outbox

log = structlog.get_logger()

Result = TypeVar("Result")
Send = Callable[[Delivery], Awaitable[int]]
"""Sends one bubble; gives the id of the message."""
Tell = Callable[[int], Awaitable[None]]
"""Tells the people of a chat that the topic of their digests is lost."""

LEASE = timedelta(seconds=60)
"""Longer than a request takes with its wait, so that a second sender never takes what is under way."""
REQUEST_SECONDS = 20
GATHER_SECONDS = 0.05
"""Results that come within this time are kept together: a transaction a message would be the bottleneck."""
GLANCE_SECONDS = 0.01
"""How often it is looked meanwhile whether workers wait for work."""
AHEAD = 4
"""Windows that are claimed ahead while the pace is what holds up: to start these costs less than to look for each."""
LOOK_SECONDS = 1.0
"""How often the outbox is looked at when nobody wakes the sender: another process may have filled it."""
FINISH_SECONDS = 8.0
"""How long messages that are under way may take when the sender is stopped."""


async def _tell_nobody(_chat_id: int) -> None:
    """Where no people are."""


class Sender:
    """Empties the outbox for as long as it runs.

    What a `Window` has room for is claimed and started in one step, which is kept before the requests are made.
    Stopped, it lets messages that are under way arrive, keeps what became of them, and puts back what it had claimed.
    """

    def __init__(
        self,
        outbox: Outbox,
        send: Send,
        clock: Clock,
        *,
        workers: int,
        pace: Pace | None = None,
        tell: Tell = _tell_nobody,
        lease: timedelta = LEASE,
    ) -> None:
        self._outbox = outbox
        self._send = send
        self._clock = clock
        self._workers = workers
        self._pace = pace or Pace()
        self._tell = tell
        self.lease = lease
        self._window = Window(workers)
        self._woken = asyncio.Event()
        self._leased: deque[Delivery] = deque()
        self._ready: asyncio.Queue[Delivery | None] = asyncio.Queue()
        self._started = 0  # and no result is kept yet
        self._has_more = False  # the outbox had as many as were wanted
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
            lost = await _to_its_end(self._exchange())
            for chat_id in lost:
                await self._tell(chat_id)
            if not self._is_hungry():
                await self._look_later()
                await self._gather()

    async def _exchange(self) -> list[int]:
        """Keep what became of deliveries, start as many as there is room for, and claim more where few are left.

        Returns the chats whose topic is lost.
        """
        results, self._results = self._results, []
        self._started -= len(results)
        self._window.fit(idle=self._idle, done=len(results), has_more=self._is_more)
        is_closed = self._pace.closed_seconds() > 0
        starting = [] if is_closed else list(islice(self._leased, self._room))
        wanted, at_once = (0, False) if is_closed else self._wanted(len(starting))
        if results or starting or wanted:
            try:
                turn = await self._outbox.exchange(
                    results, self._clock(), starting=starting, wanted=wanted, at_once=at_once, lease=self.lease
                )
            except StorageFailed as error:
                return await self._keep_for_later(results, error)
            for _ in starting:
                self._leased.popleft()
            self._take(turn, wanted)
        return [delivery.chat_id for delivery, outcome in results if isinstance(outcome, TopicLost)]

    async def _keep_for_later(self, results: list[tuple[Delivery, Outcome]], error: StorageFailed) -> list[int]:
        """What became of deliveries is kept once the database answers; until then nothing is started."""
        log.warning("outbox.unkept", results=len(results), error=str(error))
        self._results[:0] = results
        self._started += len(results)
        self._has_more = False
        await asyncio.sleep(LOOK_SECONDS)
        return []

    def _wanted(self, starting: int) -> tuple[int, bool]:
        """How many to claim besides those that are `starting`, and whether to start them at once."""
        room = self._room - starting
        if room:
            return room, True
        ahead = AHEAD * self._window.size if self._pace.waiting else 0
        left = len(self._leased) - starting
        return (max(0, ahead - left) if left <= self._window.size else 0), False

    def _take(self, turn: Turn, wanted: int) -> None:
        if wanted:
            self._has_more = turn.is_full
        self._leased += turn.claimed
        self._started += len(turn.started)
        for delivery in turn.started:
            self._ready.put_nowait(delivery)

    @property
    def _is_more(self) -> bool:
        return self._has_more or bool(self._leased)

    @property
    def _idle(self) -> int:
        """Started, but the request is not made yet."""
        return self._ready.qsize() + self._pace.waiting

    @property
    def _room(self) -> int:
        return max(0, self._window.size - self._started)

    def _is_hungry(self) -> bool:
        """Whether workers wait for what could be started now."""
        has_room = self._window.size > self._started - len(self._results)
        return self._is_more and has_room and self._idle == 0 and not self._pace.closed_seconds()

    async def _look_later(self) -> None:
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                await self._woken.wait()
        except TimeoutError:
            return

    async def _gather(self) -> None:
        for _ in range(round(GATHER_SECONDS / GLANCE_SECONDS)):
            await asyncio.sleep(GLANCE_SECONDS)
            if self._is_hungry():
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
        except (Held, TelegramAPIError, ClientDecodeError) as error:
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
        try:
            await self._outbox.exchange(self._results, self._clock())
            if left or self._leased:
                await self._outbox.release([*left, *self._leased])
        except StorageFailed as error:  # what was sent is in doubt then, and what was claimed comes free by itself
            log.warning("outbox.unkept", results=len(self._results), error=str(error))


async def _to_its_end(work: Coroutine[Any, Any, Result]) -> Result:
    """The result of `work`, which a cancellation of the caller does not cut short but only waits for."""
    task = asyncio.create_task(work)
    try:
        return await asyncio.shield(task)
    finally:
        await asyncio.wait({task})
