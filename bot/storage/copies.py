"""Copies of a SQLite database: made while the bot runs, looked over, and put back."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from digests.errors import ConfigError


def copy(source: Path, target: Path) -> None:
    """Make `target` a copy of one moment of `source`, in one file; ConfigError where it is not whole, and no file then.

    Readers do not stop the writer of a WAL file, so the bot goes on meanwhile. The copy appears under its name only
    when it is complete and on the disk.
    """
    half = target.with_name(f"{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with opened(source) as old, _new(half) as new:
            old.backup(new)
            new.execute("PRAGMA journal_mode=DELETE")
        if faults := faults_of(half):
            raise ConfigError(f"{source} is damaged ({faults[0]}): restore an earlier copy.")
        with half.open("rb+") as file:
            os.fsync(file.fileno())
        half.replace(target)
    except OSError as error:
        raise ConfigError(f"{target} cannot be written: {error.strerror}.") from None
    except sqlite3.Error as error:
        raise ConfigError(f"{source} cannot be copied to {target}: {error}.") from None
    finally:
        half.unlink(missing_ok=True)


def faults_of(path: Path) -> tuple[str, ...]:
    """What is wrong inside the file, as SQLite says it; nothing for one that is whole."""
    try:
        with opened(path) as connection:
            said = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(5)")]
            orphans = [
                f"{row[0]} refers to a missing row of {row[2]}"
                for row in connection.execute("PRAGMA foreign_key_check")
            ]
    except sqlite3.Error as error:
        return (str(error),)
    return (*(line for line in said if line != "ok"), *orphans[:5])


def sizes(path: Path) -> dict[str, int]:
    """How many rows each table of it has."""
    with opened(path) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]
        return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608


def put_back(copied: Path, database: Path) -> None:
    """Put a file in the database's place; nobody may have the database open.

    What an old journal still holds goes into the old file first: SQLite would apply it to the new one.
    """
    if database.exists():
        with _new(database) as old:
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            old.execute("PRAGMA journal_mode=DELETE")
    copied.replace(database)


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The file, to be read; ConfigError where there is none."""
    if not path.is_file():
        raise ConfigError(f"There is no file {path}.")
    # It is not opened read-only: a database that was left by a crash must be able to make its shared memory anew.
    connection = sqlite3.connect(path, timeout=10)
    try:
        connection.execute("PRAGMA query_only=ON")
        yield connection
    finally:
        connection.close()


@contextmanager
def _new(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path, timeout=10)
    try:
        yield connection
    finally:
        connection.close()
