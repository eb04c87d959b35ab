from datetime import UTC, datetime, timedelta

import pytest

from digests.alarms import DISK_LOW, Vitals, alarms
from digests.model import Alarm, Backlog, MailingKind

TUESDAY = datetime(2025, 10, 21, 7, 0, tzinfo=UTC)  # noon in Almaty
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WELL = Vitals(lanes={}, last_digest_at=TUESDAY - HOUR, readers=5, disk_free=None)


def vitals(**changes: object) -> Vitals:
    return Vitals(**{name: changes.get(name, getattr(WELL, name)) for name in Vitals.__slots__})  # type: ignore[arg-type]


def waiting(kind: MailingKind, since: timedelta) -> Vitals:
    return vitals(lanes={kind: Backlog(3, TUESDAY - since)})


def test_nothing_is_wrong_where_all_is_well() -> None:
    assert alarms(WELL, TUESDAY) == frozenset()
    assert alarms(vitals(lanes={MailingKind.DIGEST: Backlog()}, disk_free=DISK_LOW), TUESDAY) == frozenset()


def test_what_waits_long_is_wrong_unless_it_goes_to_everybody() -> None:
    assert alarms(waiting(MailingKind.DIGEST, HOUR), TUESDAY) == {Alarm.QUEUE_OLD}
    assert alarms(waiting(MailingKind.DIGEST, HOUR / 4), TUESDAY) == frozenset()
    assert alarms(waiting(MailingKind.ANNOUNCEMENT, HOUR), TUESDAY) == frozenset()


@pytest.mark.parametrize(
    ("when", "is_wrong"),
    [
        (TUESDAY, True),
        (TUESDAY + 8 * HOUR, False),  # in the evening
        (TUESDAY - 4 * HOUR, False),  # before nine
        (TUESDAY + 4 * DAY, False),  # on Saturday
        (TUESDAY - 2 * DAY, False),  # on Sunday
    ],
)
def test_a_day_without_a_digest_is_wrong_while_people_work(when: datetime, is_wrong: bool) -> None:
    found = alarms(vitals(last_digest_at=when - DAY - HOUR), when)
    assert found == ({Alarm.NO_DIGEST} if is_wrong else frozenset())


def test_without_readers_or_before_the_first_digest_none_is_missed() -> None:
    assert alarms(vitals(last_digest_at=TUESDAY - 3 * DAY, readers=0), TUESDAY) == frozenset()
    assert alarms(vitals(last_digest_at=None), TUESDAY) == frozenset()


def test_a_disk_that_is_nearly_full_is_wrong() -> None:
    assert alarms(vitals(disk_free=DISK_LOW - 1), TUESDAY) == {Alarm.DISK_LOW}
