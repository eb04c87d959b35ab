"""A process of its own for work that may be too much for the bot: it can be ended, and its memory is given back."""

import asyncio
import importlib
import multiprocessing
import os
import resource
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from types import TracebackType
from typing import ParamSpec, Self, TypeVar

from digests.errors import Unreadable

TIME_LIMIT_SECONDS = 20.0
MOST_MEMORY = 1 << 30  # bytes of data: a document that wants more is refused instead of taking the machine down

P = ParamSpec("P")
R = TypeVar("R")


class Worker:
    """The `Offload` port over one child process; use it as `async with`. Functions and values must be picklable.

    One call runs at a time, in the order of asking, and each may take `time_limit` seconds. A call that takes longer,
    or whose process dies, raises `Unreadable`; the next call finds a new process.

    needs         the module that the process imports before its first call
    rests_after   seconds without a call after which the process ends; such a one also begins with its first call only.
                  None: it stays as long as the bot
    """

    def __init__(
        self,
        needs: str = "digests.collect.read",
        *,
        time_limit: float = TIME_LIMIT_SECONDS,
        rests_after: float | None = None,
    ) -> None:
        self._needs = needs
        self._time_limit = time_limit
        self._rests_after = rests_after
        self._resting: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()
        self._pool = _new_pool()
        self._pid: Future[int] | None = None

    async def __aenter__(self) -> Self:
        if self._rests_after is None:
            self._pid = self._pool.submit(_get_ready, self._needs)  # while the bot does other things
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._resting:
            self._resting.cancel()
        await self._stop()

    async def __call__(self, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        async with self._turn:
            if self._resting:
                self._resting.cancel()
            try:
                await self._start()  # starting is not the document's slowness
                running = self._pool.submit(partial(function, *args, **kwargs))
                async with asyncio.timeout(self._time_limit):
                    return await asyncio.wrap_future(running)
            except TimeoutError as error:
                await self._stop()
                raise Unreadable(f"it takes more than {self._time_limit:g} seconds to read") from error
            except (BrokenProcessPool, MemoryError) as error:
                await self._stop()
                raise Unreadable("it brings down the process that reads it") from error
            except asyncio.CancelledError:
                await self._stop()
                raise
            finally:
                if self._rests_after is not None:
                    self._resting = asyncio.create_task(self._rest(self._rests_after))

    async def _rest(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        async with self._turn:
            self._resting = None  # from here on it is not to be cut short
            await self._stop()

    async def _start(self) -> None:
        if self._pid is None:
            self._pid = self._pool.submit(_get_ready, self._needs)
        await asyncio.wrap_future(self._pid)

    async def _stop(self) -> None:
        """End the process, whatever it is doing; the next call starts another."""
        pool, pid = self._pool, self._pid
        self._pool, self._pid = _new_pool(), None
        if pid is not None and pid.done() and not pid.cancelled() and pid.exception() is None:
            with suppress(ProcessLookupError):
                os.kill(pid.result(), signal.SIGKILL)
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)


def _new_pool() -> ProcessPoolExecutor:
    """Starts no process before its first call. Spawned, as a fork would copy the bot's threads and connections."""
    return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """Runs first in the process: it leaves Ctrl+C to the bot, ends when the bot is gone, and has its own limits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    threading.Thread(target=_end_with_the_bot, daemon=True).start()


def _end_with_the_bot() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _get_ready(needs: str) -> int:
    """Import what the calls need; the process id."""
    importlib.import_module(needs)
    return os.getpid()
