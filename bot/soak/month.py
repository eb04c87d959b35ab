"""A month of daily digests in minutes: the clock jumps, Telegram is in a bad mood, the bot starts anew every day."""

import asyncio
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from aiogram.exceptions import (
    ClientDecodeError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import SendMessage
from sqlalchemy import func, select

from bot.clock import MovableClock
from bot.sender import Sender
from bot.storage import Database, open_database
from bot.storage.tables import DeliveryState, deliveries
from digests.model import (
    Bubble,
    ChatKind,
    Delivery,
    DueGroup,
    Locale,
    Mailing,
    MailingKind,
    Outcome,
    Schedule,
    Status,
    Subscriber,
    Turn,
    Upcoming,
)
from digests.slots import next_slot

STARTS_AT = datetime(2026, 2, 1, tzinfo=UTC)
STEP = timedelta(hours=1)
WANTED_FOR = timedelta(hours=20)
HOURS = (7, 9, 20)
ZONES = ("Asia/Almaty", "Europe/Berlin", "America/New_York")
LONGEST_REST_SECONDS = 43_837
SHORT_RESTS_SECONDS = (1, 30, 900)
FLOODED, BROKEN, UNPARSED, BLOCKED, MIGRATED = 0.01, 0.01, 0.005, 0.0005, 0.0005
"""The shares of calls that end so; of the broken replies every other one was for a message that arrived."""
WORKERS = 20
LONGEST_DRAIN_SECONDS = 300
METHOD: Any = SendMessage(chat_id=1, text="x")


@dataclass(frozen=True, slots=True)
class Month:
    """What came of it. `ended`: digests by what became of them; `doubles` and `missing` count messages."""

    seed: int
    digests: int
    calls: int
    ended: dict[str, int]
    doubles: int
    doubts: int
    missing: int
    inside_a_wait: int
    twice_a_day: int

    @property
    def is_kept(self) -> bool:
        """Whether the promises hold."""
        wrong = self.missing + self.inside_a_wait + self.twice_a_day
        return not wrong and self.doubles <= self.doubts and sum(self.ended.values()) == self.digests


@dataclass(slots=True)
class Telegram:
    """A server in a bad mood, by chance; it remembers what arrived where, and whom it told to wait."""

    clock: MovableClock
    chance: random.Random
    arrived: Counter[tuple[int, str]] = field(default_factory=Counter)
    rests: dict[int, datetime] = field(default_factory=dict)
    moved: dict[int, int] = field(default_factory=dict)
    blocked: set[int] = field(default_factory=set)
    calls: int = 0
    inside_a_wait: int = 0

    async def __call__(self, delivery: Delivery) -> int:
        await asyncio.sleep(0)
        self.calls += 1
        chat = delivery.chat_id
        self.inside_a_wait += self.rests.get(chat, self.clock()) > self.clock()
        self._refuse(chat)
        luck = self.chance.random()
        if luck < UNPARSED:
            raise TelegramServerError(METHOD, "502 Bad Gateway")
        if luck < UNPARSED + BROKEN / 2:
            raise ClientDecodeError("Failed to decode object", ValueError("x"), "{")
        self.arrived[chat, delivery.mailing] += 1
        if luck < UNPARSED + BROKEN:
            raise ClientDecodeError("Failed to decode object", ValueError("x"), "{")
        return self.calls

    def _refuse(self, chat: int) -> None:
        if chat in self.moved:
            raise TelegramMigrateToChat(METHOD, "upgraded", self.moved[chat])
        luck = self.chance.random()
        if luck < FLOODED:
            self._flood(chat)
        if chat in self.blocked or luck < FLOODED + BLOCKED:
            self.blocked.add(chat)
            raise TelegramForbiddenError(METHOD, "Forbidden: bot was blocked by the user")
        if -(10**9) < chat < 0 and luck < FLOODED + BLOCKED + MIGRATED * 10:
            self.moved[chat] = chat - 10**12
            raise TelegramMigrateToChat(METHOD, "upgraded", self.moved[chat])

    def _flood(self, chat: int) -> None:
        is_first = not self.rests
        seconds = LONGEST_REST_SECONDS if is_first else self.chance.choice(SHORT_RESTS_SECONDS)
        self.rests[chat] = self.clock() + timedelta(seconds=seconds)
        raise TelegramRetryAfter(METHOD, "Too Many Requests", seconds)


class Drained:
    """An outbox that tells when nothing of it is under way and nothing more can be claimed."""

    def __init__(self, database: Database) -> None:
        self._outbox = database.outbox
        self._open = 0
        self.is_empty = asyncio.Event()

    async def exchange(
        self,
        results: Sequence[tuple[Delivery, Outcome]],
        now: datetime,
        *,
        starting: Sequence[Delivery] = (),
        wanted: int = 0,
        **more: Any,
    ) -> Turn:
        turn = await self._outbox.exchange(results, now, starting=starting, wanted=wanted, **more)
        self._open += len(turn.claimed) + len(turn.started) - len(starting) - len(results)
        if wanted and not turn.is_full and not self._open:
            self.is_empty.set()
        return turn

    def __getattr__(self, name: str) -> Any:
        return getattr(self._outbox, name)


async def month_run(folder: Path, *, people: int, days: int, seed: int) -> Month:
    """Daily digests to so many subscribers, every tenth of them a group, in three zones and at three hours."""
    clock = MovableClock(STARTS_AT)
    telegram = Telegram(clock, random.Random(seed))  # noqa: S311
    url = f"sqlite:///{folder}/month-{seed}.db"
    database = open_database(url)
    await database.migrate()
    await _subscribe(database, people)
    for hour in range(days * 24):
        if hour % 24 == 0:  # another process, which knows only what is kept
            await database.close()
            database = open_database(url)
        await _publish(database, clock())
        await _drain(database, telegram)
        clock.advance(STEP)
    clock.advance(WANTED_FOR)  # what still waits then has expired
    await _drain(database, telegram)
    try:
        return await _counted(database, telegram, seed)
    finally:
        await database.close()


async def _subscribe(database: Database, people: int) -> None:
    for number in range(1, people + 1):
        is_group = number % 10 == 0
        schedule = replace(Schedule(), hour=HOURS[number % 3], zone=ZONES[number // 3 % 3])
        reader = Subscriber(
            chat_id=-number if is_group else number,
            kind=ChatKind.GROUP if is_group else ChatKind.PRIVATE,
            locale=Locale.KK,
            created_at=STARTS_AT,
            rubrics=frozenset({"grants"}),
            schedule=schedule,
            status=Status.ACTIVE,
            next_digest_at=next_slot(schedule, STARTS_AT),
        )
        await database.subscribers.save(reader)


async def _publish(database: Database, now: datetime) -> None:
    """What is due, a mailing a group and slot; twice, as after a crash in between."""
    for group in await database.subscribers.due(now, 100):
        await database.mailings.publish(_mailing(group, now), group, Upcoming(next_slot(group.schedule, group.slot)))
        await database.mailings.publish(_mailing(group, now), group, Upcoming(next_slot(group.schedule, group.slot)))


def _mailing(group: DueGroup, now: datetime) -> Mailing:
    day = group.slot.astimezone(ZoneInfo(group.schedule.zone)).date()
    key = f"{day} {group.schedule.zone} {group.schedule.hour}"
    return Mailing(key, MailingKind.DIGEST, (Bubble("<b>104</b> грант"),), now, now + WANTED_FOR)


async def _drain(database: Database, telegram: Telegram) -> None:
    outbox: Any = Drained(database)
    task = asyncio.create_task(Sender(outbox, telegram, telegram.clock, workers=WORKERS).run())
    async with asyncio.timeout(LONGEST_DRAIN_SECONDS):
        await outbox.is_empty.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def _counted(database: Database, telegram: Telegram, seed: int) -> Month:
    table = deliveries.c
    async with database.engines.reader.connect() as connection:
        states = await connection.execute(select(table.state, func.count()).group_by(table.state))
        ended = {str(state): count for state, count in states}
        doubts = int((await connection.execute(select(func.sum(table.doubts)))).scalar_one())
        sent = select(table.chat_id, table.mailing).where(table.state == DeliveryState.SENT)
        chats = [tuple(row) for row in await connection.execute(sent)]
        rows = await connection.execute(select(table.chat_id, table.mailing))
        days = Counter((row.chat_id, row.mailing.partition(" ")[0]) for row in rows)  # the local day
    arrived = {(telegram.moved.get(chat, chat), mailing) for chat, mailing in telegram.arrived}
    return Month(
        seed=seed,
        digests=sum(days.values()),
        calls=telegram.calls,
        ended=ended,
        doubles=sum(telegram.arrived.values()) - len(telegram.arrived),
        doubts=doubts,
        missing=sum(place not in arrived for place in chats),
        inside_a_wait=telegram.inside_a_wait,
        twice_a_day=sum(count > 1 for count in days.values()),
    )
