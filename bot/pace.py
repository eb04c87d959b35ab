"""How fast Telegram may be called: who takes the next place in its budgets, and who waits."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextvars import ContextVar
from datetime import datetime
from enum import Enum

from bot.budgets import Budgets, Mark
from digests.model import Rest

LONGEST_WAIT_SECONDS = 5.0
"""A delivery waits here no longer: it goes back to the outbox, which keeps it over a restart."""


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


class Pace:
    """Waits until a call to a chat is within all budgets; without budgets nothing waits.

    A reply takes the next place, and deliveries those that no reply wants. A delivery that would wait long is `Held`
    instead. After a flood of refusals nobody calls until it is over.
    """

    def __init__(
        self, budgets: Budgets | None = None, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._budgets = budgets
        self._sleep = sleep
        self._first = asyncio.Lock()  # of the deliveries: the one that waits for the next place
        self.waiting = 0
        """Deliveries that are here for the sake of all, not of their chat."""

    async def wait(self, chat_id: int) -> Mark | None:
        """Return when a message to this chat may go out; by what `answered` knows the call."""
        if self._budgets is None:
            return None
        if lane.get() is Lane.REPLY:
            await self._pass(self._budgets, chat_id)
            return await self._pass_first(self._budgets)
        self._hold(await self._budgets.chat_seconds(chat_id))
        await self._pass(self._budgets, chat_id)
        return await self._pass_behind_replies(self._budgets)

    async def answered(self, mark: Mark | None) -> None:
        """The call that went out then has its answer, whatever it says."""
        if self._budgets and mark is not None:
            await self._budgets.answered(mark)

    async def _pass(self, budgets: Budgets, chat_id: int) -> None:
        seconds = await budgets.reserve_chat(chat_id)
        if seconds:
            await self._sleep(seconds)

    async def _pass_first(self, budgets: Budgets) -> Mark | None:
        while True:  # once more where the gate closed meanwhile
            place = await budgets.reserve()
            if place.seconds:
                await self._sleep(place.seconds)
            if not budgets.closed_seconds():
                return place.mark

    async def _pass_behind_replies(self, budgets: Budgets) -> Mark:
        """A place is taken only when it is there: until then any reply may have it."""
        self.waiting += 1
        try:
            async with self._first:
                while True:
                    self._hold(budgets.closed_seconds())
                    place = await budgets.take()
                    if place.mark is not None:
                        return place.mark
                    await self._sleep(place.seconds)
        finally:
            self.waiting -= 1

    def _hold(self, seconds: float) -> None:
        if seconds > LONGEST_WAIT_SECONDS:
            raise Held(seconds)

    def closed_seconds(self) -> float:
        """How long nobody may call; 0 where the gate is open."""
        return self._budgets.closed_seconds() if self._budgets else 0.0

    async def rest(self, chat_id: int, seconds: float) -> None:
        """Telegram asked this chat to wait so long."""
        if self._budgets:
            await self._budgets.rest(chat_id, seconds)

    async def recall(self, rests: Iterable[Rest], now: datetime) -> None:
        """Go on where the process before this one had to wait; the rests in the order in which they were told."""
        if self._budgets:
            for rest in rests:
                left, ago = rest.until - now, now - rest.told_at
                await self._budgets.rest(rest.chat_id, left.total_seconds(), ago.total_seconds())
