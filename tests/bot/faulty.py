"""A server on this machine that answers every path with another fault, byte by byte as it pleases."""

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

Fault = Callable[[asyncio.StreamWriter], Awaitable[None]]

OK = b"HTTP/1.1 200 OK\r\n"
FEED = b"<rss version='2.0'><channel><title>A</title></channel></rss>"
MEGABYTE = bytes(1_000_000)
ENOUGH = 12  # megabytes: more than anybody should read


def sends(*parts: bytes) -> Fault:
    """Sends the parts and closes."""

    async def fault(writer: asyncio.StreamWriter) -> None:
        for part in parts:
            writer.write(part)
            await writer.drain()

    return fault


def drips(head: bytes, part: bytes, seconds: float = 0.05) -> Fault:
    """Sends a little for ever."""

    async def fault(writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(seconds)

    return fault


def floods(head: bytes, part: bytes, times: int) -> Fault:
    """Sends a lot, as fast as it is taken."""

    async def fault(writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        for _ in range(times):
            writer.write(part)
            await writer.drain()

    return fault


async def silence(_: asyncio.StreamWriter) -> None:
    await asyncio.sleep(3600)


async def reset(writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


def encoded(name: str, body: bytes) -> bytes:
    return OK + f"Content-Encoding: {name}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def redirect(to: str, status: int = 302) -> Fault:
    return sends(f"HTTP/1.1 {status} Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode())


ZEROES = gzip.compress(MEGABYTE * 60)
BARE = zlib.compressobj(wbits=-15)

BAD: dict[str, tuple[Fault, str]] = {
    "says nothing": (silence, "timeout"),
    "hangs up": (reset, "broken_answer"),
    "hangs up in the head": (sends(b"HTTP/1.1 200 OK\r\nContent-Ty"), "broken_answer"),
    "drips its head": (drips(OK, b"X-A: b\r\n"), "timeout"),
    "drips its body": (drips(OK + b"Content-Length: 99999\r\n\r\n", b"<"), "timeout"),
    "drips chunks": (drips(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n<\r\n"), "timeout"),
    "an endless body": (floods(OK + b"\r\n", MEGABYTE, ENOUGH), "too_large"),
    "endless chunks": (
        floods(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"F4240\r\n" + MEGABYTE + b"\r\n", ENOUGH),
        "too_large",
    ),
    "a body longer than it may be": (floods(OK + b"Content-Length: 900000000\r\n\r\n", MEGABYTE, ENOUGH), "too_large"),
    "a body shorter than it says": (sends(OK + b"Content-Length: 900\r\n\r\n" + FEED), "broken_answer"),
    "a negative length": (sends(OK + b"Content-Length: -5\r\n\r\n" + FEED), "broken_answer"),
    "a length of words": (sends(OK + b"Content-Length: many\r\n\r\n" + FEED), "broken_answer"),
    "two lengths": (sends(OK + b"Content-Length: 5\r\nContent-Length: 60\r\n\r\n" + FEED), "broken_answer"),
    "a chunk of no size": (
        sends(OK + b"Transfer-Encoding: chunked\r\n\r\nxyz\r\n<rss/>\r\n0\r\n\r\n"),
        "broken_answer",
    ),
    "no last chunk": (sends(OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n"), "broken_answer"),
    "a huge header": (floods(OK + b"X-A: ", MEGABYTE.replace(b"\0", b"a"), ENOUGH), "broken_answer"),
    "endless headers": (floods(OK, b"X-A: b\r\n" * 10_000, 100), "broken_answer"),
    "another protocol": (sends(b"SSH-2.0-OpenSSH_9.6\r\n"), "broken_answer"),
    "a status of words": (sends(b"HTTP/1.1 fine OK\r\n\r\n"), "broken_answer"),
    "an older protocol": (sends(b"<rss/>"), "broken_answer"),
    "a bomb in gzip": (sends(encoded("gzip", ZEROES)), "too_large"),
    "a bomb in deflate": (sends(encoded("deflate", zlib.compress(MEGABYTE * 60))), "too_large"),
    "gzip within gzip": (sends(encoded("gzip, gzip", gzip.compress(ZEROES))), "unknown_encoding"),
    "brotli that nobody asked for": (sends(encoded("br", b"\x0b\x02\x80")), "unknown_encoding"),
    "zstd that nobody asked for": (sends(encoded("zstd", b"\x28\xb5\x2f\xfd")), "unknown_encoding"),
    "gzip that is none": (sends(encoded("gzip", FEED)), "broken_encoding"),
    "half of a gzip": (sends(encoded("gzip", gzip.compress(FEED)[:-9])), "broken_encoding"),
    "a redirect to itself": (redirect("/a redirect to itself".replace(" ", "%20")), "too_many_redirects"),
    "a redirect to a file": (redirect("file:///etc/passwd"), "no_web_address"),
    "a redirect to nowhere": (redirect("http://"), "too_many_redirects"),
    "a redirect to a broken address": (redirect("http://[::1/"), "broken_answer"),
    "a redirect to another protocol": (redirect("gopher://a.kz/"), "no_web_address"),
    "gone": (sends(b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n"), "http_410"),
    "too busy": (sends(b"HTTP/1.1 503 No\r\nRetry-After: soon\r\nContent-Length: 0\r\n\r\n"), "http_503"),
    "too many": (sends(b"HTTP/1.1 429 No\r\nRetry-After: 99999999999\r\nContent-Length: 0\r\n\r\n"), "http_429"),
}
ODD: dict[str, Fault] = {
    "no length": sends(OK + b"\r\n" + FEED),
    "gzip": sends(encoded("gzip", gzip.compress(FEED))),
    "gzip by its old name": sends(encoded("x-gzip", gzip.compress(FEED))),
    "deflate without a head": sends(encoded("deflate", BARE.compress(FEED) + BARE.flush())),
    "headers of a proud site": sends(OK + b"Content-Security-Policy: " + b"a" * 20_000 + b"\r\n\r\n" + FEED),
    "validators that cannot be kept": sends(OK + b'ETag: "\xd0\xbf\xff"\r\n\r\n' + FEED),
    "a piece at a time": sends(OK + b"\r\n", *(FEED[n : n + 1] for n in range(len(FEED)))),
}


@asynccontextmanager
async def faulty_server() -> AsyncIterator[str]:
    """Its address; the path says which fault."""
    faults = {name: fault for name, (fault, _) in BAD.items()} | ODD
    running: set[asyncio.Task[None]] = set()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            await faults[head.split(b" ")[1].decode().strip("/").replace("%20", " ")](writer)
            writer.close()
            await writer.wait_closed()
        except (OSError, asyncio.IncompleteReadError):
            return
        finally:
            writer.transport.abort()

    def met(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(answer(reader, writer))
        running.add(task)
        task.add_done_callback(running.discard)

    server = await asyncio.start_server(met, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
