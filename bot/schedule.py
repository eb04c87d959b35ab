"""The few static jobs of the process on APScheduler. What is due is a question to the database, never a job."""

from collections.abc import Awaitable, Callable

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

log = structlog.get_logger()

Job = Callable[[], Awaitable[None]]


def make_scheduler() -> AsyncIOScheduler:
    """A scheduler that runs a late job once instead of dropping it (the default grace is one second)."""
    return AsyncIOScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )


def every(scheduler: AsyncIOScheduler, seconds: float, name: str, job: Job) -> None:
    """Run the job every so often; an error is logged and the next run comes all the same."""

    async def run() -> None:
        try:
            await job()
        except Exception:
            log.exception("job.failed", job=name)

    scheduler.add_job(run, IntervalTrigger(seconds=seconds), id=name)
