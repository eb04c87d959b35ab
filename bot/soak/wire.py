"""A line to a server that can be cut, as a network can: for a while nothing arrives, then all connections are dead."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

CHUNK = 1 << 16


class Wire:
    """Between a socket of its own and that of the server."""

    def __init__(self, server: Path) -> None:
        self._server = server
        self._whole = asyncio.Event()
        self._whole.set()
        self._ends: set[asyncio.StreamWriter] = set()
        self._carrying: set[asyncio.Task[None]] = set()

    def cut(self) -> None:
        """From now on nothing arrives, neither here nor there, and who connects waits."""
        self._whole.clear()

    def mend(self) -> None:
        """Whoever connects now gets through; what was connected is dead, as where a router has forgotten it."""
        for end in self._ends:
            end.transport.abort()
        self._whole.set()

    def connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry what comes both ways until one side ends."""
        carrying = asyncio.create_task(self._connect(reader, writer))
        self._carrying.add(carrying)
        carrying.add_done_callback(self._carrying.discard)

    async def close(self) -> None:
        """End all connections."""
        self.mend()
        if self._carrying:
            await asyncio.wait(self._carrying)

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._whole.wait()
        with suppress(OSError):  # the server is gone, or the wire was cut
            far_reader, far_writer = await asyncio.open_unix_connection(str(self._server))
            ends = {writer, far_writer}
            self._ends |= ends
            try:
                both = (self._carry(reader, far_writer), self._carry(far_reader, writer))
                done, left = await asyncio.wait(map(asyncio.ensure_future, both), return_when=asyncio.FIRST_COMPLETED)
                for task in left:
                    task.cancel()
                await asyncio.gather(*done, *left, return_exceptions=True)
            finally:
                self._ends -= ends
                far_writer.transport.abort()
        writer.transport.abort()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while piece := await reader.read(CHUNK):
            await self._whole.wait()
            writer.write(piece)
            await writer.drain()


@asynccontextmanager
async def wired(server: Path, own: Path) -> AsyncIterator[Wire]:
    """A wire from the socket `own` to that of the server, while the block runs."""
    wire = Wire(server)
    listening = await asyncio.start_unix_server(wire.connect, str(own))
    try:
        yield wire
    finally:
        listening.close()
        await wire.close()
