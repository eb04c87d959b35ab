import asyncio
import gzip
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.fetch import HttpFetch
from digests.model import Fetched, FetchFailed, Unchanged
from digests.ports import LARGEST


async def feed(request: web.Request) -> web.Response:
    if request.headers.get("If-None-Match") == '"7"':
        return web.Response(status=304)
    return web.Response(body=gzip.compress(b"<rss/>"), headers={"Content-Encoding": "gzip", "ETag": '"7"'})


async def bomb(_: web.Request) -> web.Response:
    return web.Response(body=gzip.compress(bytes(LARGEST + 1)), headers={"Content-Encoding": "gzip"})


async def loop(_: web.Request) -> web.Response:
    return web.Response(status=302, headers={"Location": "/loop"})


async def busy(_: web.Request) -> web.Response:
    return web.Response(status=503, headers={"Retry-After": "120"})


async def slow(_: web.Request) -> web.StreamResponse:
    await asyncio.sleep(1)
    return web.Response()


@pytest.fixture
async def server() -> AsyncIterator[TestServer]:
    app = web.Application()
    for handler in (feed, bomb, loop, busy, slow):
        app.router.add_get(f"/{handler.__name__}", handler)
    running = TestServer(app)
    await running.start_server()
    yield running
    await running.close()


async def test_a_feed_is_inflated_and_asked_for_conditionally(server: TestServer) -> None:
    async with HttpFetch(allow_private_addresses=True) as fetch:
        url = str(server.make_url("/feed"))
        first = await fetch(url)
        assert isinstance(first, Fetched)
        assert (first.body, first.etag) == (b"<rss/>", '"7"')
        assert await fetch(url, etag=first.etag) == Unchanged()


async def test_who_asks_says_how_large_an_answer_may_be(server: TestServer) -> None:
    async with HttpFetch(allow_private_addresses=True) as fetch:
        answer = await fetch(str(server.make_url("/bomb")), largest=LARGEST + 1)
    assert isinstance(answer, Fetched)
    assert len(answer.body) == LARGEST + 1


@pytest.mark.parametrize(
    ("path", "reason"),
    [("/bomb", "too_large"), ("/loop", "too_many_redirects"), ("/none", "http_404")],
)
async def test_every_failure_has_its_name(server: TestServer, path: str, reason: str) -> None:
    async with HttpFetch(allow_private_addresses=True) as fetch:
        result = await fetch(str(server.make_url(path)))
    assert isinstance(result, FetchFailed)
    assert result.reason == reason


async def test_a_slow_server_is_not_waited_for(server: TestServer) -> None:
    async with HttpFetch(allow_private_addresses=True, time_limit=0.1) as fetch:
        result = await fetch(str(server.make_url("/slow")))
    assert isinstance(result, FetchFailed)
    assert result.reason == "timeout"


async def test_a_busy_server_says_when_to_come_back(server: TestServer) -> None:
    async with HttpFetch(allow_private_addresses=True) as fetch:
        result = await fetch(str(server.make_url("/busy")))
    assert isinstance(result, FetchFailed)
    assert (result.reason, result.retry_after) == ("http_503", timedelta(minutes=2))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "[::ffff:10.0.0.1]", "[::1]", "169.254.1.1"])
async def test_private_addresses_are_refused_however_they_are_written(server: TestServer, host: str) -> None:
    async with HttpFetch() as fetch:
        result = await fetch(f"http://{host}:{server.port}/feed")
    assert isinstance(result, FetchFailed)
    assert result.reason == "private_address"
