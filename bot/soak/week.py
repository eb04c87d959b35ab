"""A week of collecting from many sources, by a clock that is moved: what it takes of memory, and whether that grows."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
import psutil

from bot.bench.newsstand import BEGAN, ITEMS
from bot.bench.processes import child
from bot.fetch import HttpFetch
from bot.newsroom import load_newsroom
from bot.storage import open_database
from bot.worker import Worker
from digests.desk.collect import Collector
from digests.model import Source, SourceKind

ROUND = timedelta(minutes=10)
"""Of the simulated clock: sources come due in their own rhythm, which is never faster."""
DAY, NEWS_EVERY = timedelta(days=1), timedelta(hours=12)
PATIENCE_SECONDS = 30.0


@dataclass(slots=True)
class Week:
    """What came of it.

    megabytes  resident at the end of each day, of the bot and of the process that reads for it
    failed     looks that failed
    missing    items that were not kept, of all that the sources had
    """

    looks: int = 0
    articles: int = 0
    failed: int = 0
    missing: int = 0
    megabytes: list[float] = field(default_factory=list)

    @property
    def is_kept(self) -> bool:
        """Whether all was read, in no more memory than is promised."""
        return not self.failed and not self.missing and max(self.megabytes) <= MOST_MEGABYTES


MOST_MEGABYTES = 250.0


async def week_run(folder: Path, *, sources: int, days: int) -> Week:
    """Every source has twenty items at first and two more each day; all have one host, asked without pauses."""
    newsroom, week = load_newsroom(Path("newsroom.toml")), Week()
    database = open_database(f"sqlite:///{folder}/week.db")
    await database.migrate()
    async with child("bot.bench.newsstand", until=r"http://\S+") as (_, base), aiohttp.ClientSession() as outlet:
        outlets = [
            Source(f"s{number}", SourceKind.FEED, f"{base}/feed/{number}", f"Outlet {number}")
            for number in range(sources)
        ]
        now = news_at = BEGAN + DAY
        news = 0
        await database.sources.sync(outlets, now)
        async with Worker() as read, HttpFetch(allow_private_addresses=True) as fetch:
            collector = Collector(
                database.sources, database.articles, fetch, read, newsroom.rubrics, metrics=newsroom.metrics
            )
            for day in range(1, days + 1):
                while now < BEGAN + DAY + day * DAY:
                    await _round(collector, now, week)
                    now += ROUND
                    if now >= news_at + NEWS_EVERY:
                        news_at, news = now, news + 1
                        async with outlet.get(f"{base}/news") as answer:
                            answer.raise_for_status()
                week.megabytes.append(_megabytes())
            await _round(collector, now + DAY, week)  # by then every source is due once more
            await collector.close()
    await database.close()
    week.missing = sources * (ITEMS + news) - week.articles
    return week


async def _round(collector: Collector, now: datetime, week: Week) -> None:
    """Look at all that is due."""
    while True:
        report = await collector.collect(now, limit=32, patience_seconds=PATIENCE_SECONDS)
        week.looks += report.checked
        week.articles += report.articles
        week.failed += len(report.failed) + len(report.unread)
        if not report.checked:
            return


def _megabytes() -> float:
    own = psutil.Process()
    readers = [one for one in own.children() if "newsstand" not in " ".join(one.cmdline())]
    return float(sum(one.memory_info().rss for one in (own, *readers))) / 2**20
