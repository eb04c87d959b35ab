"""The numbers of the process for Prometheus: counted where things happen, or read from the log's events."""

import shutil
import time
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from pathlib import Path
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update
from prometheus_client import Counter, Gauge, Histogram
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine
from structlog.contextvars import bound_contextvars

from digests.model import Delivery
from digests.ports import Clock

UPDATES = Counter("qogam_updates", "Updates from Telegram", ["kind"])
UPDATE_SECONDS = Histogram("qogam_update_seconds", "From an update to the end of its handler")
SENT = Counter("qogam_sent", "Bubbles that Telegram took", ["kind"])
SEND_SECONDS = Histogram("qogam_send_seconds", "From the start of a delivery to its end, with the wait for the pace")
LAG_SECONDS = Histogram(
    "qogam_lag_seconds",
    "From when a mailing was made to when Telegram took a bubble of it, also the wait for a time that was set",
    ["kind"],
    buckets=(0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 21_600),
)
UNSENT = Counter("qogam_unsent", "Deliveries that Telegram did not take at this try", ["outcome"])
CHECKS = Counter("qogam_source_checks", "Looks at sources", ["outcome"])
ARTICLES = Counter("qogam_articles", "Publications kept, new or of a new revision")
FIGURES = Counter("qogam_figures", "Figures that they state")
REFUSED = Counter("qogam_gate_refusals", "Sentences of digests that the gate held back")
CORRECTED = Counter("qogam_corrections", "Figures that were told and are to be corrected")
FAILURES = Counter("qogam_failures", "Bugs and outages that ended a job, an update or a web page", ["event"])
DATABASE_SECONDS = Histogram(
    "qogam_database_seconds",
    "Statements of the database",
    buckets=(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5),
)
QUEUE = Gauge("qogam_queue", "Deliveries that could be sent now", ["lane"])
QUEUE_OLDEST_SECONDS = Gauge("qogam_queue_oldest_seconds", "How long the first of them waits", ["lane"])
SOURCE_SILENT_SECONDS = Gauge("qogam_source_silent_seconds", "Since a source could be read last", ["source"])
DIGEST_AGE_SECONDS = Gauge("qogam_digest_age_seconds", "Since a digest was made for anybody")
DISK_FREE_BYTES = Gauge("qogam_disk_free_bytes", "Free where the database file lies")

FAILED = frozenset({"job.failed", "update.failed", "web.failed", "handler.failed", "delivery.unbuildable"})

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class CountUpdates(BaseMiddleware):
    """Counts and times each update; what is logged meanwhile carries its number."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        assert isinstance(event, Update)
        UPDATES.labels(event.event_type).inc()
        with UPDATE_SECONDS.time(), bound_contextvars(update=event.update_id):
            return await handler(event, data)


def counted(send: Callable[[Delivery], Awaitable[int]], clock: Clock) -> Callable[[Delivery], Awaitable[int]]:
    """The same, timed and counted; what is logged meanwhile carries the mailing's key."""

    async def counting(delivery: Delivery) -> int:
        with SEND_SECONDS.time(), bound_contextvars(mailing=delivery.mailing):
            message = await send(delivery)
        SENT.labels(delivery.kind).inc()
        if delivery.made_at:
            LAG_SECONDS.labels(delivery.kind).observe((clock() - delivery.made_at).total_seconds())
        return message

    return counting


def count_event(_logger: object, _level: str, said: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A processor of structlog: what jobs and the sender report is counted, so that no code has to say it twice."""
    match str(said.get("event")).partition(" ")[0]:
        case "collect.done":
            failed = said["failed"]
            CHECKS.labels("failed").inc(failed)
            CHECKS.labels("read").inc(max(said["checked"] - failed, 0))
            ARTICLES.inc(said["articles"])
            FIGURES.inc(said["figures"])
        case "publish.done":
            REFUSED.inc(said["refused"])
        case "delivery.failed":
            UNSENT.labels(said["outcome"]).inc()
        case "recheck.done":
            CORRECTED.inc(said["found"])
        case name:
            if name in FAILED:
                FAILURES.labels(name).inc()
    return said


def time_statements(engine: AsyncEngine) -> None:
    """Every statement of the engine is timed, from when it is handed to the driver to its answer."""

    def begin(_connection: Any, _cursor: Any, _statement: Any, _parameters: Any, context: Any, _many: Any) -> None:
        context.qogam_began = time.perf_counter()

    def end(_connection: Any, _cursor: Any, _statement: Any, _parameters: Any, context: Any, _many: Any) -> None:
        DATABASE_SECONDS.observe(time.perf_counter() - context.qogam_began)

    event.listen(engine.sync_engine, "before_cursor_execute", begin)
    event.listen(engine.sync_engine, "after_cursor_execute", end)


def show_by(gauge: Gauge, values: Mapping[Any, float]) -> None:
    """Set a gauge with one label; values that are no more are gone."""
    gauge.clear()
    for name, value in values.items():
        gauge.labels(name).set(value)


def disk_free(file: Path) -> int:
    """Bytes that are free where the file lies."""
    return shutil.disk_usage(file.parent).free
