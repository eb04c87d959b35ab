"""Composition: the only module that knows every class. One TaskGroup runs polling, jobs and the sender."""

import asyncio
import gc
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial

import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramNetworkError, TelegramUnauthorizedError
from aiogram.fsm.storage.memory import SimpleEventIsolation
from aiogram.fsm.strategy import FSMStrategy

from bot import drawing
from bot.clock import zone_fault
from bot.deliver import deliver
from bot.fetch import HttpFetch
from bot.jobs import Jobs
from bot.llm import LanguageModel
from bot.monitoring import CountUpdates, counted, time_statements
from bot.newsroom import load_newsroom
from bot.offload import offload
from bot.pace import Pace
from bot.polling import Polling
from bot.schedule import every, make_scheduler
from bot.sender import Sender
from bot.settings import Settings, model_of, token_of
from bot.storage import Database, open_database
from bot.telegram import UNAUTHORIZED, Refusals, make_bot
from bot.web import Parts, Web
from bot.worker import Worker
from digests.desk.collect import Collector
from digests.desk.retell import Retelling
from digests.errors import ConfigError
from digests.model import Newsroom
from digests.ports import Clock
from handlers import Press, build_router, tell_topic_lost
from handlers.commands import introduce
from handlers.ports import Draw
from templates import Templates

log = structlog.get_logger()

DRAWING_RESTS_AFTER_SECONDS = 120.0
"""Whoever looks at one chart often looks at another; then its memory is worth more than the second of a new start."""
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
    press: Press
    dispatcher: Dispatcher
    sender: Sender
    pace: Pace
    refusals: Refusals
    clock: Clock
    collect: Callable[[float], Awaitable[None]]
    jobs: Mapping[str, tuple[float, Callable[[], Awaitable[None]]]]
    web: Web | None = None

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
                tasks.create_task(Polling(self.bot, self.dispatcher, self.database.updates, self.clock).run())
                if self.web:
                    tasks.create_task(self.web.run((await self.bot.me()).username or ""))
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

    async def _end_when_refused(self) -> None:
        raise ConfigError(await self.refusals.verdict())


@dataclass(frozen=True, slots=True)
class _Opened:
    """What `compose` opened and will close."""

    newsroom: Newsroom
    database: Database
    bot: Bot
    pace: Pace
    refusals: Refusals
    fetch: HttpFetch
    read: Worker
    studio: Worker
    retelling: Retelling | None


@asynccontextmanager
async def compose(settings: Settings, clock: Clock) -> AsyncIterator[App]:
    """Everything that `settings` ask for, opened and plugged together; closed again at the end.

    ConfigError where something cannot be used, or where another process works on the database.
    """
    if fault := zone_fault():
        raise ConfigError(f"{fault[0]}: {fault[1]}.")
    newsroom = load_newsroom(settings.newsroom_file)
    database = open_database(settings.database_url)
    time_statements(database.engines.writer)
    time_statements(database.engines.reader)
    pace, refusals = Pace(settings.send_per_second), Refusals()
    bot = make_bot(token_of(settings), settings.telegram_api_url, pace, refusals)
    try:
        async with database.hold():
            await (database.migrate() if database.is_embedded else database.check_schema())
            await database.sources.sync(newsroom.sources, clock())
            async with (
                Worker() as read,
                Worker(drawing.NEEDS, rests_after=DRAWING_RESTS_AFTER_SECONDS) as studio,
                HttpFetch(allow_private_addresses=settings.allow_private_addresses, contact=settings.contact) as fetch,
                _retelling(settings, clock, database) as retelling,
            ):
                collector = Collector(
                    database.sources, database.articles, fetch, read, newsroom.rubrics, metrics=newsroom.metrics
                )
                opened = _Opened(newsroom, database, bot, pace, refusals, fetch, read, studio, retelling)
                try:
                    yield _assemble(opened, settings, clock, collector)
                finally:
                    await collector.close()
    finally:
        await bot.session.close()
        await database.close()


@asynccontextmanager
async def _retelling(settings: Settings, clock: Clock, database: Database) -> AsyncIterator[Retelling | None]:
    """What has stories retold by the language model; None: the operator wants none."""
    name = model_of(settings)
    if name is None:
        yield None
        return
    async with LanguageModel(
        settings.llm_url,
        name,
        key=settings.llm_key.get_secret_value(),
        calls_a_day=settings.llm_calls_a_day,
        clock=clock,
    ) as model:
        yield Retelling(
            ask=model,
            model=name,
            answers=database.retellings,
            offload=offload,
            seconds=settings.llm_timeout_seconds,
            places=asyncio.Semaphore(settings.llm_concurrent),
            tell=lambda article, reason: log.warning("retelling.none", article=article, reason=reason),
        )


def _assemble(parts: _Opened, settings: Settings, clock: Clock, collector: Collector) -> App:
    """The parts that need nothing opened or closed."""
    database, newsroom, bot = parts.database, parts.newsroom, parts.bot
    templates = Templates(newsroom.rubrics, web=settings.web_url if settings.web_port is not None else "")
    sender = Sender(
        database.outbox,
        counted(partial(deliver, bot, is_paid=settings.pay_for_speed or None)),
        clock,
        workers=settings.send_workers,
        pace=parts.pace,
        tell=partial(tell_topic_lost, bot, database.subscribers, templates),
    )
    press = Press(
        *(database.announcements, database.mailings, database.subscribers, templates, sender.wake),
        *(settings.admin_ids, settings.confirm_above),
    )
    jobs = Jobs(
        bot=bot,
        database=database,
        newsroom=newsroom,
        templates=templates,
        clock=clock,
        collector=collector,
        fetch=parts.fetch,
        read=parts.read,
        retelling=parts.retelling,
        press=press,
        wake=sender.wake,
    )
    return App(
        bot=bot,
        database=database,
        newsroom=newsroom,
        templates=templates,
        admins=settings.admin_ids,
        press=press,
        dispatcher=_dispatcher(parts, templates, clock, press),
        sender=sender,
        pace=parts.pace,
        refusals=parts.refusals,
        clock=clock,
        collect=jobs.collect,
        jobs=jobs.table(settings),
        web=_web(settings, Parts(database, newsroom, templates, clock, offload, _draws_in(parts.studio))),
    )


def _dispatcher(parts: _Opened, templates: Templates, clock: Clock, press: Press) -> Dispatcher:
    """The conversations with all that they may ask for (`handlers.provided`)."""
    database, studio = parts.database, parts.studio
    dispatcher = Dispatcher(
        events_isolation=SimpleEventIsolation(),
        fsm_strategy=FSMStrategy.CHAT,  # the settings are the chat's: its people take turns, whoever taps
        articles=database.articles,
        ledger=database.ledger,
        corrections=database.corrections,
        review=database.review,
        subscribers=database.subscribers,
        mailings=database.mailings,
        announcements=database.announcements,
        outbox=database.outbox,
        inbox=database.inbox,
        overview=database.overview,
        sources=database.sources,
        pictures=database.pictures,
        follows=database.follows,
        newsroom=parts.newsroom,
        templates=templates,
        clock=clock,
        offload=offload,
        draw=_draws_in(studio),
        admins=press.admins,
        press=press,
    )
    dispatcher.update.outer_middleware(CountUpdates())
    dispatcher.include_router(build_router())
    return dispatcher


def _draws_in(studio: Worker) -> Draw:
    return lambda sketch: studio(drawing.draw, sketch)


def _web(settings: Settings, parts: Parts) -> Web | None:
    if settings.web_port is None:
        return None
    parts = replace(parts, url=settings.web_url, is_behind_proxy=settings.web_behind_proxy)
    return Web(parts, settings.web_host, settings.web_port)
