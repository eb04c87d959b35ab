"""Child processes: what is measured must not share its process with what measures."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import aiohttp
import psutil

END_SECONDS, OPEN_SECONDS = 15, 60


@asynccontextmanager
async def child(
    *arguments: str, env: Mapping[str, str] | None = None, until: str = ""
) -> AsyncIterator[tuple[int, str]]:
    """`python -m …` while the block runs: its process id, and the first line of its output that matches `until`.

    Raises RuntimeError when it ends before such a line.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        *arguments,
        env={**os.environ, **(env or {})},
        stdout=asyncio.subprocess.PIPE if until else asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield process.pid, await _line(process, until) if until else ""
    finally:
        process.terminate()
        try:
            async with asyncio.timeout(END_SECONDS):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()


async def until_open(address: str) -> None:
    """Return when somebody answers there; TimeoutError."""
    async with asyncio.timeout(OPEN_SECONDS), aiohttp.ClientSession() as session:
        while True:
            with suppress(aiohttp.ClientError):
                async with session.get(address):
                    return
            await asyncio.sleep(0.1)


async def _line(process: asyncio.subprocess.Process, pattern: str) -> str:
    output = process.stdout
    while output is not None and (line := (await output.readline()).decode()):
        if found := re.search(pattern, line):
            return found.group()
    raise RuntimeError("a child process ended before it was ready")


def peak_megabytes(pid: int) -> float:
    """The most memory that a running process has had resident; where the system does not keep it, what it has now."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return float(psutil.Process(pid).memory_info().rss) / 2**20
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1024
