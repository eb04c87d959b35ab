"""What runs in a process by its role: one TaskGroup for updates, jobs, the sender and the pages."""

import asyncio
import gc
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramNetworkError, TelegramUnauthorizedError
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.leading import lead
from bot.pace import Pace
from bot.polling import Polling
from bot.roles import Role
from bot.schedule import every, make_scheduler
from bot.sender import Sender
from bot.settings import Settings, webhook_of
from bot.storage import Database
from bot.telegram import UNAUTHORIZED, Refusals
from bot.web import Web
from bot.webhook import Webhook
from digests.errors import ConfigError
from digests.model import Newsroom
from digests.ports import Clock
from handlers import Press
from handlers.commands import introduce
from templates import Templates

log = structlog.get_logger()

FIRST_ROUND_SECONDS = 20.0
"""How long a start waits for what it collects: whoever subscribes first should find news."""


@dataclass(frozen=True, slots=True)
class App:
    """The parts of a running bot; `role` says which of them this process runs."""

    role: Role
    settings: Settings
    bot: Bot
    database: Database
    newsroom: Newsroom
    templates: Templates
    press: Press
    dispatcher: Dispatcher
    sender: Sender
    pace: Pace
    refusals: Refusals
    clock: Clock
    collect: Callable[..., Awaitable[None]]
    jobs: Mapping[str, tuple[float, Callable[[], Awaitable[None]]]]
    web: Web | None = None

    async def run(self, started: Callable[[], None] = lambda: None) -> None:
        """Do what the role asks for until cancelled; ConfigError when Telegram does not know the token."""
        await self._meet_telegram()
        gc.freeze()  # what was loaded stays: the collector need not look through it again and again
        scheduler = make_scheduler()
        try:
            async with asyncio.TaskGroup() as tasks:
                if self.role.works:
                    await self._begin_work(tasks, scheduler)
                if self.role is not Role.WORKER:
                    tasks.create_task(self._take_updates())
                if self.web:
                    tasks.create_task(self.web.run((await self.bot.me()).username or ""))
                tasks.create_task(self._end_when_refused())
                started()
        finally:
            if scheduler.running:
                scheduler.shutdown(wait=False)

    async def _begin_work(self, tasks: asyncio.TaskGroup, scheduler: AsyncIOScheduler) -> None:
        if not self.role.is_shared:
            await self.collect(FIRST_ROUND_SECONDS)
            await self.pace.recall(await self.database.outbox.rests(now := self.clock()), now)
        every(scheduler, self.settings.collect_every_seconds, "collect", self.collect)
        scheduler.start()
        tasks.create_task(self.sender.run())
        tasks.create_task(self.database.bell.hear(self.sender.wake))
        tasks.create_task(lead(self.database, scheduler, self.jobs))

    async def _take_updates(self) -> None:
        if self.role is Role.ALONE:
            await Polling(self.bot, self.dispatcher, self.database.updates, self.clock).run()
            return
        webhook = Webhook(self.bot, self.dispatcher, self.database.updates, self.clock)
        await webhook.run(webhook_of(self.settings), self.settings.web_host, self.settings.webhook_port)

    async def _meet_telegram(self) -> None:
        try:
            me = await self.bot.me()
            if self.role is Role.ALONE:
                await self.bot.delete_webhook()
            if self.role is not Role.UPDATES:
                await introduce(self.bot, self.templates, self.press.team)
        except TelegramUnauthorizedError as error:
            raise ConfigError(UNAUTHORIZED) from error
        except TelegramNetworkError as error:
            raise ConfigError(f"TELEGRAM_API_URL cannot be reached: {error.message}.") from error
        log.info("bot.started", username=me.username)

    async def _end_when_refused(self) -> None:
        raise ConfigError(await self.refusals.verdict())
