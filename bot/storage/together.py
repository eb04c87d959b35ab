"""Asks of many callers, answered by one statement.

A statement costs its process as much for thirty rows as for one, and where many updates arrive at once each of them
asks for the same few things. Nobody waits for others to come: what is asked while a statement is under way goes with
the next.
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Mapping
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
D = TypeVar("D")
V = TypeVar("V")

MOST = 100
"""Asks that one statement answers."""


class Together(Generic[K, D, V]):
    """`answer` gets keys, each with what its caller says of it, and says what there is for which."""

    def __init__(self, answer: Callable[[Mapping[K, D]], Awaitable[Mapping[K, V]]]) -> None:
        self._answer = answer
        self._asked: list[tuple[K, D, asyncio.Future[V | None]]] = []
        self._running: asyncio.Task[None] | None = None

    async def __call__(self, key: K, detail: D) -> V | None:
        """What there is for the key; None: nothing. What goes wrong with a statement goes wrong for all in it."""
        future: asyncio.Future[V | None] = asyncio.get_running_loop().create_future()
        self._asked.append((key, detail, future))
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._run())
        return await future

    async def _run(self) -> None:
        while self._asked:
            details, futures = self._next()
            try:
                found = await self._answer(details)
            except asyncio.CancelledError:
                for future in futures.values():
                    future.cancel()
                raise
            except Exception as error:  # noqa: BLE001 it is raised where the answer is waited for
                for future in _still(futures).values():
                    future.set_exception(error)
            else:
                for key, future in _still(futures).items():
                    future.set_result(found.get(key))

    def _next(self) -> tuple[dict[K, D], dict[K, asyncio.Future[V | None]]]:
        """The next group; who asks for what somebody before asks for waits for the one after it."""
        details: dict[K, D] = {}
        futures: dict[K, asyncio.Future[V | None]] = {}
        later = []
        for key, detail, future in self._asked:
            if key in futures or len(futures) == MOST:
                later.append((key, detail, future))
            else:
                details[key], futures[key] = detail, future
        self._asked = later
        return details, futures


def _still(futures: Mapping[K, asyncio.Future[V]]) -> dict[K, asyncio.Future[V]]:
    """Those whose callers have not gone."""
    return {key: future for key, future in futures.items() if not future.done()}
