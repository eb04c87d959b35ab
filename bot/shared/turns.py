"""Turns at hosts in Redis: one request at a time and a pause between two, whichever processes make them."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.fetch import LONGEST_REST
from bot.shared.server import PREFIX

log = structlog.get_logger()

HOLD_SECONDS = 60.0
"""A turn ends by itself after it: its process has died. A request may take ten."""
LONGEST_SLEEP_SECONDS = 1.0
CUT_OFF_SECONDS = 1.0

# A turn that is over lasts as long as the pause: then it is the next one's.
PAUSE = """
if redis.call('GET', KEYS[1]) == ARGV[1] then
  return redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return 0
"""


class SharedTurns:
    """The port `Turns`. While Redis does not answer nobody's turn comes: a host may not be asked twice at once."""

    def __init__(self, redis: "Redis") -> None:
        self._redis = redis
        self._pause = redis.register_script(PAUSE)

    @asynccontextmanager
    async def turn(self, host: str, pause_seconds: float) -> AsyncIterator[None]:
        """The host is this caller's alone; the next one waits `pause_seconds` from the end of this turn."""
        key, owner = f"{PREFIX}:turn:{host}", secrets.token_hex(8)
        while (seconds := await self._wait_seconds(key, owner)) > 0:  # noqa: ASYNC110 another process ends the turn
            await asyncio.sleep(min(seconds, LONGEST_SLEEP_SECONDS))
        try:
            yield
        finally:
            try:
                await self._pause(keys=(key,), args=(owner, max(1, round(pause_seconds * 1000))))
            except RedisError as error:
                log.warning("redis.cut_off", what="turn", error=type(error).__name__)

    async def _wait_seconds(self, key: str, owner: str) -> float:
        """0: it is this owner's turn now. Else when to ask again."""
        try:
            if await self._redis.set(key, owner, nx=True, px=round(HOLD_SECONDS * 1000)):
                return 0.0
            return max(0.01, await self._redis.pttl(key) / 1000)
        except RedisError as error:
            log.warning("redis.cut_off", what="turn", error=type(error).__name__)
            return CUT_OFF_SECONDS

    async def rest(self, host: str, wanted: timedelta) -> None:
        """The host asked to be left alone for so long; it gets a day at most."""
        seconds = min(wanted, LONGEST_REST).total_seconds()
        try:
            await self._redis.set(f"{PREFIX}:rest:{host}", 1, px=max(1, round(seconds * 1000)))
        except RedisError as error:
            log.warning("redis.cut_off", what="rest", error=type(error).__name__)

    async def resting(self, host: str) -> timedelta:
        """How long the host is still to be left alone; zero: it may be asked."""
        try:
            return timedelta(milliseconds=max(0, await self._redis.pttl(f"{PREFIX}:rest:{host}")))
        except RedisError as error:
            log.warning("redis.cut_off", what="rest", error=type(error).__name__)
            return timedelta()
