"""An aiohttp application on a port of this machine, until the end of a block."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from digests.errors import ConfigError


@asynccontextmanager
async def serve(
    app: web.Application, port: int = 0, host: str = "127.0.0.1", *, finish_seconds: float = 1
) -> AsyncIterator[str]:
    """The base URL of the running server (port 0: one that is free); ConfigError when the port is taken.

    At the end requests that are under way have `finish_seconds`.
    """
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=finish_seconds)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise ConfigError(f"port {port} cannot be used; choose another one ({error.strerror})") from error
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
