"""Updates by long polling: each is handled once, and acknowledged when its handler has ended, not before.

aiogram's own polling acknowledges an update as soon as its handler has begun: one that is cut short is lost. Telegram
sends again whatever is not acknowledged, so what was handled is kept: after a crash it is not handled a second time.
"""

import asyncio

import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import AiogramError
from aiogram.methods import GetUpdates
from aiogram.types import Update
from aiogram.utils.backoff import Backoff, BackoffConfig

from digests.ports import Clock, Updates

log = structlog.get_logger()

POLL_SECONDS = 30
GLANCE_SECONDS = 0.2
"""How often it is looked for new updates while handlers of earlier ones are at work, for these come again each time."""
FINISH_SECONDS = 8.0
"""How long handlers may take when the bot is stopped."""
BACK_OFF = BackoffConfig(min_delay=1.0, max_delay=5.0, factor=1.3, jitter=0.1)


class Polling:
    """Feeds the dispatcher until it is cancelled; handlers of different updates run at the same time."""

    def __init__(self, bot: Bot, dispatcher: Dispatcher, updates: Updates, clock: Clock) -> None:
        self._bot = bot
        self._dispatcher = dispatcher
        self._updates = updates
        self._clock = clock
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._handled: set[int] = set()
        self._next: int | None = None  # None: whatever Telegram has
        self._kinds = dispatcher.resolve_used_update_types()
        self._back_off = Backoff(BACK_OFF)

    async def run(self) -> None:
        """Poll until cancelled; then let handlers end, and acknowledge what they did."""
        self._handled = set(await self._updates.handled())
        try:
            while True:
                for update in await self._fetch():
                    self._begin(update)
                if self._under_way:
                    await asyncio.wait([*self._under_way.values()], timeout=GLANCE_SECONDS)
        finally:
            await asyncio.shield(self._wind_up())

    def _begin(self, update: Update) -> None:
        self._next = max(self._next or 0, update.update_id + 1)
        if update.update_id not in self._handled and update.update_id not in self._under_way:
            self._under_way[update.update_id] = asyncio.create_task(self._handle(update))

    async def _handle(self, update: Update) -> None:
        try:
            await self._dispatcher.feed_update(self._bot, update)
        except Exception:
            log.exception("update.failed", update=update.update_id)
        try:
            await self._updates.finish(update.update_id, self._clock())
        finally:
            self._handled.add(update.update_id)
            del self._under_way[update.update_id]

    @property
    def _offset(self) -> int | None:
        """The first update that is not handled: all before it are acknowledged by asking for it."""
        return min(self._under_way, default=self._next)

    async def _fetch(self, seconds: int = POLL_SECONDS) -> list[Update]:
        """What is not acknowledged; nothing where Telegram cannot be asked just now, after a pause."""
        offset = self._offset
        if self._under_way:
            seconds = 0  # what is under way comes again at once
        ask = GetUpdates(offset=offset, timeout=seconds, allowed_updates=self._kinds)
        try:
            updates = await self._bot(ask, request_timeout=seconds + int(self._bot.session.timeout or 0))
        except (AiogramError, OSError, TimeoutError) as error:
            log.warning("updates.unfetched", error=type(error).__name__, tries=self._back_off.counter)
            await self._back_off.asleep()
            return []
        self._back_off.reset()
        self._handled = {known for known in self._handled if offset is None or known >= offset}
        return updates

    async def _wind_up(self) -> None:
        if self._under_way:
            await asyncio.wait([*self._under_way.values()], timeout=FINISH_SECONDS)
        for task in self._under_way.values():
            task.cancel()
        if self._next is not None:
            await self._acknowledge()

    async def _acknowledge(self) -> None:
        """By asking for what comes after it; a Telegram that does not answer sends it again, and it is known."""
        try:
            await self._bot(GetUpdates(offset=self._offset, timeout=0, limit=1, allowed_updates=self._kinds))
        except (AiogramError, OSError, TimeoutError) as error:
            log.warning("updates.unacknowledged", error=type(error).__name__)
