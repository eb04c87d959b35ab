"""The outbox as a state machine: whatever happens in whatever order, its promises hold, on both databases."""

import asyncio
import tempfile
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import func, select

from bot.storage import Database
from bot.storage.tables import deliveries
from digests.model import (
    Announcement,
    AnnouncementState,
    Bubble,
    Choice,
    Delivery,
    DueGroup,
    Failed,
    InDoubt,
    Locale,
    MailingKind,
    Missing,
    Outcome,
    Postponed,
    Progress,
    Rejected,
    Schedule,
    Sent,
    Turn,
    Unreachable,
    Upcoming,
)
from tests.builders import DAY, NOW, a_mailing, a_subscriber
from tests.databases import migrated_postgres, migrated_sqlite

T = TypeVar("T")
CHATS = range(1, 5)
LEASE = timedelta(seconds=60)
Place = tuple[str, int, int]
OUTCOMES = st.one_of(
    st.builds(Sent, st.integers(1, 9)),
    st.builds(Postponed, st.integers(0, 90), is_attempt=st.booleans(), is_rest=st.booleans()),
    st.builds(InDoubt, st.integers(0, 90)),
    st.builds(Missing, st.integers(0, 90), st.just("chat not found")),
    st.just(Failed("odd")),
    st.just(Rejected("bad")),
    st.just(Unreachable("blocked")),
)


def place(delivery: Delivery) -> Place:
    return delivery.mailing, delivery.chat_id, delivery.part


class OutboxMachine(RuleBasedStateMachine):
    """Mailings are published, claimed, started and settled while time goes on, senders die and subscribers go.

    leased   what the sender has claimed and not started, with the end of its lease
    stranded what a sender had claimed that died
    sending  what was started
    ended    what nobody may ever claim again
    doubtful what may have arrived of an announcement: nobody may claim it before its author says so
    rests    until when nothing may go to a chat
    doubts   how often a message may have been sent without anybody knowing, over all
    """

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.now: datetime = NOW
        self.mailings = 0
        self.leased: dict[Place, tuple[Delivery, datetime]] = {}
        self.stranded: dict[Place, tuple[Delivery, datetime]] = {}
        self.sending: dict[Place, tuple[Delivery, datetime]] = {}
        self.ended: set[Place] = set()
        self.doubtful: set[Place] = set()
        self.rests: dict[int, datetime] = {}
        self.doubts = 0
        self.queued = 0

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    def empty_database(self) -> Coroutine[Any, Any, Database]:
        return migrated_sqlite(Path(self.folder.name))

    @initialize()
    def open(self) -> None:
        self.database = self.do(self.empty_database())
        for chat_id in CHATS:
            self.do(self.database.subscribers.save(a_subscriber(chat_id)))

    def teardown(self) -> None:
        if hasattr(self, "database"):
            self.do(self.database.close())
        self.runner.close()
        self.folder.cleanup()

    def exchange(self, results: Any = (), **wanted: Any) -> Turn:
        return self.do(self.database.outbox.exchange(results, self.now, lease=LEASE, **wanted))

    # -- what is asked of it

    @rule(parts=st.integers(1, 3), seconds=st.integers(30, 600))
    def publish(self, parts: int, seconds: int) -> None:
        self.mailings += 1
        bubbles = tuple(Bubble(str(part)) for part in range(parts))
        expires_at = self.now + timedelta(seconds=seconds)
        mailing = a_mailing(key=f"d{self.mailings}", bubbles=bubbles, created_at=self.now, expires_at=expires_at)
        slot = self.do(self.database.subscribers.next_slot())
        if slot is None:
            return
        group = DueGroup(Choice(Locale.RU, ("grants",)), Schedule(), slot, 1)
        added = self.do(self.database.mailings.publish(mailing, group, Upcoming(slot + DAY)))
        assert added == parts * self.do(self.database.announcements.audience())
        assert self.do(self.database.mailings.publish(mailing, group, Upcoming(slot + DAY))) == 0
        self.queued += added

    @rule()
    def announce(self) -> None:
        self.mailings += 1
        key = f"a{self.mailings}"
        mailing = a_mailing(key=key, kind=MailingKind.ANNOUNCEMENT, created_at=self.now, expires_at=self.now + DAY)
        draft = Announcement(key, 1, AnnouncementState.DRAFT, self.now)
        self.do(self.database.announcements.save(draft))
        self.queued += self.do(self.database.announcements.send(draft, mailing))

    @rule(chat_id=st.sampled_from(CHATS))
    def come_back(self, chat_id: int) -> None:
        slot = self.do(self.database.subscribers.next_slot()) or self.now
        self.do(self.database.subscribers.save(a_subscriber(chat_id, next_digest_at=slot)))

    # -- what the sender does

    @rule(limit=st.integers(1, 5), at_once=st.booleans())
    def claim(self, limit: int, at_once: bool) -> None:
        self.forget_what_ran_out()
        turn = self.exchange(wanted=limit, at_once=at_once)
        claimed, none = (turn.started, turn.claimed) if at_once else (turn.claimed, turn.started)
        assert none == ()
        assert turn.is_full == (len(claimed) == limit)
        held = {chat for _, chat, _ in [*self.leased, *self.stranded, *self.sending]}
        assert len(claimed) <= limit
        assert len({delivery.chat_id for delivery in claimed} | held) == len(claimed) + len(held)
        for delivery in claimed:
            self.check(delivery)
            (self.sending if at_once else self.leased)[place(delivery)] = (delivery, self.now + LEASE)
        kinds = [delivery.kind for delivery in claimed]
        assert kinds == sorted(kinds, key=[MailingKind.DIGEST, MailingKind.ANNOUNCEMENT].index)

    def check(self, delivery: Delivery) -> None:
        """It has not ended, its chat does not rest, and all parts before it have ended, sent or not."""
        mailing, chat_id, part = place(delivery)
        assert place(delivery) not in self.ended | self.doubtful
        assert self.rests.get(chat_id, self.now) <= self.now
        assert all((mailing, chat_id, earlier) in self.ended for earlier in range(part))

    def forget_what_ran_out(self) -> None:
        """A lease that ran out before the start is nothing; after it, it is a doubt."""
        for claimed in (self.leased, self.stranded):
            for key in [key for key, (_, until) in claimed.items() if until <= self.now]:
                del claimed[key]
        for key in [key for key, (_, until) in self.sending.items() if until <= self.now]:
            delivery, _ = self.sending.pop(key)
            if delivery.kind is MailingKind.ANNOUNCEMENT:
                self.doubtful.add(key)

    @precondition(lambda self: self.leased)
    @rule(picks=st.sets(st.integers(0, 3), min_size=1))
    def start(self, picks: set[int]) -> None:
        """Only what is still the sender's is started, and once."""
        wanted = [held for number, held in enumerate(sorted(self.leased.items())) if number in picks]
        chosen = [delivery for _, (delivery, _) in wanted]
        started = self.exchange(starting=chosen).started
        assert [place(delivery) for delivery in started] == [place(delivery) for delivery in chosen]
        assert self.exchange(starting=chosen).started == ()
        for key, (delivery, _) in wanted:
            del self.leased[key]
            self.sending[key] = (delivery, self.now + LEASE)

    @precondition(lambda self: self.sending)
    @rule(pick=st.integers(0, 99), outcome=OUTCOMES)
    def settle(self, pick: int, outcome: Outcome) -> None:  # noqa: C901 -- a case an outcome
        key = sorted(self.sending)[pick % len(self.sending)]
        delivery, _ = self.sending.pop(key)
        was_missing = self.do(self.error_of(delivery)) == "chat not found"
        self.exchange([(delivery, outcome)])
        is_announcement = delivery.kind is MailingKind.ANNOUNCEMENT
        match outcome:
            case Sent() | Failed():
                self.ended.add(key)
            case InDoubt():
                self.doubts += 1
                if is_announcement:
                    self.doubtful.add(key)
            case Postponed(is_rest=True):
                self.rests[key[1]] = self.now + timedelta(seconds=outcome.seconds)
            case Rejected():
                self.ended.add(key)
                if is_announcement:
                    self.end(lambda other: other[0] == key[0])
            case Unreachable():
                self.end_chat(key)
            case Missing() if was_missing:
                self.end_chat(key)

    async def error_of(self, delivery: Delivery) -> str | None:
        async with self.database.engines.reader.connect() as connection:
            error = select(deliveries.c.error).where(deliveries.c.id == delivery.id)
            return str((await connection.execute(error)).scalar_one())

    def end_chat(self, key: Place) -> None:
        self.ended.add(key)
        self.end(lambda other: other[1] == key[1])

    def end(self, is_meant: Callable[[Place], bool]) -> None:
        """What was claimed and not started ends."""
        for held in (self.leased, self.stranded):
            for key in [key for key in held if is_meant(key)]:
                self.ended.add(key)
                del held[key]

    @precondition(lambda self: self.leased)
    @rule()
    def stop(self) -> None:
        """An orderly end: what was not sent is as it was."""
        self.do(self.database.outbox.release([delivery for delivery, _ in self.leased.values()]))
        self.leased.clear()

    @rule()
    def die(self) -> None:
        """Another process goes on; it has nothing, and starts nothing of what its predecessor had."""
        chosen = [delivery for delivery, _ in self.leased.values()]
        self.database = Database(self.database.engines)
        assert self.exchange(starting=chosen).started == ()
        self.stranded |= self.leased
        self.leased.clear()

    @precondition(lambda self: self.doubtful)
    @rule()
    def send_again(self) -> None:
        """The author of an announcement says that a double is better."""
        mailing = min(self.doubtful)[0]
        doubtful = {key for key in self.doubtful if key[0] == mailing}
        known = self.do(self.database.mailings.progress(mailing)).in_doubt
        assert self.do(self.database.outbox.send_again(mailing, self.now, self.now + DAY)) == known
        self.doubtful -= doubtful

    @rule(seconds=st.integers(1, 200))
    def wait(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)
        self.forget_what_ran_out()

    # -- what always holds

    @invariant()
    def nothing_is_lost(self) -> None:
        if hasattr(self, "database"):
            keys = [f"{kind}{number}" for kind in "da" for number in range(1, self.mailings + 1)]
            progress: list[Progress] = [self.do(self.database.mailings.progress(key)) for key in keys]
            assert sum(one.total for one in progress) == self.queued

    @invariant()
    def every_doubt_is_counted(self) -> None:
        if hasattr(self, "database"):
            assert self.do(self.counted()) >= self.doubts

    async def counted(self) -> int:
        async with self.database.engines.reader.connect() as connection:
            return int((await connection.execute(select(func.coalesce(func.sum(deliveries.c.doubts), 0)))).scalar_one())


class OutboxMachineOnPostgres(OutboxMachine):
    def empty_database(self) -> Coroutine[Any, Any, Database]:
        return migrated_postgres()


OutboxMachine.TestCase.settings = settings(
    max_examples=15, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck), database=None
)
OutboxMachineOnPostgres.TestCase.settings = settings(OutboxMachine.TestCase.settings, max_examples=8)
test_the_outbox_keeps_its_promises_in_any_order = OutboxMachine.TestCase
test_the_outbox_keeps_its_promises_in_any_order_on_postgres = pytest.mark.postgres(OutboxMachineOnPostgres.TestCase)
