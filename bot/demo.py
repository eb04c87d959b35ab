"""`make demo`: the real bot between a local Bot API server and a sample newsroom, in one process."""

import asyncio
import socket
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import SecretStr

from bot.app import compose
from bot.clock import MovableClock
from bot.process import App
from bot.sandbox import Sandbox
from bot.sandbox.newsroom import SampleNewsroom, newsroom_toml
from bot.sandbox.people import add_chat, add_user
from bot.serving import serve
from bot.settings import Settings
from digests.errors import ConfigError

STARTS_AT = datetime(2025, 10, 22, 7, tzinfo=UTC)
"""A Wednesday noon in Almaty: the sample newsroom has two weeks behind it and a week before it."""
MEANWHILE_SECONDS = 5.0
"""How long a jump of the clock waits for the sources: a digest must not be made before its news is read."""
ADMIN = 504
PEOPLE = (
    {"id": 501, "first_name": "Айгерім", "username": "aigerim", "language_code": "kk", "role": "reader"},
    {"id": 502, "first_name": "Михаил", "username": "mikhail", "language_code": "ru", "role": "reader"},
    {"id": 503, "first_name": "Emma", "username": "emma", "language_code": "en", "role": "reader"},
    {
        "id": ADMIN,
        "first_name": "Дана",
        "last_name": "Admin",
        "username": "dana",
        "language_code": "ru",
        "role": "admin",
    },
)
GROUP = {"title": "Дала НПО", "type": "group", "members": [501, 502, 503], "admins": [502], "bot": "member"}


class DemoClock(MovableClock):
    """Starts on the demo's day, goes on by itself, and jumps forwards when it is moved."""

    def __init__(self) -> None:
        super().__init__()
        self._offset = STARTS_AT - datetime.now(UTC)

    def __call__(self) -> datetime:
        return super().__call__() + self._offset


@asynccontextmanager
async def demo(port: int, folder: Path, *, send_per_second: float = 29) -> AsyncIterator[tuple[str, App]]:
    """The base URL and the bot, all plugged together; the bot is not running yet."""
    clock = DemoClock()
    app: App | None = None

    async def next_stop() -> datetime | None:
        slot = await app.database.subscribers.next_slot() if app else None
        return slot + timedelta(seconds=1) if slot else None

    async def meanwhile() -> None:
        if app:
            await app.collect(MEANWHILE_SECONDS)

    sandbox = Sandbox(clock, next_stop=next_stop, meanwhile=meanwhile)
    add_people(sandbox)
    async with serve(sandbox.app(), port) as base, serve(SampleNewsroom(clock).app()) as news:
        newsroom_file = folder / "newsroom.toml"
        newsroom_file.write_text(newsroom_toml(news), encoding="utf-8")
        settings = demo_settings(base, sandbox.token, newsroom_file, folder, send_per_second)
        web = _free_port(port + 1 if port else 0)
        pages = {"web_port": web, "web_url": f"http://127.0.0.1:{web}"}
        async with compose(settings.model_copy(update=pages), clock) as app:
            yield base, app


def _free_port(wish: int) -> int:
    """The port that is wished for where nobody has it, else any that is free."""
    for port in (wish, 0):
        with socket.socket() as probe, suppress(OSError, OverflowError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return int(probe.getsockname()[1])
    raise ConfigError("no port is free on this machine")


def add_people(sandbox: Sandbox) -> None:
    """The personas of the chat page: readers of three languages, an admin of the bot, and a group of theirs."""
    for person in PEOPLE:
        add_user(sandbox.state, dict(person))
    add_chat(sandbox.state, dict(GROUP))


def demo_settings(base: str, token: str, newsroom_file: Path, folder: Path, send_per_second: float) -> Settings:
    """Those of a bot that talks to the sandbox at `base`; what it keeps is in `folder`."""
    return Settings(
        bot_token=SecretStr(token),
        telegram_api_url=base,
        database_url=f"sqlite+aiosqlite:///{folder / 'demo.db'}",
        newsroom_file=newsroom_file,
        admin_ids=frozenset({ADMIN}),
        allow_private_addresses=True,
        collect_every_seconds=2,
        publish_every_seconds=1,
        recheck_every_seconds=1,
        send_per_second=send_per_second,
    )


async def run_demo(port: int) -> None:
    """Run until interrupted; every start is a fresh one."""
    with tempfile.TemporaryDirectory(prefix="qogam-demo-") as name:
        async with demo(port, Path(name)) as (base, app):
            await asyncio.to_thread(print, _greeting(base, app.web.address if app.web else ""), flush=True)
            await app.run()


def _greeting(base: str, web: str) -> str:
    return f"""
Open {base}/
The ledger as a web page: {web}/

  Pick a reader, press Start, choose a language and rubrics: a sample digest comes at once.
  Write /digest, /stats, /settings. Tap "Check the figures" under a digest.
  Move the clock to the next digest with the clock on the right. In the rubric "Charity" outlets have corrected
  a figure by then: the sample digest is edited, a note says so, /corrections lists it.
  Pick the admin and write /announce to send a message to everybody, /sources to see what is read,
  /review to see what waits for a judgement.

Stop with Ctrl+C.
"""
