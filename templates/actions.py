"""What an inline button asks for: callback data that carries the wanted state, never "flip".

An action packs to `prefix:field:field`, at most 64 bytes; what does not unpack (another version, another bot) is None.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import ClassVar, Self

from digests.model import Act, Cadence, Length, Locale, Metric, short_key

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
    MINUTE = "minute"
    QUIET = "quiet"
    ZONE = "zone"
    WORDS = "words"
    REGIONS = "regions"
    PAUSE = "pause"


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
    """Send digests in one of the usual ways."""

    prefix: ClassVar[str] = "c"
    cadence: Cadence


@dataclass(frozen=True, slots=True)
class SetHour(Action):
    """Send digests at this full local hour (0 to 23); its quarters are offered next."""

    prefix: ClassVar[str] = "h"
    hour: int


@dataclass(frozen=True, slots=True)
class SetTime(Action):
    """Send digests at this local hour and quarter (0, 15, 30 or 45)."""

    prefix: ClassVar[str] = "t"
    hour: int
    minute: int


@dataclass(frozen=True, slots=True)
class SetDay(Action):
    """Send digests on this day of the week too (0 is Monday), or not on it."""

    prefix: ClassVar[str] = "dw"
    day: int
    wanted: bool


@dataclass(frozen=True, slots=True)
class SetQuiet(Action):
    """Send nothing at once from one local hour to another; the same twice: never be quiet."""

    prefix: ClassVar[str] = "qh"
    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class SetZone(Action):
    """Live by the clock of this zone."""

    prefix: ClassVar[str] = "z"
    zone: str


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
class AskWords(Action):
    """Ask for words that stories must have (wanted) or must not have."""

    prefix: ClassVar[str] = "aw"
    wanted: bool


@dataclass(frozen=True, slots=True)
class DropWord(Action):
    """Wish nothing about a word any more; `word_code` stands for it, as it may be longer than a button holds."""

    prefix: ClassVar[str] = "wd"
    code: str


@dataclass(frozen=True, slots=True)
class SetRegion(Action):
    """Read about a region, or about it no longer."""

    prefix: ClassVar[str] = "rg"
    key: str
    wanted: bool


@dataclass(frozen=True, slots=True)
class SetAllRegions(Action):
    """Read about the whole country."""

    prefix: ClassVar[str] = "rga"


@dataclass(frozen=True, slots=True)
class SetLength(Action):
    """Get digests of this length."""

    prefix: ClassVar[str] = "ln"
    length: Length


@dataclass(frozen=True, slots=True)
class SetAnnouncements(Action):
    """Take announcements, or none."""

    prefix: ClassVar[str] = "an"
    wanted: bool


@dataclass(frozen=True, slots=True)
class PauseFor(Action):
    """Pause for so many days, and come back by itself."""

    prefix: ClassVar[str] = "pf"
    days: int


@dataclass(frozen=True, slots=True)
class Delete(Action):
    """Forget this chat, or keep all; `asked` is when the question was put, in seconds since 1970."""

    prefix: ClassVar[str] = "x"
    wanted: bool
    asked: int


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

    prefix: ClassVar[str] = "at"
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


@dataclass(frozen=True, slots=True)
class CorrectionsPage(Action):
    """Another page of /corrections, in place."""

    prefix: ClassVar[str] = "cp"
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


EVERY_ACTION = (
    *(Open, OpenBelow, SetRubric, SetAllRubrics, SetLocale, SetCadence, SetHour, SetActive, AskDigest),
    *(CorrectionsPage, ReviewPage, Decide, AskWrong, MarkWrong, KeepFigure),
    *(SetTime, SetDay, SetQuiet, SetZone),
    *(AnswerFeedback, ShowAdmin, OpenFeedback, CloseFeedback),
    *(TurnSearch, AskWords, DropWord, SetRegion, SetAllRegions, SetLength, SetAnnouncements, PauseFor, Delete),
    *(ShowEvidence, EvidenceFrom, ShowFigure, StatsPage, ShowMetric, ShowChart, ShowDynamics),
    *(SetFollow, StopFollow, OpenFollows, SendAnnouncement, CancelAnnouncement, ResolveDoubt),
    *(SteerAnnouncement, SourcesPage),
)
"""What a button of this version can ask for."""


def metric_code(key: str) -> str:
    """What stands for a metric's key on a button; the same in every version."""
    return short_key(key)[:_METRIC_LETTERS]


def metric_of(code: str, metrics: Sequence[Metric]) -> Metric | None:
    """The metric that a button means; None: the newsroom no longer has it."""
    return next((metric for metric in metrics if metric_code(metric.key) == code), None)


def place_code(key: str | None) -> str:
    """What stands for a place; nothing for None, where no place is said."""
    return short_key(key)[:_PLACE_LETTERS] if key else ""


def word_code(word: str) -> str:
    """What stands for a word of the reader's wishes on a button."""
    return short_key(word)[:_METRIC_LETTERS]


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
