from datetime import timedelta

import pytest

from bot.storage import Database, pruning
from bot.storage.pruning import Pruned
from digests.model import Sent, Turn
from tests.builders import DAY, HOUR, NOW, a_mailing, a_subscriber


async def test_a_digest_that_was_asked_for_goes_after_ninety_days(database: Database) -> None:
    await database.mailings.keep(a_mailing(key="old", created_at=NOW - 90 * DAY - timedelta(seconds=1)))
    await database.mailings.keep(a_mailing(key="young", created_at=NOW - 90 * DAY))
    assert await database.prune(NOW) == Pruned(deliveries=0, mailings=1)
    assert await database.mailings.get("old") is None
    assert await database.mailings.get("young") is not None


async def test_deliveries_go_thirty_days_after_they_ended(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pruning, "BATCH", 1)
    for chat_id in (1, 2, 3):
        await database.subscribers.save(a_subscriber(chat_id))
    [group] = await database.subscribers.due(NOW, 1)
    await database.mailings.publish(a_mailing(expires_at=NOW + 365 * DAY), group, Turn(NOW + DAY))
    claimed = await database.outbox.exchange((), NOW, wanted=2, lease=HOUR)
    await database.outbox.exchange([(delivery, Sent(1)) for delivery in claimed], NOW)
    assert await database.prune(NOW + 30 * DAY) == Pruned(0, 0)
    assert await database.prune(NOW + 100 * DAY) == Pruned(deliveries=2, mailings=0)
    [waiting] = await database.outbox.exchange((), NOW + 100 * DAY, wanted=10, lease=HOUR)
    await database.outbox.exchange([(waiting, Sent(2))], NOW + 100 * DAY)
    assert await database.prune(NOW + 131 * DAY) == Pruned(deliveries=1, mailings=1)
