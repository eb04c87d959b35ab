"""The web application: pages, API, assets, and what monitoring asks."""

import asyncio
from dataclasses import replace
from pathlib import Path

import structlog
from aiohttp import web

from bot.serving import serve
from bot.web.api import Api
from bot.web.guard import PARTS, in_words, limited, secure
from bot.web.health import Health
from bot.web.own import Own
from bot.web.pages import Pages
from bot.web.parts import Parts

log = structlog.get_logger()

ASSETS = Path(__file__).parent / "assets"
ASSETS_SECONDS = 3600


def application(parts: Parts) -> web.Application:
    """Everything under one root. Only the Mini App writes, and only the settings of whom Telegram vouches for."""
    slashless = web.normalize_path_middleware(append_slash=False, remove_slash=True)
    app = web.Application(middlewares=[in_words, limited(), slashless], client_max_size=64 * 1024)
    app[PARTS] = parts
    own = (Own(parts, parts.entrance),) if parts.entrance else ()
    for side in (Pages(parts), Api(parts), Health(parts), *own):
        app.add_routes(side.routes())
    app.router.add_get("/assets/{name:[a-z]+\\.[a-z]+}", _asset)
    app.on_response_prepare.append(secure)
    return app


class Web:
    """The application on its port."""

    def __init__(self, parts: Parts, host: str, port: int) -> None:
        self._parts = parts
        self._at = (port, host)
        self.address = parts.url or f"http://{host}:{port}"

    async def run(self, bot: str) -> None:
        """Serve until cancelled; `bot` is its username on Telegram. ConfigError where the port is taken."""
        async with serve(application(replace(self._parts, bot=bot)), *self._at) as base:
            log.info("web.started", url=base)
            await asyncio.Event().wait()


async def _asset(request: web.Request) -> web.FileResponse:
    file = ASSETS / request.match_info["name"]
    if not file.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(file, headers={"Cache-Control": f"public, max-age={ASSETS_SECONDS}"})
