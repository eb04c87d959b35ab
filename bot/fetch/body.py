"""The body of an answer, inflated, within limits on the wire and in memory."""

import zlib

import aiohttp

from bot.fetch.refused import Refused


async def read_body(response: aiohttp.ClientResponse, largest: int) -> bytes:
    """The inflated body; stops reading as soon as it, or what is on the wire, passes the limit (bytes)."""
    inflate = _inflater(response.headers.get("Content-Encoding", "identity").strip().lower())
    on_wire = 0
    body = bytearray()
    async for chunk in response.content.iter_any():
        on_wire += len(chunk)
        body += chunk if inflate is None else _inflated(inflate, chunk, largest + 1 - len(body))
        if max(on_wire, len(body)) > largest:
            raise Refused("too_large", f"more than {largest} bytes")
    if inflate is not None and on_wire and not inflate.eof:
        raise Refused("broken_encoding", "the body ends early")
    return bytes(body)


class _Inflate:
    """gzip, zlib, or deflate without a head, as some servers send it; which one the first bytes tell."""

    def __init__(self) -> None:
        self._inner: zlib._Decompress | None = None

    @property
    def eof(self) -> bool:
        return self._inner is not None and self._inner.eof

    def decompress(self, chunk: bytes, room: int) -> bytes:
        if self._inner is not None:
            return self._inner.decompress(chunk, room)
        self._inner = zlib.decompressobj(wbits=47)  # 32 + 15: gzip or zlib, whichever it is
        try:
            return self._inner.decompress(chunk, room)
        except zlib.error:
            self._inner = zlib.decompressobj(wbits=-15)
            return self._inner.decompress(chunk, room)


def _inflater(encoding: str) -> _Inflate | None:
    if encoding in ("", "identity"):
        return None
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise Refused("unknown_encoding", encoding[:100])
    return _Inflate()


def _inflated(inflate: _Inflate, chunk: bytes, room: int) -> bytes:
    try:
        return inflate.decompress(chunk, room)
    except zlib.error as error:
        raise Refused("broken_encoding", str(error)) from error
