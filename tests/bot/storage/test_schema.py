import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from bot.storage import Database, open_database, schema
from bot.storage.tables import metadata
from digests.errors import ConfigError
from digests.model import DAYS, Cadence, Schedule
from tests.databases import new_postgres_url

REVISIONS = [script.revision for script in reversed(list(ScriptDirectory(str(schema.MIGRATIONS)).walk_revisions()))]


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


def drift(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return list(compare_metadata(context, metadata))


async def test_every_revision_can_be_taken_and_taken_back(empty_url: str) -> None:
    database = open_database(empty_url)
    engine = database.engines.writer
    for earlier, revision in zip(["base", *REVISIONS], REVISIONS, strict=False):
        await schema.upgrade(engine, revision)
        await schema.downgrade(engine, earlier)
        await schema.upgrade(engine, revision)
    await schema.downgrade(engine, "base")
    async with engine.connect() as connection:
        assert await connection.run_sync(tables) == {"alembic_version"}
    await database.close()


async def test_the_migrations_make_what_the_tables_say(empty_url: str) -> None:
    database = open_database(empty_url)
    await database.migrate()
    async with database.engines.writer.connect() as connection:
        assert await connection.run_sync(drift) == []
    await database.close()


async def test_migrating_again_changes_nothing(database: Database) -> None:
    await database.migrate()
    await database.check_schema()


async def test_an_older_schema_is_refused_with_what_to_do(empty_url: str) -> None:
    database = open_database(empty_url)
    with pytest.raises(ConfigError, match="run `python -m bot migrate`"):
        await database.check_schema()
    await database.migrate()
    await database.check_schema()
    await database.close()


async def test_a_schema_of_a_later_version_is_refused(empty_url: str) -> None:
    database = open_database(empty_url)
    await database.migrate()
    async with database.engines.writer.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(ConfigError, match="newer schema"):
        await database.check_schema()
    with pytest.raises(ConfigError, match="newer schema"):
        await database.migrate()
    await database.close()


@pytest.mark.parametrize("step", ["migrate", "check_schema"])
async def test_a_database_that_cannot_be_opened_is_explained_without_the_password(step: str, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("This is a text, not a database. " * 100)
    for url in (f"sqlite:///{tmp_path}/notes.txt", "postgresql://user:secret@127.0.0.1:1/qogam"):
        database = open_database(url)
        with pytest.raises(ConfigError, match=r"^DATABASE_URL names a database that cannot be opened") as caught:
            await getattr(database, step)()
        assert "secret" not in str(caught.value)
        await database.close()


@pytest.mark.postgres
@pytest.mark.parametrize("step", ["migrate", "check_schema"])
async def test_a_database_that_the_server_does_not_have_is_explained(step: str) -> None:
    database = open_database(str(new_postgres_url()).replace("/qogam_", "/missing_"))
    with pytest.raises(ConfigError, match=r"cannot be opened .*does not exist"):
        await getattr(database, step)()
    await database.close()


async def test_a_new_revision_has_only_what_the_tables_add(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(schema.MIGRATIONS, tmp_path / "migrations")
    monkeypatch.setattr(schema, "MIGRATIONS", tmp_path / "migrations")
    path = await schema.write_revision("nothing to do")
    assert path == tmp_path / "migrations/versions" / f"{int(REVISIONS[-1]) + 1:04d}_nothing_to_do.py"
    assert "op." not in path.read_text()


async def test_the_days_of_those_who_subscribed_before_there_was_a_choice_of_days_are_kept(empty_url: str) -> None:
    database = open_database(empty_url)
    engine = database.engines.writer
    await schema.upgrade(engine, "0009")
    cadences = ("daily", "weekdays", "weekly")
    async with engine.begin() as connection:
        for chat, cadence in enumerate(cadences, 1):
            await connection.execute(
                text(
                    "INSERT INTO subscribers (chat_id, kind, locale, created_at, rubrics, cadence, hour, zone, status,"
                    " words, without, regions, length, takes_announcements) VALUES (:chat, 'private', 'kk',"
                    " '2025-10-19 12:00:00', '', :cadence, 7, 'Asia/Aqtau', 'active', '', '', '', 'full', true)"
                ),
                {"chat": chat, "cadence": cadence},
            )
    await database.migrate()
    kept = [await database.subscribers.find(chat) for chat in (1, 2, 3)]
    assert [one and one.schedule for one in kept] == [
        Schedule(DAYS[Cadence(cadence)], 7, zone="Asia/Aqtau") for cadence in cadences
    ]
    await schema.downgrade(engine, "0009")
    async with engine.connect() as connection:
        rows = await connection.execute(text("SELECT cadence FROM subscribers ORDER BY chat_id"))
        assert tuple(rows.scalars()) == cadences
    await database.close()
