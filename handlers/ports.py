"""What handlers need of the process beyond the newsroom's ports."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from digests.model import Source
from digests.model.charts import Sketch


@dataclass(frozen=True, slots=True)
class Added:
    """A source that is read from now on, and how many items it lists, how many of them dated, how old the newest."""

    source: Source
    items: int
    dated: int
    newest: timedelta | None


class AddSource(Protocol):
    """Looks at an address and adds what is there to the sources; Refusal, with its reason, where that cannot be."""

    async def __call__(self, address: str) -> Added: ...


class Draw(Protocol):
    """Makes a PNG of a sketch, off the event loop; `Unreadable` where that takes too long."""

    async def __call__(self, sketch: Sketch) -> bytes: ...


class Wake(Protocol):
    """Tells the sender that there is work."""

    def __call__(self) -> None: ...
