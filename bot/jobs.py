"""What the process does by the clock; each job asks the database what is due."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import structlog
from aiogram import Bot

from bot.monitoring import disk_free
from bot.offload import offload
from bot.schedule import Job
from bot.settings import Settings
from bot.storage import Database
from digests.alarms import Vitals, alarms
from digests.desk import recheck
from digests.desk.collect import Collector
from digests.desk.follow import tell_followers
from digests.desk.publish import publish_due
from digests.desk.retell import Retelling
from digests.model import Newsroom, Status
from digests.ports import Clock, Fetch, Offload
from handlers import Press, begin_due, show_progress, tell_alarms, tell_trouble, welcome_back
from templates import Templates

log = structlog.get_logger()

PRUNE_EVERY_SECONDS, WATCH_EVERY_SECONDS = 3600.0, 60.0
PROGRESS_EVERY_SECONDS = 3.0
"""An edit of a progress card counts against the budget of its chat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Jobs:
    """The jobs and what they need; `wake` tells the sender that something waits for it."""

    bot: Bot
    database: Database
    newsroom: Newsroom
    templates: Templates
    clock: Clock
    collector: Collector
    fetch: Fetch
    read: Offload
    retelling: Retelling | None
    press: Press
    wake: Callable[[], None]

    def table(self, settings: Settings) -> Mapping[str, tuple[float, Job]]:
        """Those of the leader, each by its name, with how many seconds lie between two runs; all collect."""
        return {
            "publish": (settings.publish_every_seconds, self.publish),
            "recheck": (settings.recheck_every_seconds, self.recheck),
            "follow": (settings.publish_every_seconds, self.follow),
            "progress": (PROGRESS_EVERY_SECONDS, self.progress),
            "prune": (PRUNE_EVERY_SECONDS, self.prune),
            "watch": (WATCH_EVERY_SECONDS, self.watch),
        }

    async def collect(self, patience_seconds: float = 1.0) -> None:
        """Look at the sources that are due; slow ones go on after `patience_seconds`."""
        report = await self.collector.collect(self.clock(), patience_seconds=patience_seconds)
        if report.checked:
            log.info(
                "collect.done",
                checked=report.checked,
                articles=report.articles,
                figures=report.figures,
                failed=len(report.failed),
            )
        for url, reason in report.unread:
            log.warning("collect.unread", url=url, reason=reason)
        for source_id, trouble in report.alerts:
            log.warning("source.trouble", source=source_id, trouble=trouble)
        if report.alerts:
            names = {source.id: source.name for source in self.newsroom.sources}
            await tell_trouble(
                *(self.bot, self.database.subscribers, self.templates, self.press.team), report.alerts, names
            )

    async def publish(self) -> None:
        """Bring back those whose pause is over, and queue the digests whose slot has come."""
        database = self.database
        await welcome_back(self.bot, database.subscribers, self.templates, self.clock())
        report = await publish_due(
            *(database.subscribers, database.articles, database.mailings, database.corrections),
            *(self.templates, self.newsroom.rubrics, self.clock()),
            offload=offload,
            retelling=self.retelling,
        )
        if report.groups:
            log.info("publish.done", groups=report.groups, deliveries=report.deliveries, refused=report.refused)
        self.wake()

    async def recheck(self) -> None:
        """Look again at articles of which figures were told, and tell what was corrected."""
        desk = recheck.Desk(
            *(self.database.corrections, self.database.articles, self.templates, self.fetch, self.read, offload),
            *(self.newsroom.rubrics, self.newsroom.metrics),
        )
        report = await recheck.recheck(desk, self.clock())
        if report.found or report.queued:
            log.info("recheck.done", looked_at=report.looked_at, found=report.found, queued=report.queued)
            self.wake()

    async def follow(self) -> None:
        """Tell followers of metrics what is new."""
        report = await tell_followers(
            *(self.database.follows, self.database.ledger, self.templates, offload, self.newsroom.metrics),
            now=self.clock(),
        )
        if report.refused:
            log.warning("follow.refused", metrics=report.refused)
        if report.queued:
            self.wake()

    async def progress(self) -> None:
        """Begin announcements whose time has come, and bring the cards of those under way up to date."""
        await begin_due(self.bot, self.press, self.clock())
        await show_progress(self.bot, self.press, self.clock())

    async def watch(self) -> None:
        """Look how the bot is, and call those who run it where something has begun to be wrong."""
        database, now = self.database, self.clock()
        vitals = Vitals(
            lanes=await database.overview.lanes(now),
            last_digest_at=await database.overview.last_digest_at(),
            readers=(await database.subscribers.count())[Status.ACTIVE],
            disk_free=await asyncio.to_thread(disk_free, database.file) if database.file else None,
        )
        new = await database.alarms.turn(alarms(vitals, now), now)
        for alarm in sorted(new):
            log.warning("alarm.raised", alarm=alarm)
        await tell_alarms(self.bot, database.subscribers, self.templates, self.press.team, new)

    async def prune(self) -> None:
        """Forget what nobody can ask for any more."""
        await self.database.prune(self.clock())
