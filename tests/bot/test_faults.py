"""Whatever a server does, a fetch ends soon, within bounds, and says how."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.fetch import HttpFetch
from bot.fetch.address import PublicResolver
from bot.fetch.refused import Refused
from digests.model import Fetched, FetchFailed
from tests.bot.faulty import BAD, FEED, ODD, faulty_server


@pytest.fixture
async def base() -> AsyncIterator[str]:
    async with faulty_server() as address:
        yield address


@pytest.mark.parametrize("name", BAD)
async def test_every_fault_ends_in_its_name_and_in_time(base: str, name: str) -> None:
    reason = BAD[name][1]
    limit = 0.3 if reason == "timeout" else 5
    started = time.perf_counter()
    async with HttpFetch(allow_private_addresses=True, time_limit=limit) as fetch:
        result = await fetch(f"{base}/{name.replace(' ', '%20')}")
    assert isinstance(result, FetchFailed)
    assert result.reason == reason
    assert time.perf_counter() - started < limit + 1


@pytest.mark.parametrize("name", ODD)
async def test_what_is_only_odd_is_read(base: str, name: str) -> None:
    async with HttpFetch(allow_private_addresses=True, time_limit=5) as fetch:
        result = await fetch(f"{base}/{name.replace(' ', '%20')}")
    assert isinstance(result, Fetched)
    assert (result.body, result.etag) == (FEED, None)


async def test_a_slow_server_delays_no_other(base: str) -> None:
    async with faulty_server() as other, HttpFetch(allow_private_addresses=True, time_limit=2) as fetch:
        slow = asyncio.create_task(fetch(f"{base}/says%20nothing"))
        await asyncio.sleep(0)
        started = time.perf_counter()
        assert isinstance(await fetch(f"{other}/gzip"), Fetched)
        assert time.perf_counter() - started < 1
        assert isinstance(await slow, FetchFailed)


class Lying(AbstractResolver):
    """Knows a public address at first and a private one when it matters."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [{"hostname": host, "host": self.answers.pop(0), "port": port, "family": family, "proto": 0, "flags": 0}]

    async def close(self) -> None:
        return


LITERALS = ("127.0.0.1", "0x7f000001", "2130706433", "0177.0.0.1", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[::1]")
HOME = ("127.0.0.1", "10.0.0.1", "169.254.169.254", "::ffff:127.0.0.1", "fd00::1", "0.0.0.0")


@pytest.mark.parametrize("address", HOME)
async def test_a_name_that_turns_towards_home_is_refused_at_the_socket(address: str) -> None:
    resolver = PublicResolver()
    resolver._inner = Lying("93.184.216.34", address)  # type: ignore[assignment]
    assert await resolver.resolve("news.example.kz")
    with pytest.raises(Refused, match="private_address"):
        await resolver.resolve("news.example.kz")


@pytest.mark.parametrize("literal", LITERALS)
def test_a_private_address_is_refused_however_a_redirect_writes_it(literal: str) -> None:
    with pytest.raises(Refused, match="private_address"):
        HttpFetch()._checked_host(f"http://{literal}/rss")
