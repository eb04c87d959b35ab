"""GET over HTTP that survives hostile servers: bounded in time, size, redirects, and in where it may connect."""

import asyncio
import ipaddress
import socket
import zlib
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from digests.model import Fetched, FetchFailed, FetchResult, Unchanged

TIME_LIMIT_SECONDS = 20.0
LARGEST = 5_000_000  # bytes, on the wire and after inflating
MOST_REDIRECTS = 5
HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; Qogam/0.1; news digests)",
    "Accept-Encoding": "gzip, deflate",
}


class _Refused(Exception):
    """A fetch ends here; becomes a `FetchFailed`."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


class _PublicResolver(AbstractResolver):
    """Gives only public addresses: the one that was checked is the one that the socket connects to."""

    def __init__(self) -> None:
        self._inner = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._inner.resolve(host, port, family)
        if not all(_is_public(result["host"]) for result in found):
            raise _Refused("private_address", host)
        return found

    async def close(self) -> None:
        await self._inner.close()


class HttpFetch:
    """The `Fetch` port over aiohttp; use it as `async with`. One request at a time goes to a host."""

    def __init__(self, *, allow_private_addresses: bool = False, time_limit: float = TIME_LIMIT_SECONDS) -> None:
        self._allow_private = allow_private_addresses
        self._time_limit = time_limit
        self._hosts: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        resolver = None if self._allow_private else _PublicResolver()
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(resolver=resolver),
            headers=HEADERS,
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def __call__(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> FetchResult:
        headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        given = {name: value for name, value in headers.items() if value is not None}
        try:
            return await self._follow(url, given)
        except _Refused as refused:
            return FetchFailed(refused.reason, refused.detail)
        except TimeoutError:
            return FetchFailed("timeout", url)
        except aiohttp.ClientConnectorDNSError as error:
            return FetchFailed("dns", str(error))
        except aiohttp.ClientConnectorError as error:
            return FetchFailed("refused", str(error))
        except (aiohttp.ClientError, ValueError, OSError) as error:
            return FetchFailed("broken_answer", f"{type(error).__name__}: {error}"[:200])

    async def _follow(self, url: str, headers: dict[str, str]) -> FetchResult:
        left = self._time_limit
        for _ in range(MOST_REDIRECTS + 1):
            host = self._checked_host(url)
            async with self._hosts[host]:  # waiting for one's turn is not the server's slowness
                started = asyncio.get_running_loop().time()
                async with asyncio.timeout(left):
                    answer = await self._get(url, headers)
                left -= asyncio.get_running_loop().time() - started
            if not isinstance(answer, str):
                return answer
            url = answer
        raise _Refused("too_many_redirects", url)

    def _checked_host(self, url: str) -> str:
        """The host of a web address. A literal address never meets the resolver, so it is checked here."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme not in ("http", "https") or not host:
            raise _Refused("no_web_address", url[:200])
        literal = None if self._allow_private else _literal(host)
        if literal is not None and not _is_public(literal):
            raise _Refused("private_address", host)
        return f"{host}:{parts.port or parts.scheme}"

    async def _get(self, url: str, headers: dict[str, str]) -> FetchResult | str:
        """The result, or the address that the server redirects to."""
        if self._session is None:
            raise RuntimeError("HttpFetch is used outside of its `async with`")
        async with self._session.get(url, headers=headers, allow_redirects=False) as response:
            if response.status == 304:
                return Unchanged()
            if 300 <= response.status < 400 and "Location" in response.headers:
                return urljoin(url, response.headers["Location"])
            if not 200 <= response.status < 300:
                return FetchFailed(f"http_{response.status}", url, _retry_after(response))
            return Fetched(
                url=url,
                status=response.status,
                body=await _body(response),
                content_type=response.headers.get("Content-Type", ""),
                etag=response.headers.get("ETag"),
                last_modified=response.headers.get("Last-Modified"),
            )


async def _body(response: aiohttp.ClientResponse) -> bytes:
    """The inflated body; stops reading as soon as it, or what is on the wire, passes the limit."""
    inflate = _inflater(response.headers.get("Content-Encoding", "identity").strip().lower())
    on_wire = 0
    body = bytearray()
    async for chunk in response.content.iter_any():
        on_wire += len(chunk)
        body += chunk if inflate is None else _inflated(inflate, chunk, LARGEST + 1 - len(body))
        if max(on_wire, len(body)) > LARGEST:
            raise _Refused("too_large", f"more than {LARGEST} bytes")
    if inflate is not None and on_wire and not inflate.eof:
        raise _Refused("broken_encoding", "the body ends early")
    return bytes(body)


def _inflater(encoding: str) -> "zlib._Decompress | None":
    if encoding in ("", "identity"):
        return None
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise _Refused("unknown_encoding", encoding)
    return zlib.decompressobj(wbits=47)  # 32 + 15: gzip or zlib, whichever it is


def _inflated(inflate: "zlib._Decompress", chunk: bytes, room: int) -> bytes:
    try:
        return inflate.decompress(chunk, room)
    except zlib.error as error:
        raise _Refused("broken_encoding", str(error)) from error


def _retry_after(response: aiohttp.ClientResponse) -> timedelta | None:
    """Seconds or an HTTP date (RFC 9110, 10.2.3)."""
    value = response.headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit() and len(value) < 9:
        return timedelta(seconds=int(value))
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return max(aware - datetime.now(UTC), timedelta())


def _literal(host: str) -> str | None:
    """The address that a host name spells out, also as one number or in hexadecimal; None: it is a name."""
    try:
        return str(ipaddress.ip_address(host.partition("%")[0]))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except (OSError, UnicodeError):
        return None


def _is_public(address: str) -> bool:
    """Whether it is on the internet for all: also an IPv4 address that hides in an IPv6 one counts as itself."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is not None:
            return _is_public(str(inner))
        if found in ipaddress.ip_network("64:ff9b::/96"):
            return _is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    return found.is_global and not found.is_multicast
