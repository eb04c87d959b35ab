"""Bubbles and their way to chats."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum

from digests.model.figures import FigureRef
from digests.model.news import Refused
from digests.model.words import Locale


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: `action` (callback data, at most 64 bytes), `url`, or `app`: the address of a Mini App."""

    label: str
    action: str | None = None
    url: str | None = None
    app: str | None = None


class MediaKind(StrEnum):
    """What stands above a text."""

    PHOTO = "photo"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or a file that Telegram has already; its `file_id` is good for this bot alone, and for ever."""

    kind: MediaKind
    file_id: str


@dataclass(frozen=True, slots=True)
class Bubble:
    """One chat message: Telegram HTML of at most 4096 UTF-16 units after parsing, and its inline keyboard.

    media  what the text stands below; it is its caption then, of at most 1024 units
    """

    text: str
    keyboard: tuple[tuple[Button, ...], ...] = ()
    media: Media | None = None


class MailingKind(StrEnum):
    """Why bubbles are sent.

    EDIT  takes the place of messages that were sent
    NOTE  answers a message that was sent
    """

    DIGEST = "digest"
    NEWS = "news"
    ANNOUNCEMENT = "announcement"
    EDIT = "edit"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class ToldStory:
    """A story as a mailing told it.

    article   id of the article by which it was told
    articles  ids of all that the story had by then
    outlets   who carries it, the earliest first
    origin    the outlet of the earliest full text
    shared    surfaces of the figures that justify the link
    """

    article: str
    articles: tuple[str, ...]
    outlets: tuple[str, ...]
    origin: str
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mailing:
    """Bubbles that were rendered once and go to many chats.

    key         unique: `Digest.key`, or one of the announcement
    evidence    the figures that the bubbles state, for the evidence view
    expires_at  after this nobody wants it any more
    stories     what a digest tells
    audience    the group of a digest that came at its slot (`DueGroup.audience`)
    until       the end of a digest's window
    locale    of a digest, and of what is said of it later
    refused   what the gate held back when it was made
    original  of an edit or a note: the key of the mailing that it is about; `parts`: of which of its bubbles, each
    """

    key: str
    kind: MailingKind
    bubbles: tuple[Bubble, ...]
    created_at: datetime
    expires_at: datetime
    evidence: tuple[FigureRef, ...] = ()
    stories: tuple[ToldStory, ...] = ()
    audience: str | None = None
    until: datetime | None = None
    locale: Locale | None = None
    refused: tuple[Refused, ...] = ()
    original: str | None = None
    parts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Delivery:
    """One bubble of a mailing on its way to one chat.

    part      which bubble of the mailing, from 0; a later part is never sent before an earlier one
    attempts  how often it was tried before
    target    the message that an EDIT changes, or that a NOTE answers
    made_at   when its mailing was made
    """

    id: int
    mailing: str
    kind: MailingKind
    chat_id: int
    part: int
    bubble: Bubble
    attempts: int = 0
    thread_id: int | None = None
    target: int | None = None
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram took it."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Postponed:
    """Surely not sent; try again in `seconds`.

    is_attempt  whether it counts as a try (a refusal for the pace does not)
    is_rest     whether Telegram asked for it: until then nothing else goes to this chat either
    """

    seconds: float
    reason: str = ""
    is_attempt: bool = True
    is_rest: bool = False


@dataclass(frozen=True, slots=True)
class InDoubt:
    """The request left and no answer that can be read came back: Telegram may have taken it, or not.

    seconds  when to send it again where a double is better than silence
    """

    seconds: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The chat cannot be written to (blocked, kicked, deactivated): it rests until it comes back."""

    reason: str


@dataclass(frozen=True, slots=True)
class Missing:
    """Telegram does not find the chat: asked once more after `seconds`, it is unreachable."""

    seconds: float
    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The group became the supergroup `chat_id`; the same message goes there."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class TopicLost:
    """The topic is closed or deleted: what goes to this chat goes to its General from now on."""

    reason: str


@dataclass(frozen=True, slots=True)
class Failed:
    """This chat does not get this message, for a reason that need not hold for others."""

    reason: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """The message itself is at fault; no chat can get it."""

    reason: str


Outcome = Sent | Postponed | InDoubt | Unreachable | Missing | Moved | TopicLost | Failed | Rejected


@dataclass(frozen=True, slots=True)
class Turn:
    """What a sender has after an exchange with the outbox.

    started  of those that it wanted to send, the ones that are still its own, and what it claimed to be started at
             once: their requests may be made
    claimed  new ones, leased: to be started later
    is_full  as many were claimed as were wanted, so that there may be more
    """

    started: tuple[Delivery, ...] = ()
    claimed: tuple[Delivery, ...] = ()
    is_full: bool = False


class UpdateClaim(Enum):
    """Whose an update of Telegram is that somebody wants to handle.

    OWN        theirs
    UNDER_WAY  another one handles it, or died at it a moment ago
    HANDLED    nobody's any more
    """

    OWN = "own"
    UNDER_WAY = "under_way"
    HANDLED = "handled"


@dataclass(frozen=True, slots=True)
class Rest:
    """Telegram said at `told_at` that nothing may go to the chat before `until`."""

    chat_id: int
    told_at: datetime
    until: datetime
