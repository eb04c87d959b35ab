"""What an inline button asks for: callback data that carries the wanted state, never "flip".

An action packs to `prefix:field:field`, at most 64 bytes; what does not unpack (another version, another bot) is None.
"""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import ClassVar, Self

from digests.model import Cadence, Locale, short_key

MOST_BYTES = 64
MOST_WORD_BYTES = 43
"""Of the words that a button of /stats carries; the rest is for its prefix, the number of a page, metric and place."""

_METRIC_LETTERS = 8
_PLACE_LETTERS = 4


class Action:
    """The base of all actions; subclasses are frozen dataclasses of str, int, bool and StrEnum fields."""

    prefix: ClassVar[str]

    def pack(self) -> str:
        """The callback data."""
        values = [getattr(self, field.name) for field in fields(self)]  # type: ignore[arg-type]
        return ":".join([self.prefix, *(str(int(value) if isinstance(value, bool) else value) for value in values)])

    @classmethod
    def unpack(cls, callback_data: str) -> Self | None:
        """The action, or None where this is not one of this class."""
        prefix, *parts = callback_data.split(":")
        wanted = fields(cls)  # type: ignore[arg-type]
        if prefix != cls.prefix or len(parts) != len(wanted):
            return None
        try:
            return cls(*(_read(field.type, part) for field, part in zip(wanted, parts, strict=True)))
        except ValueError:
            return None


def _read(kind: object, part: str) -> object:
    if kind is bool:
        if part not in {"0", "1"}:
            raise ValueError(part)
        return part == "1"
    if kind is int or (isinstance(kind, type) and issubclass(kind, StrEnum)):
        return kind(part)
    return part


class Screen(StrEnum):
    """A menu that a button opens in place. START is the rubric choice of /start, with its "Done" button."""

    START = "start"
    SETTINGS = "settings"
    RUBRICS = "rubrics"
    LANGUAGE = "language"
    CADENCE = "cadence"
    HOUR = "hour"


@dataclass(frozen=True, slots=True)
class Open(Action):
    """Show a menu in place of this one."""

    prefix: ClassVar[str] = "o"
    screen: Screen


@dataclass(frozen=True, slots=True)
class OpenBelow(Action):
    """Show a menu below this message, which is worth keeping."""

    prefix: ClassVar[str] = "ob"
    screen: Screen


@dataclass(frozen=True, slots=True)
class SetRubric(Action):
    """Want a rubric, or want it no longer; `screen` is where the button stands (START or RUBRICS)."""

    prefix: ClassVar[str] = "r"
    key: str
    wanted: bool
    screen: Screen


@dataclass(frozen=True, slots=True)
class SetAllRubrics(Action):
    """Want every rubric, or none."""

    prefix: ClassVar[str] = "ra"
    wanted: bool
    screen: Screen


@dataclass(frozen=True, slots=True)
class SetLocale(Action):
    """Speak this language; `screen` is where to go on (START or SETTINGS)."""

    prefix: ClassVar[str] = "l"
    locale: Locale
    screen: Screen


@dataclass(frozen=True, slots=True)
class SetCadence(Action):
    """Send digests on these days."""

    prefix: ClassVar[str] = "c"
    cadence: Cadence


@dataclass(frozen=True, slots=True)
class SetHour(Action):
    """Send digests at this local hour (0 to 23)."""

    prefix: ClassVar[str] = "h"
    hour: int


@dataclass(frozen=True, slots=True)
class SetActive(Action):
    """Send digests (the "Done" of /start, and coming back), or pause."""

    prefix: ClassVar[str] = "a"
    active: bool


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
class SendAnnouncement(Action):
    """Confirm a draft."""

    prefix: ClassVar[str] = "as"
    announcement: str


@dataclass(frozen=True, slots=True)
class CancelAnnouncement(Action):
    """Drop a draft."""

    prefix: ClassVar[str] = "ac"
    announcement: str


class Steering(StrEnum):
    """What can be done to an announcement on its way."""

    PAUSE = "p"
    RESUME = "r"
    END = "e"


@dataclass(frozen=True, slots=True)
class SteerAnnouncement(Action):
    """Pause, resume or end an announcement that is being sent."""

    prefix: ClassVar[str] = "aw"
    announcement: str
    steering: Steering


@dataclass(frozen=True, slots=True)
class ResolveDoubt(Action):
    """Send what may have arrived or not of an announcement again, or leave it."""

    prefix: ClassVar[str] = "ad"
    announcement: str
    again: bool


@dataclass(frozen=True, slots=True)
class SourcesPage(Action):
    """Another page of /sources, in place."""

    prefix: ClassVar[str] = "sp"
    page: int


EVERY_ACTION = (
    *(Open, OpenBelow, SetRubric, SetAllRubrics, SetLocale, SetCadence, SetHour, SetActive, AskDigest),
    *(ShowEvidence, EvidenceFrom, ShowFigure, StatsPage, ShowMetric, SendAnnouncement, CancelAnnouncement),
    *(SteerAnnouncement, ResolveDoubt, SourcesPage),
)
"""What a button of this version can ask for."""


def metric_code(key: str) -> str:
    """What stands for a metric's key on a button; the same in every version."""
    return short_key(key)[:_METRIC_LETTERS]


def place_code(key: str | None) -> str:
    """What stands for a place; nothing for None, where no place is said."""
    return short_key(key)[:_PLACE_LETTERS] if key else ""


def fitting_words(words: str) -> str:
    """The words of a search, folded, and cut at a word to what the button of any page can carry beside its number.

    Of a first word that is longer its beginning is kept: words are looked for by their beginnings.
    """
    kept = ""
    for word in words.casefold().replace("ё", "е").replace(":", " ").split():
        longer = f"{kept} {word}".lstrip()
        if len(longer.encode()) > MOST_WORD_BYTES:
            return kept or longer.encode()[:MOST_WORD_BYTES].decode(errors="ignore")
        kept = longer
    return kept
