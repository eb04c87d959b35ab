"""How fast Telegram may be called: virtual-scheduling buckets (GCRA), for everything and for each chat."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Budget:
    """One call every `seconds` in the long run, `burst` at once."""

    seconds: float
    burst: int = 1


PRIVATE = Budget(seconds=1, burst=3)
GROUP = Budget(seconds=3, burst=3)  # 20 a minute
MOST_CHATS = 10_000
"""Buckets kept at once; past it those that have long been idle are dropped."""


class Bucket:
    """The generic cell rate algorithm: keeps one number, the theoretical arrival time of the next call."""

    __slots__ = ("_budget", "_next")

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._next = 0.0

    def reserve(self, now: float) -> float:
        """Take a place; the seconds to wait before the call may be made."""
        earliest = max(self._next, now)
        self._next = earliest + self._budget.seconds
        return max(0.0, earliest - now - self._budget.seconds * (self._budget.burst - 1))

    def rest(self, until: float) -> None:
        """No call before `until`."""
        self._next = max(self._next, until + self._budget.seconds * (self._budget.burst - 1))

    def is_idle(self, now: float) -> bool:
        """Whether nothing is remembered that a new bucket would not know."""
        return self._next <= now


class Pace:
    """Waits until a call to a chat is within all budgets. `per_second` of 0 means no limit."""

    def __init__(self, per_second: float, *, monotonic: Callable[[], float] | None = None) -> None:
        self._monotonic = monotonic or (lambda: asyncio.get_running_loop().time())
        self._per_second = per_second
        self._all = Bucket(Budget(1 / per_second, burst=1)) if per_second else None
        self._chats: dict[int, Bucket] = {}

    async def wait(self, chat_id: int) -> None:
        """Return when a message to this chat may go out."""
        if self._all is None:
            return
        now = self._monotonic()
        seconds = max(self._bucket(chat_id).reserve(now), self._all.reserve(now))
        if seconds:
            await asyncio.sleep(seconds)

    def rest(self, chat_id: int, seconds: float) -> None:
        """Telegram asked this chat to wait."""
        if self._all is not None:
            self._bucket(chat_id).rest(self._monotonic() + seconds)

    def _bucket(self, chat_id: int) -> Bucket:
        bucket = self._chats.get(chat_id)
        if bucket is None:
            if len(self._chats) >= MOST_CHATS:
                now = self._monotonic()
                self._chats = {chat: kept for chat, kept in self._chats.items() if not kept.is_idle(now)}
            bucket = self._chats[chat_id] = Bucket(GROUP if chat_id < 0 else PRIVATE)
        return bucket
