from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.storage import open_database
from bot.storage.engines import database_url
from digests.errors import ConfigError


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("sqlite:///var/qogam.db", "sqlite+aiosqlite:///var/qogam.db"),
        ("sqlite+aiosqlite:////srv/qogam.db", "sqlite+aiosqlite:////srv/qogam.db"),
        (" postgres://u:p@h/d\n", "postgresql+asyncpg://u:p@h/d"),
        ("postgresql://u:p@h:6432/d", "postgresql+asyncpg://u:p@h:6432/d"),
        ("postgresql+asyncpg://u@h/d", "postgresql+asyncpg://u@h/d"),
        ("postgresql://u:p@h/d?sslmode=require", "postgresql+asyncpg://u:p@h/d?ssl=require"),
        ("postgresql:///d?host=/run/postgresql", "postgresql+asyncpg:///d?host=/run/postgresql"),
    ],
)
def test_an_address_is_taken_with_and_without_its_driver(written: str, meant: str) -> None:
    assert database_url(written) == make_url(meant)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "is not a database address"),
        ("qogam.db", "is not a database address"),
        ("postgresql://u:p@h:port/d", "is not a database address"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("postgresql://u:p@h", "names no database"),
        ("mysql://u:p@h/d", "begins with mysql"),
        ("postgresql+psycopg://u:p@h/d", "begins with postgresql\\+psycopg"),
        ("postgresql://u:p@h/d?colour=red", "the option colour"),
    ],
)
def test_an_address_that_cannot_be_used_is_explained_in_a_sentence(written: str, reason: str) -> None:
    with pytest.raises(ConfigError, match=f"^DATABASE_URL .*{reason}[^\n]*\\.$") as caught:
        open_database(written)
    assert "u:p@" not in str(caught.value)


async def test_the_folder_of_a_new_file_is_made(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/var/deep/qogam.db")
    await database.migrate()
    await database.close()
    assert (tmp_path / "var/deep/qogam.db").is_file()


def test_a_folder_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(ConfigError, match="DATABASE_URL needs the folder"):
        open_database(f"sqlite:///{tmp_path}/file/qogam.db")
