"""The wire of the soak is cut as a network is: silence first, then dead connections, then all is well."""

import asyncio
from contextlib import suppress
from pathlib import Path

from bot.soak.wire import wired


async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while piece := await reader.read(99):
        writer.write(piece)
    writer.close()


async def test_what_is_cut_is_silent_then_dead_and_a_new_connection_gets_through(tmp_path: Path) -> None:
    server = await asyncio.start_unix_server(echo, str(tmp_path / "server"))
    async with server, wired(tmp_path / "server", tmp_path / "own") as wire:
        reader, writer = await asyncio.open_unix_connection(str(tmp_path / "own"))
        writer.write(b"before")
        assert await reader.read(99) == b"before"

        wire.cut()
        writer.write(b"lost")
        late_reader, late_writer = await asyncio.open_unix_connection(str(tmp_path / "own"))
        late_writer.write(b"late")
        answers = [asyncio.ensure_future(one.read(99)) for one in (reader, late_reader)]
        done, _ = await asyncio.wait(answers, timeout=0.1)
        assert not done

        wire.mend()
        assert await answers[1] == b"late"
        with suppress(ConnectionResetError):
            assert await answers[0] == b""
        for one in (writer, late_writer):
            one.close()
