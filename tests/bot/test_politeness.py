"""How servers are treated: on a clock that tests move, by a server here that is treated as a stranger's."""

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.fetch import HttpFetch
from bot.fetch.http import Politeness, user_agent
from bot.fetch.turns import pause_seconds
from digests.model import Fetched, FetchFailed

DAY_SECONDS = 24 * 3600.0


@dataclass
class Time:
    """A monotonic clock on which sleeping takes no time."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@dataclass
class Outlet:
    robots: str | None = None
    robots_status: int = 200
    status: int = 200
    asked: Counter[str] = field(default_factory=Counter)
    agents: set[str] = field(default_factory=set)

    async def answer(self, request: web.Request) -> web.Response:
        self.asked[request.path] += 1
        self.agents.add(request.headers["User-Agent"])
        if request.path == "/robots.txt":
            found = self.robots is not None
            return web.Response(text=self.robots, status=self.robots_status if found else 404)
        headers = {"Retry-After": "3600"} if self.status != 200 else {"Cache-Control": "public, max-age=900"}
        return web.Response(text="<rss/>", status=self.status, headers=headers)


@pytest.fixture
def outlet() -> Outlet:
    return Outlet()


@pytest.fixture
async def base(outlet: Outlet) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_get("/{path:.*}", outlet.answer)
    running = TestServer(app)
    await running.start_server()
    yield str(running.make_url("/")).rstrip("/")
    await running.close()


def polite(time: Time) -> HttpFetch:
    politeness = Politeness(monotonic=time, sleep=time.sleep, spares_this_machine=False)
    return HttpFetch(allow_private_addresses=True, contact="news@example.kz", politeness=politeness)


async def test_two_requests_to_a_host_are_two_seconds_apart(base: str, outlet: Outlet) -> None:
    time = Time()
    async with polite(time) as fetch:
        assert isinstance(await fetch(f"{base}/a"), Fetched)
        await fetch(f"{base}/b")
    assert time.slept == [2.0, 2.0]  # after robots.txt, and between the pages


async def test_a_server_on_this_machine_is_not_waited_for(base: str, outlet: Outlet) -> None:
    time = Time()
    async with HttpFetch(
        allow_private_addresses=True, politeness=Politeness(monotonic=time, sleep=time.sleep)
    ) as fetch:
        await fetch(f"{base}/a")
        await fetch(f"{base}/b")
    assert time.slept == []
    assert "/robots.txt" not in outlet.asked


async def test_what_robots_txt_forbids_is_not_asked_for(base: str, outlet: Outlet) -> None:
    outlet.robots = "User-agent: *\nDisallow: /\n\nUser-agent: Qogam\nDisallow: /private\n"
    async with polite(Time()) as fetch:
        refused = await fetch(f"{base}/private/1")
        allowed = await fetch(f"{base}/news")
    assert isinstance(refused, FetchFailed)
    assert refused.reason == "robots"
    assert isinstance(allowed, Fetched)
    assert outlet.asked == {"/robots.txt": 1, "/news": 1}


async def test_robots_txt_is_asked_for_once_a_day(base: str, outlet: Outlet) -> None:
    time = Time()
    async with polite(time) as fetch:
        await fetch(f"{base}/a")
        time.now += DAY_SECONDS - 60
        await fetch(f"{base}/b")
        assert outlet.asked["/robots.txt"] == 1
        time.now += 120
        await fetch(f"{base}/c")
    assert outlet.asked["/robots.txt"] == 2


async def test_a_host_whose_robots_txt_is_broken_is_left_alone_for_a_while(base: str, outlet: Outlet) -> None:
    outlet.robots, outlet.robots_status = "", 500
    time = Time()
    async with polite(time) as fetch:
        result = await fetch(f"{base}/a")
        assert isinstance(result, FetchFailed)
        assert result.reason == "http_500"
        assert outlet.asked["/a"] == 0
        outlet.robots = None
        time.now += 601
        assert isinstance(await fetch(f"{base}/a"), Fetched)


async def test_a_crawl_delay_is_kept(base: str, outlet: Outlet) -> None:
    outlet.robots = "User-agent: *\nCrawl-delay: 7\n"
    time = Time()
    async with polite(time) as fetch:
        await fetch(f"{base}/a")
        await fetch(f"{base}/b")
    assert time.slept[-1] == 7.0


def test_the_pause_has_its_bounds_and_telegram_gets_a_longer_one() -> None:
    assert pause_seconds("a.kz", None) == 2.0
    assert pause_seconds("a.kz", 0.5) == 2.0
    assert pause_seconds("t.me", None) == 3.0
    assert pause_seconds("a.kz", 86_400) == 60.0


async def test_a_host_that_asks_for_rest_gets_it(base: str, outlet: Outlet) -> None:
    outlet.status = 429
    time = Time()
    async with polite(time) as fetch:
        first = await fetch(f"{base}/a")
        assert isinstance(first, FetchFailed)
        assert (first.reason, first.retry_after) == ("http_429", timedelta(hours=1))
        outlet.status = 200
        time.now += 1800
        second = await fetch(f"{base}/b")
        assert isinstance(second, FetchFailed)
        assert second.reason == "asked_to_wait"
        assert second.retry_after is not None
        assert timedelta(minutes=29) < second.retry_after <= timedelta(minutes=30)
        assert outlet.asked["/b"] == 0
        time.now += 1801
        assert isinstance(await fetch(f"{base}/b"), Fetched)


async def test_servers_see_whom_to_write_to_and_say_how_long_a_list_is_fresh(base: str, outlet: Outlet) -> None:
    async with polite(Time()) as fetch:
        result = await fetch(f"{base}/a")
    assert isinstance(result, Fetched)
    assert result.fresh_for == timedelta(minutes=15)
    assert outlet.agents == {user_agent("news@example.kz")}
    assert "+news@example.kz" in user_agent("news@example.kz")
