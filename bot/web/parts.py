"""What the web is made from."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.storage import Database
from digests.model import Newsroom
from digests.ports import Clock, Offload
from handlers.ports import Draw
from templates import Templates


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the running bot that pages ask.

    url   under which readers find them, without a slash at the end; empty: as they asked for it
    draw  makes charts, in a process of its own; None: pages have values in words only
    bot   its username on Telegram; empty before it is known
    is_behind_proxy  whether X-Forwarded-For names the reader
    """

    database: Database
    newsroom: Newsroom
    templates: Templates
    clock: Clock
    offload: Offload
    draw: Draw | None = None
    url: str = ""
    bot: str = ""
    is_behind_proxy: bool = False
    monotonic: Callable[[], float] = time.monotonic
