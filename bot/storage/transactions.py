"""Transactions on either database: the one place that knows how they differ when in use."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager, nullcontext
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CursorResult,
    Executable,
    Row,
    Subquery,
    Table,
    bindparam,
    cast,
    func,
    literal,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.storage.engines import Engines
from digests.errors import StorageFailed

AWAY = ("08", "53", "57")
"""Classes of SQLSTATE: connection exception, insufficient resources, operator intervention."""


@contextmanager
def _outages() -> Iterator[None]:
    """A database that cannot be reached, or went away meanwhile, is StorageFailed."""
    try:
        yield
    except (OSError, OperationalError, InterfaceError) as error:
        raise StorageFailed(f"{type(error).__name__}: {getattr(error, 'orig', error)}"[:200]) from error
    except DBAPIError as error:
        if not error.connection_invalidated and not _is_away(error):
            raise
        raise StorageFailed(f"{type(error).__name__}: {error.orig}"[:200]) from error


def _is_away(error: DBAPIError) -> bool:
    """Whether Postgres says that it is starting, shutting down, full, or that the connection is broken."""
    return str(getattr(error.orig, "sqlstate", None) or "").startswith(AWAY)


def _rows(result: CursorResult[Any]) -> Sequence[Row[Any]]:
    return result.all() if result.returns_rows else ()


class Transactions:
    """Short transactions: committed at the end of the block, rolled back by an error.

    SQLite lets one connection write at a time and makes the others poll for their turn, which is unfair and slow: here
    writers queue for a lock instead. Readers have connections of their own: WAL lets them see the last commit at any
    time, and a crowd of them does not keep the sender from its connection (measured with 20 busy readers: twice as many
    rounds of claim and settle as with one pool for all, on Postgres ten times as many).
    """

    def __init__(self, engines: Engines) -> None:
        self._engines = engines
        self._is_sqlite = engines.dialect == "sqlite"
        self._alone_writer, self._alone_reader = engines.by_themselves
        self._upserts: dict[tuple[str, tuple[str, ...]], sqlite.Insert | postgresql.Insert] = {}
        self._turn: AbstractAsyncContextManager[Any] = asyncio.Lock() if self._is_sqlite else nullcontext()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A connection in a transaction that may write."""
        with _outages():
            async with self._turn, self._engines.writer.begin() as connection:
                yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A connection that sees one moment, however many statements read it, and changes nothing."""
        with _outages():
            async with self._engines.reader.connect() as connection:
                yield connection

    async def change(self, statement: Executable, values: Mapping[str, Any] | None = None) -> Sequence[Row[Any]]:
        """The rows of one statement that is a transaction by itself: on Postgres that is one trip and not three."""
        if self._is_sqlite:
            async with self.write() as connection:
                return _rows(await connection.execute(statement, values))
        return await self._alone(self._alone_writer, statement, values)

    async def look(self, statement: Executable, values: Mapping[str, Any] | None = None) -> Sequence[Row[Any]]:
        """The same of one statement that only reads."""
        if self._is_sqlite:
            async with self.read() as connection:
                return _rows(await connection.execute(statement, values))
        return await self._alone(self._alone_reader, statement, values)

    async def _alone(
        self, engine: AsyncEngine, statement: Executable, values: Mapping[str, Any] | None
    ) -> Sequence[Row[Any]]:
        with _outages():
            async with engine.connect() as connection:
                return _rows(await connection.execute(statement, values))

    async def take_turns(self, connection: AsyncConnection, what: int) -> None:
        """Until the end of the transaction nobody else does `what`; a file has one writer anyway.

        What a statement after it sees is what the one before has committed, as each statement looks anew.
        """
        if not self._is_sqlite:
            await connection.execute(select(func.pg_advisory_xact_lock(what)))

    def insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """An INSERT that can say ON CONFLICT, which SQLAlchemy has for each database by itself."""
        return sqlite.insert(table) if self._is_sqlite else postgresql.insert(table)

    def upsert(self, table: Table, names: tuple[str, ...]) -> sqlite.Insert | postgresql.Insert:
        """An INSERT of rows with these columns that takes the place of those with the same keys.

        Kept: to put it together costs more than the database needs for it.
        """
        if (table.name, names) not in self._upserts:
            new = self.insert(table)
            key = [column.name for column in table.primary_key]
            changes = {name: new.excluded[name] for name in names if name not in key}
            self._upserts[table.name, names] = new.on_conflict_do_update(index_elements=key, set_=changes)
        return self._upserts[table.name, names]

    def numbers(self, name: str) -> Subquery:
        """A table with the column `number` of what is given as a list for the parameter of this name, in its order."""
        given = bindparam(name, type_=JSON)
        if self._is_sqlite:
            value = func.json_each(given).table_valued("value", name="one").c.value
        else:
            value = func.json_array_elements_text(given).table_valued("value", name="one").c.value
        return select(cast(value, BigInteger).label("number")).subquery("numbers")

    def pairs(self, numbers: Sequence[tuple[int, int]]) -> Subquery:
        """A table of these pairs, in the columns `first` and `second`.

        It is one parameter, so that a statement over many rows is one statement: row by row, each would be an errand
        to the connection's thread that waits for its turn with the interpreter.
        """
        name = "json_each" if self._is_sqlite else "json_array_elements"
        pair = getattr(func, name)(literal(list(numbers), JSON)).table_valued("value", name="pair").c.value
        if self._is_sqlite:
            first, second = func.json_extract(pair, "$[0]"), func.json_extract(pair, "$[1]")
        else:
            first, second = pair.op("->>")(0), pair.op("->>")(1)
        return select(cast(first, BigInteger).label("first"), cast(second, BigInteger).label("second")).subquery(
            "pairs"
        )
