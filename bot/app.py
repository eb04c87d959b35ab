"""Composition: the only module that knows every class. One TaskGroup runs polling, jobs and the sender."""

import asyncio
import gc
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import ParamSpec, TypeVar

import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramNetworkError, TelegramUnauthorizedError
from aiogram.fsm.storage.memory import SimpleEventIsolation
from aiogram.fsm.strategy import FSMStrategy

from bot.fetch import HttpFetch
from bot.newsroom import load_newsroom
from bot.pace import Pace
from bot.schedule import every, make_scheduler
from bot.sender import REQUEST_SECONDS, Sender
from bot.settings import Settings, token_of
from bot.storage import Database, open_database
from bot.telegram import UNAUTHORIZED, Refusals, make_bot
from bot.worker import Worker
from digests.desk.collect import Collector, CollectReport
from digests.desk.publish import publish_due
from digests.errors import ConfigError
from digests.model import Delivery, Newsroom
from digests.ports import Clock
from handlers import build_router, show_progress, tell_topic_lost
from handlers.answers import markup
from handlers.commands import introduce
from templates import Templates

log = structlog.get_logger()

P = ParamSpec("P")
R = TypeVar("R")

PRUNE_EVERY_SECONDS = 3600
PROGRESS_EVERY_SECONDS = 3
"""An edit of a progress card counts against the budget of its chat."""
FIRST_ROUND_SECONDS = 20.0
"""How long a start waits for what it collects: whoever subscribes first should find news."""


@dataclass(frozen=True, slots=True)
class App:
    """The parts of a running bot."""

    bot: Bot
    database: Database
    newsroom: Newsroom
    templates: Templates
    admins: frozenset[int]
    dispatcher: Dispatcher
    sender: Sender
    pace: Pace
    refusals: Refusals
    clock: Clock
    collect: Callable[[float], Awaitable[None]]
    jobs: Mapping[str, tuple[float, Callable[[], Awaitable[None]]]]

    async def run(self, started: Callable[[], None] = lambda: None) -> None:
        """Poll, collect, publish and send until cancelled; ConfigError when Telegram does not know the token."""
        await self._meet_telegram()
        gc.freeze()  # what was loaded stays: the collector need not look through it again and again
        scheduler = make_scheduler()
        for name, (seconds, job) in self.jobs.items():
            every(scheduler, seconds, name, job)
        await self.collect(FIRST_ROUND_SECONDS)
        scheduler.start()
        try:
            self.pace.recall(await self.database.outbox.rests(now := self.clock()), now)
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self.sender.run())
                tasks.create_task(self._poll())
                tasks.create_task(self._end_when_refused())
                started()
        finally:
            scheduler.shutdown(wait=False)

    async def _meet_telegram(self) -> None:
        try:
            me = await self.bot.me()
            await self.bot.delete_webhook()
            await introduce(self.bot, self.templates, self.admins)
        except TelegramUnauthorizedError as error:
            raise ConfigError(UNAUTHORIZED) from error
        except TelegramNetworkError as error:
            raise ConfigError(f"TELEGRAM_API_URL cannot be reached: {error.message}.") from error
        log.info("bot.started", username=me.username)

    async def _poll(self) -> None:
        polling = asyncio.create_task(
            self.dispatcher.start_polling(
                self.bot,
                allowed_updates=self.dispatcher.resolve_used_update_types(),
                handle_signals=False,
                close_bot_session=False,
            )
        )
        try:
            # A cancelled start_polling leaves its own tasks running: it is asked to stop instead.
            await asyncio.shield(polling)
        except asyncio.CancelledError:
            with suppress(RuntimeError):  # it had not begun
                await self.dispatcher.stop_polling()
            await asyncio.gather(polling, return_exceptions=True)
            raise

    async def _end_when_refused(self) -> None:
        raise ConfigError(await self.refusals.verdict())


_THREADS = ThreadPoolExecutor(max_workers=1, thread_name_prefix="offload")


async def offload(function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a pure function in one of few threads: it computes, so more of them only cost memory."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, partial(function, *args, **kwargs))


@asynccontextmanager
async def compose(settings: Settings, clock: Clock) -> AsyncIterator[App]:
    """Everything that `settings` ask for, opened and plugged together; closed again at the end."""
    newsroom = load_newsroom(settings.newsroom_file)
    database = open_database(settings.database_url)
    pace, refusals = Pace(settings.send_per_second), Refusals()
    bot = make_bot(token_of(settings), settings.telegram_api_url, pace, refusals)
    try:
        await (database.migrate() if database.is_embedded else database.check_schema())
        await database.sources.sync(newsroom.sources, clock())
        async with (
            Worker() as read,
            HttpFetch(allow_private_addresses=settings.allow_private_addresses, contact=settings.contact) as fetch,
        ):
            collector = Collector(
                database.sources, database.articles, fetch, read, newsroom.rubrics, metrics=newsroom.metrics
            )
            try:
                yield _assemble(settings, clock, newsroom, database, bot, pace, refusals, collector)
            finally:
                await collector.close()
    finally:
        await bot.session.close()
        await database.close()


def _tell(report: CollectReport) -> None:
    if report.checked:
        log.info("collect.done", checked=report.checked, articles=report.articles, failed=len(report.failed))
    for url, reason in report.unread:
        log.warning("collect.unread", url=url, reason=reason)
    for source_id, trouble in report.alerts:
        log.warning("source.trouble", source=source_id, trouble=trouble)


def _assemble(  # noqa: PLR0917 the parts, opened in this order
    settings: Settings,
    clock: Clock,
    newsroom: Newsroom,
    database: Database,
    bot: Bot,
    pace: Pace,
    refusals: Refusals,
    collector: Collector,
) -> App:
    templates = Templates(newsroom.rubrics)

    async def send(delivery: Delivery) -> int:
        message = await bot.send_message(
            delivery.chat_id,
            delivery.bubble.text,
            message_thread_id=delivery.thread_id,
            reply_markup=markup(delivery.bubble),
            request_timeout=REQUEST_SECONDS,
        )
        return message.message_id

    async def tell(chat_id: int) -> None:
        await tell_topic_lost(bot, database.subscribers, templates, chat_id)

    sender = Sender(database.outbox, send, clock, workers=settings.send_workers, pace=pace, tell=tell)

    async def collect(patience_seconds: float = 1.0) -> None:
        _tell(await collector.collect(clock(), patience_seconds=patience_seconds))

    async def publish() -> None:
        await publish_due(
            database.subscribers,
            database.articles,
            database.mailings,
            templates,
            newsroom.rubrics,
            clock(),
            offload=offload,
        )
        sender.wake()

    async def progress() -> None:
        await show_progress(bot, database.announcements, database.mailings, database.subscribers, templates, clock())

    async def prune() -> None:
        await database.prune(clock())

    dispatcher = Dispatcher(
        events_isolation=SimpleEventIsolation(),
        fsm_strategy=FSMStrategy.CHAT,  # the settings are the chat's: its people take turns, whoever taps
        articles=database.articles,
        ledger=database.ledger,
        subscribers=database.subscribers,
        mailings=database.mailings,
        announcements=database.announcements,
        outbox=database.outbox,
        sources=database.sources,
        newsroom=newsroom,
        templates=templates,
        clock=clock,
        offload=offload,
        admins=settings.admin_ids,
        wake=sender.wake,
    )
    dispatcher.include_router(build_router())
    jobs = {
        "collect": (settings.collect_every_seconds, collect),
        "publish": (settings.publish_every_seconds, publish),
        "progress": (float(PROGRESS_EVERY_SECONDS), progress),
        "prune": (float(PRUNE_EVERY_SECONDS), prune),
    }
    return App(
        bot=bot,
        database=database,
        newsroom=newsroom,
        templates=templates,
        admins=settings.admin_ids,
        dispatcher=dispatcher,
        sender=sender,
        pace=pace,
        refusals=refusals,
        clock=clock,
        collect=collect,
        jobs=jobs,
    )
