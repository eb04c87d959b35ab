"""One leader among the processes on a database; the others stand by, and one of them follows within seconds."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.engines import Engines
from bot.storage.lease import POSTGRES_LEASE, own_connections

LEADER = POSTGRES_LEASE + 1
WAIT_SECONDS = 5
"""How long one statement waits for the lock: a stand-by whose connection has died notices so."""
PULSE_SECONDS, ANSWER_SECONDS = 2.0, 3.0
"""How often a leader looks whether it still is one, and how long the answer may take."""
KEPT_ALIVE = {
    "lock_timeout": f"{WAIT_SECONDS}s",
    "tcp_keepalives_idle": "2",
    "tcp_keepalives_interval": "1",
    "tcp_keepalives_count": "3",
    "client_connection_check_interval": "2s",
}
"""The server drops a leader whose machine or network has gone after five seconds, and with it its lock."""
LOCK_NOT_AVAILABLE = "55P03"

Lost = Callable[[], Awaitable[None]]


@asynccontextmanager
async def leadership(engines: Engines) -> AsyncIterator[Lost]:
    """Wait until this process leads; the function that is given returns when it does no more.

    A leader may notice later than its successor begins: what leaders do must be harmless when two do it. A file has
    one process, which leads. Raises OSError or DBAPIError where the server cannot be asked.
    """
    if engines.dialect == "sqlite":
        yield _never
        return
    engine = own_connections(engines, **KEPT_ALIVE)
    try:
        async with engine.connect() as connection:
            await _wait(connection)
            yield lambda: _lost(connection)
    finally:
        await engine.dispose()


async def _never() -> None:
    await asyncio.Event().wait()


async def _wait(connection: AsyncConnection) -> None:
    while True:
        try:
            async with asyncio.timeout(WAIT_SECONDS + ANSWER_SECONDS):
                await connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": LEADER})
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) != LOCK_NOT_AVAILABLE:
                raise
        else:
            return


async def _lost(connection: AsyncConnection) -> None:
    while True:
        await asyncio.sleep(PULSE_SECONDS)
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await connection.execute(text("SELECT 1"))
        except (OSError, DBAPIError):
            return
