"""What the newsroom needs from the world, as Protocols. `bot` implements them; tests use SQLite and fakes.

Every store method is one transaction. None of them raises for a failure of the world that callers could handle: a
database that is gone is a bug or an outage, and ends the job that met it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import ParamSpec, Protocol, TypeVar

from digests.model import (
    Announcement,
    AnnouncementState,
    Article,
    Bubble,
    ChatKind,
    Delivery,
    Digest,
    DueGroup,
    FetchResult,
    FigureRef,
    Locale,
    Mailing,
    Observation,
    Outcome,
    Progress,
    Proof,
    Rest,
    SeenEntry,
    Source,
    SourceCheck,
    SourceHealth,
    SourceState,
    StatedFigure,
    Status,
    Subscriber,
    Turn,
    Window,
)

P = ParamSpec("P")
R = TypeVar("R")


class Clock(Protocol):
    """What time it is; aware UTC."""

    def __call__(self) -> datetime: ...


class Fetch(Protocol):
    """One GET, conditional where validators are given. Every failure of the network is a `FetchFailed`."""

    async def __call__(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> FetchResult: ...


class Offload(Protocol):
    """Runs a pure function off the event loop and gives its result; its errors come through.

    Raises `Unreadable` where it bounds time and memory and the call passes them.
    """

    async def __call__(self, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R: ...


class Render(Protocol):
    """Turns a digest into bubbles in the language of its choice."""

    def digest(self, digest: Digest) -> tuple[Bubble, ...]: ...


class Sources(Protocol):
    """The sources of the newsroom and what their checks left behind."""

    async def sync(self, sources: Sequence[Source], now: datetime) -> None:
        """Make these the sources: new ones are due now, changed ones keep their state, missing ones rest."""

    async def due(self, now: datetime, limit: int) -> tuple[tuple[Source, SourceState], ...]:
        """At most `limit` sources whose time has come, longest waiting first."""

    async def health(self) -> tuple[SourceHealth, ...]:
        """All sources of the newsroom, in its order."""

    async def record(self, check: SourceCheck) -> None:
        """Apply a check: articles with figures and observations, entries and the source's state, or nothing of it."""


class Articles(Protocol):
    """What was read, with its figures."""

    async def seen(self, source_id: str, keys: Collection[str]) -> Mapping[str, SeenEntry]:
        """What is remembered of the entries with these keys, by key."""

    async def with_text(self, source_id: str, hashes: Collection[str]) -> Mapping[str, str]:
        """Ids of the source's articles by text hash, of those hashes that are known."""

    async def get(self, ids: Collection[str]) -> Mapping[str, Article]:
        """The current revisions of these articles, by id."""

    async def between(self, window: Window, rubrics: Collection[str] | None = None) -> tuple[Article, ...]:
        """Current revisions listed in the window with at least one of the rubrics (None: all), earliest first."""

    async def latest_figures(
        self,
        rubrics: Collection[str],
        *,
        until: datetime,
        limit: int,
        langs: Collection[Locale] = tuple(Locale),
        words: Sequence[str] = (),
    ) -> tuple[StatedFigure, ...]:
        """Headline figures of articles listed up to `until`, newest first, best first within an article.

        `langs` are the languages of their sentences; `words` are lower-case beginnings of words: only figures whose
        sentence or title has each of them.
        """

    async def figures(self, refs: Sequence[FigureRef]) -> tuple[StatedFigure, ...]:
        """The figures at these places, in this order; those that are no longer kept are left out."""


class Ledger(Protocol):
    """What the figures of current revisions say, each with its proof. `Sources.record` keeps it."""

    async def latest(self, keys: Sequence[str], *, until: datetime, limit: int, offset: int = 0) -> tuple[Proof, ...]:
        """Of each of these series the level published last, up to `until`: a fact, or else a plan; the newest first.

        The keys of a person's rubrics are those of the metrics in these rubrics.
        """

    async def series(self, key: str, place: str | None = None, *, limit: int = 1000) -> tuple[Proof, ...]:
        """The newest observations of a series at this place (None: where none is said), the latest published first."""

    async def places(self, key: str) -> Mapping[str | None, int]:
        """How many observations a series has at each place."""

    async def placed(self, refs: Collection[FigureRef], keys: Collection[str]) -> frozenset[FigureRef]:
        """Those of these figures that stand on one of these series."""

    async def conflicts(self, since: datetime) -> tuple[tuple[Proof, Proof], ...]:
        """Statements that contradict each other, one of them first seen later than `since`; as `ledger.conflicts`."""

    async def after(self, last: Observation | None, limit: int) -> tuple[Proof, ...]:
        """All of it, piece by piece: at most `limit` that come behind `last` in the order of articles and figures."""


class Subscribers(Protocol):
    """Who talks to the bot."""

    async def open(self, chat_id: int, kind: ChatKind, locale: Locale, now: datetime) -> Subscriber:
        """The subscriber with this chat, made (NEW, in `locale`) on first sight."""

    async def find(self, chat_id: int) -> Subscriber | None:
        """The subscriber with this chat; None: never seen."""

    async def save(self, subscriber: Subscriber) -> None:
        """Keep everything of it."""

    async def due(self, now: datetime, limit: int) -> tuple[DueGroup, ...]:
        """Groups of active subscribers with `next_digest_at` not later than now, earliest slot first."""

    async def next_slot(self) -> datetime | None:
        """The earliest `next_digest_at` of all active subscribers."""

    async def count(self) -> Mapping[Status, int]:
        """How many there are, by status."""

    async def move(self, old: int, new: int) -> None:
        """The chat `old` is now `new`: everything that names it is rewritten."""


class Mailings(Protocol):
    """Rendered mailings."""

    async def keep(self, mailing: Mailing) -> None:
        """Keep a mailing that is answered at once, for its evidence; keeping a known key changes nothing."""

    async def get(self, key: str) -> Mailing | None:
        """The mailing with this key."""

    async def publish(self, mailing: Mailing | None, group: DueGroup, next_slot: datetime) -> int:
        """Queue the mailing for the group and move the group to its next slot, in one transaction.

        Running it again for the same mailing and group adds nothing. None: there is nothing to tell, only the slot
        moves. Returns the number of deliveries added. One `INSERT … SELECT … ON CONFLICT DO NOTHING` a part.
        """

    async def progress(self, key: str) -> Progress:
        """How far the mailing with this key is."""


class Outbox(Protocol):
    """Deliveries on their way. Replies do not pass here; digests go before announcements."""

    async def exchange(
        self,
        results: Sequence[tuple[Delivery, Outcome]],
        now: datetime,
        *,
        starting: Sequence[Delivery] = (),
        wanted: int = 0,
        lease: timedelta = timedelta(),
    ) -> Turn:
        """Keep what became of deliveries, start others and claim more, all in one transaction.

        Sent ends a delivery. Postponed puts it back to later, and lets its chat rest where Telegram asked for it.
        InDoubt puts it back, or ends it where an announcement's author has to be asked. Unreachable ends it and the
        chat's other deliveries, and lets the subscriber rest (BLOCKED); so does a second Missing. Moved rewrites the
        chat everywhere and puts it back. TopicLost sends all that goes to the chat to its General. Failed ends it.
        Rejected ends it, and the mailing for all other chats if it is an announcement, as do many failures
        (`Progress.stopped`).

        Claimed are at most `wanted` that may be sent now, leased; never two of one chat. `starting` are some that were
        claimed before: only of those in `Turn.started` the request may be made, for the lease of others ran out.
        """

    async def release(self, deliveries: Sequence[Delivery]) -> None:
        """Put deliveries back that were claimed or started, and surely not sent (a shutdown)."""

    async def rests(self, now: datetime) -> tuple[Rest, ...]:
        """The chats to which nothing may go yet, in the order in which Telegram said so."""

    async def send_again(self, mailing: str, now: datetime, expires_at: datetime) -> int:
        """Queue what is in doubt of this mailing once more; how many."""


class Announcements(Protocol):
    """What admins write to all subscribers."""

    async def save(self, announcement: Announcement) -> None:
        """Keep everything of it."""

    async def get(self, announcement_id: str) -> Announcement | None:
        """The announcement with this id."""

    async def awaiting_text(self, author_chat: int) -> Announcement | None:
        """The author's latest announcement that still waits for its text."""

    async def sending(self) -> tuple[Announcement, ...]:
        """Those whose mailing is under way or paused."""

    async def audience(self) -> int:
        """How many active subscribers there are."""

    async def send(self, announcement: Announcement, mailing: Mailing) -> int:
        """DRAFT becomes SENDING and the mailing is queued for every active subscriber, in one transaction.

        Anything but a draft is left as it is (a second tap): returns 0. Returns the number of deliveries added.
        """

    async def steer(self, announcement_id: str, mailing: str, state: AnnouncementState, now: datetime) -> bool:
        """Pause (PAUSED), resume (SENDING) or drop (ENDING) it with its mailing, in one transaction; whether it did.

        From when this returns no request of it begins but of the few messages that were started already. Which states
        it may come from says `announcements.FROM`; from another one nothing changes.
        """
