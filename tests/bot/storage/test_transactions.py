import asyncio

import pytest
from sqlalchemy.exc import DBAPIError

from bot.storage import Database, open_database
from digests.errors import StorageFailed
from digests.model import Locale
from tests.builders import DAY, NOW, a_subscriber


async def test_many_writers_at_once_all_get_their_turn(database: Database) -> None:
    await asyncio.gather(*(database.subscribers.save(a_subscriber(chat_id)) for chat_id in range(100)))
    assert sum((await database.subscribers.count()).values()) == 100


async def test_two_processes_write_to_one_file(sqlite_database: Database) -> None:
    other = open_database(str(sqlite_database.engines.writer.url))
    saves = [
        store.subscribers.save(a_subscriber(number, next_digest_at=NOW + DAY))
        for number in range(60)
        for store in (sqlite_database, other)
    ]
    await asyncio.gather(*saves)
    assert sum((await other.subscribers.count()).values()) == 60
    await other.close()


async def test_a_cancelled_write_lets_the_next_one_through(database: Database) -> None:
    for delay in range(20):
        writing = asyncio.create_task(database.subscribers.save(a_subscriber(1, locale=Locale.EN)))
        await asyncio.sleep(delay / 5_000)
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
        await asyncio.wait_for(database.subscribers.save(a_subscriber(2)), timeout=10)
    assert await database.subscribers.next_slot() == NOW


class Said(Exception):
    """What Postgres says, as its driver raises it."""

    def __init__(self, sqlstate: str) -> None:
        super().__init__(sqlstate)
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("sqlstate", "expected"),
    [
        *(("57P03", StorageFailed), ("57P01", StorageFailed), ("53300", StorageFailed), ("08006", StorageFailed)),
        *(("23505", DBAPIError), ("42601", DBAPIError)),
    ],
)
async def test_a_server_that_starts_stops_or_is_full_is_an_outage_and_a_wrong_statement_is_none(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch, sqlstate: str, expected: type[Exception]
) -> None:
    def connect() -> None:
        raise DBAPIError("SELECT 1", None, Said(sqlstate))

    monkeypatch.setattr(sqlite_database.engines.reader.sync_engine, "raw_connection", connect)
    with pytest.raises(expected):
        await sqlite_database.subscribers.count()
