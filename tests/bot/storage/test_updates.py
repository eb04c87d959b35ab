import asyncio
from datetime import timedelta

from bot.storage import Database
from digests.model import UpdateClaim
from tests.builders import DAY, HOUR, NOW

SECOND = timedelta(seconds=1)


async def test_an_update_is_the_first_ones_until_it_is_handled_dropped_or_its_handler_died(database: Database) -> None:
    updates, until = database.updates, NOW + HOUR
    assert await updates.claim(7, NOW, until) is UpdateClaim.OWN
    assert await updates.claim(7, NOW, until) is UpdateClaim.UNDER_WAY
    assert await updates.handled() == frozenset()
    assert await updates.claim(7, until, until + HOUR) is UpdateClaim.OWN
    await updates.drop(7)
    assert await updates.claim(7, NOW, until) is UpdateClaim.OWN
    await updates.finish(7, NOW)
    await updates.drop(7)
    assert await updates.claim(7, until + HOUR, until + DAY) is UpdateClaim.HANDLED
    assert await updates.handled() == frozenset({7})


async def test_of_many_who_claim_at_once_one_handles_it(database: Database) -> None:
    claims = await asyncio.gather(*(database.updates.claim(7, NOW, NOW + HOUR) for _ in range(12)))
    assert claims.count(UpdateClaim.OWN) == 1
    assert claims.count(UpdateClaim.UNDER_WAY) == 11


async def test_what_nobody_came_back_to_is_forgotten_after_a_day(database: Database) -> None:
    await database.updates.claim(1, NOW, NOW + SECOND)
    await database.updates.finish(2, NOW)
    await database.prune(NOW + DAY)
    assert await database.updates.claim(1, NOW, NOW + HOUR) is UpdateClaim.UNDER_WAY
    await database.prune(NOW + DAY + 2 * SECOND)
    assert await database.updates.handled() == frozenset()
    assert await database.updates.claim(1, NOW, NOW + HOUR) is UpdateClaim.OWN
