"""Databases for tests: each test gets an empty one, with the schema of this version.

A folder that wants them imports the fixtures into its conftest.py. `database` runs a test on SQLite and on Postgres,
`sqlite_database` on SQLite alone.
"""

import asyncio
import atexit
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from bot.soak.servers import postgres_server
from bot.storage import Database, open_database
from bot.storage.tables import metadata

ON_BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(params=ON_BOTH)
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """An empty database, on SQLite and on Postgres."""
    opened = await (migrated_sqlite(tmp_path) if request.param == "sqlite" else migrated_postgres())
    yield opened
    await opened.close()


@pytest.fixture
async def sqlite_database(tmp_path: Path) -> AsyncIterator[Database]:
    """An empty database in a SQLite file."""
    opened = await migrated_sqlite(tmp_path)
    yield opened
    await opened.close()


@pytest.fixture(params=ON_BOTH)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without any table, on SQLite and on Postgres."""
    return f"sqlite:///{tmp_path}/new.db" if request.param == "sqlite" else new_postgres_url()


async def migrated_sqlite(folder: Path) -> Database:
    """A database in a new file of this folder."""
    path = folder / "qogam.db"
    shutil.copyfile(_sqlite_template(), path)
    return open_database(f"sqlite:///{path}")


async def migrated_postgres() -> Database:
    """The session's migrated Postgres database, emptied."""
    opened = open_database(_postgres_template())
    async with opened.engines.writer.begin() as connection:
        await connection.execute(text(f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY"))
    return opened


def new_postgres_url() -> str:
    """The address of a new database on the session's server."""
    _counter.append(name := f"qogam_{len(_counter)}")
    server = _postgres_server()
    _run(lambda: _execute(server.get_uri(), f"CREATE DATABASE {name}"))
    return str(server.get_uri(database=name))


_counter: list[str] = []


@cache
def _sqlite_template() -> Path:
    folder = tempfile.mkdtemp(prefix="qogam-test-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = Path(folder) / "template.db"
    _run(lambda: _migrate(f"sqlite:///{path}"))
    return path


@cache
def _postgres_template() -> str:
    url = new_postgres_url()
    _run(lambda: _migrate(url))
    return url


@cache
def _postgres_server() -> Any:
    """An embedded server in a folder of its own, which goes with the process."""
    until_the_end = ExitStack()
    atexit.register(until_the_end.close)
    return until_the_end.enter_context(postgres_server())


async def _migrate(url: str) -> None:
    opened = open_database(url)
    await opened.migrate()
    await opened.close()


async def _execute(url: str, statement: str) -> None:
    engine = create_async_engine(
        url.replace("postgresql:", "postgresql+asyncpg:"), poolclass=NullPool, isolation_level="AUTOCOMMIT"
    )
    async with engine.connect() as connection:
        await connection.execute(text(statement))
    await engine.dispose()


def _run(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run it to its end beside the test's own event loop, which may be running."""
    with ThreadPoolExecutor(1) as threads:
        threads.submit(lambda: asyncio.run(work())).result()
