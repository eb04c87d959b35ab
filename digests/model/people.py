"""Subscribers, and what admins write to them."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from digests.model.figures import Figure, FigureRef
from digests.model.news import Article, Choice
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
    """On which days a digest comes."""

    DAILY = "daily"
    WEEKDAYS = "weekdays"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a digest comes, in the person's own zone (an IANA name). Weekly is on Mondays."""

    cadence: Cadence = Cadence.DAILY
    hour: int = 9
    zone: str = "Asia/Almaty"

    @property
    def key(self) -> str:
        """The same for the same schedule."""
        return f"{self.cadence}|{self.hour:02d}|{self.zone}"


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A chat that talks to the bot: a person, a group or a channel.

    rubrics         what it wants; empty: nothing
    next_digest_at  aware UTC; None: no digest is due (not active, or no rubrics)
    last_digest_at  the end of the last window that was sent
    """

    chat_id: int
    kind: ChatKind
    locale: Locale
    created_at: datetime
    rubrics: frozenset[str] = frozenset()
    schedule: Schedule = field(default_factory=Schedule)
    status: Status = Status.NEW
    next_digest_at: datetime | None = None
    last_digest_at: datetime | None = None
    thread_id: int | None = None

    @property
    def choice(self) -> Choice:
        """What its digest is made for."""
        return Choice.of(self.locale, self.rubrics)


@dataclass(frozen=True, slots=True)
class DueGroup:
    """Active subscribers whose digest is due, who share choice, schedule and slot (aware UTC)."""

    choice: Choice
    schedule: Schedule
    slot: datetime
    size: int


class AnnouncementState(StrEnum):
    """The life of an announcement: a draft is written, previewed, then sent or dropped.

    PAUSED   nothing more is sent until somebody resumes it
    ENDING   dropped while it was being sent: what is on its way just now may still arrive; then CANCELLED
    STOPPED  it stopped by itself, for Telegram takes its message from nobody
    """

    AWAITING_TEXT = "awaiting_text"
    DRAFT = "draft"
    SENDING = "sending"
    PAUSED = "paused"
    ENDING = "ending"
    DONE = "done"
    STOPPED = "stopped"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Announcement:
    """A message from an admin to all active subscribers.

    text              Telegram HTML, as it goes out
    progress_message  the message in the author's chat that shows how far it is
    """

    id: str
    author_chat: int
    state: AnnouncementState
    created_at: datetime
    text: str = ""
    progress_message: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a mailing is: deliveries by what became of them.

    in_doubt  may have arrived, or not; nobody sends them again unasked
    withdrawn  not sent, for the announcement was dropped on its way
    stopped   why the mailing stopped by itself, in Telegram's words; what it had left counts as failed
    """

    queued: int = 0
    sent: int = 0
    unreachable: int = 0
    failed: int = 0
    in_doubt: int = 0
    withdrawn: int = 0
    stopped: str | None = None

    @property
    def total(self) -> int:
        """All deliveries."""
        return self.queued + self.sent + self.unreachable + self.failed + self.in_doubt + self.withdrawn


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """A source, its state, and how many articles it gave."""

    source: Source
    state: SourceState
    articles: int


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure with the article it stands in; `article` is the revision that states it, without its other figures."""

    article: Article
    figure: Figure
    ref: FigureRef
    is_current: bool = True
