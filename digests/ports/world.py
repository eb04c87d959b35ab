"""The world around the newsroom: time, the network, processes, pictures, a language model, the words of answers."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ParamSpec, Protocol, TypeVar

from digests.model import Bubble, Corrected, Digest, FetchResult, Mailing, ModelFailed, PromptMessage, StatedFigure

P = ParamSpec("P")
R = TypeVar("R")

LARGEST = 5_000_000
"""Bytes of a page or a list, unless somebody says otherwise."""


class Clock(Protocol):
    """What time it is; aware UTC."""

    def __call__(self) -> datetime: ...


class Fetch(Protocol):
    """One GET, conditional where validators are given. Every failure of the network is a `FetchFailed`.

    An answer of more than `largest` bytes, as it comes or inflated, is one too.
    """

    async def __call__(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, largest: int = LARGEST
    ) -> FetchResult: ...


class Offload(Protocol):
    """Runs a pure function off the event loop and gives its result; its errors come through.

    Raises `Unreadable` where it bounds time and memory and the call passes them.
    """

    async def __call__(self, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R: ...


class AskModel(Protocol):
    """Asks a language model and gives the text of its answer, within the seconds. Every failure is a `ModelFailed`."""

    async def __call__(self, messages: Sequence[PromptMessage], *, seconds: float) -> str | ModelFailed: ...


class Render(Protocol):
    """Turns a digest into bubbles in the language of its choice."""

    def digest(self, digest: Digest) -> tuple[Bubble, ...]: ...


class RenderCorrections(Render, Protocol):
    """Marks in bubbles that were made what was corrected of their figures, in the language of their mailing."""

    def corrected(
        self, mailing: Mailing, changes: Sequence[Corrected], stated: Sequence[StatedFigure]
    ) -> Sequence[Bubble]:
        """The bubbles of a mailing that states these figures, in order, with the changes marked."""

    def correction_note(self, mailing: Mailing, changes: Sequence[Corrected]) -> Bubble:
        """What is said in reply to its message."""


class Pictures(Protocol):
    """What Telegram keeps of what the bot has drawn, so that a picture is uploaded once."""

    async def find(self, key: str) -> str | None:
        """The file_id of the picture with this key; None: it was never sent, or Telegram has it no longer."""

    async def keep(self, key: str, file_id: str, now: datetime) -> None:
        """Remember what Telegram calls it."""

    async def forget(self, key: str) -> None:
        """Telegram refused it: it is to be uploaded again."""
