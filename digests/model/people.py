"""Subscribers, and what admins write to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from digests.model.figures import Figure, FigureRef
from digests.model.news import Article, Choice, Wishes
from digests.model.newsroom import Source, SourceState
from digests.model.words import Locale


class ChatKind(StrEnum):
    """Telegram's kinds of chat."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


class Status(StrEnum):
    """Whether a subscriber gets digests.

    NEW       has not finished /start: nothing is sent unasked
    ACTIVE    gets digests
    PAUSED    said /stop
    BLOCKED   cannot be written to
    """

    NEW = "new"
    ACTIVE = "active"
    PAUSED = "paused"
    BLOCKED = "blocked"


class Cadence(StrEnum):
    """The usual ways to get digests, one tap each: on these days, or as soon as there is news."""

    DAILY = "daily"
    WEEKDAYS = "weekdays"
    WEEKLY = "weekly"
    AT_ONCE = "at_once"


DAYS: Mapping[Cadence, tuple[int, ...]] = {
    Cadence.DAILY: tuple(range(7)),
    Cadence.WEEKDAYS: tuple(range(5)),
    Cadence.WEEKLY: (0,),
}
"""The days of the usual ways; 0 is Monday."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """From one local hour (0 to 23) to another, over midnight where the second is smaller; the same twice: never."""

    starts: int
    ends: int

    def covers(self, hour: int) -> bool:
        """Whether this hour of the day is quiet."""
        if self.starts <= self.ends:
            return self.starts <= hour < self.ends
        return hour >= self.starts or hour < self.ends


@dataclass(frozen=True, slots=True)
class Schedule:
    """When digests come, in the person's own zone (an IANA name).

    days        on which they come at `hour` and `minute`: sorted, 0 is Monday, at least one
    at_once     they come as soon as there is news, on whatever day, but not while it is `quiet`
    even_empty  at the hour it is said, too, that there is nothing new; it changes nothing about what is told
    """

    days: tuple[int, ...] = DAYS[Cadence.DAILY]
    hour: int = 9
    minute: int = 0
    zone: str = "Asia/Almaty"
    at_once: bool = False
    quiet: Quiet = Quiet(22, 8)
    even_empty: bool = False

    @property
    def cadence(self) -> Cadence | None:
        """The usual way that this is; None: days of one's own."""
        if self.at_once:
            return Cadence.AT_ONCE
        return next((cadence for cadence, days in DAYS.items() if days == self.days), None)

    @property
    def key(self) -> str:
        """The same for those to whom the same is told."""
        if self.at_once:
            return f"{Cadence.AT_ONCE}|{self.quiet.starts}|{self.quiet.ends}|{self.zone}"
        days = "".join(map(str, self.days))
        return f"{days}|{self.hour:02d}:{self.minute:02d}|{self.zone}"


class Question(StrEnum):
    """What the bot has asked for, so that the next message is taken as the answer."""

    SEARCH = "search"
    WORDS = "words"
    WITHOUT = "without"
    FEEDBACK = "feedback"
    ANSWER = "answer"
    ANNOUNCEMENT = "announcement"
    ADDRESSEES = "addressees"
    LOCATION = "location"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A chat that talks to the bot: a person, a group or a channel.

    rubrics              what it wants; empty: nothing
    next_digest_at       aware UTC; None: no digest is due (not active, or no rubrics)
    news_since           where the news of that digest begins; None: at the slot before it
    last_digest_at       the end of the last window that was told, at its slot or on demand, for what it wants now
    takes_announcements  whether admins may write to it; digests come in any case
    paused_until         when a pause ends by itself; None: it does not, or there is none
    asked                what its next message answers; None: nothing
    """

    chat_id: int
    kind: ChatKind
    locale: Locale
    created_at: datetime
    rubrics: frozenset[str] = frozenset()
    schedule: Schedule = field(default_factory=Schedule)
    status: Status = Status.NEW
    next_digest_at: datetime | None = None
    news_since: datetime | None = None
    last_digest_at: datetime | None = None
    thread_id: int | None = None
    wishes: Wishes = field(default_factory=Wishes)
    takes_announcements: bool = True
    paused_until: datetime | None = None
    asked: Question | None = None

    @property
    def choice(self) -> Choice:
        """What its digest is made for."""
        return Choice.of(self.locale, self.rubrics, self.wishes)


@dataclass(frozen=True, slots=True)
class DueGroup:
    """Active subscribers whose digest is due, who share choice, schedule and slot (aware UTC).

    since  where their news begins; None: at the slot before
    """

    choice: Choice
    schedule: Schedule
    slot: datetime
    size: int
    since: datetime | None = None

    @property
    def audience(self) -> str:
        """The same for those who get the same digests, slot after slot."""
        return f"{self.choice.key}|{self.schedule.key}"


@dataclass(frozen=True, slots=True)
class Upcoming:
    """What a group waits for once it got its digest, or nothing.

    slot   of the next digest
    since  where its news begins; None: at the slot before it
    told   the end of the news that it has now; None: at the slot that was due
    """

    slot: datetime
    since: datetime | None = None
    told: datetime | None = None


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """A source, its state, and how many articles it gave; `is_resting`: an admin wants it read no more for now."""

    source: Source
    state: SourceState
    articles: int
    is_resting: bool = False


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure with the article it stands in; `article` is the revision that states it, without its other figures."""

    article: Article
    figure: Figure
    ref: FigureRef
    is_current: bool = True
