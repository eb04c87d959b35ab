"""Several processes on one Postgres and one Redis, ended by SIGKILL in turn; servers restart, the network is cut."""

import asyncio
import logging
import multiprocessing
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import aiohttp
from pydantic import SecretStr
from sqlalchemy import func, make_url, select, text

from bot import webhook
from bot.app import compose
from bot.bench.processes import until_open
from bot.clock import MovableClock, SystemClock
from bot.logs import set_up_logs
from bot.roles import Role
from bot.sandbox import Sandbox
from bot.sandbox.server import TOKEN
from bot.serving import serve
from bot.settings import LogFormat, Settings
from bot.soak.servers import RedisServer
from bot.soak.wire import Wire, wired
from bot.storage import Database, open_database
from bot.storage.leadership import LEADER
from bot.storage.tables import deliveries
from digests.errors import StorageFailed
from digests.model import (
    Bubble,
    ChatKind,
    DueGroup,
    Locale,
    Mailing,
    MailingKind,
    Schedule,
    Status,
    Subscriber,
    Upcoming,
)

SOCKET = ".s.PGSQL.5432"
"""The name of Postgres' socket in its folder."""
READERS, TALKERS = range(10_000, 10_400), range(50_000, 90_000)
PER_SECOND = 60
ROLES = (Role.WORKER, Role.WORKER, Role.UPDATES, Role.UPDATES)
SOON = timedelta(seconds=3)
"""How long a killed process keeps what it had: short, so that a run ends soon."""
MAILING_EVERY_SECONDS, UPDATE_EVERY_SECONDS, KILL_EVERY_SECONDS = 1.0, 0.1, 3.0
LONGEST_END_SECONDS = 120.0
LEADER_SECONDS = 10.0
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload([__name__])


@dataclass(slots=True)
class Many:
    """What came of a run.

    lost        messages that did not arrive, of mailings
    doubles     messages of mailings beyond the first, and `doubts`: how often it was not known whether one had arrived
    unanswered  updates without an answer; answered_twice: beyond the first
    refused     calls that were too fast for Telegram
    leaderless  the longest time without a leader, in seconds, while Postgres was there
    """

    kills: int = 0
    messages: int = 0
    lost: int = 0
    doubles: int = 0
    doubts: int = 0
    updates: int = 0
    unanswered: int = 0
    answered_twice: int = 0
    refused: int = 0
    leaderless: float = 0.0

    @property
    def is_kept(self) -> bool:
        """Whether the promise holds."""
        is_whole = self.lost == self.unanswered == self.refused == 0
        return is_whole and self.doubles <= self.doubts and self.leaderless <= LEADER_SECONDS


@dataclass(slots=True)
class _Run:
    database: Database
    sandbox: Sandbox
    redis: RedisServer
    postgres: Any
    settings: Settings
    chance: random.Random
    many: Many = field(default_factory=Many)
    processes: list[BaseProcess] = field(default_factory=list)
    sent: list[tuple[str, tuple[int, ...]]] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)
    is_over: bool = False
    is_restarting: bool = False
    wires: tuple[Wire, ...] = ()

    @property
    def hooks(self) -> tuple[str, ...]:
        return tuple(
            f"http://127.0.0.1:{self.settings.webhook_port + place}/"
            for place, role in enumerate(ROLES)
            if role is Role.UPDATES
        )


async def many_run(folder: Path, postgres: Any, url: str, *, seconds: float, seed: int, port: int) -> Many:
    """Mailings and updates for so many seconds while processes are killed; then all is counted.

    postgres  the server of `url`, with `stop` and `start`; None: it is not restarted
    port      the first of four for the processes that take updates
    """
    sandbox = Sandbox(MovableClock())
    for number in (*READERS, *TALKERS[: round(seconds / UPDATE_EVERY_SECONDS) + 1]):
        user = {"id": number, "is_bot": False, "first_name": "Reader", "language_code": "ru"}
        sandbox.state.users[number] = user
        sandbox.state.open_private(user).started = True
    sandbox.faults.switch({"latency": {"seconds": 0.02}, "rate": {"all_per_second": round(PER_SECOND * 1.1)}})
    redis = RedisServer(folder)
    redis.start()
    database = open_database(url)
    try:
        await database.migrate()
        await _subscribe(database)
        async with serve(sandbox.app()) as base, _wires(folder, url, redis) as (wires, far_url, far_redis):
            settings = _settings(base, far_url, far_redis, port)
            run = _Run(database, sandbox, redis, postgres, settings, random.Random(seed), wires=wires)  # noqa: S311
            async with _all_running(run):
                await _live(run, seconds)
                await _end(run)
        return await _counted(run)
    finally:
        redis.stop()
        await database.close()


@asynccontextmanager
async def _wires(folder: Path, url: str, redis: RedisServer) -> AsyncIterator[tuple[tuple[Wire, ...], str, str]]:
    """Wires to Postgres and to Redis, and where the processes find both behind them."""
    address, near = make_url(url), folder / "wire"
    near.mkdir()
    server = Path(str(address.query["host"])) / SOCKET
    behind = address.update_query_dict({"host": str(near)}).render_as_string(hide_password=False)
    async with wired(server, near / SOCKET) as first, wired(redis.socket, near / "redis.sock") as second:
        yield (first, second), behind, f"unix://{near / 'redis.sock'}"


def _settings(base: str, url: str, redis: str, port: int) -> Settings:
    return Settings(
        bot_token=SecretStr(TOKEN),
        telegram_api_url=base,
        database_url=url,
        redis_url=redis,
        webhook_url="http://127.0.0.1:9/",  # nobody is there: what Telegram would bring is brought by `_ask`
        webhook_port=port,
        send_per_second=PER_SECOND,
        collect_every_seconds=3600,
        publish_every_seconds=1,
    )


async def _subscribe(database: Database) -> None:
    now = SystemClock()()
    for chat in READERS:
        reader = Subscriber(chat, ChatKind.PRIVATE, Locale.RU, now, frozenset({"grants"}), Schedule(), Status.ACTIVE)
        await database.subscribers.save(reader)


@asynccontextmanager
async def _all_running(run: _Run) -> AsyncIterator[None]:
    try:
        run.processes = [await asyncio.to_thread(_start, run.settings, place) for place in range(len(ROLES))]
        await asyncio.gather(*(until_open(hook) for hook in run.hooks))
        yield
    finally:
        for process in run.processes:
            process.kill()
            await asyncio.to_thread(process.join)


def _start(settings: Settings, place: int) -> BaseProcess:
    own = settings.model_copy(update={"webhook_port": settings.webhook_port + place})
    process = FORKS.Process(target=run_process, args=(own, ROLES[place]), daemon=False)
    process.start()
    return process


def run_process(settings: Settings, role: Role) -> None:
    """The child: one process of the bot, until it is killed."""
    set_up_logs(LogFormat.TEXT, logging.CRITICAL)
    webhook.CLAIM = SOON
    asyncio.run(_run_process(settings, role))


async def _run_process(settings: Settings, role: Role) -> None:
    async with compose(settings, SystemClock(), role) as app:
        app.sender.lease = SOON
        await app.run()


async def _live(run: _Run, seconds: float) -> None:
    async with asyncio.TaskGroup() as tasks:
        for work in (_mail(run), _talk(run), _kill(run), _restart(run, seconds), _watch_leader(run)):
            tasks.create_task(work)
        await asyncio.sleep(seconds)
        run.is_over = True


async def _mail(run: _Run) -> None:
    """A digest to some readers, again and again."""
    number = 0
    while not run.is_over:
        number += 1
        now = SystemClock()()
        key, chats = f"many-{number}", tuple(run.chance.sample(READERS, PER_SECOND // 2))
        bubble = Bubble(f"{key}.")
        mailing = Mailing(key, MailingKind.DIGEST, (bubble,), now, now + timedelta(hours=1))
        run.sent.append((key, chats))
        while not await _queued(run, mailing, chats):  # noqa: ASYNC110 the server restarts
            await asyncio.sleep(0.2)
        run.database.bell.ring()
        await asyncio.sleep(MAILING_EVERY_SECONDS)


async def _queued(run: _Run, mailing: Mailing, chats: tuple[int, ...]) -> bool:
    """As `Mailings.publish` does for a group that waits at its slot."""
    slot = mailing.created_at
    try:
        async with run.database.engines.writer.begin() as connection:
            waits = text("UPDATE subscribers SET next_digest_at = :slot WHERE chat_id = ANY(:chats)")
            await connection.execute(waits, {"slot": slot, "chats": list(chats)})
        reader = await run.database.subscribers.open(chats[0], ChatKind.PRIVATE, Locale.RU, slot)
        group = DueGroup(reader.choice, reader.schedule, slot, len(chats))
        return await run.database.mailings.publish(mailing, group, Upcoming(slot + timedelta(days=9))) == len(chats)
    except Exception as error:
        if not isinstance(error, StorageFailed | OSError) and "Error" not in type(error).__name__:
            raise
        return False


async def _talk(run: _Run) -> None:
    """People who ask for help, brought as Telegram brings it: again until it is taken, to whoever listens."""
    pending: set[asyncio.Task[None]] = set()
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as session:
        for number in TALKERS:
            if run.is_over:
                break
            run.asked.append(number)
            pending.add(asyncio.create_task(_ask(run, session, number)))
            await asyncio.sleep(UPDATE_EVERY_SECONDS)
        await asyncio.wait(pending, timeout=LONGEST_END_SECONDS)
        for task in pending:
            task.cancel()


async def _ask(run: _Run, session: aiohttp.ClientSession, number: int) -> None:
    chat = {"id": number, "type": "private", "first_name": "Reader"}
    sender = {**chat, "is_bot": False, "language_code": "ru"}
    update = {
        "update_id": number,
        "message": {"message_id": 1, "date": 1, "chat": chat, "from": sender, "text": "/help"},
    }
    headers = {webhook.HEADER: webhook.secret_of(TOKEN)}
    while True:
        with suppress(aiohttp.ClientError, TimeoutError):
            async with session.post(run.chance.choice(run.hooks), json=update, headers=headers) as answer:
                if answer.ok:
                    return
        await asyncio.sleep(0.3)


async def _kill(run: _Run) -> None:
    """One process after another, at random moments; each is started again at once."""
    for place in _in_turn(run.chance):
        await asyncio.sleep(run.chance.uniform(0.5, 2) * KILL_EVERY_SECONDS)
        if run.is_over:
            return
        run.processes[place].kill()
        await asyncio.to_thread(run.processes[place].join)
        run.many.kills += 1
        run.processes[place] = await asyncio.to_thread(_start, run.settings, place)


def _in_turn(chance: random.Random) -> Iterator[int]:
    while True:
        yield from chance.sample(range(len(ROLES)), len(ROLES))


async def _restart(run: _Run, seconds: float) -> None:
    """The network is cut for a while; Redis loses all in the middle, and Postgres restarts later."""
    await asyncio.sleep(seconds / 6)
    for wire in run.wires:
        wire.cut()
    await asyncio.sleep(min(5.0, seconds / 10))
    for wire in run.wires:
        wire.mend()
    await asyncio.sleep(seconds / 6)
    await asyncio.to_thread(run.redis.stop)
    await asyncio.sleep(min(5.0, seconds / 10))
    await asyncio.to_thread(run.redis.start)
    if run.postgres is not None:
        await asyncio.sleep(seconds / 3)
        run.is_restarting = True
        await asyncio.to_thread(run.postgres.stop)
        await asyncio.to_thread(run.postgres.start)
        run.is_restarting = False


async def _watch_leader(run: _Run) -> None:
    held = text(
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"
        " AND (classid::bigint << 32 | objid::bigint) = :key"
    )
    seen = time.monotonic()
    while not run.is_over:
        with suppress(Exception):
            async with run.database.engines.reader.connect() as connection:
                if (await connection.execute(held, {"key": LEADER})).scalar_one():
                    seen = time.monotonic()
        if run.is_restarting:
            seen = time.monotonic()
        run.many.leaderless = max(run.many.leaderless, time.monotonic() - seen)
        await asyncio.sleep(0.1)


async def _end(run: _Run) -> None:
    """Until nothing waits any more, all processes living."""
    waits = select(func.count()).where(deliveries.c.ended_at.is_(None))
    ends = time.monotonic() + LONGEST_END_SECONDS
    while time.monotonic() < ends:
        async with run.database.engines.reader.connect() as connection:
            if not (await connection.execute(waits)).scalar_one():
                return
        await asyncio.sleep(0.3)


async def _counted(run: _Run) -> Many:
    many, state = run.many, run.sandbox.state
    told = {chat: Counter(message["text"] for message in state.chats[chat].messages.values()) for chat in READERS}
    counts = [told[chat][f"{key}."] for key, chats in run.sent for chat in chats]
    answers = [len(state.chats[number].messages) for number in run.asked]
    async with run.database.engines.reader.connect() as connection:
        many.doubts = int(
            (await connection.execute(select(func.coalesce(func.sum(deliveries.c.doubts), 0)))).scalar_one()
        )
    many.messages, many.updates = len(counts), len(answers)
    many.lost, many.doubles = counts.count(0), sum(count - 1 for count in counts if count)
    many.unanswered, many.answered_twice = answers.count(0), sum(count - 1 for count in answers if count)
    many.refused = sum(count for (_, code), count in state.calls.items() if code == 429)
    return many
