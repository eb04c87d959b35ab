"""What the benchmarks are measured on can be made."""

from bot.bench.filling import FIRST_READER, fill
from bot.storage import Database
from tests.builders import NOW


async def test_every_reader_of_a_benchmark_has_its_digest_queued(sqlite_database: Database) -> None:
    chats = range(FIRST_READER, FIRST_READER + 3)

    await fill(sqlite_database, "first", chats, NOW)
    await fill(sqlite_database, "second", chats, NOW)

    assert (await sqlite_database.mailings.progress("second")).queued == len(chats)
