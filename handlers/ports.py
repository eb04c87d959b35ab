"""What handlers need of the process beyond the newsroom's ports."""

from typing import Protocol

from digests.model.charts import Sketch


class Draw(Protocol):
    """Makes a PNG of a sketch, off the event loop; `Unreadable` where that takes too long."""

    async def __call__(self, sketch: Sketch) -> bytes: ...


class Wake(Protocol):
    """Tells the sender that there is work."""

    def __call__(self) -> None: ...
