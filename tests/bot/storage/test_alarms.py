from bot.storage import Database
from digests.model import Alarm
from tests.builders import HOUR, NOW


async def test_what_is_wrong_is_new_once_and_again_when_it_comes_back(database: Database) -> None:
    turn = database.alarms.turn
    assert await turn({Alarm.DISK_LOW}, NOW) == {Alarm.DISK_LOW}
    assert await turn({Alarm.DISK_LOW, Alarm.QUEUE_OLD}, NOW + HOUR) == {Alarm.QUEUE_OLD}
    assert await turn({Alarm.QUEUE_OLD}, NOW + HOUR) == frozenset()
    assert await turn({Alarm.DISK_LOW}, NOW + HOUR) == {Alarm.DISK_LOW}
    assert await turn((), NOW + HOUR) == frozenset()
