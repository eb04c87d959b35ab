"""How often the thread of a connection to SQLite is asked, and that nothing is lost by asking it seldom."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.storage.errands import Cursor, Errands


class Counting(Errands):
    """It counts what the thread is asked."""

    asked = 0

    async def _execute(self, fn: Any, *args: Any, **options: Any) -> Any:
        self.asked += 1
        return await super()._execute(fn, *args, **options)


@pytest.fixture
async def connection(tmp_path: Path) -> AsyncIterator[Counting]:
    connection = Counting(tmp_path / "a.db", isolation_level=None)
    async with connection:
        await said(connection, "CREATE TABLE villages (id INTEGER PRIMARY KEY, name TEXT UNIQUE)")
        connection.asked = 0
        yield connection


async def said(connection: Errands, sql: str, *parameters: Any) -> Cursor:
    cursor = connection.cursor()
    await cursor.execute(sql, parameters)
    return cursor


async def names(connection: Errands) -> list[str]:
    return [row[0] for row in await (await said(connection, "SELECT name FROM villages ORDER BY id")).fetchall()]


async def test_a_statement_is_one_errand_and_brings_its_rows_along(connection: Counting) -> None:
    made = await said(connection, "INSERT INTO villages (name) VALUES (?)", "Арай")
    assert (made.rowcount, made.lastrowid, made.description) == (1, 1, None)
    await made.close()
    found = await said(connection, "SELECT id, name FROM villages")
    assert found.description is not None
    assert [column[0] for column in found.description] == ["id", "name"]
    assert await found.fetchall() == [(1, "Арай")]
    assert connection.asked == 2


async def test_a_transaction_begins_with_its_first_statement(connection: Counting) -> None:
    await said(connection, "BEGIN IMMEDIATE")
    assert connection.asked == 0
    await said(connection, "INSERT INTO villages (name) VALUES (?)", "Арай")
    await connection.rollback()
    assert connection.asked == 2
    assert await names(connection) == []


async def test_a_transaction_without_statements_asks_nothing_and_opens_none(connection: Counting) -> None:
    for end in (connection.commit, connection.rollback):
        await said(connection, "BEGIN IMMEDIATE")
        await end()
    assert connection.asked == 0
    await said(connection, "INSERT INTO villages (name) VALUES (?)", "Арай")
    await connection.rollback()  # of nothing: the statement was by itself
    assert await names(connection) == ["Арай"]


async def test_many_rows_are_one_errand(connection: Counting) -> None:
    cursor = connection.cursor()
    await cursor.executemany("INSERT INTO villages (name) VALUES (?)", [("Арай",), ("Бесқайың",)])
    assert connection.asked == 1
    assert cursor.rowcount == 2
    assert await names(connection) == ["Арай", "Бесқайың"]


async def test_what_fails_says_so_and_leaves_the_transaction_to_its_end(connection: Counting) -> None:
    await said(connection, "BEGIN IMMEDIATE")
    await said(connection, "INSERT INTO villages (name) VALUES (?)", "Арай")
    with pytest.raises(sqlite3.IntegrityError):
        await said(connection, "INSERT INTO villages (name) VALUES (?)", "Арай")
    await connection.commit()
    assert await names(connection) == ["Арай"]


async def test_where_a_transaction_cannot_begin_no_statement_is_run_outside_it(
    connection: Counting, tmp_path: Path
) -> None:
    other = Errands(tmp_path / "a.db", isolation_level=None, timeout=0)
    async with other:
        await said(connection, "BEGIN IMMEDIATE")
        await said(connection, "INSERT INTO villages (name) VALUES (?)", "Арай")
        await said(other, "BEGIN IMMEDIATE")
        for name in ("Бесқайың", "Жалтыр"):
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                await said(other, "INSERT INTO villages (name) VALUES (?)", name)
        await other.rollback()
        await connection.commit()
        assert await names(other) == ["Арай"]


async def test_who_is_cancelled_before_the_thread_comes_to_it_leaves_nothing_behind(connection: Counting) -> None:
    busy = asyncio.create_task(connection._execute(time.sleep, 0.2))
    await asyncio.sleep(0.01)
    await said(connection, "BEGIN IMMEDIATE")
    writing = asyncio.create_task(said(connection, "INSERT INTO villages (name) VALUES (?)", "Арай"))
    await asyncio.sleep(0.01)
    writing.cancel()
    await asyncio.gather(writing, return_exceptions=True)
    await connection.rollback()
    await busy
    assert await names(connection) == []
    assert not connection.in_transaction
