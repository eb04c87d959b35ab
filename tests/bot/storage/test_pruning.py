from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.storage import Database, pruning
from bot.storage.pruning import Pruned
from bot.storage.tables import citations, readings, refusals
from digests.model import FigureRef, Refused, Sent, Upcoming
from tests.builders import DAY, HOUR, NOW, a_mailing, a_subscriber

CITED = (citations, readings, refusals)


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
    await database.mailings.publish(a_mailing(expires_at=NOW + 365 * DAY), group, Upcoming(NOW + DAY))
    claimed = (await database.outbox.exchange((), NOW, wanted=2, lease=HOUR)).claimed
    await database.outbox.exchange([(delivery, Sent(1)) for delivery in claimed], NOW)
    assert await database.prune(NOW + 30 * DAY) == Pruned(0, 0)
    assert await database.prune(NOW + 100 * DAY) == Pruned(deliveries=2, mailings=0)
    [waiting] = (await database.outbox.exchange((), NOW + 100 * DAY, wanted=10, lease=HOUR)).claimed
    await database.outbox.exchange([(waiting, Sent(2))], NOW + 100 * DAY)
    assert await database.prune(NOW + 131 * DAY) == Pruned(deliveries=1, mailings=1)


async def test_what_a_mailing_cited_and_what_was_held_back_go_with_it(database: Database) -> None:
    refused = Refused("a", 1, "Продали 430 саженцев.", "430", "value")
    old = a_mailing(created_at=NOW - 91 * DAY, evidence=(FigureRef("a", 1, 0),), refused=(refused,))
    await database.mailings.keep(old)
    assert await database.corrections.citing(old.evidence) == (replace(old, refused=()),)
    assert await database.prune(NOW) == Pruned(deliveries=0, mailings=1)
    assert await database.corrections.citing(old.evidence) == ()
    async with database.engines.reader.connect() as connection:
        left = [(await connection.execute(select(func.count()).select_from(one))).scalar_one() for one in CITED]
    assert left == [0, 0, 0]
