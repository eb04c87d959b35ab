"""aiosqlite with one errand to the connection's thread where SQLAlchemy would run four.

It asks for a cursor, has it execute, fetches the rows and closes it; each of these wakes the thread and waits for its
turn with the interpreter, which takes longer than most statements. Here a statement goes there once and brings its rows
along, and BEGIN goes with the first statement of its transaction.
"""

import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple, Self

import aiosqlite

Parameters = Sequence[Any]


class _Answer(NamedTuple):
    """What is left of a cursor of sqlite3 when it is closed."""

    description: Sequence[Sequence[Any]] | None = None
    rowcount: int = -1
    lastrowid: int | None = None
    rows: Sequence[Any] = ()


class Errands(aiosqlite.Connection):
    """A connection for the `async_creator` of an engine; await it. The arguments are those of `sqlite3.connect`."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(lambda: sqlite3.connect(*args, **options), iter_chunk_size=64)
        self._thread.daemon = True
        self._begin: str | None = None

    def cursor(self) -> "Cursor":  # type: ignore[override]  # SQLAlchemy needs no more of it
        """One that asks nothing of the thread before it executes."""
        return Cursor(self)

    async def run(self, sql: str, parameters: Parameters, *, many: bool = False) -> _Answer:
        """Execute it once, or for each of many parameters, and bring all rows; sqlite3.Error.

        BEGIN belongs to the errand from here on: whoever is cancelled meanwhile rolls back what was begun.
        """
        if sql.startswith("BEGIN"):
            self._begin = sql
            return _Answer()
        begin, self._begin = self._begin, None
        try:
            answer: _Answer = await self._execute(  # type: ignore[no-untyped-call]
                self._run, begin, sql, parameters, many
            )
        except sqlite3.Error:
            if begin and not self.in_transaction:
                self._begin = begin
            raise
        return answer

    async def commit(self) -> None:
        """A transaction without a statement has not begun."""
        if self._has_begun():
            await super().commit()

    async def rollback(self) -> None:
        """The same."""
        if self._has_begun():
            await super().rollback()

    def _has_begun(self) -> bool:
        waits, self._begin = self._begin is not None, None
        return not waits

    def _run(self, begin: str | None, sql: str, parameters: Parameters, many: bool) -> _Answer:
        """In the thread."""
        if begin:
            self._conn.execute(begin)
        cursor = self._conn.cursor()
        try:
            cursor.executemany(sql, parameters) if many else cursor.execute(sql, parameters)
            rows = cursor.fetchall() if cursor.description else ()
            return _Answer(cursor.description, cursor.rowcount, cursor.lastrowid, rows)
        finally:
            cursor.close()


class Cursor:
    """What SQLAlchemy expects of a cursor that is asynchronous."""

    arraysize = 1

    def __init__(self, connection: Errands) -> None:
        self._connection = connection
        self._answer = _Answer()

    async def __aenter__(self) -> Self:
        return self

    @property
    def description(self) -> Sequence[Sequence[Any]] | None:
        """The columns of the rows; None: the statement returns none."""
        return self._answer.description

    @property
    def rowcount(self) -> int:
        """How many rows were changed; -1: unknown."""
        return self._answer.rowcount

    @property
    def lastrowid(self) -> int | None:
        """The key of the last row that was inserted."""
        return self._answer.lastrowid

    async def execute(self, sql: str, parameters: Parameters = ()) -> None:
        """sqlite3.Error."""
        self._answer = await self._connection.run(sql, parameters)

    async def executemany(self, sql: str, parameters: Sequence[Parameters]) -> None:
        """sqlite3.Error."""
        self._answer = await self._connection.run(sql, parameters, many=True)

    async def fetchall(self) -> Sequence[Any]:
        """All rows."""
        return self._answer.rows

    async def close(self) -> None:
        """It holds nothing."""
