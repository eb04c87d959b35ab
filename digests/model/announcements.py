"""What admins write to many chats: how it looks, for whom, and when."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from digests.model.delivery import Bubble
from digests.model.words import Locale

EARLIEST_ZONE = timedelta(hours=14)
"""So far is the zone whose day begins first ahead of UTC."""


class AnnouncementState(StrEnum):
    """The life of an announcement: a draft is written, looked at, perhaps planned, then sent or dropped.

    CONFIRMING  it waits for a second admin
    SCHEDULED   it waits for its time
    OVERDUE     its time went by unnoticed: its author is asked whether it is still wanted
    PAUSED      nothing more is sent until somebody resumes it
    TRIED       its first chats have it, and nobody has said yet that the others shall have it too
    ENDING      dropped while it was being sent: what is on its way just now may still arrive; then CANCELLED
    STOPPED     it stopped by itself, for Telegram takes its message from nobody
    """

    AWAITING_TEXT = "awaiting_text"
    DRAFT = "draft"
    CONFIRMING = "confirming"
    SCHEDULED = "scheduled"
    OVERDUE = "overdue"
    SENDING = "sending"
    PAUSED = "paused"
    TRIED = "tried"
    ENDING = "ending"
    DONE = "done"
    STOPPED = "stopped"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Addressees:
    """Whom an announcement is for: the chats that fit all of what is set, and take announcements.

    region  chats that have chosen this region; who reads about the whole country has chosen none
    chats   a list of them; empty: any
    """

    locale: Locale | None = None
    rubric: str | None = None
    region: str | None = None
    chats: tuple[int, ...] = ()


EVERYBODY = Addressees()


@dataclass(frozen=True, slots=True)
class Plan:
    """When an announcement is sent.

    wall      a local time without a zone
    zone      whose clock shows it: the author's
    is_local  each reader's own clock shows it instead
    """

    wall: datetime
    zone: str
    is_local: bool = False

    @property
    def starts_at(self) -> datetime:
        """The moment in UTC at which it begins; by readers' clocks the earliest there can be."""
        return self.wall.replace(tzinfo=UTC) - EARLIEST_ZONE if self.is_local else self.at(self.zone)

    def at(self, zone: str) -> datetime:
        """The moment in UTC at which the clock of this zone shows it; of an hour that comes twice the first."""
        return self.wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Announcement:
    """A message from an admin to many chats.

    bubble            what goes out
    plan              None: at once
    is_tried          only a few chats get it first; then it waits (TRIED)
    progress_message  the card in the author's chat, from the draft to the last delivery
    """

    id: str
    author_chat: int
    state: AnnouncementState
    created_at: datetime
    bubble: Bubble = field(default_factory=lambda: Bubble(""))
    addressees: Addressees = EVERYBODY
    plan: Plan | None = None
    is_tried: bool = False
    progress_message: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a mailing is: deliveries by what became of them.

    in_doubt  may have arrived, or not; nobody sends them again unasked
    withdrawn  not sent, for the announcement was dropped on its way
    per_second  how many ended a second of late
    stopped   why the mailing stopped by itself, in Telegram's words; what it had left counts as failed
    """

    queued: int = 0
    sent: int = 0
    unreachable: int = 0
    failed: int = 0
    in_doubt: int = 0
    withdrawn: int = 0
    per_second: float = 0
    stopped: str | None = None

    @property
    def time_left(self) -> timedelta | None:
        """How long the rest takes at that rate; None where nothing moves."""
        return timedelta(seconds=round(self.queued / self.per_second)) if self.per_second else None

    @property
    def total(self) -> int:
        """All deliveries."""
        return self.queued + self.sent + self.unreachable + self.failed + self.in_doubt + self.withdrawn
