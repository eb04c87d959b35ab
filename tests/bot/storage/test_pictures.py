from bot.storage import Database
from bot.storage.pruning import KEEP_PICTURES
from tests.builders import DAY, NOW


async def test_a_picture_is_known_by_the_file_id_that_was_kept_last(database: Database) -> None:
    assert await database.pictures.find("a") is None
    await database.pictures.keep("a", "file1", NOW)
    await database.pictures.keep("a", "file2", NOW + DAY)
    assert await database.pictures.find("a") == "file2"
    assert await database.pictures.find("b") is None


async def test_a_picture_that_is_forgotten_or_old_is_not_known(database: Database) -> None:
    for key in ("a", "b"):
        await database.pictures.keep(key, f"file-{key}", NOW)
    await database.pictures.keep("c", "file-c", NOW + DAY)
    await database.pictures.forget("a")
    assert await database.pictures.find("a") is None
    await database.prune(NOW + KEEP_PICTURES + DAY / 2)
    assert (await database.pictures.find("b"), await database.pictures.find("c")) == (None, "file-c")
