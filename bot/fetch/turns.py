"""Whose turn it is at each host: one request at a time, a pause between two, and rest where a server asks for it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

PAUSE_SECONDS = 2.0
PAUSES_SECONDS = {"t.me": 3.0}
LONGEST_PAUSE_SECONDS = 60.0  # a longer crawl-delay would be a refusal in other words
LONGEST_REST = timedelta(hours=24)

Monotonic = Callable[[], float]
Sleep = Callable[[float], Awaitable[object]]


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    rests_until: float = 0.0


class Turns(Protocol):
    """Hosts and when each may be asked again, whoever asks."""

    def turn(self, host: str, pause_seconds: float) -> AbstractAsyncContextManager[None]:
        """Wait until the host is this caller's alone; the next one waits `pause_seconds` from the end of this turn."""

    async def rest(self, host: str, wanted: timedelta) -> None:
        """The host asked to be left alone for so long; it gets `LONGEST_REST` at most."""

    async def resting(self, host: str) -> timedelta:
        """How long the host is still to be left alone; zero: it may be asked."""


class OwnTurns:
    """Turns of a process that asks alone, on a clock that only goes forwards."""

    def __init__(self, monotonic: Monotonic, sleep: Sleep) -> None:
        self._monotonic = monotonic
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, host: str, pause_seconds: float) -> AsyncIterator[None]:
        """The host is this caller's alone; the next one waits `pause_seconds` from the end of this turn."""
        place = self._hosts.setdefault(host, _Host())
        async with place.lock:
            wait = place.free_at - self._monotonic()
            if wait > 0:
                await self._sleep(wait)
            try:
                yield
            finally:
                place.free_at = self._monotonic() + pause_seconds

    async def rest(self, host: str, wanted: timedelta) -> None:
        """The host asked to be left alone for so long; it gets a day at most."""
        until = self._monotonic() + min(wanted, LONGEST_REST).total_seconds()
        place = self._hosts.setdefault(host, _Host())
        place.rests_until = max(place.rests_until, until)

    async def resting(self, host: str) -> timedelta:
        """How long the host is still to be left alone; zero: it may be asked."""
        place = self._hosts.get(host)
        return timedelta(seconds=max(0.0, place.rests_until - self._monotonic())) if place else timedelta()


def pause_seconds(host: str, crawl_delay: float | None) -> float:
    """The pause between two requests to a host: ours, or the longer one that its robots.txt asks for."""
    usual = PAUSES_SECONDS.get(host, PAUSE_SECONDS)
    return max(usual, min(crawl_delay or 0.0, LONGEST_PAUSE_SECONDS))
