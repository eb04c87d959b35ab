"""How fast Telegram may be called: virtual-scheduling buckets (GCRA), for everything and for each chat."""

import asyncio
import math
from bisect import insort
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from digests.model import Rest


@dataclass(frozen=True, slots=True)
class Budget:
    """One call every `seconds` in the long run, `burst` at once."""

    seconds: float
    burst: float = 1


PRIVATE = Budget(seconds=1, burst=3)
GROUP = Budget(seconds=3, burst=3)  # 20 a minute
MOST_CHATS = 10_000
"""Buckets kept at once; past it those that have long been idle are dropped."""
CATCHING_UP = 4
"""Calls over all chats that may follow at once where timers were late, so that lateness costs no place for ever."""
SECOND = 1.01
"""With a little for what cannot be measured of the way there."""
FORGET = 1.0005
"""The fastest answer so far is worth so much less with each one after it: the way to Telegram changes."""
TOGETHER_SECONDS = 2.0
"""Two chats that are told to wait within this time mean that all are: Telegram does not say which budget it was."""
LONGEST_WAIT_SECONDS = 5.0
"""A delivery waits here no longer: it goes back to the outbox, which keeps it over a restart."""
SHORTEST_SLEEP_SECONDS = 1e-6
"""Less does not move a clock of floats."""
STRETCH, MOST_STRETCHED, RELAX = 1.25, 4.0, 0.998


class Held(Exception):
    """A delivery may not go out for so many seconds; its request was not made."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"held for {seconds:.0f} s")
        self.seconds = seconds


class Lane(Enum):
    """Whose call it is: an answer to somebody who waits for it, or one of a mailing, which can wait."""

    REPLY = "reply"
    MAILING = "mailing"


lane: ContextVar[Lane] = ContextVar("lane", default=Lane.REPLY)
"""Of the calls that the running task makes."""


class Bucket:
    """The generic cell rate algorithm: keeps one number, the theoretical arrival time of the next call."""

    __slots__ = ("_budget", "_next")

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._next = 0.0

    def peek(self, now: float) -> float:
        """The seconds that a call would have to wait now; takes no place."""
        return max(0.0, self._next - now - self._budget.seconds * (self._budget.burst - 1))

    def reserve(self, now: float, stretch: float = 1.0) -> float:
        """Take a place, `stretch` times as long as the budget says; the seconds to wait before the call may be made."""
        earliest = max(self._next, now)
        self._next = earliest + self._budget.seconds * stretch
        return max(0.0, earliest - now - self._budget.seconds * (self._budget.burst - 1))

    def wait_seconds(self, now: float) -> float:
        """How long a call would have to wait that takes a place now."""
        return max(0.0, self._next - now - self._budget.seconds * (self._budget.burst - 1))

    def rest(self, until: float) -> None:
        """No call before `until`."""
        self._next = max(self._next, until + self._budget.seconds * (self._budget.burst - 1))

    def is_idle(self, now: float) -> bool:
        """Whether nothing is remembered that a new bucket would not know."""
        return self._next <= now


class Total:
    """The bucket of all chats together; however it catches up, no second has more calls than the budget and one.

    A call counts from when it reached Telegram: one that was held up on its way meets those that were made after it.
    How long it was is seen in its answer, which comes later than the fastest ones do.
    """

    def __init__(self, per_second: float) -> None:
        self._bucket = Bucket(Budget(1 / per_second, CATCHING_UP))
        self._last: deque[float] = deque(maxlen=math.floor(per_second) + 1)  # in order
        self._fastest = math.inf

    def wait_seconds(self, now: float) -> float:
        """How long a call would have to wait that takes a place now."""
        is_full = len(self._last) == self._last.maxlen
        return max(self._bucket.wait_seconds(now), self._last[0] + SECOND - now if is_full else 0.0)

    def reserve(self, now: float, stretch: float) -> float:
        """Take a place; the seconds to wait before the call may be made."""
        seconds = self.wait_seconds(now)
        self._bucket.reserve(now, stretch)
        self._last.append(now + seconds)
        return seconds

    def answered(self, made_at: float, now: float) -> None:
        """The call that was made then has its answer."""
        took = now - made_at
        self._fastest = min(took, self._fastest * FORGET)
        if took > self._fastest and made_at in self._last:
            self._last.remove(made_at)
            insort(self._last, now - self._fastest)

    def rest(self, until: float) -> None:
        """No call before `until`."""
        self._bucket.rest(until)


class Pace:
    """Waits until a call to a chat is within all budgets. `per_second` of 0 means no limit.

    A reply takes the next place, and deliveries those that no reply wants. A delivery that would wait long is `Held`
    instead. After a flood of refusals nobody calls until it is over, and then all call more slowly for a while.
    """

    def __init__(
        self,
        per_second: float,
        *,
        monotonic: Callable[[], float] | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._monotonic = monotonic or (lambda: asyncio.get_running_loop().time())
        self._sleep = sleep
        self._is_limited = per_second > 0
        self._all = Total(per_second or 1)
        self._first = asyncio.Lock()  # of the deliveries: the one that waits for the next place
        self._chats: dict[int, Bucket] = {}
        self._stretch = 1.0
        self._closed_until = 0.0
        self._told: tuple[int, float] | None = None
        self.waiting = 0
        """Deliveries that are here for the sake of all, not of their chat."""

    async def wait(self, chat_id: int) -> float:
        """Return when a message to this chat may go out; the moment, for `answered`."""
        if not self._is_limited:
            return 0.0
        if lane.get() is Lane.MAILING:
            self._hold(self._bucket(chat_id).wait_seconds(self._monotonic()))
            await self._pass(self._bucket(chat_id))
            made_at = await self._pass_behind_replies()
        else:
            await self._pass(self._bucket(chat_id))
            made_at = await self._pass_first()
        self._stretch = max(1.0, self._stretch * RELAX)
        return made_at

    def answered(self, made_at: float) -> None:
        """The call that went out then has its answer, whatever it says."""
        if self._is_limited:
            self._all.answered(made_at, self._monotonic())

    async def _pass_first(self) -> float:
        while True:  # once more where the gate closed meanwhile
            now = self._monotonic()
            seconds = self._all.reserve(now, self._stretch)
            if seconds:
                await self._sleep(seconds)
            if not self.closed_seconds():
                return now + seconds

    async def _pass_behind_replies(self) -> float:
        """A place is taken only when it is there: until then any reply may have it."""
        self.waiting += 1
        try:
            async with self._first:
                while True:
                    self._hold(self.closed_seconds())
                    seconds = self._all.wait_seconds(self._monotonic())
                    if seconds < SHORTEST_SLEEP_SECONDS:
                        break
                    await self._sleep(seconds)
                now = self._monotonic()
                return now + self._all.reserve(now, self._stretch)
        finally:
            self.waiting -= 1

    def _hold(self, seconds: float) -> None:
        if seconds > LONGEST_WAIT_SECONDS:
            raise Held(seconds)

    def closed_seconds(self) -> float:
        """How long nobody may call; 0 where the gate is open."""
        return max(0.0, self._closed_until - self._monotonic()) if self._is_limited else 0.0

    def rest(self, chat_id: int, seconds: float, *, told_ago: float = 0.0) -> None:
        """Telegram asked this chat, `told_ago` seconds ago, to wait from now on so long.

        The second chat within a moment closes the gate for all.
        """
        if not self._is_limited:
            return
        now = self._monotonic()
        told_at = now - told_ago
        self._bucket(chat_id).rest(now + seconds)
        if self._told and self._told[0] != chat_id and told_at - self._told[1] <= TOGETHER_SECONDS:
            self._closed_until = max(self._closed_until, now + seconds)
            self._all.rest(self._closed_until)
            self._stretch = min(MOST_STRETCHED, self._stretch * STRETCH)
        self._told = chat_id, told_at

    def recall(self, rests: Iterable[Rest], now: datetime) -> None:
        """Go on where the process before this one had to wait; the rests in the order in which they were told."""
        for rest in rests:
            self.rest(rest.chat_id, (rest.until - now).total_seconds(), told_ago=(now - rest.told_at).total_seconds())

    async def _pass(self, bucket: Bucket) -> None:
        seconds = bucket.reserve(self._monotonic())
        if seconds:
            await self._sleep(seconds)

    def _bucket(self, chat_id: int) -> Bucket:
        bucket = self._chats.get(chat_id)
        if bucket is None:
            if len(self._chats) >= MOST_CHATS:
                now = self._monotonic()
                self._chats = {chat: kept for chat, kept in self._chats.items() if not kept.is_idle(now)}
            bucket = self._chats[chat_id] = Bucket(GROUP if chat_id < 0 else PRIVATE)
        return bucket
