"""An announcement to many chats as its admin lives through it: sent, paused, the bot killed, resumed, killed, done.

The bot is a process of its own that knows nothing of this; the admin speaks and taps over the sandbox's user side.
"""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import select

from bot.bench.processes import child
from bot.clock import MovableClock, SystemClock
from bot.sandbox import Sandbox
from bot.sandbox.newsroom import SampleNewsroom, newsroom_toml
from bot.sandbox.server import TOKEN
from bot.serving import serve
from bot.storage import Database, open_database
from bot.storage.subscribers import subscriber_row
from bot.storage.tables import announcements, subscribers
from digests.announcements import mailing_key
from digests.model import Announcement, AnnouncementState, ChatKind, Locale, Progress, Schedule, Status, Subscriber

ADMIN, FIRST_READER = 504, 10_000
BLOCKED_EACH = 100
"""One chat of so many has blocked the bot."""
PER_SECOND = 500
PATIENCE_SECONDS = 180
TEXT = "The hall opens at noon"


@dataclass(frozen=True, slots=True)
class Announced:
    """What came of it. `after_pause`: how many more arrived in the seconds after Pause was answered."""

    audience: int
    progress: Progress
    arrived: int
    doubles: int
    after_pause: int
    kills: int

    @property
    def is_kept(self) -> bool:
        """Whether the totals add up, and nobody has it twice."""
        ended = self.progress.sent + self.progress.unreachable + self.progress.failed + self.progress.in_doubt
        is_whole = self.progress.queued == 0 and ended == self.audience
        is_true = self.progress.sent <= self.arrived <= self.progress.sent + self.progress.in_doubt
        return is_whole and is_true and self.doubles == 0


async def announced_run(folder: Path, *, recipients: int) -> Announced:
    """Raises TimeoutError where a step does not come to its end."""
    sandbox, database = _sandbox(recipients), open_database(f"sqlite:///{folder}/announced.db")
    try:
        await database.migrate()
        await _subscribe(database, recipients)
        async with serve(sandbox.app()) as base, serve(SampleNewsroom(sandbox.state.clock).app()) as news:
            (folder / "announced.toml").write_text(newsroom_toml(news), encoding="utf-8")
            async with aiohttp.ClientSession(base) as http, asyncio.timeout(PATIENCE_SECONDS):
                after_pause = await _live_through(folder, base, _Admin(http, sandbox), database)
        return await _counted(sandbox, database, after_pause)
    finally:
        await database.close()


async def _live_through(folder: Path, base: str, admin: "_Admin", database: Database) -> int:
    async with _bot(folder, base) as kill:
        await admin.says(f"/announce {TEXT}")
        await admin.taps("as:")
        await _until(lambda: _is(database, lambda progress: progress.sent > 0))
        await admin.taps("at:", ":p")
        at_pause = admin.arrived()
        await asyncio.sleep(2)
        after_pause = admin.arrived() - at_pause
        kill()
    async with _bot(folder, base) as kill:
        await admin.taps("at:", ":r")
        half = admin.arrived() + (await _progress(database)).queued // 2
        await _until(lambda: _true(admin.arrived() >= half))
        kill()
    async with _bot(folder, base):
        await _until(lambda: _has_ended(database))
    return after_pause


class _Admin:
    """Says and taps what a person would."""

    def __init__(self, http: aiohttp.ClientSession, sandbox: Sandbox) -> None:
        self._http, self._sandbox = http, sandbox

    async def says(self, text: str) -> None:
        async with self._http.post(f"/sandbox/chats/{ADMIN}/messages", json={"user": ADMIN, "text": text}) as answer:
            answer.raise_for_status()

    async def taps(self, begins: str, ends: str = "") -> None:
        """The first button whose callback data begins and ends so, as soon as there is one."""
        message, data = await self._button(begins, ends)
        path = f"/sandbox/chats/{ADMIN}/messages/{message}/press"
        async with self._http.post(path, json={"user": ADMIN, "data": data, "wait_seconds": 30}) as answer:
            answer.raise_for_status()

    async def _button(self, begins: str, ends: str) -> tuple[int, str]:
        while True:
            for message in reversed(self._sandbox.state.chats[ADMIN].messages.values()):
                for data in _actions(message):
                    if data.startswith(begins) and data.endswith(ends):
                        return int(message["message_id"]), data
            await asyncio.sleep(0.05)

    def arrived(self) -> int:
        """How many messages the readers have."""
        return sum(_got(self._sandbox, chat) for chat in _readers(self._sandbox))


def _actions(message: dict[str, Any]) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [str(button["callback_data"]) for row in rows for button in row if "callback_data" in button]


def _sandbox(recipients: int) -> Sandbox:
    sandbox = Sandbox(MovableClock())
    for number in (ADMIN, *range(FIRST_READER, FIRST_READER + recipients)):
        user = {"id": number, "is_bot": False, "first_name": "Reader", "language_code": "ru"}
        sandbox.state.users[number] = user
        chat = sandbox.state.open_private(user)
        chat.started = True
        chat.blocked = number != ADMIN and number % BLOCKED_EACH == 0
    return sandbox


async def _subscribe(database: Database, recipients: int) -> None:
    now, rubrics = SystemClock()(), frozenset({"grants"})
    rows = [
        subscriber_row(Subscriber(chat, ChatKind.PRIVATE, Locale.RU, now, rubrics, Schedule(), Status.ACTIVE))
        for chat in range(FIRST_READER, FIRST_READER + recipients)
    ]
    async with database.engines.writer.begin() as connection:
        await connection.execute(subscribers.insert(), rows)


@asynccontextmanager
async def _bot(folder: Path, base: str) -> AsyncIterator[Callable[[], None]]:
    """`python -m bot run` while the block runs; what is given kills it at once."""
    env = {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": base,
        "DATABASE_URL": f"sqlite:///{folder}/announced.db",
        "NEWSROOM_FILE": str(folder / "announced.toml"),
        "ADMIN_IDS": str(ADMIN),
        "SEND_PER_SECOND": str(PER_SECOND),
        "ALLOW_PRIVATE_ADDRESSES": "true",
        "CONTACT": "news@qogam.example",
    }
    async with child("bot", "run", env=env) as (pid, _):
        yield lambda: os.kill(pid, signal.SIGKILL)


async def _until(is_so: Callable[[], Awaitable[bool]]) -> None:
    while not await is_so():  # noqa: ASYNC110 another process changes it
        await asyncio.sleep(0.05)


async def _true(value: bool) -> bool:
    return value


async def _is(database: Database, wanted: Callable[[Progress], bool]) -> bool:
    return wanted(await _progress(database))


async def _latest(database: Database) -> Announcement | None:
    async with database.engines.reader.connect() as connection:
        ids = (await connection.execute(select(announcements.c.id))).scalars().all()
    return await database.announcements.get(ids[0]) if ids else None


async def _progress(database: Database) -> Progress:
    latest = await _latest(database)
    return await database.mailings.progress(mailing_key(latest)) if latest else Progress()


async def _has_ended(database: Database) -> bool:
    latest = await _latest(database)
    return latest is not None and latest.state is AnnouncementState.DONE


def _readers(sandbox: Sandbox) -> list[int]:
    return [chat for chat in sandbox.state.users if chat >= FIRST_READER and not sandbox.state.users[chat]["is_bot"]]


def _got(sandbox: Sandbox, chat: int) -> int:
    return sum(message.get("text") == TEXT for message in sandbox.state.chats[chat].messages.values())


async def _counted(sandbox: Sandbox, database: Database, after_pause: int) -> Announced:
    got = [_got(sandbox, chat) for chat in _readers(sandbox)]
    return Announced(
        audience=len(got),
        progress=await _progress(database),
        arrived=sum(map(bool, got)),
        doubles=sum(count - 1 for count in got if count),
        after_pause=after_pause,
        kills=2,
    )
