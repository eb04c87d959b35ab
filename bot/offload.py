"""Pure functions off the event loop, in a thread of this process; `bot.worker` is for what strangers wrote."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_THREADS = ThreadPoolExecutor(max_workers=1, thread_name_prefix="offload")


async def offload(function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a pure function in one of few threads: it computes, so more of them only cost memory."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, partial(function, *args, **kwargs))
