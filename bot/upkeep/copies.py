"""`python -m bot backup | restore | check`: the database copied while the bot runs, put back, and looked over."""

import sys
from datetime import datetime
from pathlib import Path

from bot.storage import Database, open_database
from bot.storage.copies import copy, faults_of, put_back, sizes
from digests.errors import ConfigError
from digests.model import Upcoming
from digests.slots import next_slot

RESTORED = "restored from a backup"
MOST_GROUPS = 10_000
USE_PG = "DATABASE_URL names PostgreSQL, which has tools of its own: {tool} (and `pg_basebackup` for large ones)."


def back_up(url: str, folder: Path, keep: int, now: datetime) -> Path:
    """A copy of the SQLite database in this folder, named after `now`; of the older ones the `keep` newest stay.

    ConfigError where the database is not a file, is damaged, or cannot be copied; no older copy goes then.
    """
    target = folder / f"qogam-{now:%Y%m%dT%H%M%SZ}.db"
    copy(file_of(url, 'pg_dump --format=custom --file=qogam.dump "$DATABASE_URL"'), target)
    for old in sorted(folder.glob("qogam-????????T??????Z.db"), reverse=True)[keep:]:
        old.unlink()
    return target


async def restore(url: str, copied: Path, now: datetime) -> tuple[Path | None, int]:
    """Put a copy in the database's place; returns where the former one is kept, and how many deliveries were given up.

    Nothing that the copy still wanted to send is sent: it went out after the copy was made, or its time is over. Slots
    that have passed move on. ConfigError, with everything as it was, where the copy is damaged, is of a newer version,
    or another process works on the database.
    """
    database = file_of(url, 'pg_restore --clean --dbname="$DATABASE_URL" qogam.dump')
    opened = open_database(url)
    try:
        async with opened.hold():
            fresh = database.with_name(f"{database.name}.restoring")
            former: Path | None = None
            try:
                copy(copied, fresh)
                given_up = await _made_quiet(f"sqlite:///{fresh}", now)
                if database.exists():
                    former = database.with_name(f"{database.name}.before-{now:%Y%m%dT%H%M%SZ}")
                    copy(database, former)
                put_back(fresh, database)
            finally:
                for rest in database.parent.glob(f"{fresh.name}*"):
                    rest.unlink()
            return former, given_up
    finally:
        await opened.close()


async def _made_quiet(url: str, now: datetime) -> int:
    database = open_database(url)
    try:
        await database.migrate()
        given_up = await database.end_unsent(now, RESTORED)
        while groups := await database.subscribers.due(now, MOST_GROUPS):
            for group in groups:
                await database.mailings.publish(None, group, Upcoming(next_slot(group.schedule, now)))
        return given_up
    finally:
        await database.close()


async def check(url: str) -> tuple[bool, tuple[str, ...]]:
    """Whether the database is whole and of this version, and what there is to say about it, a line each."""
    database = open_database(url)
    try:
        lines = _told(database)
        try:
            await database.check_schema()
        except ConfigError as error:
            return False, (*lines, str(error))
        return not any(line.startswith("damaged") for line in lines), (*lines, "schema: of this version")
    finally:
        await database.close()


def _told(database: Database) -> tuple[str, ...]:
    path = database.file
    if path is None:
        return ("PostgreSQL looks after its files itself: data_checksums and pg_amcheck tell of damage.",)
    if faults := faults_of(path):
        return tuple(f"damaged: {fault}" for fault in faults)
    rows = ", ".join(f"{name} {size}" for name, size in sizes(path).items() if size and name != "alembic_version")
    return (f"whole: {path}, {path.stat().st_size / 1e6:.1f} MB", f"rows: {rows or 'none'}")


def file_of(url: str, instead: str) -> Path:
    """Where the SQLite database is; ConfigError with what to run `instead` for a server."""
    path = open_database(url).file
    if path is None:
        raise ConfigError(USE_PG.format(tool=instead))
    return path


def tell_backup(made: Path) -> None:
    """Say what was made."""
    rows = sizes(made)
    sys.stdout.write(
        f"{made}: {made.stat().st_size / 1e6:.1f} MB, whole; {rows.get('articles', 0)} articles, "
        f"{rows.get('subscribers', 0)} subscribers.\n"
    )


def tell_restore(copied: Path, former: Path | None, given_up: int) -> None:
    """Say what is there now, and what to do next."""
    kept = f" What was there before is kept as {former}." if former else ""
    sys.stdout.write(
        f"{copied} is the database now; {given_up} messages that it still wanted to send are given up.{kept} "
        "Start the bot again.\n"
    )
