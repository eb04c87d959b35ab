"""One process a database, or several that know of each other: who comes second hears who holds it."""

import asyncio
import fcntl
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from sqlalchemy import TextClause, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from bot.storage.engines import Engines
from bot.storage.schema import unusable
from digests.errors import ConfigError

POSTGRES_LEASE = 0x716F67616E  # the key of the advisory lock; migrations have the one before it
ALONE = text("SELECT pg_try_advisory_lock(:key)")
SHARED = text("SELECT pg_try_advisory_lock_shared(:key)")

TRIES, PAUSE_SECONDS = 15, 0.2

HOLDER = text(
    "SELECT a.application_name, a.client_addr, a.backend_start FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
    " WHERE l.locktype = 'advisory' AND l.granted AND (l.classid::bigint << 32 | l.objid::bigint) = :key"
    " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


@asynccontextmanager
async def lease(engines: Engines, *, is_shared: bool = False) -> AsyncIterator[None]:
    """Hold the database until the end of the block; ConfigError that names the holder where another process does.

    `is_shared`: with others that share it too, which a file lets nobody do. On SQLite it is a lock on the file beside
    it, on Postgres an advisory lock of a connection of its own: both end with the process, however it ends, so that
    nobody has to clean up after a crash.
    """
    if engines.dialect == "postgresql":
        held = _advisory(engines, SHARED if is_shared else ALONE)
    elif is_shared:
        raise ConfigError("DATABASE_URL names a file, on which one process works: several need a PostgreSQL server.")
    else:
        held = _file(Path(engines.writer.url.database or ""))
    async with held:
        yield


@asynccontextmanager
async def _file(database: Path) -> AsyncIterator[None]:
    path = database.with_name(f"{database.name}.lock")
    try:
        file = path.open("a+", encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{path} cannot be written: {error.strerror}. Give the bot's user its folder.") from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise _refusal(file.read().strip() or "its name is not known") from None
        _write(file, f"{_self()} since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC")
        try:
            yield
        finally:
            _write(file, "")


def _write(file: IO[str], words: str) -> None:
    file.truncate(0)
    file.write(words)
    file.flush()


@asynccontextmanager
async def _advisory(engines: Engines, take: TextClause) -> AsyncIterator[None]:
    engine = own_connections(engines)
    try:
        connection = await _connected(engine)
        try:
            if not await _taken(connection, take):
                raise _refusal(await _holder(connection))
            yield
        finally:
            await connection.close()
    finally:
        await engine.dispose()


def own_connections(engines: Engines, **settings: str) -> AsyncEngine:
    """Connections to the same server that are no pool's and say who they are, with `settings` of the server."""
    server_settings = {"application_name": _self()} | settings
    return create_async_engine(
        engines.writer.url,
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        connect_args={"server_settings": server_settings},
    )


async def _taken(connection: AsyncConnection, take: TextClause) -> bool:
    """Whether the lock is ours now. The server may need a moment to see that a process that was killed has gone."""
    for _ in range(TRIES):
        taken = await connection.execute(take, {"key": POSTGRES_LEASE})
        if taken.scalar_one():
            return True
        await asyncio.sleep(PAUSE_SECONDS)
    return False


async def _connected(engine: AsyncEngine) -> AsyncConnection:
    try:
        return await engine.connect()
    except (OSError, DBAPIError) as error:
        raise unusable(engine.url, error) from error


async def _holder(connection: AsyncConnection) -> str:
    row = (await connection.execute(HOLDER, {"key": POSTGRES_LEASE})).first()
    if row is None:  # it has just gone
        return "it is going"
    since = row.backend_start.astimezone(UTC)
    return f"{row.application_name} at {row.client_addr or 'the same machine'} since {since:%Y-%m-%d %H:%M:%S} UTC"


def _self() -> str:
    return f"process {os.getpid()} on {socket.gethostname()}"[:63]  # Postgres cuts longer names


def _refusal(holder: str) -> ConfigError:
    return ConfigError(
        f"Another process works on this database ({holder}): stop it first, or give this one its own DATABASE_URL."
    )
