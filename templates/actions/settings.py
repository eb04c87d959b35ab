"""What buttons of the settings ask for."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from digests.model import Cadence, Length, Locale
from templates.actions.base import Action


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
class RubricsPage(Action):
    """Other rubrics in place of these; `screen` is where they stand (START or RUBRICS)."""

    prefix: ClassVar[str] = "rp"
    page: int
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
class SetEvenEmpty(Action):
    """Say at the hour of a digest, too, that there is nothing new, or be silent then."""

    prefix: ClassVar[str] = "ee"
    wanted: bool


@dataclass(frozen=True, slots=True)
class SetQuiet(Action):
    """Send nothing at once from one local hour to another; the same twice: never be quiet."""

    prefix: ClassVar[str] = "qh"
    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class AskLocation(Action):
    """Put the button that sends a location under the field of the message."""

    prefix: ClassVar[str] = "zl"


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


EVERY = (
    *(Open, OpenBelow, SetRubric, RubricsPage, SetAllRubrics, SetLocale),
    *(SetCadence, SetHour, SetTime, SetDay, SetEvenEmpty, SetQuiet),
    *(AskLocation, SetZone, SetActive, AskWords, DropWord, SetRegion),
    *(SetAllRegions, SetLength, SetAnnouncements, PauseFor, Delete),
)
"""All of these."""
