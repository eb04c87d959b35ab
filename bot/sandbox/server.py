"""The sandbox as one application."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

from bot.clock import MovableClock
from bot.sandbox.bot_side import BotSide, refusal
from bot.sandbox.controls import Controls, Meanwhile, NextStop
from bot.sandbox.faults import Faults
from bot.sandbox.refusals import Mistake, Refused
from bot.sandbox.state import State
from bot.sandbox.user_side import UserSide

PAGE = Path(__file__).parent / "page"
LARGEST_UPLOAD = 50 * 1024 * 1024
OWN_HOSTS = frozenset({"127.0.0.1", "localhost"})
TOKEN = "42:SANDBOX"  # noqa: S105 -- known to all, and of use on this machine only
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Sandbox:
    """A Bot API server with a user side; see docs/sandbox.md."""

    def __init__(
        self,
        clock: MovableClock,
        *,
        token: str = TOKEN,
        next_stop: NextStop | None = None,
        meanwhile: Meanwhile | None = None,
    ) -> None:
        self.token = token
        self.state = State(clock, int(token.partition(":")[0]), token)
        self.faults = Faults()
        self._bot_side = BotSide(self.state, self.faults, token)
        self._user_side = UserSide(self.state)
        self._controls = Controls(self.state, self.faults, next_stop, meanwhile)

    def app(self) -> web.Application:
        app = web.Application(middlewares=[_own_only, _refusals], client_max_size=LARGEST_UPLOAD)
        for side in (self._bot_side, self._user_side, self._controls):
            app.add_routes(side.routes())
        app.router.add_get("/{name:[a-z_.]*}", _page)
        app.on_response_prepare.append(_secure)
        app.on_shutdown.append(self._stop)
        return app

    async def _stop(self, _: web.Application) -> None:
        self._controls.close()
        await self._bot_side.close()


async def _page(request: web.Request) -> web.FileResponse:
    """A file of the chat page, all of which lie in one folder."""
    file = PAGE / (request.match_info["name"] or "index.html")
    if file.parent != PAGE or not file.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(file)


async def _secure(_: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)


@web.middleware
async def _own_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    # A page elsewhere can point its own name at 127.0.0.1 (DNS rebinding), or send a form here without a question;
    # its requests carry its name, as host or as origin.
    origin = request.headers.get("Origin")
    if not _is_own(request.host) or (origin is not None and not _is_own(urlsplit(origin).netloc)):
        return web.json_response({"error": "only 127.0.0.1 and localhost are served"}, status=403)
    return await handler(request)


def _is_own(host: str) -> bool:
    return host in OWN_HOSTS or host.rpartition(":")[0] in OWN_HOSTS


@web.middleware
async def _refusals(request: web.Request, handler: Handler) -> web.StreamResponse:
    """What goes wrong in the words of the side that was asked."""
    try:
        return await handler(request)
    except Mistake as mistake:
        return web.json_response({"error": str(mistake)}, status=400)
    except Refused as refused:
        return web.json_response({"error": refused.description}, status=400)
    except web.HTTPError as error:
        if request.path.startswith(("/bot", "/file/bot")):
            return refusal(Refused(error.status, HTTPStatus(error.status).phrase))
        return web.json_response({"error": error.reason}, status=error.status)
