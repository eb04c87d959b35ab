"""How fast Telegram may be called: virtual-scheduling buckets (GCRA), for everything and for each chat."""

import asyncio
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Budget:
    """One call every `seconds` in the long run, `burst` at once."""

    seconds: float
    burst: int = 1


PRIVATE = Budget(seconds=1, burst=3)
GROUP = Budget(seconds=3, burst=3)  # 20 a minute
MOST_CHATS = 10_000
"""Buckets kept at once; past it those that have long been idle are dropped."""
FOR_REPLIES = 0.1
"""The share of all calls that mailings leave free, so that whoever writes to the bot is answered at once."""
TOGETHER_SECONDS = 2.0
"""Two chats that are told to wait within this time mean that all are: Telegram does not say which budget it was."""
STRETCH, MOST_STRETCHED, RELAX = 1.25, 4.0, 0.998


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

    def rest(self, until: float) -> None:
        """No call before `until`."""
        self._next = max(self._next, until + self._budget.seconds * (self._budget.burst - 1))

    def is_idle(self, now: float) -> bool:
        """Whether nothing is remembered that a new bucket would not know."""
        return self._next <= now


class Pace:
    """Waits until a call to a chat is within all budgets. `per_second` of 0 means no limit.

    Replies have places of their own (`FOR_REPLIES`). After a flood of refusals nobody calls until it is over, and then
    all call more slowly for a while.
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
        self._all = Bucket(Budget(1 / (per_second or 1)))
        self._mailings = Bucket(Budget(1 / (per_second or 1) / (1 - FOR_REPLIES)))
        self._chats: dict[int, Bucket] = {}
        self._stretch = 1.0
        self._closed_until = 0.0
        self._told: tuple[int, float] | None = None

    async def wait(self, chat_id: int) -> None:
        """Return when a message to this chat may go out."""
        if not self._is_limited:
            return
        await self._pass(self._bucket(chat_id))
        if lane.get() is Lane.MAILING:
            await self._pass(self._mailings, self._stretch)
        while True:  # once more where the gate closed meanwhile
            await self._pass(self._all, self._stretch)
            if self._monotonic() >= self._closed_until:
                break
        self._stretch = max(1.0, self._stretch * RELAX)

    def rest(self, chat_id: int, seconds: float) -> None:
        """Telegram asked this chat to wait; the second chat within a moment closes the gate for all."""
        if not self._is_limited:
            return
        now = self._monotonic()
        self._bucket(chat_id).rest(now + seconds)
        if self._told and self._told[0] != chat_id and now - self._told[1] <= TOGETHER_SECONDS:
            self._closed_until = max(self._closed_until, now + seconds)
            self._all.rest(self._closed_until)
            self._stretch = min(MOST_STRETCHED, self._stretch * STRETCH)
        self._told = chat_id, now

    async def _pass(self, bucket: Bucket, stretch: float = 1.0) -> None:
        seconds = bucket.reserve(self._monotonic(), stretch)
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
