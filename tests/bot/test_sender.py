import asyncio
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramNetworkError
from aiogram.methods import SendMessage

from bot.sender import Sender
from digests.model import Bubble, Delivery, MailingKind, Outcome, Postponed, Rejected, Sent, Unreachable
from tests.builders import NOW

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
        self.settled = asyncio.Event()
        self._count = count

    async def claim(self, now: datetime, limit: int, lease: timedelta) -> tuple[Delivery, ...]:
        claimed, self.waiting = self.waiting[:limit], self.waiting[limit:]
        return tuple(claimed)

    async def settle(self, results: Sequence[tuple[Delivery, Outcome]], now: datetime) -> None:
        self.groups += 1
        for delivery, outcome in results:
            self.outcomes[delivery.id].append(outcome)
        if len(self.outcomes) == self._count:
            self.settled.set()

    async def release(self, deliveries: Sequence[Delivery]) -> None:
        self.released += deliveries

    async def next_due(self, now: datetime) -> datetime | None:
        return None


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
    assert kinds == [Unreachable, Rejected, Postponed, Sent]


async def test_a_stop_puts_back_what_was_claimed_and_not_sent() -> None:
    outbox = FakeOutbox(20)
    started = asyncio.Event()

    async def send(delivery: Delivery) -> int:
        started.set()
        await asyncio.sleep(60)
        return 1

    task = asyncio.create_task(Sender(outbox, send, lambda: NOW, workers=3).run())
    await started.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert len(outbox.released) + len(outbox.waiting) >= 17
