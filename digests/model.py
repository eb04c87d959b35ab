"""The nouns: frozen values that flow from a source to a chat. See docs/glossary.md."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum


class Locale(StrEnum):
    """A language that people read and articles are written in."""

    KK = "kk"
    RU = "ru"
    EN = "en"


def short_key(*parts: str) -> str:
    """A stable key of 16 hex digits for what `parts` name: short enough for callback data, wide enough (64 bits)."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


# --- the newsroom: what is read ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rubric:
    """A theme that people subscribe to; `stems` are beginnings of words (or of phrases) that point to it."""

    key: str
    name: Mapping[Locale, str]
    stems: Mapping[Locale, tuple[str, ...]]


class SourceKind(StrEnum):
    """How a source lists what it has published."""

    FEED = "feed"
    SITEMAP = "sitemap"
    LISTING = "listing"
    TELEGRAM = "telegram"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet's list of publications, as newsroom.toml names it.

    name     what readers see ("Lada.kz")
    lang     of all its articles; None: found article by article
    rubrics  of all its articles; empty: found article by article
    """

    id: str
    kind: SourceKind
    url: str
    name: str
    lang: Locale | None = None
    rubrics: tuple[str, ...] = ()
    every: timedelta = timedelta(minutes=15)
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Newsroom:
    """What newsroom.toml says, validated; order is the order of the file."""

    rubrics: tuple[Rubric, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class SourceState:
    """What the last checks of a source left behind.

    next_check_at  when it is due
    checked_at     the last check of any outcome; None: never checked
    succeeded_at   the last check that could read it; None: never read, so the next reading is its first
    failures       failed checks in a row
    problem        why the last check failed, for people who look at /sources; None: it did not
    body_hash      of the body last read, so that an unchanged one is not parsed again
    """

    source_id: str
    next_check_at: datetime
    checked_at: datetime | None = None
    succeeded_at: datetime | None = None
    failures: int = 0
    problem: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body that a server sent; `url` is the address after redirects."""

    url: str
    status: int
    body: bytes
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The server said that nothing changed since the validators that were sent (304)."""


@dataclass(frozen=True, slots=True)
class FetchFailed:
    """A fetch that gave no body; `reason` is a short stable word: timeout, http_503, refused, private_address …"""

    reason: str
    detail: str = ""
    retry_after: timedelta | None = None


FetchResult = Fetched | Unchanged | FetchFailed


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One item of a source's list, before its page is read. Times are aware UTC."""

    guid: str
    url: str
    title: str
    published: datetime | None = None
    updated: datetime | None = None
    author: str | None = None
    html: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeenEntry:
    """What is remembered of an entry, so that it is read once.

    key         `short_key` of its canonical URL, or of its guid where it has none
    entry_hash  of what the list says of it; another hash means that the outlet edited it
    article_id  the article it became (also of an older entry with the same text); None: nothing could be read yet
    attempts    how often its page was tried in vain
    """

    key: str
    entry_hash: str
    article_id: str | None
    attempts: int = 0


# --- figures -------------------------------------------------------------------------------------------------------


class Kind(StrEnum):
    """What a figure says."""

    LEVEL = "level"
    CHANGE = "change"
    TRANSITION = "transition"
    MULTIPLE = "multiple"
    RANGE = "range"
    FRACTION = "fraction"


class Direction(StrEnum):
    """Where a change, transition or multiple goes."""

    UP = "up"
    DOWN = "down"


class Qualifier(StrEnum):
    """How exactly a figure is meant."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    AT_LEAST = "at_least"
    UP_TO = "up_to"
    ALMOST = "almost"


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a figure speaks of, both included; None is an open end."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that an article states.

    value           exact and scaled: «1,2 млрд» is Decimal("1200000000")
    value_from      the earlier value of a transition, the low end of a range
    unit            "count", "percent", "percentage_point", "KZT" (ISO 4217), "times", "fraction", "year", "km" …
    start, end      its span in the article's text (code points), so that its words can always be shown
    counted         the noun phrase counted, as in the text, with its span; counted_head: its head in dictionary form
    sentence        the span of the sentence it stands in
    """

    start: int
    end: int
    surface: str
    value: Decimal
    kind: Kind
    unit: str
    lang: Locale
    sentence: tuple[int, int]
    value_from: Decimal | None = None
    direction: Direction | None = None
    qualifier: Qualifier = Qualifier.EXACT
    counted: str | None = None
    counted_start: int | None = None
    counted_end: int | None = None
    counted_head: str | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class FigureRef:
    """Where a figure is kept: the n-th (from 0) of one revision of an article."""

    article_id: str
    revision: int
    index: int


# --- articles, stories, digests ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Article:
    """A publication as it was read, with its figures.

    id         `short_key` of the canonical URL
    text       the body without page furniture and without the title; paragraphs are separated by a blank line
    published  as the outlet says, never later than `collected`
    listed     from when it counts as news: `collected`, but `published` for what is old or from a first reading
    revision   1, and one more each time that the outlet changed title or text
    headline   indices into `figures`, the best for a headline first
    """

    id: str
    source_id: str
    outlet: str
    url: str
    title: str
    text: str
    lang: Locale
    published: datetime
    collected: datetime
    listed: datetime
    text_hash: str
    author: str | None = None
    rubrics: tuple[str, ...] = ()
    state_order: bool = False
    revision: int = 1
    revised: datetime | None = None
    figures: tuple[Figure, ...] = ()
    headline: tuple[int, ...] = ()

    def ref(self, index: int) -> FigureRef:
        """Where the figure at `index` is kept."""
        return FigureRef(self.id, self.revision, index)


@dataclass(frozen=True, slots=True)
class SourceCheck:
    """Everything that one check of a source changes; a store applies it in one transaction.

    articles  new ones, and new revisions of known ones
    entries   what to remember of the entries looked at
    """

    source_id: str
    checked_at: datetime
    state: SourceState
    articles: tuple[Article, ...] = ()
    entries: tuple[SeenEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that tell the same news: reprints, shortened copies, versions in other languages.

    articles  earliest published first
    origin    the id of the earliest full text
    shared    surfaces of the figures that justify the link
    """

    key: str
    articles: tuple[Article, ...]
    origin: str
    shared: tuple[str, ...] = ()

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that carry the story, the earliest first, each once."""
        return tuple(dict.fromkeys(article.outlet for article in self.articles))


@dataclass(frozen=True, slots=True)
class Summary:
    """Sentences of one article, never invented. `figures` are indices into the article's figures, in order of use."""

    lead: str
    sentences: tuple[str, ...]
    figures: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Violation:
    """Something in an outgoing text that its source does not support.

    reason  value, unit, qualifier, counted or direction
    """

    surface: str
    reason: str


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time: later than `start`, not later than `end`; both aware UTC."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Choice:
    """What a digest is made for; people who asked for the same share one."""

    locale: Locale
    rubrics: tuple[str, ...]  # sorted, each once

    @classmethod
    def of(cls, locale: Locale, rubrics: frozenset[str] | tuple[str, ...]) -> "Choice":
        """The choice of these rubrics, in whatever order they come."""
        return cls(locale, tuple(sorted(set(rubrics))))

    @property
    def key(self) -> str:
        """The same for the same choice, another for another."""
        return f"{self.locale}|{','.join(self.rubrics)}"


@dataclass(frozen=True, slots=True)
class HeadlineFigure:
    """A figure that leads a digest.

    index    into `article.figures`
    caption  words of the article (only ever shortened by leaving out) that say what the figure is about
    """

    article: Article
    index: int
    caption: str

    @property
    def figure(self) -> Figure:
        """The figure itself."""
        return self.article.figures[self.index]


@dataclass(frozen=True, slots=True)
class DigestItem:
    """A story as one digest tells it: by `article`, the version that suits the reader best."""

    story: Story
    article: Article
    summary: Summary


@dataclass(frozen=True, slots=True)
class DigestSection:
    """The items of one rubric, most important first."""

    rubric: str
    items: tuple[DigestItem, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """What a Choice gets for a window. `left_out` counts stories that did not fit."""

    choice: Choice
    window: Window
    headline: tuple[HeadlineFigure, ...]
    sections: tuple[DigestSection, ...]
    left_out: int = 0

    @property
    def key(self) -> str:
        """The same for the same choice and window, so that publishing twice adds nothing."""
        return short_key("digest", self.choice.key, self.window.start.isoformat(), self.window.end.isoformat())

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.sections


# --- bubbles and their delivery ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: either `action` (callback data, at most 64 bytes) or `url`."""

    label: str
    action: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Bubble:
    """One chat message: Telegram HTML of at most 4096 UTF-16 units after parsing, and its inline keyboard."""

    text: str
    keyboard: tuple[tuple[Button, ...], ...] = ()


class MailingKind(StrEnum):
    """Why bubbles are sent."""

    DIGEST = "digest"
    ANNOUNCEMENT = "announcement"


@dataclass(frozen=True, slots=True)
class Mailing:
    """Bubbles that were rendered once and go to many chats.

    key       unique: `Digest.key`, or one of the announcement
    evidence  the figures that the bubbles state, for the evidence view
    expires_at  after this nobody wants it any more
    """

    key: str
    kind: MailingKind
    bubbles: tuple[Bubble, ...]
    created_at: datetime
    expires_at: datetime
    evidence: tuple[FigureRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Delivery:
    """One bubble of a mailing on its way to one chat.

    part      which bubble of the mailing, from 0; a later part is never sent before an earlier one
    attempts  how often it was tried before
    """

    id: int
    mailing: str
    kind: MailingKind
    chat_id: int
    part: int
    bubble: Bubble
    attempts: int = 0
    thread_id: int | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram took it."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Postponed:
    """Not now: try again in `seconds`. `is_attempt`: whether it counts against the number of tries (429 does not)."""

    seconds: float
    reason: str = ""
    is_attempt: bool = True


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The chat cannot be written to (blocked, kicked, deactivated, not found): it rests until it comes back."""

    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The group became the supergroup `chat_id`; the same message goes there."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Rejected:
    """The message itself is at fault; no chat can get it."""

    reason: str


Outcome = Sent | Postponed | Unreachable | Moved | Rejected


# --- people --------------------------------------------------------------------------------------------------------


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
    """The life of an announcement: a draft is written, previewed, then sent or dropped."""

    AWAITING_TEXT = "awaiting_text"
    DRAFT = "draft"
    SENDING = "sending"
    DONE = "done"
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
    """How far a mailing is: deliveries by what became of them."""

    queued: int = 0
    sent: int = 0
    unreachable: int = 0
    failed: int = 0

    @property
    def total(self) -> int:
        """All deliveries."""
        return self.queued + self.sent + self.unreachable + self.failed


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
