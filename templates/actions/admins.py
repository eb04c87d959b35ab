"""What buttons of /admin, /sources and /review ask for."""

from dataclasses import dataclass
from typing import ClassVar

from digests.model import Act
from templates.actions.base import Action


@dataclass(frozen=True, slots=True)
class SourcesPage(Action):
    """Another page of /sources, in place."""

    prefix: ClassVar[str] = "sp"
    page: int


@dataclass(frozen=True, slots=True)
class ShowSource(Action):
    """The card of a source (`source_code`), in place; "Back" leads to this page."""

    prefix: ClassVar[str] = "sc"
    source: str
    page: int


@dataclass(frozen=True, slots=True)
class AskSource(Action):
    """Ask for the address of a source to add, below."""

    prefix: ClassVar[str] = "sd"


@dataclass(frozen=True, slots=True)
class RestSource(Action):
    """Read a source no more, or again."""

    prefix: ClassVar[str] = "sr"
    source: str
    wanted: bool
    page: int


@dataclass(frozen=True, slots=True)
class LookNow(Action):
    """Read a source now, whatever its rhythm says."""

    prefix: ClassVar[str] = "sn"
    source: str
    page: int


@dataclass(frozen=True, slots=True)
class ReviewPage(Action):
    """Another thing that waits in /review, in place."""

    prefix: ClassVar[str] = "vp"
    number: int


@dataclass(frozen=True, slots=True)
class Decide(Action):
    """An admin's judgement of what waits under this key; `number` is its place in /review."""

    prefix: ClassVar[str] = "vd"
    act: Act
    key: str
    number: int


@dataclass(frozen=True, slots=True)
class AnswerFeedback(Action):
    """Ask an admin for the answer to what a person wrote, below."""

    prefix: ClassVar[str] = "fa"
    key: str


@dataclass(frozen=True, slots=True)
class ShowAdmin(Action):
    """The numbers of /admin, in place."""

    prefix: ClassVar[str] = "sa"


@dataclass(frozen=True, slots=True)
class OpenFeedback(Action):
    """The n-th (from 0) of what people wrote and nobody has answered, in place."""

    prefix: ClassVar[str] = "fp"
    number: int


@dataclass(frozen=True, slots=True)
class CloseFeedback(Action):
    """Put aside what a person wrote; `number` is its place."""

    prefix: ClassVar[str] = "fc"
    key: str
    number: int


@dataclass(frozen=True, slots=True)
class AskWrong(Action):
    """Ask whether a figure is to be marked as wrong, below."""

    prefix: ClassVar[str] = "wa"
    article: str
    revision: int
    index: int


@dataclass(frozen=True, slots=True)
class MarkWrong(Action):
    """Mark a figure as wrong: all who got it hear of it."""

    prefix: ClassVar[str] = "wm"
    article: str
    revision: int
    index: int


@dataclass(frozen=True, slots=True)
class KeepFigure(Action):
    """Leave a figure as it is after all."""

    prefix: ClassVar[str] = "wk"


EVERY = (
    *(ShowSource, AskSource, RestSource, LookNow, SourcesPage, ReviewPage, Decide, AnswerFeedback, ShowAdmin),
    *(OpenFeedback, CloseFeedback, AskWrong, MarkWrong, KeepFigure),
)
"""All of these."""
