"""What is sent to whom, what became of it, and how the bot stands."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from digests.model import (
    Addressees,
    Alarm,
    Announcement,
    AnnouncementState,
    Audience,
    Backlog,
    Delivery,
    DueGroup,
    Mailing,
    MailingKind,
    Outcome,
    Progress,
    Rest,
    Turn,
    Upcoming,
    UpdateClaim,
    Window,
)
from digests.model.announcements import EVERYBODY


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


class Alarms(Protocol):
    """What is wrong with the bot, and has been told."""

    async def turn(self, now_wrong: Collection[Alarm], now: datetime) -> frozenset[Alarm]:
        """Those of them that were not wrong before; what is wrong no more may be told again when it returns."""
