"""The sandbox as one application, and the server on 127.0.0.1 that runs it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from aiohttp import web

from bot.clock import MovableClock
from bot.sandbox.bot_side import BotSide
from bot.sandbox.faults import Faults
from bot.sandbox.refusals import Mistake
from bot.sandbox.state import State
from bot.sandbox.updates import Delivery
from bot.sandbox.user_side import UserSide
from digests.errors import ConfigError

PAGE = Path(__file__).parent / "page"
LARGEST_UPLOAD = 50 * 1024 * 1024
OWN_HOSTS = frozenset({"127.0.0.1", "localhost"})
TOKEN = "42:SANDBOX"  # noqa: S105 -- known to all, and of use on this machine only
NextStop = Callable[[], Awaitable[datetime | None]]


class Sandbox:
    """A Bot API server with a user side; see docs/sandbox.md."""

    def __init__(self, clock: MovableClock, *, token: str = TOKEN, next_stop: NextStop | None = None) -> None:
        self.token = token
        self.state = State(clock, int(token.partition(":")[0]))
        self.faults = Faults()
        self._delivery = Delivery(self.state)
        self._bot_side = BotSide(self.state, self.faults, self._delivery, token)
        self._user_side = UserSide(self.state, self.faults, next_stop)

    def app(self) -> web.Application:
        app = web.Application(middlewares=[_own_hosts_only, _mistakes], client_max_size=LARGEST_UPLOAD)
        app.router.add_route("*", "/bot{token}/{method}", self._bot_side.call)
        app.router.add_get("/file/bot{token}/{path:.+}", self._bot_side.file)
        app.add_routes(self._user_side.routes())
        app.on_shutdown.append(self._stop)
        if PAGE.is_dir():
            app.router.add_get("/", _index)
            app.router.add_static("/", PAGE)
        return app

    async def _stop(self, _: web.Application) -> None:
        self._user_side.close()
        await self._delivery.close()


async def _index(_: web.Request) -> web.FileResponse:
    return web.FileResponse(PAGE / "index.html")


@web.middleware
async def _own_hosts_only(
    request: web.Request, handler: Callable[..., Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    # A page elsewhere can point its own name at 127.0.0.1 (DNS rebinding); its requests carry that name.
    if request.host.rpartition(":")[0] not in OWN_HOSTS and request.host not in OWN_HOSTS:
        return web.json_response({"error": "only 127.0.0.1 and localhost are served"}, status=403)
    return await handler(request)


@web.middleware
async def _mistakes(request: web.Request, handler: Callable[..., Awaitable[web.StreamResponse]]) -> web.StreamResponse:
    try:
        return await handler(request)
    except Mistake as mistake:
        return web.json_response({"error": str(mistake)}, status=400)


@asynccontextmanager
async def serve(app: web.Application, port: int = 0) -> AsyncIterator[str]:
    """The base URL of the running server; ConfigError when the port is taken."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, "127.0.0.1", port).start()
        except OSError as error:
            raise ConfigError(f"port {port} cannot be used; choose another one ({error.strerror})") from error
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
