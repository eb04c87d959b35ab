import pytest

from bot.storage import Database, pruning
from tests.builders import DAY, HOUR, NOW


async def test_answers_come_back_by_their_questions_and_refusals_too(database: Database) -> None:
    await database.retellings.keep("one", "{} 📊", NOW)
    await database.retellings.keep("two", None, NOW)
    assert await database.retellings.get(["one", "two", "three"]) == {"one": "{} 📊", "two": None}


async def test_what_is_kept_stays(database: Database) -> None:
    await database.retellings.keep("one", "first", NOW)
    await database.retellings.keep("one", "second", NOW + HOUR)
    assert await database.retellings.get(["one"]) == {"one": "first"}


async def test_answers_go_after_two_weeks_and_the_oldest_first_when_they_are_many(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pruning, "MOST_RETELLINGS", 2)
    for hour, key in enumerate(("oldest", "older", "newer", "newest")):
        await database.retellings.keep(key, key, NOW + hour * HOUR)
    assert (await database.prune(NOW + DAY)).retellings == 2
    assert set(await database.retellings.get(["oldest", "older", "newer", "newest"])) == {"newer", "newest"}
    assert (await database.prune(NOW + 14 * DAY + 2 * HOUR + HOUR / 2)).retellings == 1
    assert set(await database.retellings.get(["newer", "newest"])) == {"newest"}
