"""Rung where something is queued, heard by the senders of all processes."""

import asyncio
from collections.abc import Callable
from typing import Any

import structlog
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.storage.engines import Engines
from bot.storage.lease import own_connections

log = structlog.get_logger()

CHANNEL = "qogam_outbox"
PULSE_SECONDS, ANSWER_SECONDS = 5.0, 3.0
"""How often it is looked whether the server can still be heard, and how long the answer may take."""
PAUSE_SECONDS = 1.0

Wake = Callable[[], None]


class Bell:
    """On Postgres NOTIFY and LISTEN; a file has one process, which hears itself.

    A ring that nobody hears is no harm: senders look by themselves, a little later.
    """

    def __init__(self, engines: Engines) -> None:
        self._engines = engines
        self._hearers: list[Wake] = []
        self._ringing: asyncio.Task[None] | None = None

    def ring(self) -> None:
        """Something waits for the senders."""
        if self._engines.dialect == "sqlite":
            for wake in self._hearers:
                wake()
        elif self._ringing is None or self._ringing.done():
            self._ringing = asyncio.create_task(self._notify())

    async def hear(self, wake: Wake) -> None:
        """Call `wake` at each ring, until cancelled."""
        self._hearers.append(wake)
        try:
            if self._engines.dialect == "sqlite":
                await asyncio.Event().wait()
            while True:
                try:
                    await self._listen(wake)
                except (OSError, DBAPIError) as error:
                    log.warning("bell.unheard", error=type(error).__name__)
                    await asyncio.sleep(PAUSE_SECONDS)
        finally:
            self._hearers.remove(wake)

    async def _notify(self) -> None:
        try:
            async with self._engines.writer.begin() as connection:
                await connection.execute(text(f"NOTIFY {CHANNEL}"))
        except (OSError, DBAPIError) as error:
            log.warning("bell.unrung", error=type(error).__name__)

    async def _listen(self, wake: Wake) -> None:
        engine = own_connections(self._engines)
        try:
            async with engine.connect() as connection:
                driver: Any = (await connection.get_raw_connection()).driver_connection  # asyncpg's
                await driver.add_listener(CHANNEL, lambda *_: wake())
                wake()  # for what was rung meanwhile
                while True:
                    await asyncio.sleep(PULSE_SECONDS)
                    async with asyncio.timeout(ANSWER_SECONDS):
                        await connection.execute(text("SELECT 1"))
        finally:
            await engine.dispose()
