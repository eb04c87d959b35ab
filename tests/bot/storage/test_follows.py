from bot.storage import Database
from digests.model import ChatKind
from digests.model.follows import Follow
from tests.builders import DAY, HOUR, NOW, a_subscriber


async def test_what_a_chat_follows_comes_back_in_the_order_of_following(database: Database) -> None:
    first = Follow(1, "grants_number", "astana", NOW, "2025-01-01/2025-12-31 80 count", NOW.date())
    second = Follow(1, "grants_number", None, NOW + HOUR)
    for one in (second, first, Follow(2, "ngos_active", None, NOW)):
        await database.follows.add(one)
    assert await database.follows.of(1) == (first, second)


async def test_following_twice_keeps_what_was_told(database: Database) -> None:
    first = Follow(1, "grants_number", None, NOW, "80")
    await database.follows.add(first)
    await database.follows.add(Follow(1, "grants_number", None, NOW + DAY))
    assert await database.follows.of(1) == (first,)


async def test_only_the_place_that_is_meant_is_no_longer_followed(database: Database) -> None:
    here, anywhere = Follow(1, "grants_number", "astana", NOW), Follow(1, "grants_number", None, NOW)
    for one in (here, anywhere):
        await database.follows.add(one)
    await database.follows.remove(1, "grants_number", None)
    await database.follows.remove(2, "grants_number", "astana")
    assert await database.follows.of(1) == (here,)


async def test_a_group_that_becomes_a_supergroup_goes_on_following(database: Database) -> None:
    await database.subscribers.save(a_subscriber(-1, kind=ChatKind.GROUP))
    for one in (Follow(-1, "a", None, NOW), Follow(-1, "b", None, NOW), Follow(-2, "b", None, NOW + HOUR)):
        await database.follows.add(one)
    await database.subscribers.move(-1, -2)
    assert await database.follows.of(-1) == ()
    assert {(one.series, one.since) for one in await database.follows.of(-2)} == {("a", NOW), ("b", NOW + HOUR)}
