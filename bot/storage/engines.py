"""DATABASE_URL read, and engines made for it."""

import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, event, make_url
from sqlalchemy.exc import ArgumentError, DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.storage.errands import Errands
from digests.errors import ConfigError

EXAMPLE = "write sqlite:///var/qogam.db or postgresql://user:password@host/name"
POSTGRES = {"postgres", "postgresql", "postgresql+asyncpg"}
POSTGRES_OPTIONS = {"host", "port", "ssl", "timeout"}
SQLITE = {"sqlite", "sqlite+aiosqlite"}
LOCK_SECONDS = 10  # how long to wait for another process that writes to the same file
# More readers of a file make nothing faster: they share one interpreter and one disk.
SQLITE_WRITERS, SQLITE_READERS = 1, 2
POSTGRES_WRITERS, POSTGRES_READERS = 4, 4


@dataclass(frozen=True, slots=True)
class Engines:
    """Two pools of connections to one database: one to change it, one to read it."""

    writer: AsyncEngine
    reader: AsyncEngine

    @property
    def by_themselves(self) -> tuple[AsyncEngine, AsyncEngine]:
        """The same, for statements that are transactions by themselves: no BEGIN and COMMIT go with them."""
        writer, reader = (one.execution_options(isolation_level="AUTOCOMMIT") for one in (self.writer, self.reader))
        return writer, reader

    @property
    def dialect(self) -> str:
        """SQLAlchemy's name of it: sqlite or postgresql."""
        return self.writer.dialect.name

    async def dispose(self) -> None:
        """Close all connections."""
        await self.reader.dispose()
        await self.writer.dispose()


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
    if unknown := sorted(query.keys() - POSTGRES_OPTIONS):
        raise ConfigError(f"DATABASE_URL has the option {unknown[0]}, which is not known: leave it out.")
    return url.set(drivername="postgresql+asyncpg", query=query)


def open_engines(url: URL) -> Engines:
    """Engines that have not connected yet; the folder of a SQLite file is made."""
    if url.drivername.startswith("sqlite"):
        _make_folder(Path(url.database or "").parent)
        return Engines(_sqlite(url, "BEGIN IMMEDIATE", SQLITE_WRITERS), _sqlite(url, "BEGIN", SQLITE_READERS))
    reader = _engine(url, POSTGRES_READERS, isolation_level="REPEATABLE READ")
    engines = Engines(_engine(url, POSTGRES_WRITERS), reader)
    for engine in (engines.writer, engines.reader):
        event.listen(engine.sync_engine, "checkout", _give_no_closed_one)
    return engines


def _give_no_closed_one(connection: Any, _entry: ConnectionPoolEntry, _fairy: Any) -> None:
    """Another one in place of a connection that the server has closed, by a restart say.

    asyncpg knows without asking; to ask (`pool_pre_ping`) would take three trips each time, as long as most statements.
    """
    if connection.driver_connection.is_closed():
        raise DisconnectionError


def _engine(url: URL, connections: int, **options: Any) -> AsyncEngine:
    to_json = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))
    return create_async_engine(url, json_serializer=to_json, pool_size=connections, max_overflow=0, **options)


def _sqlite(url: URL, begin: str, connections: int) -> AsyncEngine:
    """An engine whose transactions begin where SQLAlchemy begins them.

    Writers say IMMEDIATE: a plain BEGIN takes the write lock at the first write, and where another process has written
    since then, that fails at once and no waiting helps (SQLITE_BUSY_SNAPSHOT).
    """
    args, options = url.get_dialect()().create_connect_args(url)
    # Every transaction here ends before its connection goes back: another rollback would only be one more errand
    # to the connection's thread.
    engine = _engine(
        url,
        connections,
        async_creator=lambda: Errands(*args, timeout=LOCK_SECONDS, **options),
        pool_reset_on_return=None,
    )
    event.listen(engine.sync_engine, "connect", _set_up_sqlite)
    event.listen(engine.sync_engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def _set_up_sqlite(connection: Any, _entry: ConnectionPoolEntry) -> None:
    # Python's driver would begin only before the first INSERT, UPDATE or DELETE, too late for a consistent read.
    connection.isolation_level = None
    try:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()
    except Exception:  # a file that is no database; nobody else would end the connection's thread
        connection.close()
        raise


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"DATABASE_URL needs the folder {folder}, which cannot be made: {error.strerror}.") from None
