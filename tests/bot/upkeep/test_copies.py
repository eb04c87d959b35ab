import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage import Database, open_database
from bot.upkeep.copies import back_up, check, restore
from digests.errors import ConfigError
from digests.model import Upcoming
from tests.builders import DAY, HOUR, NOW, a_mailing, a_subscriber
from tests.databases import migrated_sqlite


@pytest.fixture
async def busy(tmp_path: Path) -> AsyncIterator[Database]:
    """A database whose three subscribers wait for a digest that is queued, and for the next one."""
    database = await migrated_sqlite(tmp_path)
    for chat_id in (1, 2, 3):
        await database.subscribers.save(a_subscriber(chat_id))
    [group] = await database.subscribers.due(NOW, 1)
    await database.mailings.publish(a_mailing(expires_at=NOW + 365 * DAY), group, Upcoming(NOW + DAY))
    yield database
    await database.close()


def url_of(database: Database) -> str:
    return f"sqlite:///{database.file}"


def names(folder: Path, part: str) -> list[str]:
    return [path.name for path in folder.iterdir() if part in path.name]


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 : len(content) // 2] = b"\xa5" * (len(content) // 2 - 4096)
    path.write_bytes(bytes(content))


async def test_a_copy_made_while_the_bot_writes_is_whole(busy: Database, tmp_path: Path) -> None:
    async with busy.hold(), busy.engines.writer.begin() as writing:
        await writing.exec_driver_sql("DELETE FROM subscribers WHERE chat_id = 3")
        made = back_up(url_of(busy), tmp_path / "copies", 3, NOW)
    assert made.name == "qogam-20251019T120000Z.db"
    assert list(made.parent.iterdir()) == [made]
    with sqlite3.connect(made) as copied:
        assert copied.execute("SELECT count(*) FROM subscribers").fetchone() == (3,)


async def test_of_many_copies_the_newest_stay(busy: Database, tmp_path: Path) -> None:
    (tmp_path / "qogam-notes.db").touch()
    made = [back_up(url_of(busy), tmp_path, 2, NOW + hours * HOUR) for hours in range(4)]
    assert [path.exists() for path in made] == [False, False, True, True]
    assert (tmp_path / "qogam-notes.db").exists()


async def test_a_restored_copy_sends_nothing_again(busy: Database, tmp_path: Path) -> None:
    """The drill: copied at noon, sent afterwards, lost, and put back two days later."""
    made = back_up(url_of(busy), tmp_path / "copies", 3, NOW)
    await busy.subscribers.save(a_subscriber(4))
    await busy.close()
    later = NOW + 2 * DAY
    former, given_up = await restore(url_of(busy), made, later)
    assert given_up == 3
    again = open_database(url_of(busy))
    assert (await again.outbox.exchange((), later, wanted=10, lease=HOUR)).claimed == ()
    assert await again.subscribers.due(later, 10) == ()
    slot = await again.subscribers.next_slot()
    assert slot is not None
    assert later < slot <= later + DAY
    assert await again.subscribers.find(4) is None
    await again.close()
    assert former is not None
    before = open_database(f"sqlite:///{former}")
    assert await before.subscribers.find(4) is not None
    await before.close()
    assert made.exists()


async def test_a_copy_is_put_where_nothing_was(busy: Database, tmp_path: Path) -> None:
    made = back_up(url_of(busy), tmp_path / "copies", 3, NOW)
    former, given_up = await restore(f"sqlite:///{tmp_path}/new/other.db", made, NOW)
    assert (former, given_up) == (None, 3)
    assert await check(f"sqlite:///{tmp_path}/new/other.db") == (
        True,
        (
            f"whole: {tmp_path}/new/other.db, {(tmp_path / 'new/other.db').stat().st_size / 1e6:.1f} MB",
            "rows: deliveries 3, mailings 1, subscribers 3",
            "schema: of this version",
        ),
    )


async def test_a_damaged_copy_changes_nothing(busy: Database, tmp_path: Path) -> None:
    made = back_up(url_of(busy), tmp_path / "copies", 3, NOW)
    damage(made)
    with pytest.raises(ConfigError, match=r"earlier copy|cannot be copied"):
        await restore(url_of(busy), made, NOW)
    assert await busy.subscribers.find(1) is not None
    assert names(tmp_path, "restoring") == []


async def test_nothing_is_put_into_the_place_of_a_running_bot(busy: Database, tmp_path: Path) -> None:
    made = back_up(url_of(busy), tmp_path / "copies", 3, NOW)
    async with busy.hold():
        with pytest.raises(ConfigError, match="stop it first"):
            await restore(url_of(busy), made, NOW)


async def test_what_is_no_database_is_no_copy(busy: Database, tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear reader")
    with pytest.raises(ConfigError, match=r"letter\.db cannot be copied"):
        await restore(url_of(busy), tmp_path / "letter.db", NOW)
    with pytest.raises(ConfigError, match=r"There is no file .*none\.db"):
        await restore(url_of(busy), tmp_path / "none.db", NOW)


async def test_a_damaged_database_is_found_and_not_copied(busy: Database, tmp_path: Path) -> None:
    await busy.close()
    with sqlite3.connect(tmp_path / "qogam.db") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    damage(tmp_path / "qogam.db")
    is_well, lines = await check(url_of(busy))
    assert not is_well
    assert lines[0].startswith("damaged: ")
    with pytest.raises(ConfigError):
        back_up(url_of(busy), tmp_path / "copies", 3, NOW)
    assert list((tmp_path / "copies").iterdir()) == []


async def test_an_older_schema_is_said(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "empty.db").close()
    (tmp_path / "empty.db").touch()
    is_well, lines = await check(f"sqlite:///{tmp_path}/empty.db")
    assert not is_well
    assert "python -m bot migrate" in lines[-1]


def test_a_server_has_tools_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="pg_dump"):
        back_up("postgresql://qogam@127.0.0.1/qogam", tmp_path, 3, NOW)
