import asyncio
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramUnauthorizedError,
)
from aiogram.methods import SendMessage

import bot.sender
from bot.sender import Sender
from digests.model import (
    Bubble,
    Delivery,
    InDoubt,
    MailingKind,
    Outcome,
    Rejected,
    Rest,
    Sent,
    Turn,
    Unreachable,
)
from tests.builders import NOW

NO_TIME = timedelta()
METHOD: Any = SendMessage(chat_id=1, text="x")


class FakeOutbox:
    """Deliveries in a list; what was postponed is not given again."""

    def __init__(self, count: int) -> None:
        self.waiting = [
            Delivery(number, "m", MailingKind.DIGEST, chat_id=number, part=0, bubble=Bubble("x"))
            for number in range(count)
        ]
        self.outcomes: dict[int, list[Outcome]] = defaultdict(list)
        self.released: list[Delivery] = []
        self.groups = 0
        self.most_open = 0
        self.seconds = 0.0
        self.settled = asyncio.Event()
        self._count = count

    async def exchange(
        self,
        results: Sequence[tuple[Delivery, Outcome]],
        now: datetime,
        *,
        starting: Sequence[Delivery] = (),
        wanted: int = 0,
        at_once: bool = False,
        lease: timedelta = NO_TIME,
    ) -> Turn:
        assert wanted >= 0  # a file would give everything for less
        self.groups += 1
        await asyncio.sleep(self.seconds)
        for delivery, outcome in results:
            self.outcomes[delivery.id].append(outcome)
        if len(self.outcomes) == self._count:
            self.settled.set()
        claimed, self.waiting = self.waiting[:wanted], self.waiting[wanted:]
        started = [*starting, *(claimed if at_once else ())]
        self.most_open = max(self.most_open, len(started))
        return Turn(tuple(started), () if at_once else tuple(claimed), len(claimed) == wanted > 0)

    async def release(self, deliveries: Sequence[Delivery]) -> None:
        self.released += deliveries

    def unsent(self) -> set[int]:
        """What was put back, or was never claimed."""
        return {delivery.id for delivery in [*self.released, *self.waiting]}

    async def rests(self, now: datetime) -> tuple[Rest, ...]:
        return ()

    async def send_again(self, mailing: str, now: datetime, expires_at: datetime) -> int:
        return 0


async def send_all(outbox: FakeOutbox, send: Any, workers: int = 5) -> None:
    sender = Sender(outbox, send, lambda: NOW, workers=workers)
    task = asyncio.create_task(sender.run())
    async with asyncio.timeout(10):
        await outbox.settled.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_every_delivery_is_sent_once_and_kept_in_groups() -> None:
    outbox, sent = FakeOutbox(500), []

    async def send(delivery: Delivery) -> int:
        sent.append(delivery.chat_id)
        return delivery.chat_id + 1

    await send_all(outbox, send)
    assert sorted(sent) == list(range(500))
    assert outbox.outcomes[7] == [Sent(8)]
    assert outbox.groups < 100


async def test_one_poisonous_recipient_does_not_stop_the_rest() -> None:
    outbox = FakeOutbox(4)
    errors = {
        0: TelegramForbiddenError(METHOD, "Forbidden: bot was blocked by the user"),
        1: TelegramBadRequest(METHOD, "Bad Request: can't parse entities"),
        2: TelegramNetworkError(METHOD, "gone"),
    }

    async def send(delivery: Delivery) -> int:
        if delivery.id in errors:
            raise errors[delivery.id]
        return 1

    await send_all(outbox, send, workers=1)
    kinds = [type(outbox.outcomes[number][0]) for number in range(4)]
    assert kinds == [Unreachable, Rejected, InDoubt, Sent]


async def test_a_stop_waits_for_what_is_under_way_and_puts_back_the_rest() -> None:
    outbox = FakeOutbox(20)
    started, may_arrive = asyncio.Event(), asyncio.Event()

    async def send(delivery: Delivery) -> int:
        started.set()
        await may_arrive.wait()
        return 1

    task = asyncio.create_task(Sender(outbox, send, lambda: NOW, workers=3).run())
    await started.wait()
    task.cancel()
    await asyncio.sleep(0.05)
    assert not task.done()
    may_arrive.set()
    await asyncio.gather(task, return_exceptions=True)
    assert [outbox.outcomes[number] for number in range(3)] == [[Sent(1)]] * 3
    assert outbox.unsent() == set(range(3, 20))


async def test_a_stop_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.sender, "FINISH_SECONDS", 0.1)
    outbox = FakeOutbox(2)
    started = asyncio.Event()

    async def send(delivery: Delivery) -> int:
        started.set()
        await asyncio.sleep(60)
        return 1

    task = asyncio.create_task(Sender(outbox, send, lambda: NOW, workers=1).run())
    await started.wait()
    task.cancel()
    async with asyncio.timeout(10):
        await asyncio.gather(task, return_exceptions=True)
    assert outbox.unsent() == {1}
    assert not outbox.outcomes


async def test_what_was_sent_while_the_outbox_was_busy_is_kept_when_the_sender_stops() -> None:
    outbox = FakeOutbox(200)
    outbox.seconds = 0.1
    arrived = []

    async def send(delivery: Delivery) -> int:
        arrived.append(delivery.id)
        await asyncio.sleep(0.01)
        return 1

    task = asyncio.create_task(Sender(outbox, send, lambda: NOW, workers=4).run())
    await asyncio.sleep(0.3)  # in the middle of a transaction that keeps results
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert arrived
    assert sorted(outbox.outcomes) == sorted(arrived)
    assert len(outbox.outcomes) + len(outbox.released) + len(outbox.waiting) == 200


async def test_a_bot_that_telegram_no_longer_knows_ends_the_sender() -> None:
    async def send(delivery: Delivery) -> int:
        raise TelegramUnauthorizedError(METHOD, "Unauthorized")

    outbox = FakeOutbox(3)
    with pytest.raises(ExceptionGroup) as caught:
        await asyncio.wait_for(Sender(outbox, send, lambda: NOW, workers=1).run(), 10)
    assert caught.value.subgroup(TelegramUnauthorizedError)
    assert outbox.unsent() == {1, 2}
