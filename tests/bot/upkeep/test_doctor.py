import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from pydantic import SecretStr

from bot import clock
from bot.clock import MovableClock, zone_fault
from bot.sandbox import Sandbox
from bot.serving import serve
from bot.settings import Settings
from bot.storage import open_database
from bot.upkeep.doctor import Finding, examine

NEWSROOM = Path(__file__).parents[3] / "newsroom.toml"


@pytest.fixture
async def settings(tmp_path: Path) -> AsyncIterator[Settings]:
    """Those of a bot that could run, on the sandbox."""
    sandbox = Sandbox(MovableClock())
    async with serve(sandbox.app(), 0) as base:
        yield Settings(
            bot_token=SecretStr(sandbox.token),
            telegram_api_url=base,
            database_url=f"sqlite:///{tmp_path}/qogam.db",
            newsroom_file=NEWSROOM,
            admin_ids=frozenset({504}),
        )


async def findings(settings: Settings, now: datetime | None = None) -> dict[str, Finding]:
    return {finding.what: finding for finding in await examine(settings, now or datetime.now(UTC))}


async def test_a_bot_that_can_run_has_nothing_grave(settings: Settings) -> None:
    found = await findings(settings)
    assert [finding.what for finding in found.values() if finding.is_grave] == []
    assert found["token"].said.startswith("is that of @")
    assert found["zones"].said == "Asia/Almaty is +05:00"
    assert "the first start makes it" in found["database"].said


async def test_a_wrong_token_is_said_with_what_to_do(settings: Settings) -> None:
    wrong = settings.model_copy(update={"bot_token": SecretStr("123456:" + "x" * 35)})
    found = (await findings(wrong))["token"]
    assert found.is_grave
    assert found.remedy is not None
    assert "@BotFather" in found.remedy
    missing = (await findings(settings.model_copy(update={"bot_token": None})))["token"]
    assert missing.is_grave
    assert (missing.said, missing.remedy) == (
        "BOT_TOKEN is missing",
        "write the token that @BotFather gave you into .env.",
    )


async def test_a_server_that_cannot_be_reached_is_said(settings: Settings) -> None:
    found = await findings(settings.model_copy(update={"telegram_api_url": "http://127.0.0.1:9"}))
    assert [what for what, finding in found.items() if finding.is_grave] == ["token", "webhook", "clock"]
    assert "http://127.0.0.1:9 cannot be reached" in found["token"].said


async def test_a_clock_that_goes_wrong_is_said(settings: Settings) -> None:
    ahead = (await findings(settings, datetime.now(UTC) + timedelta(hours=1)))["clock"]
    assert ahead.is_grave
    assert "s ahead of Telegram's" in ahead.said
    behind = (await findings(settings, datetime.now(UTC) - timedelta(hours=1)))["clock"]
    assert "s behind Telegram's" in behind.said


def test_zone_data_from_before_the_change_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert zone_fault() is None
    monkeypatch.setattr(clock, "ZoneInfo", lambda _: ZoneInfo("Asia/Omsk"))
    fault = zone_fault()
    assert fault is not None
    assert fault[0] == "Asia/Almaty is 6:00:00 from UTC here instead of 5:00:00"


class Usage(NamedTuple):
    total: int
    used: int
    free: int


async def test_a_full_disk_is_grave(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**10, 10**10 - 10**8, 10**8))
    found = (await findings(settings))["disk"]
    assert found.is_grave
    assert found.said.startswith("0.1 GB free")


async def test_a_damaged_database_is_grave_and_a_whole_one_is_not(settings: Settings, tmp_path: Path) -> None:
    database = open_database(settings.database_url)
    await database.migrate()
    await database.close()
    whole = await findings(settings)
    assert whole["database"].said == "whole, and of this version"
    assert whole["sources"].said == "0 are read, none fails"
    (tmp_path / "qogam.db").write_bytes(b"SQLite format 3\x00" + b"\xff" * 8192)
    damaged = (await findings(settings))["database"]
    assert damaged.is_grave
    assert damaged.said.startswith("is damaged")


async def test_nobody_to_announce_is_said(settings: Settings) -> None:
    found = (await findings(settings.model_copy(update={"admin_ids": frozenset()})))["admins"]
    assert not found.is_grave
    assert found.remedy is not None
    assert "ADMIN_IDS" in found.remedy


async def test_a_newsroom_with_a_mistake_is_grave(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "newsroom.toml").write_text("[[sources]]\n")
    found = (await findings(settings.model_copy(update={"newsroom_file": tmp_path / "newsroom.toml"})))["newsroom"]
    assert found.is_grave
    assert found.remedy
