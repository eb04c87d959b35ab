"""What the newsroom needs from the world, as Protocols. `bot` implements them; tests use SQLite and fakes.

Every store method is one transaction. None of them raises for a failure of the world that callers could handle: a
database that is gone is a bug or an outage, and ends the job that met it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import ParamSpec, Protocol, TypeVar

from digests.model import (
    Act,
    Addressees,
    Alarm,
    Announcement,
    AnnouncementState,
    Article,
    Audience,
    Backlog,
    Bubble,
    ChatKind,
    Cited,
    Corrected,
    Correction,
    Deed,
    Delivery,
    Digest,
    DueGroup,
    Feedback,
    FetchResult,
    FigureRef,
    Locale,
    Mailing,
    MailingKind,
    Member,
    ModelFailed,
    Observation,
    Outcome,
    Progress,
    PromptMessage,
    Proof,
    Recheck,
    Rest,
    Role,
    SeenEntry,
    Source,
    SourceCheck,
    SourceHealth,
    SourceState,
    StatedFigure,
    Status,
    Subscriber,
    Turn,
    Upcoming,
    UpdateClaim,
    Waiting,
    Window,
)
from digests.model.announcements import EVERYBODY
from digests.model.follows import Follow, News

P = ParamSpec("P")
R = TypeVar("R")

LARGEST = 5_000_000
"""Bytes of a page or a list, unless somebody says otherwise."""


class Clock(Protocol):
    """What time it is; aware UTC."""

    def __call__(self) -> datetime: ...


class Fetch(Protocol):
    """One GET, conditional where validators are given. Every failure of the network is a `FetchFailed`.

    An answer of more than `largest` bytes, as it comes or inflated, is one too.
    """

    async def __call__(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, largest: int = LARGEST
    ) -> FetchResult: ...


class Offload(Protocol):
    """Runs a pure function off the event loop and gives its result; its errors come through.

    Raises `Unreadable` where it bounds time and memory and the call passes them.
    """

    async def __call__(self, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R: ...


class AskModel(Protocol):
    """Asks a language model and gives the text of its answer, within the seconds. Every failure is a `ModelFailed`."""

    async def __call__(self, messages: Sequence[PromptMessage], *, seconds: float) -> str | ModelFailed: ...


class Render(Protocol):
    """Turns a digest into bubbles in the language of its choice."""

    def digest(self, digest: Digest) -> tuple[Bubble, ...]: ...


class RenderCorrections(Render, Protocol):
    """Marks in bubbles that were made what was corrected of their figures, in the language of their mailing."""

    def corrected(
        self, mailing: Mailing, changes: Sequence[Corrected], stated: Sequence[StatedFigure]
    ) -> Sequence[Bubble]:
        """The bubbles of a mailing that states these figures, in order, with the changes marked."""

    def correction_note(self, mailing: Mailing, changes: Sequence[Corrected]) -> Bubble:
        """What is said in reply to its message."""


class Pictures(Protocol):
    """What Telegram keeps of what the bot has drawn, so that a picture is uploaded once."""

    async def find(self, key: str) -> str | None:
        """The file_id of the picture with this key; None: it was never sent, or Telegram has it no longer."""

    async def keep(self, key: str, file_id: str, now: datetime) -> None:
        """Remember what Telegram calls it."""

    async def forget(self, key: str) -> None:
        """Telegram refused it: it is to be uploaded again."""


class Follows(Protocol):
    """Who wants to hear of which metric, and what each was told last."""

    async def add(self, follow: Follow) -> None:
        """Follow; who follows already, goes on as before."""

    async def remove(self, chat_id: int, series: str, place: str | None) -> None:
        """Follow no longer."""

    async def of(self, chat_id: int) -> tuple[Follow, ...]:
        """What the chat follows, in the order of following."""

    async def stirred(self, since: datetime) -> tuple[tuple[str, str | None], ...]:
        """Followed metrics and places of which a fact was published and first seen later than this."""

    async def waiting(self, news: News, now: datetime) -> tuple[Locale, ...]:
        """The languages of those active followers who do not know this value, and had no message of it for a day."""

    async def tell(self, news: News, locale: Locale, mailing: Mailing | None, now: datetime) -> int:
        """Queue the message for those of this language, and remember what they know now, in one transaction.

        Running it again adds nothing. None: the value is passed over. Returns the number of deliveries added.
        """


class Sources(Protocol):
    """The sources of the newsroom and what their checks left behind."""

    async def sync(self, sources: Sequence[Source], now: datetime) -> None:
        """Make these the sources: new ones are due now, changed ones keep their state, missing ones rest."""

    async def add(self, source: Source, now: datetime) -> None:
        """One more, due now."""

    async def claim(self, now: datetime, limit: int, until: datetime) -> tuple[tuple[Source, SourceState], ...]:
        """At most `limit` sources whose time has come, longest waiting first; nobody else gets them before `until`."""

    async def hold(self, ids: Collection[str], until: datetime) -> None:
        """These were claimed and are still being looked at: nobody else gets them before `until`."""

    async def release(self, ids: Collection[str]) -> None:
        """These were claimed, and nothing became of it: anybody may have them."""

    async def health(self) -> tuple[SourceHealth, ...]:
        """All sources of the newsroom, in its order."""

    async def rest(self, source_id: str, *, wanted: bool, now: datetime) -> None:
        """Read it no more until an admin wakes it, or read it again; it is due then."""

    async def look_now(self, source_id: str, now: datetime) -> None:
        """It is due now, whatever its rhythm says."""

    async def record(self, check: SourceCheck) -> None:
        """Apply a check: articles with figures and observations, entries and the source's state, or nothing of it.

        It ends the claim.
        """


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

        Without words they are those of some thousands of the newest articles, however few that are.
        `langs` are the languages of their sentences; `words` are lower-case beginnings of words: only figures whose
        sentence or title has each of them.
        """

    async def search(
        self, beginnings: Sequence[str], *, until: datetime, limit: int, offset: int = 0
    ) -> tuple[Article, ...]:
        """Current revisions listed up to `until`, newest first, that have a word with each of the beginnings.

        Looked for is in the title and in the sentences of headline figures.
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

    async def stated(self, refs: Collection[FigureRef]) -> tuple[Proof, ...]:
        """What these figures say in the ledger, without the earlier ends of transitions."""

    async def places(self, key: str) -> Mapping[str | None, int]:
        """How many observations a series has at each place."""

    async def placed(self, refs: Collection[FigureRef], keys: Collection[str]) -> frozenset[FigureRef]:
        """Those of these figures that stand on one of these series."""

    async def conflicts(self, since: datetime) -> tuple[tuple[Proof, Proof], ...]:
        """Statements that contradict each other, one of them first seen later than `since`; as `ledger.conflicts`."""

    async def after(self, last: Observation | None, limit: int) -> tuple[Proof, ...]:
        """All of it, piece by piece: at most `limit` that come behind `last` in the order of articles and figures."""


class Corrections(Protocol):
    """What became of figures that were told: cited articles are read again, what differs is told to who read them."""

    async def due(self, now: datetime, limit: int) -> tuple[Cited, ...]:
        """At most `limit` articles whose figures were told and whose time has come, longest waiting first."""

    async def record(self, recheck: Recheck) -> None:
        """Apply a look at an article: its new revision, what is to be corrected, and when it is due again."""

    async def waiting(self, limit: int) -> tuple[Corrected, ...]:
        """Corrections that are to be told and are not yet, earliest first."""

    async def of(self, refs: Collection[FigureRef]) -> Mapping[FigureRef, tuple[Corrected, ...]]:
        """What is told, or about to be, of those of these figures of which there is something, earliest first."""

    async def citing(self, refs: Collection[FigureRef]) -> tuple[Mailing, ...]:
        """The mailings that state one of these figures, earliest first."""

    async def tell(self, told: Collection[str], amendments: Sequence[Mailing]) -> int:
        """Queue edits and notes for exactly those who have the messages; the corrections with these ids are told.

        One transaction; running it again adds nothing. Returns the number of deliveries added.
        """

    async def tell_latecomers(self, now: datetime) -> int:
        """Queue edits and notes for those whom a mailing reached after it was corrected; the number of deliveries."""

    async def listed(self, limit: int, offset: int = 0) -> tuple[Corrected, ...]:
        """Corrections that are told or about to be, newest first."""


class Review(Protocol):
    """What waits for an admin's judgement, and what admins did."""

    async def waiting(self, limit: int) -> tuple[Waiting, ...]:
        """Doubtful corrections, earliest first, then what the gate held back, latest first; `limit` of each."""

    async def closed(self, keys: Collection[str]) -> frozenset[str]:
        """Those of these subjects that an admin has closed."""

    async def decide(self, act: Act, key: str, *, by: int, now: datetime) -> bool:
        """Apply a judgement and keep who made it; whether it changed anything (a second tap does not)."""

    async def mark_wrong(self, correction: Correction, *, by: int, now: datetime) -> bool:
        """Keep an admin's correction and who made it; whether it is new."""

    async def readers(self, ref: FigureRef) -> int:
        """How many chats have a message that states the figure."""


class Subscribers(Protocol):
    """Who talks to the bot."""

    async def open(self, chat_id: int, kind: ChatKind, locale: Locale, now: datetime) -> Subscriber:
        """The subscriber with this chat, made (NEW, in `locale`) on first sight."""

    async def find(self, chat_id: int) -> Subscriber | None:
        """The subscriber with this chat; None: never seen."""

    async def save(self, subscriber: Subscriber) -> None:
        """Keep everything of it."""

    async def told(self, chat_id: int, until: datetime) -> None:
        """The chat has had all news up to then: its next digest on demand begins there. Nothing else changes."""

    async def due(self, now: datetime, limit: int) -> tuple[DueGroup, ...]:
        """Groups of active subscribers with `next_digest_at` not later than now, earliest slot first."""

    async def next_slot(self) -> datetime | None:
        """The earliest `next_digest_at` of all active subscribers."""

    async def returning(self, now: datetime, limit: int) -> tuple[Subscriber, ...]:
        """At most `limit` of those whose pause is over, the longest waiting first."""

    async def count(self) -> Mapping[Status, int]:
        """How many there are, by status."""

    async def kept(self, chat_id: int) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """Every row that names the chat, by the name of its table."""

    async def forget(self, chat_id: int) -> None:
        """Remove everything that names the chat, in one transaction; when it comes back it is a new subscriber."""

    async def move(self, old: int, new: int) -> None:
        """The chat `old` is now `new`: everything that names it is rewritten."""


class Mailings(Protocol):
    """Rendered mailings."""

    async def keep(self, mailing: Mailing) -> None:
        """Keep a mailing that is answered at once, for its evidence; keeping a known key changes nothing."""

    async def told(
        self, key: str, chat_id: int, messages: Sequence[int], now: datetime, *, thread_id: int | None = None
    ) -> None:
        """Remember the messages (one a bubble, in order) in which a chat got a kept mailing as an answer."""

    async def get(self, key: str) -> Mailing | None:
        """The mailing with this key."""

    async def publish(self, mailing: Mailing | None, group: DueGroup, upcoming: Upcoming) -> int:
        """Queue the mailing for the group and move the group to what is next, in one transaction.

        Running it again for the same mailing and group adds nothing. None: there is nothing to tell, only the slot
        moves. Returns the number of deliveries added. One `INSERT … SELECT … ON CONFLICT DO NOTHING` a part.
        """

    async def told_to(self, audience: str, window: Window) -> frozenset[str] | None:
        """Ids of the articles of all stories told to an audience by digests that ended in the window, its end left out.

        None: there was no such digest, so that it is not known what these people have read.
        """

    async def progress(self, key: str, now: datetime | None = None) -> Progress:
        """How far the mailing with this key is."""


class Retellings(Protocol):
    """Answers of a language model, kept by their questions."""

    async def get(self, keys: Collection[str]) -> Mapping[str, str | None]:
        """The answers to those of these questions that were asked; None: no answer to it could be used."""

    async def keep(self, key: str, answer: str | None, now: datetime) -> None:
        """Keep the answer; one that is kept already stays."""


class Outbox(Protocol):
    """Deliveries on their way. Replies do not pass here; digests go before announcements."""

    async def exchange(
        self,
        results: Sequence[tuple[Delivery, Outcome]],
        now: datetime,
        *,
        starting: Sequence[Delivery] = (),
        wanted: int = 0,
        at_once: bool = False,
        lease: timedelta = timedelta(),
    ) -> Turn:
        """Keep what became of deliveries, start others and claim more, all in one transaction.

        Sent ends a delivery. Postponed puts it back to later, and lets its chat rest where Telegram asked for it.
        InDoubt puts it back, or ends it where an announcement's author has to be asked. Unreachable ends it and the
        chat's other deliveries, and lets the subscriber rest (BLOCKED); so does a second Missing. Moved rewrites the
        chat everywhere and puts it back. TopicLost sends all that goes to the chat to its General. Failed ends it.
        Rejected ends it, and the mailing for all other chats if it is an announcement, as do many failures
        (`Progress.stopped`).

        Claimed are at most `wanted` that may be sent now; never two of one chat. They are leased, or started `at_once`.
        `starting` are some that were claimed before: only of those in `Turn.started` the request may be made, for the
        lease of others ran out.
        """

    async def release(self, deliveries: Sequence[Delivery]) -> None:
        """Put deliveries back that were claimed or started, and surely not sent (a shutdown)."""

    async def rests(self, now: datetime) -> tuple[Rest, ...]:
        """The chats to which nothing may go yet, in the order in which Telegram said so."""

    async def send_again(self, mailing: str, now: datetime, expires_at: datetime) -> int:
        """Queue what is in doubt of this mailing once more; how many."""


class Inbox(Protocol):
    """What people write to the admins."""

    async def keep(self, message: Feedback) -> None:
        """Keep a new message."""

    async def waiting(self, limit: int) -> tuple[Feedback, ...]:
        """At most `limit` of those that no admin has closed, the longest waiting first."""

    async def count(self, chat_id: int | None = None) -> int:
        """How many wait, of this chat or of all."""

    async def begin_answer(self, key: str, admin: int) -> Feedback | None:
        """What the admin's next message answers from now on; None, and no change, where it no longer waits."""

    async def answered_by(self, admin: int) -> Feedback | None:
        """What the admin's next message answers; None where it no longer waits."""

    async def close(self, act: Act, key: str, *, by: int, now: datetime) -> bool:
        """It was answered or put aside, and by whom; whether it still waited."""


class Roles(Protocol):
    """Who runs the bot beside its owners."""

    async def of(self, chat_id: int) -> Role | None:
        """The role that this chat was given."""

    async def members(self) -> tuple[Member, ...]:
        """Everybody who was given one, the longest there first."""

    async def invite(self, code: str, role: Role, *, by: int, now: datetime, lasts: timedelta) -> None:
        """Whoever shows the code first within that time has the role from then on."""

    async def accept(self, code: str, chat_id: int, now: datetime) -> Role | None:
        """Spend the code; the role that the chat has by it, or None where the code is unknown, spent or over."""

    async def give(self, chat_id: int, role: Role, *, by: int, now: datetime) -> bool:
        """Another role for somebody who has one; whether it is another."""

    async def take(self, chat_id: int, *, by: int, now: datetime) -> bool:
        """No role from now on; whether there was one."""


class Audit(Protocol):
    """What those who run the bot did; most of it is written down by the store that does it."""

    async def note(self, act: Act, subject: str, *, by: int, now: datetime) -> None:
        """Write down what was done to something."""

    async def latest(self, *, first: int, limit: int) -> tuple[tuple[Deed, ...], int]:
        """At most `limit` of them from the `first` on, newest first, and how many there are."""


class Alarms(Protocol):
    """What is wrong with the bot, and has been told."""

    async def turn(self, now_wrong: Collection[Alarm], now: datetime) -> frozenset[Alarm]:
        """Those of them that were not wrong before; what is wrong no more may be told again when it returns."""


class Overview(Protocol):
    """The bot as a whole, in numbers."""

    async def backlog(self, now: datetime) -> Backlog:
        """How many messages could be sent now, and since when the first of them could."""

    async def lanes(self, now: datetime) -> Mapping[MailingKind, Backlog]:
        """The same by what the messages are; kinds of which none waits are left out."""

    async def last_digest_at(self) -> datetime | None:
        """When a digest was made last; None: none is kept."""

    async def audience(self, now: datetime) -> Audience:
        """The subscribers by status, language and rubric, and how many are new."""

    async def ended_since(self, moment: datetime) -> Progress:
        """What became of the deliveries that ended since then; `queued` are all that are open."""


class Updates(Protocol):
    """Which updates of Telegram were handled: it sends again what was not acknowledged."""

    async def claim(self, update_id: int, now: datetime, until: datetime) -> UpdateClaim:
        """Whether the caller may handle it. Nobody else may before `until`, unless `drop` says so."""

    async def drop(self, update_id: int) -> None:
        """It was claimed and not handled: whoever gets it again may handle it."""

    async def handled(self) -> Collection[int]:
        """The ids of the last day."""

    async def finish(self, update_id: int, now: datetime) -> None:
        """It is handled; saying so twice is nothing."""


class Announcements(Protocol):
    """What admins write to many chats."""

    async def save(self, announcement: Announcement) -> None:
        """Keep everything of it."""

    async def turn(self, announcement: Announcement, was: Collection[AnnouncementState]) -> bool:
        """Keep everything of it where the kept one is in one of these states; whether it was."""

    async def get(self, announcement_id: str) -> Announcement | None:
        """The announcement with this id."""

    async def latest(self, author_chat: int, state: AnnouncementState) -> Announcement | None:
        """The author's latest announcement in this state."""

    async def history(self, limit: int) -> tuple[Announcement, ...]:
        """The latest ones of all authors that are written, newest first."""

    async def sending(self) -> tuple[Announcement, ...]:
        """Those whose mailing is under way or paused."""

    async def scheduled(self) -> tuple[Announcement, ...]:
        """Those that wait for their time."""

    async def audience(self, addressees: Addressees = EVERYBODY) -> int:
        """How many chats would get it now."""

    async def send(
        self,
        announcement: Announcement,
        mailing: Mailing,
        was: Collection[AnnouncementState] = (AnnouncementState.DRAFT,),
    ) -> int:
        """Keep it (SENDING) and queue its mailing for its addressees, in one transaction.

        Where the kept one is in none of these states nothing changes (a second tap): returns 0. Returns the number of
        deliveries added: of one that is tried first those of a few chats; of one by readers' clocks each has its time.
        """

    async def steer(self, announcement_id: str, mailing: str, state: AnnouncementState, now: datetime) -> bool:
        """Pause (PAUSED), resume (SENDING) or drop (ENDING) it with its mailing, in one transaction; whether it did.

        From when this returns no request of it begins but of the few messages that were started already. Which states
        it may come from says `announcements.FROM`; from another one nothing changes.
        """
