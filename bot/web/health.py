"""What monitoring asks: whether the process lives, whether it is fit for work, and its numbers for Prometheus."""

import asyncio
from ipaddress import ip_address

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.monitoring import (
    DIGEST_AGE_SECONDS,
    DISK_FREE_BYTES,
    QUEUE,
    QUEUE_OLDEST_SECONDS,
    SOURCE_SILENT_SECONDS,
    disk_free,
    show_by,
)
from bot.web.parts import Parts
from digests.errors import ConfigError

READY_SECONDS = 2.0


class Health:
    """Handlers that no reader needs."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def routes(self) -> tuple[web.RouteDef, ...]:
        return (
            web.get("/healthz", self.live),
            web.get("/readyz", self.ready),
            web.get("/metrics", self.metrics),
        )

    async def live(self, _: web.Request) -> web.Response:
        """200 while the event loop turns."""
        return web.Response(text="ok\n", headers={"Cache-Control": "no-store"})

    async def ready(self, _: web.Request) -> web.Response:
        """200 where the database answers and has the schema of this version; else 503 and why."""
        headers = {"Cache-Control": "no-store"}
        try:
            async with asyncio.timeout(READY_SECONDS):
                await self._parts.database.check_schema()
        except TimeoutError:
            return web.Response(text="the database does not answer\n", status=503, headers=headers)
        except ConfigError as error:
            return web.Response(text=f"{error}\n", status=503, headers=headers)
        return web.Response(text="ok\n", headers=headers)

    async def _look_around(self) -> None:
        """What is not counted but stands in the database is read when it is asked for."""
        database, now = self._parts.database, self._parts.clock()
        lanes = await database.overview.lanes(now)
        show_by(QUEUE, {kind: lane.waiting for kind, lane in lanes.items()})
        waits = {kind: (now - lane.since).total_seconds() for kind, lane in lanes.items() if lane.since}
        show_by(QUEUE_OLDEST_SECONDS, waits)
        read = {one.source.id: one.state.succeeded_at for one in await database.sources.health()}
        show_by(SOURCE_SILENT_SECONDS, {key: (now - at).total_seconds() for key, at in read.items() if at})
        if last := await database.overview.last_digest_at():
            DIGEST_AGE_SECONDS.set((now - last).total_seconds())
        if database.file:
            DISK_FREE_BYTES.set(await asyncio.to_thread(disk_free, database.file))

    async def metrics(self, request: web.Request) -> web.Response:
        """The numbers of the process, in the text format of Prometheus; for machines of the same network only."""
        if "X-Forwarded-For" in request.headers or not _is_near(request.remote):
            raise web.HTTPNotFound
        await self._look_around()
        return web.Response(
            body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"}
        )


def _is_near(remote: str | None) -> bool:
    try:
        return ip_address(remote or "").is_private
    except ValueError:  # a socket without an address
        return False
