"""Composition: the only module that knows every class."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial

import structlog
from aiogram import Bot, Dispatcher
from aiogram.fsm.storage.base import BaseEventIsolation, StorageKey
from aiogram.fsm.storage.memory import SimpleEventIsolation
from aiogram.fsm.storage.redis import RedisEventIsolation
from aiogram.fsm.strategy import FSMStrategy
from redis.asyncio import Redis

from bot import drawing
from bot.budgets import Budgets, OwnBudgets
from bot.clock import zone_fault
from bot.deliver import deliver
from bot.fetch import HttpFetch
from bot.jobs import Jobs
from bot.llm import LanguageModel
from bot.monitoring import CountUpdates, counted, time_statements
from bot.newsroom import load_newsroom
from bot.offload import offload
from bot.pace import Pace
from bot.process import App
from bot.roles import Role
from bot.sender import Sender
from bot.settings import TELEGRAM, Settings, model_of, redis_of, token_of
from bot.shared import SharedBudgets, SharedTurns, open_redis
from bot.sources.adding import Adding
from bot.storage import Database, open_database
from bot.telegram import Refusals, make_bot
from bot.web import Entrance, Parts, Turn, Web
from bot.worker import Worker
from digests.desk.collect import Collector
from digests.desk.retell import Retelling
from digests.desk.team import Team
from digests.errors import ConfigError
from digests.model import Newsroom
from digests.ports import Clock
from handlers import Press, build_router, tell_topic_lost
from handlers.ports import AddSource, Draw
from templates import Templates

log = structlog.get_logger()

RESTS_AFTER_SECONDS = 120.0
"""Whoever looks at one chart often looks at another; then its memory is worth more than the second of a new start."""

TURN_SECONDS = 20
"""Longer than handlers take; while a process that died has a turn, its chat waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """What `compose` opened and will close. `redis` None: the process is alone."""

    role: Role
    redis: "Redis | None"
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
async def compose(settings: Settings, clock: Clock, role: Role = Role.ALONE) -> AsyncIterator[App]:
    """Everything that `settings` and the role ask for, opened and plugged together; closed again at the end.

    ConfigError where something cannot be used, or where another process works on the database.
    """
    if fault := zone_fault():
        raise ConfigError(f"{fault[0]}: {fault[1]}.")
    async with AsyncExitStack() as stack:
        opened = await _open(stack, settings, clock, role)
        database, newsroom = opened.database, opened.newsroom
        collector = Collector(
            database.sources, database.articles, opened.fetch, opened.read, newsroom.rubrics, metrics=newsroom.metrics
        )
        stack.push_async_callback(collector.close)
        yield _assemble(opened, settings, clock, collector)


async def _open(stack: AsyncExitStack, settings: Settings, clock: Clock, role: Role) -> _Opened:
    """What has to be closed again, in the stack."""
    newsroom = load_newsroom(settings.newsroom_file)
    database = open_database(settings.database_url)
    stack.push_async_callback(database.close)
    time_statements(database.engines.writer)
    time_statements(database.engines.reader)
    redis = open_redis(redis_of(settings)) if role.is_shared else None
    if redis:
        stack.push_async_callback(redis.aclose)
    pace, refusals = Pace(_budgets(settings, redis)), Refusals()
    bot = make_bot(token_of(settings), settings.telegram_api_url, pace, refusals)
    stack.push_async_callback(bot.session.close)
    await stack.enter_async_context(database.hold(is_shared=role.is_shared))
    await (database.migrate() if database.is_embedded else database.check_schema())
    if role.works:
        await database.sources.sync(newsroom.sources, clock())
    fetch = HttpFetch(
        allow_private_addresses=settings.allow_private_addresses,
        contact=settings.contact,
        turns=SharedTurns(redis) if redis else None,
    )
    return _Opened(
        role=role,
        redis=redis,
        newsroom=newsroom,
        database=database,
        bot=bot,
        pace=pace,
        refusals=refusals,
        read=await stack.enter_async_context(Worker(rests_after=None if role.works else RESTS_AFTER_SECONDS)),
        studio=await stack.enter_async_context(Worker(drawing.NEEDS, rests_after=RESTS_AFTER_SECONDS)),
        fetch=await stack.enter_async_context(fetch),
        retelling=await stack.enter_async_context(_retelling(settings, clock, database)),
    )


def _budgets(settings: Settings, redis: "Redis | None") -> Budgets | None:
    if not settings.send_per_second:
        return None
    return SharedBudgets(redis, settings.send_per_second) if redis else OwnBudgets(settings.send_per_second)


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
    templates = Templates(newsroom.rubrics, web=_pages_of(settings), app=_mini_app_of(settings))
    sender = Sender(
        database.outbox,
        counted(partial(deliver, bot, is_paid=settings.pay_for_speed or None), clock),
        clock,
        workers=settings.send_workers,
        pace=parts.pace,
        tell=partial(tell_topic_lost, bot, database.subscribers, templates),
    )
    press = Press(
        *(database.announcements, database.mailings, database.subscribers, templates, database.bell.ring),
        *(Team(settings.admin_ids, database.roles), settings.confirm_above),
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
        wake=database.bell.ring,
    )
    adding = Adding(settings.newsroom_file, parts.fetch, parts.read, newsroom.rubrics, database.sources, clock)
    dispatcher = _dispatcher(parts, templates, clock, press, adding)
    pages = Parts(
        database, newsroom, templates, clock, offload, _draws_in(parts.studio), turn=_turns_in(dispatcher, bot)
    )
    return App(
        role=parts.role,
        settings=settings,
        bot=bot,
        database=database,
        newsroom=newsroom,
        templates=templates,
        press=press,
        dispatcher=dispatcher,
        sender=sender,
        pace=parts.pace,
        refusals=parts.refusals,
        clock=clock,
        collect=jobs.collect,
        jobs=jobs.table(settings),
        web=_web(settings, pages),
    )


def _dispatcher(parts: _Opened, templates: Templates, clock: Clock, press: Press, add_source: AddSource) -> Dispatcher:
    """The conversations with all that they may ask for (`handlers.provided`)."""
    database, studio = parts.database, parts.studio
    dispatcher = Dispatcher(
        events_isolation=_isolation(parts.redis),
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
        team=press.team,
        audit=database.audit,
        add_source=add_source,
        press=press,
    )
    dispatcher.update.outer_middleware(CountUpdates())
    dispatcher.include_router(build_router())
    return dispatcher


def _draws_in(studio: Worker) -> Draw:
    return lambda sketch: studio(drawing.draw, sketch)


def _isolation(redis: "Redis | None") -> BaseEventIsolation:
    """Updates of a chat take turns, in whichever process. One that died gives its turn back by itself."""
    return RedisEventIsolation(redis, lock_kwargs={"timeout": TURN_SECONDS}) if redis else SimpleEventIsolation()


def _turns_in(dispatcher: Dispatcher, bot: Bot) -> Turn:
    """The turns that updates of a chat take; FSMStrategy.CHAT names them by the chat alone."""
    isolation = dispatcher.fsm.events_isolation
    return lambda chat: isolation.lock(StorageKey(bot_id=bot.id, chat_id=chat, user_id=chat))


def _pages_of(settings: Settings) -> str:
    """Where the ledger's pages are; empty: there are none."""
    return settings.web_url if settings.web_port is not None else ""


def _mini_app_of(settings: Settings) -> str:
    """Where the Mini App is; empty: nowhere that Telegram would open. Other servers of its API need no https."""
    pages = _pages_of(settings)
    is_taken = pages.startswith("https://") or (pages and settings.telegram_api_url != TELEGRAM)
    return f"{pages}/app" if is_taken else ""


def _web(settings: Settings, parts: Parts) -> Web | None:
    if settings.web_port is None:
        return None
    entrance = Entrance(token_of(settings)) if _mini_app_of(settings) else None
    parts = replace(parts, url=settings.web_url, is_behind_proxy=settings.web_behind_proxy, entrance=entrance)
    return Web(parts, settings.web_host, settings.web_port)
