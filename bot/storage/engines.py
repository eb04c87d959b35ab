"""DATABASE_URL read, and an engine made for it."""

import json
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.storage.transactions import WRITER
from digests.errors import ConfigError

EXAMPLE = "write sqlite:///var/qogam.db or postgresql://user:password@host/name"
POSTGRES = {"postgres", "postgresql", "postgresql+asyncpg"}
SQLITE = {"sqlite", "sqlite+aiosqlite"}
LOCK_SECONDS = 10  # how long to wait for another process that writes to the same file
# One writes, the others read. More readers make nothing faster: they share one interpreter and one disk.
SQLITE_CONNECTIONS = 3
POSTGRES_CONNECTIONS = 8


def database_url(text: str) -> URL:
    """The URL with its driver; ConfigError where it names no database that can be used."""
    try:
        url = make_url(text.strip())
    except (ArgumentError, ValueError):
        raise ConfigError(f"DATABASE_URL is not a database address: {EXAMPLE}.") from None
    if url.drivername in SQLITE:
        if url.database in {None, "", ":memory:"}:
            raise ConfigError("DATABASE_URL names no file for SQLite: write sqlite:///var/qogam.db.")
        return url.set(drivername="sqlite+aiosqlite")
    if url.drivername in POSTGRES:
        if not url.database:
            raise ConfigError(f"DATABASE_URL names no database of the server: {EXAMPLE}.")
        return _for_asyncpg(url)
    raise ConfigError(f"DATABASE_URL begins with {url.drivername}, which is neither SQLite nor PostgreSQL: {EXAMPLE}.")


def _for_asyncpg(url: URL) -> URL:
    """Hosting services write libpq's `sslmode`; asyncpg calls the same thing `ssl`."""
    query = {"ssl" if key == "sslmode" else key: value for key, value in url.query.items()}
    return url.set(drivername="postgresql+asyncpg", query=query)


def open_engine(url: URL) -> AsyncEngine:
    """An engine that has not connected yet; the folder of a SQLite file is made."""
    serializer = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))
    if url.drivername.startswith("sqlite"):
        return sqlite_engine(url, serializer)
    return create_async_engine(
        url, json_serializer=serializer, pool_pre_ping=True, pool_size=POSTGRES_CONNECTIONS, max_overflow=0
    )


def sqlite_engine(url: URL, serializer: Any) -> AsyncEngine:
    """An engine whose transactions begin where SQLAlchemy begins them, at once as writers where they will write."""
    folder = Path(url.database or "").parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"DATABASE_URL needs the folder {folder}, which cannot be made: {error.strerror}.") from None
    engine = create_async_engine(
        url,
        json_serializer=serializer,
        pool_size=SQLITE_CONNECTIONS,
        max_overflow=0,
        connect_args={"timeout": LOCK_SECONDS},
    )
    event.listen(engine.sync_engine, "connect", _set_up_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _entry: ConnectionPoolEntry) -> None:
    # Python's driver would begin only before the first INSERT, UPDATE or DELETE, too late for a consistent read.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A plain BEGIN takes the write lock at the first write; when another process wrote since then, that fails at once
    # and no waiting helps (SQLITE_BUSY_SNAPSHOT). IMMEDIATE takes it first.
    writes = connection.get_execution_options().get(WRITER, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
