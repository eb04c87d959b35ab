"""The `Fetch` port over aiohttp: bounded in time, size, redirects, in where it may connect, and in how often."""

import asyncio
import time
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self
from urllib.parse import urldefrag, urljoin, urlsplit

import aiohttp

from bot.fetch.address import PublicResolver, is_public, is_this_machine, literal
from bot.fetch.answer import PERMANENT, fresh_for, retry_after, validator
from bot.fetch.body import read_body
from bot.fetch.refused import Refused
from bot.fetch.robots import Robots
from bot.fetch.turns import Monotonic, OwnTurns, Sleep, Turns, pause_seconds
from digests.model import Fetched, FetchFailed, FetchResult, Unchanged
from digests.ports import LARGEST

TIME_LIMIT_SECONDS = 10.0
MOST_REDIRECTS = 5
LONGEST_HEADER = 32_768  # bytes: policies of content are long, and 8 KB would lose their pages
BUSY = frozenset({"http_429", "http_503"})


@dataclass(frozen=True, slots=True)
class Politeness:
    """How servers are treated. A server on this machine is the operator's own: `spares_this_machine` skips it."""

    monotonic: Monotonic = time.monotonic
    sleep: Sleep = asyncio.sleep
    spares_this_machine: bool = True


@dataclass(frozen=True, slots=True)
class _Hop:
    """Where a redirect leads."""

    url: str
    is_permanent: bool


class HttpFetch:
    """GET, politely; use it as `async with`.

    contact     an address or page that the User-Agent names, for people who run the servers
    time_limit  in seconds, for all requests that one address needs; waiting for one's turn is not counted
    turns       at hosts that other processes ask too; None: no other does
    """

    def __init__(
        self,
        *,
        allow_private_addresses: bool = False,
        time_limit: float = TIME_LIMIT_SECONDS,
        contact: str = "",
        politeness: Politeness = Politeness(),
        turns: Turns | None = None,
    ) -> None:
        self._allow_private = allow_private_addresses
        self._time_limit = time_limit
        self._spares = politeness.spares_this_machine
        self._turns = turns or OwnTurns(politeness.monotonic, politeness.sleep)
        self._robots = Robots(politeness.monotonic)
        self._agent = user_agent(contact)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(resolver=None if self._allow_private else PublicResolver()),
            headers={"User-Agent": self._agent, "Accept-Encoding": "gzip, deflate"},
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            max_field_size=LONGEST_HEADER,
            max_line_size=LONGEST_HEADER,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def __call__(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, largest: int = LARGEST
    ) -> FetchResult:
        headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        given = {name: value for name, value in headers.items() if value is not None}
        return await self._named(url, given, largest, asks_robots=True)

    async def _named(self, url: str, headers: dict[str, str], largest: int, *, asks_robots: bool) -> FetchResult:
        """The result; each way to fail gets its name."""
        try:
            return await self._follow(url, headers, largest, asks_robots=asks_robots)
        except Refused as refused:
            return FetchFailed(refused.reason, refused.detail)
        except TimeoutError:
            return FetchFailed("timeout", url)
        except aiohttp.ClientConnectorDNSError as error:
            return FetchFailed("dns", str(error))
        except aiohttp.ClientConnectorError as error:
            return FetchFailed("refused", str(error))
        except (aiohttp.ClientError, ValueError, OSError) as error:
            return FetchFailed("broken_answer", f"{type(error).__name__}: {error}"[:200])

    async def _follow(self, url: str, headers: dict[str, str], largest: int, *, asks_robots: bool) -> FetchResult:
        left = self._time_limit
        moved_to: str | None = None
        is_permanent = True
        for _ in range(MOST_REDIRECTS + 1):
            host = self._checked_host(url)
            pause = await self._permission(url, host) if asks_robots else pause_seconds(host, None)
            if resting := await self._turns.resting(host):
                return FetchFailed("asked_to_wait", host, resting)
            async with self._turns.turn(_place(url), 0.0 if self._is_spared(host) else pause):
                started = asyncio.get_running_loop().time()
                async with asyncio.timeout(left):
                    answer = await self._get(url, headers, largest)
                left -= asyncio.get_running_loop().time() - started
            if not isinstance(answer, _Hop):
                return await self._settled(host, answer, moved_to)
            is_permanent = is_permanent and answer.is_permanent
            url = answer.url
            moved_to = url if is_permanent else moved_to
        raise Refused("too_many_redirects", url)

    async def _settled(self, host: str, answer: FetchResult, moved_to: str | None) -> FetchResult:
        match answer:
            case FetchFailed():
                if answer.reason in BUSY and answer.retry_after and not self._is_spared(host):
                    await self._turns.rest(host, answer.retry_after)
                return answer
            case _:
                return replace(answer, moved_to=moved_to)

    async def _permission(self, url: str, host: str) -> float:
        """The pause that the host asks for. Raises Refused where its robots.txt keeps this address for itself."""
        if self._is_spared(host):
            return 0.0
        rules = await self._robots.rules(url, lambda robots: self._named(robots, {}, LARGEST, asks_robots=False))
        if not rules.allows(url):
            raise Refused("robots", url)
        return pause_seconds(host, rules.crawl_delay)

    def _is_spared(self, host: str) -> bool:
        return self._spares and is_this_machine(host)

    def _checked_host(self, url: str) -> str:
        """The host of a web address. A literal address never meets the resolver, so it is checked here."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme not in ("http", "https") or not host:
            raise Refused("no_web_address", url[:200])
        address = None if self._allow_private else literal(host)
        if address is not None and not is_public(address):
            raise Refused("private_address", host)
        return host

    async def _get(self, url: str, headers: dict[str, str], largest: int) -> FetchResult | _Hop:
        if self._session is None:
            raise RuntimeError("HttpFetch is used outside of its `async with`")
        async with self._session.get(url, headers=headers, allow_redirects=False) as response:
            if response.status == 304:
                return Unchanged()
            if 300 <= response.status < 400 and "Location" in response.headers:
                target = urldefrag(urljoin(url, response.headers["Location"].strip())).url
                return _Hop(target, response.status in PERMANENT)
            if not 200 <= response.status < 300:
                return FetchFailed(f"http_{response.status}", url, retry_after(response))
            return Fetched(
                url=url,
                status=response.status,
                body=await read_body(response, largest),
                content_type=response.headers.get("Content-Type", ""),
                etag=validator(response, "ETag"),
                last_modified=validator(response, "Last-Modified"),
                fresh_for=fresh_for(response),
            )


def user_agent(contact: str) -> str:
    """What servers see; with a contact they can write instead of blocking."""
    return f"Mozilla/5.0 (compatible; Qogam/0.1; {f'+{contact}' if contact else 'news digests'})"


def _place(url: str) -> str:
    """A host with its port: what takes one request at a time."""
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port or parts.scheme}"
