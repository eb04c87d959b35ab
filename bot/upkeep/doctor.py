"""`python -m bot doctor`: looks at everything that the bot needs, and says what to do about what is not well."""

import asyncio
import shutil
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import aiohttp
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramUnauthorizedError
from redis.exceptions import RedisError

from bot.clock import HOME_ZONE, zone_fault
from bot.newsroom import load_newsroom
from bot.pace import Pace
from bot.settings import Settings, token_of
from bot.shared import open_redis
from bot.storage import open_database
from bot.storage.copies import faults_of
from bot.telegram import make_bot
from digests.errors import ConfigError
from digests.model import SourceHealth

CLOCK_MAY_DIFFER = timedelta(seconds=30)
FREE_BYTES = 500_000_000
TELEGRAM_SECONDS = 10
UPDATES_WAITING = 1_000


@dataclass(frozen=True, slots=True)
class Finding:
    """What one look found. `remedy` says what to do; None: all is well, or there is nothing to be done."""

    what: str
    said: str
    remedy: str | None = None
    is_grave: bool = False


async def examine(settings: Settings, now: datetime) -> tuple[Finding, ...]:
    """Look at everything; what cannot be looked at is a finding too."""
    looks: Sequence[tuple[str, Callable[[], Awaitable[Finding]]]] = (
        ("token", lambda: _token(settings)),
        ("webhook", lambda: _webhook(settings)),
        ("clock", lambda: _clock(settings, now)),
        ("zones", _zones),
        ("disk", lambda: _disk(settings)),
        ("database", lambda: _database(settings)),
        ("redis", lambda: _redis(settings)),
        ("newsroom", lambda: _newsroom(settings)),
        ("sources", lambda: _sources(settings)),
        ("admins", lambda: _admins(settings)),
    )
    return tuple([await _looked(what, look) for what, look in looks])


async def _looked(what: str, look: Callable[[], Awaitable[Finding]]) -> Finding:
    try:
        return await look()
    except ConfigError as error:
        said, _, remedy = str(error).partition(": ")
        return Finding(what, said, remedy or said, is_grave=True)


async def _token(settings: Settings) -> Finding:
    async with _bot(settings) as bot:
        try:
            me = await bot.me()
        except TelegramUnauthorizedError:
            return _grave(
                "token", "Telegram does not know it", "ask @BotFather for the right one and write it into .env"
            )
        except AiogramError as error:
            return _unreachable("token", settings, error)
    return Finding("token", f"is that of @{me.username}")


async def _webhook(settings: Settings) -> Finding:
    async with _bot(settings) as bot:
        try:
            hook = await bot.get_webhook_info()
        except AiogramError as error:
            return _unreachable("webhook", settings, error)
    if hook.url and hook.url == settings.webhook_url:
        trouble = f"; Telegram's last trouble with it: {hook.last_error_message}" if hook.last_error_message else ""
        return Finding("webhook", f"is set to {hook.url}; {hook.pending_update_count} updates wait{trouble}")
    if hook.url:
        return Finding("webhook", f"is set to {hook.url}; `run` polls and removes it when it starts")
    if hook.pending_update_count > UPDATES_WAITING:
        said = f"none; {hook.pending_update_count} updates wait"
        return Finding("webhook", said, "start the bot: they are answered in their order")
    return Finding("webhook", "none, as polling needs it")


async def _clock(settings: Settings, now: datetime) -> Finding:
    limit = aiohttp.ClientTimeout(total=TELEGRAM_SECONDS)
    try:
        async with aiohttp.ClientSession(timeout=limit) as session, session.head(settings.telegram_api_url) as answer:
            theirs = parsedate_to_datetime(answer.headers["Date"]).astimezone(UTC)
    except (aiohttp.ClientError, TimeoutError) as error:
        return _unreachable("clock", settings, error)
    except (KeyError, ValueError):
        return Finding("clock", "cannot be compared: the server at TELEGRAM_API_URL does not say its time")
    ahead = (now - theirs).total_seconds()
    if abs(ahead) > CLOCK_MAY_DIFFER.total_seconds():
        side = "ahead of" if ahead > 0 else "behind"
        return _grave("clock", f"is {abs(ahead):.0f} s {side} Telegram's", "switch on NTP: timedatectl set-ntp true")
    return Finding("clock", "agrees with Telegram's")


async def _zones() -> Finding:
    if fault := zone_fault():
        return _grave("zones", *fault)
    return Finding("zones", f"{HOME_ZONE} is +05:00")


async def _disk(settings: Settings) -> Finding:
    path = open_database(settings.database_url).file
    folder = path.parent if path else Path()
    free = shutil.disk_usage(folder).free
    said = f"{free / 1e9:.1f} GB free in {folder.resolve()}"
    if free < FREE_BYTES:
        return _grave("disk", said, "make room: a full disk stops the bot; old backups are the first to go")
    return Finding("disk", said)


async def _database(settings: Settings) -> Finding:
    database = open_database(settings.database_url)
    try:
        if database.file and not database.file.exists():
            return Finding("database", f"{database.file} is not there yet: the first start makes it")
        if database.file and (faults := faults_of(database.file)):
            return _grave("database", f"is damaged ({faults[0]})", "stop the bot and run `python -m bot restore FILE`")
        try:
            await database.check_schema()
        except ConfigError as error:
            if database.is_embedded:
                return Finding("database", f"{error} A start does that too.")
            raise
    finally:
        await database.close()
    return Finding("database", "whole, and of this version")


async def _redis(settings: Settings) -> Finding:
    if not settings.redis_url:
        return Finding("redis", "none, as one process needs none")
    client = open_redis(settings.redis_url)
    try:
        await client.ping()
    except RedisError as error:
        remedy = "start it, or mend REDIS_URL: without it nothing is sent or collected"
        return _grave("redis", f"does not answer ({type(error).__name__})", remedy)
    finally:
        await client.aclose()
    return Finding("redis", "answers")


async def _newsroom(settings: Settings) -> Finding:
    newsroom = load_newsroom(settings.newsroom_file)
    said = f"{len(newsroom.rubrics)} rubrics, {len(newsroom.sources)} sources, {len(newsroom.metrics)} metrics"
    unverified = sum(not source.verified for source in newsroom.sources)
    if unverified:
        remedy = "run `python -m bot sources probe`, and write verified = true where it reads well"
        return Finding("newsroom", f"{said}; {unverified} sources were never verified", remedy)
    return Finding("newsroom", said)


async def _sources(settings: Settings) -> Finding:
    database = open_database(settings.database_url)
    try:
        if database.file and not database.file.exists():
            return Finding("sources", "none was read yet")
        await database.check_schema()
        health = await database.sources.health()
    finally:
        await database.close()
    failing = [one for one in health if one.state.failures]
    if not failing:
        return Finding("sources", f"{len(health)} are read, none fails")
    names = ", ".join(one.source.id for one in failing[:5])
    return Finding("sources", f"{len(failing)} of {len(health)} fail: {names}", _first_step(failing))


def _first_step(failing: Sequence[SourceHealth]) -> str:
    return f"run `python -m bot sources probe {failing[0].source.id}`; docs/sources.md says how to repair a source"


async def _admins(settings: Settings) -> Finding:
    if settings.admin_ids:
        return Finding("admins", f"{len(settings.admin_ids)}")
    return Finding("admins", "none", "write your own Telegram id into ADMIN_IDS, or nobody can announce or review")


def _bot(settings: Settings) -> Bot:
    return make_bot(token_of(settings), settings.telegram_api_url, Pace())


def _unreachable(what: str, settings: Settings, error: Exception) -> Finding:
    said = f"{settings.telegram_api_url} cannot be reached ({type(error).__name__})"
    return _grave(what, said, "look at the network, the proxy and TELEGRAM_API_URL")


def _grave(what: str, said: str, remedy: str) -> Finding:
    return Finding(what, said, remedy, is_grave=True)


def doctor(settings: Settings) -> int:
    """Say a line a look; the status is 1 where something keeps the bot from working."""
    findings = asyncio.run(examine(settings, datetime.now(UTC)))
    for finding in findings:
        mark = "✗" if finding.is_grave else "!" if finding.remedy else "✓"
        sys.stdout.write(f"{mark} {finding.what}: {finding.said}\n")
        if finding.remedy:
            sys.stdout.write(f"    {finding.remedy}\n")
    return int(any(finding.is_grave for finding in findings))
