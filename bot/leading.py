"""What is to be done once, however many processes there are, is done by the one that leads."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress

import structlog
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.base import BaseScheduler
from sqlalchemy.exc import DBAPIError

from bot.schedule import Job, every
from bot.storage import Database

log = structlog.get_logger()

PAUSE_SECONDS = 1.0


async def lead(database: Database, scheduler: BaseScheduler, jobs: Mapping[str, tuple[float, Job]]) -> None:
    """Wait until this process leads, and run the jobs as long as it does; again and again until cancelled.

    A job that is under way when the lead is lost goes on to its end: each of them adds nothing when two run it.
    """
    while True:
        try:
            async with database.leadership() as lost:
                log.info("leader.began")
                for name, (seconds, job) in jobs.items():
                    every(scheduler, seconds, name, job)
                try:
                    await lost()
                finally:
                    for name in jobs:
                        with suppress(JobLookupError):
                            scheduler.remove_job(name)
        except (OSError, DBAPIError) as error:
            log.warning("leader.unknown", error=type(error).__name__)
        await asyncio.sleep(PAUSE_SECONDS)
