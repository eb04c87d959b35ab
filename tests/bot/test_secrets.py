import asyncio
import io
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.demo import demo
from bot.logs import set_up_logs
from bot.settings import LogFormat


@pytest.fixture(autouse=True)
def _loggers_as_they_were() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


async def test_a_bot_that_logs_everything_does_not_log_its_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    set_up_logs(LogFormat.JSON, logging.DEBUG)
    async with demo(0, tmp_path) as (_, app):
        started = asyncio.Event()
        running = asyncio.create_task(app.run(started.set))
        async with asyncio.timeout(60):
            await started.wait()
        await asyncio.sleep(1)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        token = app.bot.token
    logged = written.getvalue()
    assert "bot.started" in logged
    assert token.partition(":")[2] not in logged
