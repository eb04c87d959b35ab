"""What the web is made from."""

import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass

from bot.storage import Database
from bot.web.entrance import Entrance
from digests.model import Newsroom
from digests.ports import Clock, Offload
from handlers.ports import Draw
from templates import Templates

Turn = Callable[[int], AbstractAsyncContextManager[None]]


def nobody_else(_: int) -> AbstractAsyncContextManager[None]:
    """The turn of a chat in which nobody speaks meanwhile."""
    return nullcontext()


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the running bot that pages ask.

    url   under which readers find them, without a slash at the end; empty: as they asked for it
    draw  makes charts, in a process of its own; None: pages have values in words only
    bot   its username on Telegram; empty before it is known
    is_behind_proxy  whether X-Forwarded-For names the reader
    entrance  tells who opened the Mini App; None: there is none
    turn      a chat's turn: while it lasts, nothing that is said in the chat changes its settings
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
    entrance: Entrance | None = None
    turn: Turn = nobody_else
    monotonic: Callable[[], float] = time.monotonic
