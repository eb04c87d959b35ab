import asyncio
import os
import signal
import sys
import time

import psutil
import pytest

from bot.worker import Worker
from digests.errors import Unreadable


async def test_a_call_runs_in_another_process_and_gives_its_result() -> None:
    async with Worker() as read:
        first, second = await read(os.getpid), await read(os.getpid)
        assert first == second != os.getpid()
        assert await read(sorted, "банк", reverse=True) == ["н", "к", "б", "а"]
    assert not psutil.pid_exists(first)


async def test_an_error_of_the_function_comes_through_and_the_process_stays() -> None:
    async with Worker() as read:
        before = await read(os.getpid)
        with pytest.raises(ValueError, match="invalid literal"):
            await read(int, "сто")
        assert await read(os.getpid) == before


async def test_a_call_that_takes_too_long_is_ended_and_the_next_one_is_served() -> None:
    async with Worker(time_limit=0.2) as read:
        slow, quick = await asyncio.gather(read(time.sleep, 60), read(abs, -7), return_exceptions=True)
    assert isinstance(slow, Unreadable)
    assert "0.2 seconds" in str(slow)
    assert quick == 7


async def test_a_call_that_kills_its_process_takes_nothing_else_down() -> None:
    async with Worker() as read:
        with pytest.raises(Unreadable, match="brings down"):
            await read(os._exit, 3)
        assert await read(abs, -7) == 7


async def test_a_call_that_wants_all_memory_is_refused() -> None:
    async with Worker() as read:
        with pytest.raises(Unreadable):
            await read(bytearray, 4 << 30)
        assert await read(abs, -7) == 7


async def test_a_cancelled_call_does_not_go_on() -> None:
    async with Worker() as read:
        pid = await read(os.getpid)
        task = asyncio.create_task(read(time.sleep, 60))
        await asyncio.sleep(0.1)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert not psutil.pid_exists(pid)
        assert await read(abs, -7) == 7


HOLDING = """
import asyncio, os
from bot.worker import Worker
async def hold():
    async with Worker() as read:
        print(await read(os.getpid), flush=True)
        await asyncio.sleep(600)
if __name__ == "__main__":
    asyncio.run(hold())
"""


async def test_a_killed_bot_leaves_no_process_behind() -> None:
    bot = await asyncio.create_subprocess_exec(sys.executable, "-c", HOLDING, stdout=asyncio.subprocess.PIPE)
    assert bot.stdout is not None
    worker = psutil.Process(int(await bot.stdout.readline()))
    bot.send_signal(signal.SIGKILL)
    await bot.wait()
    await asyncio.to_thread(worker.wait, 30)
