"""What buttons under digests, figures, charts and what was found ask for."""

from dataclasses import dataclass
from typing import ClassVar

from templates.actions.base import Action


@dataclass(frozen=True, slots=True)
class AskDigest(Action):
    """A digest of the last days, now."""

    prefix: ClassVar[str] = "d"
    days: int


@dataclass(frozen=True, slots=True)
class ShowEvidence(Action):
    """The sentences behind the figures of a mailing, below it."""

    prefix: ClassVar[str] = "e"
    mailing: str


@dataclass(frozen=True, slots=True)
class EvidenceFrom(Action):
    """Those from the n-th on (from 0), in place."""

    prefix: ClassVar[str] = "ep"
    mailing: str
    first: int


@dataclass(frozen=True, slots=True)
class ShowFigure(Action):
    """The sentence of one figure."""

    prefix: ClassVar[str] = "f"
    article: str
    revision: int
    index: int


@dataclass(frozen=True, slots=True)
class StatsPage(Action):
    """Another page of /stats, in place; `words` as they were asked, cut to what fits."""

    prefix: ClassVar[str] = "s"
    page: int
    words: str


@dataclass(frozen=True, slots=True)
class ShowMetric(Action):
    """The card of a metric at a place, in place; `page` and `words` of /stats say where its "Back" leads.

    Keys are too long to stand beside the words of a search: `metric_code` and `place_code` stand for them.
    """

    prefix: ClassVar[str] = "m"
    metric: str
    place: str
    page: int
    words: str


@dataclass(frozen=True, slots=True)
class TurnSearch(Action):
    """Another page of /search, in place; `words` as `fitting_words` leaves them."""

    prefix: ClassVar[str] = "q"
    page: int
    words: str


@dataclass(frozen=True, slots=True)
class ShowChart(Action):
    """The chart of a metric at a place, below."""

    prefix: ClassVar[str] = "g"
    metric: str
    place: str


@dataclass(frozen=True, slots=True)
class ShowDynamics(Action):
    """The charts of the metrics whose values a mailing tells, below it."""

    prefix: ClassVar[str] = "y"
    mailing: str


@dataclass(frozen=True, slots=True)
class SetFollow(Action):
    """Hear of new values of this card's metric, or hear of them no longer; the rest as of `ShowMetric`."""

    prefix: ClassVar[str] = "w"
    metric: str
    place: str
    wanted: bool
    page: int
    words: str


@dataclass(frozen=True, slots=True)
class StopFollow(Action):
    """The same from the list of what a chat follows."""

    prefix: ClassVar[str] = "wx"
    metric: str
    place: str


@dataclass(frozen=True, slots=True)
class OpenFollows(Action):
    """That list: below the message, or in place of it."""

    prefix: ClassVar[str] = "wl"
    below: bool


@dataclass(frozen=True, slots=True)
class CorrectionsPage(Action):
    """Another page of /corrections, in place."""

    prefix: ClassVar[str] = "cp"
    page: int


EVERY = (
    *(AskDigest, ShowEvidence, EvidenceFrom, ShowFigure, StatsPage),
    *(ShowMetric, TurnSearch, ShowChart, ShowDynamics, SetFollow),
    *(
        StopFollow,
        OpenFollows,
        CorrectionsPage,
    ),
)
"""All of these."""
