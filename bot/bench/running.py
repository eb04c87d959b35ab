"""How long a person waits for the first bubble of a demo, and how much memory the running bot takes."""

import asyncio
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import aiohttp
import psutil

from bot.bench.processes import child, peak_megabytes
from bot.demo import DemoClock, add_people
from bot.sandbox import Sandbox
from bot.sandbox.newsroom import SampleNewsroom, newsroom_toml
from bot.serving import serve
from templates.actions.settings import RubricsPage, Screen, SetActive, SetRubric

READER = 502
WAIT_SECONDS = 60.0

Row = tuple[str, str]


async def first_bubble(_folder: Path) -> list[Row]:
    """From the start of the process, imports included, to the answer to the first /start."""
    started = time.perf_counter()
    async with (
        child("bot", "demo", "--port", "0", until=r"http://[\d.:]+") as (_, base),
        aiohttp.ClientSession(base) as page,
    ):
        await _say(page, "/start", 1)
    return [("first bubble after the start of the demo (s)", f"{time.perf_counter() - started:.1f}")]


async def memory(folder: Path) -> list[Row]:
    """The bot alone, its servers in this process: the sample newsroom read, a digest and figures asked for."""
    clock = DemoClock()
    sandbox = Sandbox(clock)
    add_people(sandbox)
    newsroom_file = folder / "newsroom.toml"
    async with serve(sandbox.app()) as base, serve(SampleNewsroom(clock).app()) as news:
        newsroom_file.write_text(newsroom_toml(news), encoding="utf-8")
        environment = _environment(base, sandbox.token, newsroom_file, folder)
        async with child("bot", "run", env=environment) as (pid, _), aiohttp.ClientSession(base) as page:
            await _use(page)
            [worker] = [one.pid for one in psutil.Process(pid).children(recursive=True) if _reads(one)]
            return [
                ("peak memory of the bot, newsroom read and digest sent (MB)", f"{peak_megabytes(pid):.0f}"),
                ("peak memory of the process in which it reads documents (MB)", f"{peak_megabytes(worker):.0f}"),
            ]


def _environment(base: str, token: str, newsroom_file: Path, folder: Path) -> Mapping[str, str]:
    return {
        "BOT_TOKEN": token,
        "TELEGRAM_API_URL": base,
        "DATABASE_URL": f"sqlite:///{folder}/memory.db",
        "NEWSROOM_FILE": str(newsroom_file),
        "ALLOW_PRIVATE_ADDRESSES": "true",
    }


def _reads(process: psutil.Process) -> bool:
    return any("spawn_main" in part for part in process.cmdline())


async def _use(page: aiohttp.ClientSession) -> None:
    await _say(page, "/start", 1)
    chosen = [
        SetRubric(key, wanted=True, screen=Screen.START) for key in ("grants", "volunteering", "charity", "ecology")
    ]
    for action in (*chosen[:3], RubricsPage(1, Screen.START), chosen[3]):
        await _press(page, action.pack())
    await _press(page, SetActive(active=True).pack())
    await _say(page, "/digest", 1)
    await _say(page, "/stats", 1)


async def _say(page: aiohttp.ClientSession, text: str, answers: int) -> list[dict[str, Any]]:
    """The bot's messages after what the reader wrote, as soon as there are so many."""
    chat = f"/sandbox/chats/{READER}/messages"
    async with page.post(chat, json={"user": READER, "text": text}) as answer:
        said = (await answer.json())["message_id"]
    async with asyncio.timeout(WAIT_SECONDS):
        while True:
            async with page.get(chat, params={"after": said}) as answer:
                messages: list[dict[str, Any]] = (await answer.json())["messages"]
            if len(messages) >= answers:
                return messages
            await asyncio.sleep(0.02)


async def _press(page: aiohttp.ClientSession, data: str) -> None:
    """Press the newest button that carries these data."""
    chat = f"/sandbox/chats/{READER}/messages"
    async with page.get(chat) as answer:
        messages = (await answer.json())["messages"]
    carrying = [message["message_id"] for message in messages if data in _data_of(message)]
    async with page.post(f"{chat}/{carrying[-1]}/press", json={"user": READER, "data": data}) as answer:
        answer.raise_for_status()


def _data_of(message: dict[str, Any]) -> set[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return {button.get("callback_data", "") for row in rows for button in row}
