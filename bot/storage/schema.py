"""The schema's history: alembic as a library, without its command line and its ini file."""

import tempfile
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, Connection, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from digests.errors import ConfigError

MIGRATIONS = Path(__file__).with_name("migrations")
MIGRATION_LOCK = 0x716F67616D  # two processes that start together upgrade one after the other

OLDER = "The database has an older schema than this version of Qogam needs: run `python -m bot migrate`."
NEWER = "The database has a newer schema than this version of Qogam knows: install the version that made it."


async def upgrade(engine: AsyncEngine, revision: str = "head") -> None:
    """Bring the database to `revision`, in one transaction: all of it or nothing."""
    try:
        await _with_connection(engine, lambda config: command.upgrade(config, revision))
    except CommandError as error:
        raise ConfigError(NEWER) from error


async def downgrade(engine: AsyncEngine, revision: str) -> None:
    """Take the database back to `revision`, in one transaction."""
    await _with_connection(engine, lambda config: command.downgrade(config, revision))


async def check(engine: AsyncEngine) -> None:
    """ConfigError unless the database has the schema of this version of Qogam."""
    try:
        async with engine.connect() as connection:
            current = await connection.run_sync(_current)
    except (OSError, DBAPIError) as error:
        raise unusable(engine.url, error) from error
    scripts = ScriptDirectory.from_config(_config())
    if current == scripts.get_current_head():
        return
    if current is None or current in {script.revision for script in scripts.walk_revisions()}:
        raise ConfigError(OLDER)
    raise ConfigError(NEWER)


async def write_revision(message: str) -> Path:
    """A new file in `migrations/versions` with what `tables` has and the revisions before it do not make."""
    number = max(int(script.revision) for script in ScriptDirectory.from_config(_config()).walk_revisions()) + 1
    with tempfile.TemporaryDirectory() as folder:
        engine = create_async_engine(f"sqlite+aiosqlite:///{folder}/empty.db", poolclass=NullPool)
        await upgrade(engine)
        made: list[Any] = []
        await _with_connection(
            engine,
            lambda config: made.append(
                command.revision(config, message=message, autogenerate=True, rev_id=f"{number:04d}")
            ),
        )
        await engine.dispose()
    return Path(made[0].path)


def unusable(url: URL, error: Exception) -> ConfigError:
    """What to tell the operator about a database that cannot be opened; never the password."""
    reason = str(getattr(error, "orig", None) or error).strip().splitlines() or [type(error).__name__]
    place = url.database if url.drivername.startswith("sqlite") else f"{url.host or 'its host'}/{url.database}"
    return ConfigError(f"DATABASE_URL names a database that cannot be opened ({place}): {reason[0]}.")


def _config(connection: Connection | None = None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


async def _with_connection(engine: AsyncEngine, run: Any) -> None:
    """Run an alembic command on a connection of its own, where SQLite lets tables be rebuilt."""
    own = create_async_engine(engine.url, poolclass=NullPool)
    if own.dialect.name == "sqlite":
        event.listen(own.sync_engine, "connect", _begin_by_hand)
        event.listen(own.sync_engine, "begin", lambda begun: begun.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        async with own.begin() as connection:
            if own.dialect.name == "postgresql":
                await connection.execute(text(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"))
            await connection.run_sync(lambda sync: run(_config(sync)))
    except (OSError, DBAPIError) as error:
        raise unusable(engine.url, error) from error
    finally:
        await own.dispose()


def _begin_by_hand(connection: Any, _entry: ConnectionPoolEntry) -> None:
    # foreign_keys stay off, as SQLite starts: alembic rebuilds a table by dropping it, and rows refer to that table.
    connection.isolation_level = None
