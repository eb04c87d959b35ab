import sys
from pathlib import Path

import pytest

import bot.__main__ as command_line
from bot.__main__ import main
from bot.roles import Role
from digests.errors import StorageFailed


@pytest.fixture(autouse=True)
def _empty_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("BOT_TOKEN", "DATABASE_URL", "REDIS_URL", "WEBHOOK_URL"):
        monkeypatch.delenv(name, raising=False)


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["bot", *arguments])
    return main()


def test_without_a_token_the_bot_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "run") == 2
    assert "@BotFather" in capsys.readouterr().err


def test_several_processes_say_what_they_need(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("BOT_TOKEN", "1:a")
    assert run(monkeypatch, "worker") == 2
    assert "REDIS_URL is missing" in capsys.readouterr().err
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:9/0")
    assert run(monkeypatch, "updates") == 2
    assert "WEBHOOK_URL is missing" in capsys.readouterr().err
    monkeypatch.setenv("NEWSROOM_FILE", str(Path(__file__).parents[2] / "newsroom.toml"))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/new.db")
    assert run(monkeypatch, "worker") == 2
    assert "several need a PostgreSQL server" in capsys.readouterr().err
    monkeypatch.setenv("REDIS_URL", "nothing")
    assert run(monkeypatch, "worker") == 2
    assert "REDIS_URL is not a Redis address" in capsys.readouterr().err


def test_a_database_is_made_by_migrate(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/folder/new.db")
    assert run(monkeypatch, "migrate") == 0
    assert (tmp_path / "folder" / "new.db").is_file()


def test_the_ledger_is_exported_from_a_database_of_this_version(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/new.db")
    monkeypatch.setenv("NEWSROOM_FILE", str(Path(__file__).parents[2] / "newsroom.toml"))
    assert run(monkeypatch, "export", "ledger") == 2
    assert "run `python -m bot migrate`" in capsys.readouterr().err
    assert run(monkeypatch, "migrate") == run(monkeypatch, "export", "ledger") == 0
    assert capsys.readouterr().out.startswith("0 observations: ledger/ledger.csv")


def test_a_database_that_goes_away_meanwhile_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def serve(_: Role) -> None:
        raise StorageFailed("it is shutting down")

    monkeypatch.setattr(command_line, "_serve", serve)
    monkeypatch.setattr("bot.logs.set_up_logs", lambda *_, **__: None)
    monkeypatch.setenv("BOT_TOKEN", "1:a")
    assert run(monkeypatch, "run") == 2
    assert "the database does not answer just now" in capsys.readouterr().err


def test_an_unknown_command_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        run(monkeypatch, "dance")
    assert "invalid choice" in capsys.readouterr().err
