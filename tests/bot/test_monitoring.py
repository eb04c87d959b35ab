import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import structlog
from aiogram.types import CallbackQuery, TelegramObject, Update, User
from prometheus_client import REGISTRY
from sqlalchemy import text

from bot import monitoring
from bot.monitoring import CountUpdates, count_event, counted, show_by, time_statements
from bot.storage import Database
from digests.model import Bubble, Delivery, MailingKind
from tests.builders import HOUR, NOW
from tests.databases import sqlite_database

__all__ = ["sqlite_database"]

EXAMPLES = Path(__file__).parents[2] / "docs" / "monitoring"

DELIVERY = Delivery(id=1, mailing="m", kind=MailingKind.DIGEST, chat_id=5, part=0, bubble=Bubble("text"))


def number(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


async def test_an_update_is_counted_and_its_number_stands_in_what_is_logged_meanwhile() -> None:
    person = User(id=5, is_bot=False, first_name="Emma")
    tap = CallbackQuery(id="1", from_user=person, chat_instance="1", data="x")
    update = Update(update_id=77, callback_query=tap)
    before = number("qogam_updates_total", kind="callback_query")

    async def handler(_: TelegramObject, __: dict) -> object:
        return structlog.contextvars.get_contextvars()

    assert await CountUpdates()(handler, update, {}) == {"update": 77}
    assert structlog.contextvars.get_contextvars() == {}
    assert number("qogam_updates_total", kind="callback_query") == before + 1


async def test_a_bubble_counts_as_sent_only_when_telegram_took_it() -> None:
    async def take(_: Delivery) -> int:
        return 9

    async def refuse(_: Delivery) -> int:
        raise ValueError("refused")

    before, tried = number("qogam_sent_total", kind="digest"), number("qogam_send_seconds_count")
    late, lag = number("qogam_lag_seconds_count", kind="digest"), number("qogam_lag_seconds_sum", kind="digest")
    delivery = replace(DELIVERY, made_at=NOW - HOUR)
    assert await counted(take, lambda: NOW)(delivery) == 9
    with pytest.raises(ValueError, match="refused"):
        await counted(refuse, lambda: NOW)(delivery)
    assert number("qogam_lag_seconds_count", kind="digest") == late + 1
    assert number("qogam_lag_seconds_sum", kind="digest") == lag + 3600
    assert number("qogam_sent_total", kind="digest") == before + 1
    assert number("qogam_send_seconds_count") == tried + 2


def test_what_jobs_report_is_counted_from_the_log() -> None:
    names = [
        ("qogam_source_checks_total", {"outcome": "read"}),
        ("qogam_source_checks_total", {"outcome": "failed"}),
        ("qogam_articles_total", {}),
        ("qogam_figures_total", {}),
        ("qogam_gate_refusals_total", {}),
        ("qogam_unsent_total", {"outcome": "Postponed"}),
        ("qogam_corrections_total", {}),
        ("qogam_failures_total", {"event": "handler.failed"}),
    ]
    before = [number(name, **labels) for name, labels in names]
    for said in (
        {"event": "collect.done", "checked": 5, "failed": 2, "articles": 7, "figures": 31},
        {"event": "publish.done", "groups": 2, "deliveries": 9, "refused": 3},
        {"event": "delivery.failed", "outcome": "Postponed"},
        {"event": "recheck.done", "found": 4},
        {"event": "handler.failed id=1 update=message"},
        {"event": "of no interest"},
    ):
        assert count_event(None, "info", dict(said)) == said
    assert [number(name, **labels) - was for (name, labels), was in zip(names, before, strict=True)] == [
        3,
        2,
        7,
        31,
        3,
        1,
        4,
        1,
    ]


async def test_statements_of_the_database_are_timed(sqlite_database: Database) -> None:
    time_statements(sqlite_database.engines.reader)
    before = number("qogam_database_seconds_count")
    async with sqlite_database.engines.reader.connect() as connection:
        await connection.execute(text("SELECT 1"))
    assert number("qogam_database_seconds_count") > before


async def test_a_lane_that_is_empty_again_is_shown_no_longer(sqlite_database: Database) -> None:
    lanes = await sqlite_database.overview.lanes(datetime.now(UTC))
    show_by(monitoring.QUEUE, {"digest": 3})
    assert number("qogam_queue", lane="digest") == 3
    show_by(monitoring.QUEUE, {kind: one.waiting for kind, one in lanes.items()})
    assert REGISTRY.get_sample_value("qogam_queue", {"lane": "digest"}) is None


@pytest.mark.parametrize("name", ["grafana.json", "alerts.yml"])
def test_the_examples_name_only_numbers_that_there_are(name: str) -> None:
    said = (EXAMPLES / name).read_text(encoding="utf-8")
    if name.endswith("json"):
        assert json.loads(said)["panels"]
    asked = set(re.findall(r"\bqogam_\w+", said))
    known = {sample for family in REGISTRY.collect() for sample in family_names(family.name, family.type)}
    assert len(asked) > 3
    assert asked <= known


def family_names(name: str, kind: str) -> set[str]:
    endings = {"counter": ["_total"], "gauge": [""], "histogram": ["_bucket", "_sum", "_count"]}.get(kind, [""])
    return {f"{name}{ending}" for ending in endings}
