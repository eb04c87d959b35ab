"""The sender ended by SIGKILL at random moments, started again until all is done, and then every chat counted."""

import asyncio
import logging
import multiprocessing
import random
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event
from pathlib import Path

from sqlalchemy import func, select

from bot.clock import MovableClock, SystemClock
from bot.logs import set_up_logs
from bot.pace import Pace
from bot.sandbox import Sandbox
from bot.sandbox.server import TOKEN
from bot.sender import Sender
from bot.serving import serve
from bot.settings import LogFormat
from bot.storage import Database, open_database
from bot.storage.tables import DeliveryState, deliveries
from bot.telegram import make_bot
from digests.model import (
    Announcement,
    AnnouncementState,
    Bubble,
    ChatKind,
    Delivery,
    DueGroup,
    Locale,
    Mailing,
    MailingKind,
    Schedule,
    Status,
    Subscriber,
    Upcoming,
)

LEASE = timedelta(seconds=0.5)
"""Short, so that what a killed sender had comes back soon. Too short, it makes more doubts, never fewer."""
LATENCY_SECONDS = 0.02
LONGEST_LIFE_SECONDS = 0.15
"""After it has begun to send. With the latency, about as short as 200 lives of one mailing to 5,000 are."""
LONGEST_START_SECONDS = 60
WORKERS = 10
KEY = "kills"
FIRST_READER = 10_000
# Children come from a server that has imported everything once: a start costs no seconds.
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload([__name__])


@dataclass(frozen=True, slots=True)
class Killed:
    """What came of a run.

    lost      chats without the message, though nobody is in doubt about them
    doubles   messages beyond the first, over all chats
    doubts    how often it was not known whether a message had been sent
    unknown   chats whose message is in doubt at the end (announcements)
    """

    kills: int
    recipients: int
    lost: int
    doubles: int
    doubts: int
    unknown: int

    @property
    def is_kept(self) -> bool:
        """Whether the promise holds."""
        return self.lost == 0 and self.doubles <= self.doubts


async def kill_run(folder: Path, *, kind: MailingKind, recipients: int, kills: int, seed: int) -> Killed:
    """One mailing to so many chats, its sender killed at most so often; returns when every row has ended."""
    chance = random.Random(seed)  # noqa: S311
    sandbox = Sandbox(MovableClock())
    for number in range(FIRST_READER, FIRST_READER + recipients):
        user = {"id": number, "is_bot": False, "first_name": "Reader"}
        sandbox.state.users[number] = user
        sandbox.state.open_private(user).started = True
    sandbox.faults.switch({"latency": {"seconds": LATENCY_SECONDS}})
    database = open_database(url := f"sqlite:///{folder}/kills-{seed}.db")
    try:
        await database.migrate()
        await _fill(database, kind, recipients)
        async with serve(sandbox.app()) as base:
            killed = await _kill_until_done(database, base, url, kills, chance)
        return await _counted(database, sandbox, killed, recipients)
    finally:
        await database.close()


async def _kill_until_done(database: Database, base: str, url: str, kills: int, chance: random.Random) -> int:
    killed = 0
    while (await database.mailings.progress(KEY)).queued:
        begins = FORKS.Event()
        process = FORKS.Process(target=send_all, args=(base, url, begins), daemon=True)
        await asyncio.to_thread(process.start)
        if not await asyncio.to_thread(begins.wait, LONGEST_START_SECONDS):
            raise RuntimeError("a child process did not begin to send")
        life = chance.uniform(0, LONGEST_LIFE_SECONDS) if killed < kills else None
        await asyncio.to_thread(process.join, life)
        if process.is_alive():
            killed += await asyncio.to_thread(_kill, process)
    return killed


def _kill(process: BaseProcess) -> int:
    process.kill()
    process.join()
    return 1


def send_all(base: str, url: str, begins: Event) -> None:
    """The child: a sender that ends when nothing is left to send."""
    set_up_logs(LogFormat.TEXT, logging.WARNING)
    asyncio.run(_send_all(base, url, begins))


async def _send_all(base: str, url: str, begins: Event) -> None:
    database, bot = open_database(url), make_bot(TOKEN, base, Pace())

    async def send(delivery: Delivery) -> int:
        return (await bot.send_message(delivery.chat_id, delivery.bubble.text)).message_id

    sender = Sender(database.outbox, send, SystemClock(), workers=WORKERS, lease=LEASE)
    task = asyncio.create_task(sender.run())
    begins.set()
    while (await database.mailings.progress(KEY)).queued:
        await asyncio.wait([task], timeout=0.2)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await bot.session.close()
    await database.close()


async def _fill(database: Database, kind: MailingKind, recipients: int) -> None:
    now = SystemClock()()
    slot = now - timedelta(minutes=1)
    rubrics = frozenset({"grants"})
    for chat in range(FIRST_READER, FIRST_READER + recipients):
        reader = Subscriber(chat, ChatKind.PRIVATE, Locale.RU, now, rubrics, Schedule(), Status.ACTIVE, slot)
        await database.subscribers.save(reader)
    mailing = Mailing(KEY, kind, (Bubble("<b>104</b> гранта"),), now, now + timedelta(hours=1))
    if kind is MailingKind.ANNOUNCEMENT:
        draft = Announcement(KEY, FIRST_READER, AnnouncementState.DRAFT, now)
        await database.announcements.save(draft)
        await database.announcements.send(draft, mailing)
    else:
        group = DueGroup(reader.choice, reader.schedule, slot, recipients)
        await database.mailings.publish(mailing, group, Upcoming(now + timedelta(days=1)))


async def _counted(database: Database, sandbox: Sandbox, killed: int, recipients: int) -> Killed:
    unknown = select(deliveries.c.chat_id).where(deliveries.c.state == DeliveryState.UNKNOWN)
    async with database.engines.reader.connect() as connection:
        doubts = int((await connection.execute(select(func.sum(deliveries.c.doubts)))).scalar_one())
        doubtful = set((await connection.execute(unknown)).scalars())
    got = {chat: len(sandbox.state.chats[chat].messages) for chat in sandbox.state.users}
    return Killed(
        kills=killed,
        recipients=recipients,
        lost=sum(count == 0 and chat not in doubtful for chat, count in got.items()),
        doubles=sum(max(0, count - 1) for count in got.values()),
        doubts=doubts,
        unknown=len(doubtful),
    )
