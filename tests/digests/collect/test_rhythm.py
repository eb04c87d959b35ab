from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from digests.collect.rhythm import ailment, median_gap, next_check, pace, times
from digests.model import SourceEntry

NOW = datetime(2025, 10, 19, 12, tzinfo=UTC)  # a Sunday
ENTRY = SourceEntry("1", "https://a.kz/1", "Заголовок")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def entries(*ages: timedelta) -> tuple[SourceEntry, ...]:
    return tuple(replace(ENTRY, published=NOW - age) for age in ages)


def test_the_rhythm_is_the_median_time_between_publications() -> None:
    found = times(entries(HOUR, 3 * HOUR, 4 * HOUR, 40 * HOUR, HOUR))
    assert median_gap(found) == 2 * HOUR
    assert median_gap(found[:3]) is None


@pytest.mark.parametrize(
    ("gap", "expected"), [(MINUTE, 10 * MINUTE), (4 * HOUR, HOUR), (30 * DAY, 12 * HOUR), (None, HOUR)]
)
def test_a_busy_source_is_looked_at_often_and_a_quiet_one_seldom(gap: timedelta | None, expected: timedelta) -> None:
    assert pace(None, gap) == expected


def test_the_operators_word_counts_and_the_sources_wishes_are_a_floor() -> None:
    assert pace(2 * MINUTE, HOUR) == 2 * MINUTE
    assert pace(2 * MINUTE, HOUR, 30 * MINUTE, None, 45 * MINUTE) == 45 * MINUTE
    assert pace(None, HOUR, 30 * DAY) == 12 * HOUR


def test_the_next_check_is_never_early_and_two_sources_drift_apart() -> None:
    moments = {next_check(NOW, HOUR, (), seed=str(number)) for number in range(50)}
    assert len(moments) > 40
    assert all(NOW + HOUR <= moment <= NOW + 1.1 * HOUR for moment in moments)


def test_quiet_hours_are_waited_out_unless_there_are_no_others() -> None:
    sunday = range(6 * 24, 7 * 24)
    assert next_check(NOW, HOUR, sunday, seed="a") == datetime(2025, 10, 20, tzinfo=UTC)
    assert next_check(NOW, HOUR, range(7 * 24), seed="a") < NOW + 2 * HOUR


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ((), None),
        ((ENTRY,), "undated"),
        (entries(40 * DAY), "only_old"),
        (entries(*(DAY * 2 + n * HOUR for n in range(5))), "silent"),
        (entries(*(n * HOUR for n in range(5))), None),
        (entries(20 * HOUR, *(20 * HOUR + n * MINUTE for n in range(5))), None),
    ],
)
def test_a_list_that_can_be_read_may_still_be_ill(listed: tuple[SourceEntry, ...], expected: str | None) -> None:
    assert ailment(listed, times(listed), NOW) == expected
