"""Telegram's budgets: virtual-scheduling buckets (GCRA), for everything and for each chat."""

import asyncio
import math
from bisect import insort
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


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
STRETCH, MOST_STRETCHED, RELAX = 1.25, 4.0, 0.998
"""After a flood of refusals a place is so much longer, at most so long, and with each call a little shorter again."""

SHORTEST_SLEEP_SECONDS = 1e-6
"""Less does not move a clock of floats."""

Mark = float | str
"""By which a call is known when its answer comes."""


def budget_of(chat_id: int) -> Budget:
    """What Telegram allows this chat."""
    return GROUP if chat_id < 0 else PRIVATE


@dataclass(frozen=True, slots=True)
class Place:
    """Where a call stands: it may go out in `seconds`. `mark` None: it was not taken, for it is not there yet."""

    seconds: float
    mark: Mark | None = None


class Budgets(Protocol):
    """The budgets of one bot, whoever calls. Seconds are from now on."""

    async def chat_seconds(self, chat_id: int) -> float:
        """How long a call to this chat would have to wait; takes no place."""

    async def reserve_chat(self, chat_id: int) -> float:
        """Take the chat's next place; how long it is until then."""

    async def reserve(self) -> Place:
        """Take the next place of all, whenever it comes."""

    async def take(self) -> Place:
        """Take the next place of all if it is there now."""

    async def answered(self, mark: Mark) -> None:
        """The call that went out at this place has its answer: how long it was on its way shows when it arrived."""

    async def rest(self, chat_id: int, seconds: float, told_ago: float = 0.0) -> None:
        """Telegram asked this chat, `told_ago` seconds ago, to wait from now on so long.

        The second chat within a moment closes the gate for all, which then are slower for a while.
        """

    def closed_seconds(self) -> float:
        """How long nobody may call, as far as is known here; 0 where the gate is open."""


class Bucket:
    """The generic cell rate algorithm: keeps one number, the theoretical arrival time of the next call."""

    __slots__ = ("_budget", "_next")

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._next = 0.0

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


class OwnBudgets:
    """The budgets of a process that calls alone."""

    def __init__(self, per_second: float, monotonic: Callable[[], float] | None = None) -> None:
        self._monotonic = monotonic or (lambda: asyncio.get_running_loop().time())
        self._all = Total(per_second)
        self._chats: dict[int, Bucket] = {}
        self._stretch = 1.0
        self._closed_until = 0.0
        self._told: tuple[int, float] | None = None

    async def chat_seconds(self, chat_id: int) -> float:
        """As the bucket says."""
        return self._bucket(chat_id).wait_seconds(self._monotonic())

    async def reserve_chat(self, chat_id: int) -> float:
        """As the bucket says."""
        return self._bucket(chat_id).reserve(self._monotonic())

    async def reserve(self) -> Place:
        """The mark is the moment at which the call is made."""
        now = self._monotonic()
        seconds = self._all.reserve(now, self._stretch)
        self._stretch = max(1.0, self._stretch * RELAX)
        return Place(seconds, now + seconds)

    async def take(self) -> Place:
        """The same, if it is now."""
        seconds = self._all.wait_seconds(self._monotonic())
        return await self.reserve() if seconds < SHORTEST_SLEEP_SECONDS else Place(seconds)

    async def answered(self, mark: Mark) -> None:
        """`mark` is the moment at which the call was made."""
        if isinstance(mark, float):
            self._all.answered(mark, self._monotonic())

    async def rest(self, chat_id: int, seconds: float, told_ago: float = 0.0) -> None:
        """Two chats together close the gate."""
        now = self._monotonic()
        told_at = now - told_ago
        self._bucket(chat_id).rest(now + seconds)
        if self._told and self._told[0] != chat_id and told_at - self._told[1] <= TOGETHER_SECONDS:
            self._closed_until = max(self._closed_until, now + seconds)
            self._all.rest(self._closed_until)
            self._stretch = min(MOST_STRETCHED, self._stretch * STRETCH)
        self._told = chat_id, told_at

    def closed_seconds(self) -> float:
        """Known exactly."""
        return max(0.0, self._closed_until - self._monotonic())

    def _bucket(self, chat_id: int) -> Bucket:
        bucket = self._chats.get(chat_id)
        if bucket is None:
            if len(self._chats) >= MOST_CHATS:
                now = self._monotonic()
                self._chats = {chat: kept for chat, kept in self._chats.items() if not kept.is_idle(now)}
            bucket = self._chats[chat_id] = Bucket(budget_of(chat_id))
        return bucket
