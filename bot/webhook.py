"""Updates by webhook: Telegram calls one of several processes, which handles each update once and then says so.

The answer comes when the handler has ended: whatever ends a process before that, Telegram calls again, and what was
claimed by a process that died comes free a minute later. Chats take turns through the event isolation.
"""

import asyncio
import hashlib
import hmac
from datetime import timedelta
from http import HTTPStatus

import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import Update
from aiohttp import web
from pydantic import ValidationError
from redis.exceptions import RedisError

from bot.serving import serve
from digests.errors import ConfigError, StorageFailed
from digests.model import UpdateClaim
from digests.ports import Clock, Updates

log = structlog.get_logger()

HEADER = "X-Telegram-Bot-Api-Secret-Token"
CLAIM = timedelta(minutes=1)
"""Longer than a handler takes."""
LARGEST_UPDATE = 1 << 20  # bytes; a message of 4096 letters with all its entities has a tenth of it
MOST_CONNECTIONS = 100
FINISH_SECONDS = 8.0
"""How long handlers may take when the process is stopped."""


class Webhook:
    """The one address that Telegram calls, on a port of this machine."""

    def __init__(self, bot: Bot, dispatcher: Dispatcher, updates: Updates, clock: Clock) -> None:
        self._bot = bot
        self._dispatcher = dispatcher
        self._updates = updates
        self._clock = clock
        self._secret = secret_of(bot.token)

    async def announce(self, url: str) -> None:
        """Tell Telegram where to call; ConfigError where it does not take the address. What waits comes at once."""
        try:
            await self._bot.set_webhook(
                url,
                secret_token=self._secret,
                allowed_updates=self._dispatcher.resolve_used_update_types(),
                max_connections=MOST_CONNECTIONS,
            )
        except TelegramBadRequest as error:
            raise ConfigError(f"WEBHOOK_URL cannot be used: Telegram says “{error.message}”.") from error

    def application(self) -> web.Application:
        """Answers POST at every path, for a proxy may cut off or add some."""
        app = web.Application(client_max_size=LARGEST_UPDATE)
        app.router.add_post("/{path:.*}", self.take)
        return app

    async def run(self, url: str, host: str, port: int) -> None:
        """Serve until cancelled, called by Telegram at `url`; ConfigError where the port is taken."""
        async with serve(self.application(), port, host, finish_seconds=FINISH_SECONDS) as base:
            await self.announce(url)
            log.info("webhook.started", url=base)
            await asyncio.Event().wait()

    async def take(self, request: web.Request) -> web.Response:
        """200: it is handled, or nobody ever can; 503: once more, later; 403: it is not Telegram that calls."""
        if not hmac.compare_digest(request.headers.get(HEADER, ""), self._secret):
            return web.Response(status=HTTPStatus.FORBIDDEN)
        try:
            update = Update.model_validate_json(await request.read(), context={"bot": self._bot})
        except ValidationError as error:
            log.warning("update.unreadable", errors=error.error_count())
            return web.Response()
        try:
            return await self._handled(update)
        except (StorageFailed, RedisError) as error:
            log.warning("update.put_off", update=update.update_id, error=type(error).__name__)
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)

    async def _handled(self, update: Update) -> web.Response:
        now = self._clock()
        match await self._updates.claim(update.update_id, now, now + CLAIM):
            case UpdateClaim.HANDLED:
                return web.Response()
            case UpdateClaim.UNDER_WAY:
                return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
            case UpdateClaim.OWN:
                await self._feed(update)
        return web.Response()

    async def _feed(self, update: Update) -> None:
        try:
            await self._dispatcher.feed_update(self._bot, update)
        except (StorageFailed, RedisError):
            await self._updates.drop(update.update_id)
            raise
        except Exception:
            log.exception("update.failed", update=update.update_id)
        await self._updates.finish(update.update_id, self._clock())


def secret_of(token: str) -> str:
    """What Telegram sends along: known to whoever knows the token, and to nobody else."""
    return hmac.new(token.encode(), b"webhook", hashlib.sha256).hexdigest()
