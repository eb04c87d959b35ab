"""Who leads, and who is told that there is work, with several processes on one database."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text

from bot.storage import Database, open_database
from bot.storage.leadership import LEADER
from digests.errors import ConfigError, StorageFailed
from tests.databases import migrated_postgres

pytestmark = pytest.mark.postgres


@pytest.fixture
async def pair() -> AsyncIterator[tuple[Database, Database]]:
    """Two who work on one database."""
    first = await migrated_postgres()
    second = open_database(first.engines.writer.url.render_as_string(hide_password=False))
    yield first, second
    await first.close()
    await second.close()


async def test_several_share_a_database_and_let_none_in_who_wants_it_alone(pair: tuple[Database, Database]) -> None:
    first, second = pair
    async with first.hold(is_shared=True), second.hold(is_shared=True):
        third = open_database(first.engines.writer.url.render_as_string(hide_password=False))
        with pytest.raises(ConfigError, match="Another process works on this database"):
            async with third.hold():
                pass
        await third.close()


async def test_a_file_is_shared_with_nobody(sqlite_database: Database) -> None:
    with pytest.raises(ConfigError, match="several need a PostgreSQL server"):
        async with sqlite_database.hold(is_shared=True):
            pass


async def test_one_leads_and_the_other_follows_when_it_is_done(pair: tuple[Database, Database]) -> None:
    first, second = pair
    began = asyncio.Event()

    async def follow() -> None:
        async with second.leadership():
            began.set()

    async with first.leadership():
        follower = asyncio.create_task(follow())
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(asyncio.shield(began.wait()), 0.5)
    async with asyncio.timeout(10):
        await follower


async def test_a_leader_whose_connection_is_cut_learns_it_and_another_leads_within_ten_seconds(
    pair: tuple[Database, Database],
) -> None:
    first, second = pair
    cut = text(
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
        " AND (classid::bigint << 32 | objid::bigint) = :key AND granted"
    )
    async with first.leadership() as lost:
        async with second.engines.writer.connect() as connection:
            await connection.execute(cut, {"key": LEADER})
        async with asyncio.timeout(10):
            await lost()
            async with second.leadership():
                pass


async def test_a_ring_is_heard_by_all_and_again_after_the_server_hung_up(pair: tuple[Database, Database]) -> None:
    first, second = pair
    heard = [asyncio.Event(), asyncio.Event()]
    hearing = [asyncio.create_task(one.bell.hear(event.set)) for one, event in zip(pair, heard, strict=True)]
    try:
        for _ in range(2):
            async with asyncio.timeout(20):
                await asyncio.gather(*(event.wait() for event in heard))  # each wakes once when it begins to listen
                for event in heard:
                    event.clear()
                first.bell.ring()
                await asyncio.gather(*(event.wait() for event in heard))
                for event in heard:
                    event.clear()
                async with second.engines.writer.connect() as connection:
                    await connection.execute(
                        text(
                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            " WHERE query LIKE 'LISTEN%' OR query = 'SELECT 1'"
                        )
                    )
    finally:
        for task in hearing:
            task.cancel()
        await asyncio.gather(*hearing, return_exceptions=True)


async def test_a_server_that_cannot_be_reached_is_storage_that_failed() -> None:
    database = open_database("postgresql://nobody@127.0.0.1:9/nothing")
    with pytest.raises(StorageFailed, match="Connect"):
        await database.updates.handled()
    await database.close()
