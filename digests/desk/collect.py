"""Checks the sources whose time has come, side by side; a slow one holds up nothing but itself."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from digests.collect import decide
from digests.desk.check import Desk, check, failed
from digests.model import Metric, Rubric, Source, SourceCheck, SourceState
from digests.ports import Articles, Fetch, Offload, Sources

PLACES = 32
"""Checks under way at once: most of them wait for a server, or for their turn at one."""

CLAIM = timedelta(minutes=2)
"""So long a source is this process's; each round holds those that are still being looked at for as long again."""


@dataclass(frozen=True, slots=True)
class CollectReport:
    """What ended since the last report.

    articles  how many were new, or new revisions, and how many figures they state
    failed    the sources that could not be checked, and why
    unread    the addresses of pages that could not be read, and why; they are tried again with their source
    alerts    the sources that admins should look at, and why; each trouble once
    """

    checked: int
    articles: int
    figures: int = 0
    failed: tuple[tuple[str, str], ...] = ()
    unread: tuple[tuple[str, str], ...] = ()
    alerts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Done:
    before: SourceState
    check: SourceCheck


class Collector:
    """Keeps track of the checks under way from round to round."""

    def __init__(
        self,
        sources: Sources,
        articles: Articles,
        fetch: Fetch,
        offload: Offload,
        rubrics: Sequence[Rubric],
        *,
        metrics: Sequence[Metric] = (),
    ) -> None:
        self._sources = sources
        self._desk = Desk(articles, fetch, offload, tuple(rubrics), tuple(metrics))
        self._running: dict[str, asyncio.Task[_Done]] = {}

    async def collect(self, now: datetime, *, limit: int = 20, patience_seconds: float = 1.0) -> CollectReport:
        """Start checks of at most `limit` sources whose time has come, longest waiting first; wait for them a little.

        What takes longer goes on, and a later round reports it. A failing source never stops the others: it is in the
        report, and its next check moves away (`decide.back_off`).
        """
        await self._sources.hold(self._running.keys(), now + CLAIM)
        places = min(limit, PLACES - len(self._running))
        if places > 0:
            for source, state in await self._sources.claim(now, places, now + CLAIM):
                if source.id not in self._running:  # a claim that lapsed, as where the clock jumped
                    self._running[source.id] = asyncio.create_task(self._check(source, state, now))
        if self._running:
            await asyncio.wait(self._running.values(), timeout=patience_seconds)
        return self._report()

    async def close(self) -> None:
        """End what is still under way; nothing is lost, since each check is kept as a whole or not at all."""
        for task in self._running.values():
            task.cancel()
        await asyncio.gather(*self._running.values(), return_exceptions=True)
        await self._sources.release(self._running.keys())
        self._running.clear()

    async def _check(self, source: Source, state: SourceState, now: datetime) -> _Done:
        made = await check(self._desk, source, state, now)
        try:
            await self._sources.record(made)
        except Exception as error:  # noqa: BLE001 what cannot be kept fails its source; without a database this raises too
            made = failed(source, state, error, now)
            await self._sources.record(made)
        return _Done(state, made)

    def _report(self) -> CollectReport:
        ended = [source_id for source_id, task in self._running.items() if task.done()]
        done = [self._running.pop(source_id) for source_id in ended]
        results = [task.result() for task in done]
        unread = tuple(self._desk.unread)
        self._desk.unread.clear()
        return CollectReport(
            checked=len(results),
            articles=sum(len(one.check.articles) for one in results),
            figures=sum(len(article.figures) for one in results for article in one.check.articles),
            failed=tuple((one.check.source_id, one.check.state.problem or "") for one in results if _has_failed(one)),
            unread=unread,
            alerts=tuple((one.check.source_id, alert) for one in results if (alert := _alert(one))),
        )


def _has_failed(done: _Done) -> bool:
    return done.check.state.failures > 0


def _alert(done: _Done) -> str | None:
    return decide.alert(done.before, done.check.state)
