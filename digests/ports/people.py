"""Those who read, write to and run the bot."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from digests.model import Act, ChatKind, Deed, DueGroup, Feedback, Locale, Mailing, Member, Role, Status, Subscriber
from digests.model.follows import Follow, News


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
