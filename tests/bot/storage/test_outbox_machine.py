"""The outbox as a state machine: whatever happens in whatever order, its promises hold."""

import asyncio
import tempfile
from collections.abc import Coroutine
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from digests.model import (
    Announcement,
    AnnouncementState,
    Bubble,
    Choice,
    Delivery,
    DueGroup,
    Locale,
    MailingKind,
    Outcome,
    Postponed,
    Progress,
    Rejected,
    Schedule,
    Sent,
    Turn,
    Unreachable,
)
from tests.builders import DAY, NOW, a_mailing, a_subscriber
from tests.databases import migrated_sqlite

T = TypeVar("T")
CHATS = range(1, 5)
LEASE = timedelta(seconds=60)
Place = tuple[str, int, int]


def place(delivery: Delivery) -> Place:
    return delivery.mailing, delivery.chat_id, delivery.part


class OutboxMachine(RuleBasedStateMachine):
    """Mailings are published, claimed and settled while time goes on and subscribers block the bot.

    leased  what senders have, with the end of its lease
    ended   what nobody may ever claim again
    """

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.now: datetime = NOW
        self.mailings = 0
        self.leased: dict[Place, tuple[Delivery, datetime]] = {}
        self.ended: set[Place] = set()
        self.queued = 0

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    @initialize()
    def open(self) -> None:
        self.database = self.do(migrated_sqlite(Path(self.folder.name)))
        for chat_id in CHATS:
            self.do(self.database.subscribers.save(a_subscriber(chat_id)))

    def teardown(self) -> None:
        if hasattr(self, "database"):
            self.do(self.database.close())
        self.runner.close()
        self.folder.cleanup()

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
        added = self.do(self.database.mailings.publish(mailing, group, Turn(slot + DAY)))
        assert added == parts * self.do(self.database.announcements.audience())
        assert self.do(self.database.mailings.publish(mailing, group, Turn(slot + DAY))) == 0
        self.queued += added

    @rule()
    def announce(self) -> None:
        self.mailings += 1
        key = f"a{self.mailings}"
        mailing = a_mailing(key=key, kind=MailingKind.ANNOUNCEMENT, created_at=self.now, expires_at=self.now + DAY)
        draft = Announcement(key, 1, AnnouncementState.DRAFT, self.now)
        self.do(self.database.announcements.save(draft))
        self.queued += self.do(self.database.announcements.send(draft, mailing))

    @rule(limit=st.integers(1, 5))
    def claim(self, limit: int) -> None:
        claimed = self.do(self.database.outbox.exchange((), self.now, wanted=limit, lease=LEASE))
        held = {key[1] for key, (_, until) in self.leased.items() if until > self.now}
        assert len(claimed) <= limit
        assert len({delivery.chat_id for delivery in claimed} | held) == len(claimed) + len(held)
        for delivery in claimed:
            self.check_order(delivery)
            self.leased[place(delivery)] = (delivery, self.now + LEASE)
        kinds = [delivery.kind for delivery in claimed]
        assert kinds == sorted(kinds, key=[MailingKind.DIGEST, MailingKind.ANNOUNCEMENT].index)

    def check_order(self, delivery: Delivery) -> None:
        """It has not ended, and all parts before it have: each was sent or rejected while it was leased."""
        mailing, chat_id, part = place(delivery)
        assert place(delivery) not in self.ended
        assert all((mailing, chat_id, earlier) in self.ended for earlier in range(part))

    @precondition(lambda self: self.leased)
    @rule(
        pick=st.integers(0, 99),
        outcome=st.one_of(
            st.builds(Sent, st.integers(1, 9)),
            st.builds(Postponed, st.integers(0, 90), is_attempt=st.booleans()),
            st.just(Rejected("bad")),
            st.just(Unreachable("blocked")),
        ),
    )
    def settle(self, pick: int, outcome: Outcome) -> None:
        key = sorted(self.leased)[pick % len(self.leased)]
        delivery, _ = self.leased.pop(key)
        self.do(self.database.outbox.exchange([(delivery, outcome)], self.now))
        match outcome:
            case Sent():
                self.ended.add(key)
            case Rejected():
                self.ended.add(key)
                if delivery.kind is MailingKind.ANNOUNCEMENT:
                    self.end(lambda other: other[0] == key[0])
            case Unreachable():
                self.ended.add(key)
                self.end(lambda other: other[1] == key[1])

    def end(self, is_meant: Any) -> None:
        for key in [key for key in self.leased if is_meant(key)]:
            self.ended.add(key)
            del self.leased[key]

    @precondition(lambda self: self.leased)
    @rule()
    def release(self) -> None:
        self.do(self.database.outbox.release([delivery for delivery, _ in self.leased.values()]))
        self.leased.clear()

    @rule(seconds=st.integers(1, 200))
    def wait(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)
        self.leased = {key: (held, until) for key, (held, until) in self.leased.items() if until > self.now}

    @rule()
    def sleep_until_something_is_due(self) -> None:
        """Who does so neither oversleeps nor spins: at that time there is something to claim, or to give up."""
        due_at = self.do(self.database.outbox.next_due(self.now))
        waiting = sum(progress.queued for progress in self.progress())
        assert (due_at is None) == (waiting == 0)
        if due_at is None:
            return
        if due_at > self.now:
            assert self.do(self.database.outbox.exchange((), self.now, wanted=5, lease=LEASE)) == ()
            self.wait((due_at - self.now) // timedelta(seconds=1))
        before = len(self.leased)
        self.claim(5)
        assert len(self.leased) > before or sum(progress.queued for progress in self.progress()) < waiting

    def progress(self) -> list[Progress]:
        keys = [f"{kind}{number}" for kind in "da" for number in range(1, self.mailings + 1)]
        return [self.do(self.database.mailings.progress(key)) for key in keys]

    @rule(chat_id=st.sampled_from(CHATS))
    def come_back(self, chat_id: int) -> None:
        slot = self.do(self.database.subscribers.next_slot()) or self.now
        self.do(self.database.subscribers.save(a_subscriber(chat_id, next_digest_at=slot)))

    @invariant()
    def nothing_is_lost(self) -> None:
        if hasattr(self, "database"):
            assert sum(progress.total for progress in self.progress()) == self.queued


OutboxMachine.TestCase.settings = settings(
    max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck), database=None
)
test_the_outbox_keeps_its_promises_in_any_order = OutboxMachine.TestCase
