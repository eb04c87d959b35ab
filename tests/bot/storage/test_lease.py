import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.storage import open_database
from digests.errors import ConfigError

HOLDING = """
import asyncio, sys
from bot.storage import open_database

async def hold():
    async with open_database(sys.argv[1]).hold():
        print("held", flush=True)
        await asyncio.sleep(60)

asyncio.run(hold())
"""


def holder(url: str) -> "subprocess.Popen[str]":
    """Another process that has the database, once this returns."""
    process = subprocess.Popen([sys.executable, "-c", HOLDING, url], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


async def test_who_comes_second_hears_who_holds_the_database(empty_url: str) -> None:
    process = holder(empty_url)
    database = open_database(empty_url)
    try:
        with pytest.raises(ConfigError, match=rf"process {process.pid} on .* since .* UTC\): stop it first"):
            async with database.hold():
                pass
    finally:
        process.kill()
        process.communicate()
        await database.close()


async def test_a_process_that_was_killed_holds_nothing(empty_url: str) -> None:
    process = holder(empty_url)
    process.kill()
    process.communicate()
    database = open_database(empty_url)
    async with database.hold():
        pass
    await database.close()


async def test_whoever_is_done_lets_the_next_one_in(empty_url: str) -> None:
    first, second = open_database(empty_url), open_database(empty_url)
    async with first.hold():
        with pytest.raises(ConfigError, match=f"process {os.getpid()}"):
            async with second.hold():
                pass
    async with second.hold():
        pass
    await first.close()
    await second.close()


async def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "new.db.lock").mkdir()  # a file cannot be made under this name, whoever asks
    with pytest.raises(ConfigError, match=r"new\.db\.lock cannot be written"):
        async with open_database(f"sqlite:///{tmp_path}/new.db").hold():
            pass
