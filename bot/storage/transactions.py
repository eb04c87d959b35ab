"""Transactions on either database: the one place that knows how they differ when in use."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

WRITER = "qogam_writer"


class Transactions:
    """Short transactions: committed at the end of the block, rolled back by an error.

    SQLite lets one connection write at a time and makes the others poll for their turn, which is unfair and slow: here
    writers queue for a lock instead, and begin with BEGIN IMMEDIATE (`engines.sqlite_engine`). Readers have their own
    connections: WAL lets them see the last commit at any time.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._turn: AbstractAsyncContextManager[Any] = asyncio.Lock() if self._is_sqlite else nullcontext()
        self._writer = engine.execution_options(**{WRITER: True})
        # A value is often read by several statements: all of them have to see the same moment.
        self._reader = engine if self._is_sqlite else engine.execution_options(isolation_level="REPEATABLE READ")

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A connection in a transaction that may write."""
        async with self._turn, self._writer.begin() as connection:
            yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A connection that sees one moment and changes nothing."""
        async with self._reader.connect() as connection:
            yield connection

    def insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """An INSERT that can say ON CONFLICT, which SQLAlchemy has for each database by itself."""
        return sqlite.insert(table) if self._is_sqlite else postgresql.insert(table)
