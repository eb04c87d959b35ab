from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.model import DAYS, Cadence, Quiet, Schedule, Upcoming, Window
from digests.slots import (
    LATEST,
    REST,
    SETTLING,
    STEP,
    comes_too_late,
    due_window,
    next_day_slot,
    next_slot,
    slot_window,
    upcoming_after,
    upcoming_without,
)

NOW = datetime(2025, 10, 19, 12, tzinfo=UTC)
ALMATY = ZoneInfo("Asia/Almaty")
DAY = timedelta(days=1)
ZONES = ("Asia/Almaty", "America/New_York", "Europe/London", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Beirut")
FIRST, LAST = datetime(2016, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)

zones = st.sampled_from((*ZONES, "Pacific/Apia"))
daily = st.builds(
    Schedule,
    days=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    hour=st.integers(0, 23),
    minute=st.sampled_from((0, 15, 30, 45)),
    zone=zones,
)
prompt = st.builds(
    Schedule, at_once=st.just(True), zone=zones, quiet=st.builds(Quiet, st.integers(0, 23), st.integers(0, 23))
)
schedules = st.one_of(daily, prompt)
moments = st.datetimes(
    datetime.fromisoformat("2010-01-01"), datetime.fromisoformat("2030-01-01"), timezones=st.just(UTC)
)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A local time of October 2025 in Almaty; the 19th is a Sunday."""
    return datetime(2025, 10, day, hour, minute, tzinfo=ALMATY).astimezone(UTC)


def test_nine_in_almaty_is_four_in_utc() -> None:
    assert next_slot(Schedule(), NOW) == datetime(2025, 10, 20, 4, tzinfo=UTC)


def test_a_quarter_past_is_a_time_too_even_where_the_clocks_differ_by_three_quarters() -> None:
    slot = next_slot(Schedule(hour=9, minute=15, zone="Asia/Kathmandu"), NOW)
    assert slot == datetime(2025, 10, 20, 3, 30, tzinfo=UTC)


def test_a_slot_is_not_its_own_next() -> None:
    assert next_slot(Schedule(), at(20, 9)) == at(21, 9)


def test_a_weekly_digest_comes_on_monday_and_covers_a_week() -> None:
    weekly = Schedule(DAYS[Cadence.WEEKLY])
    slot = next_slot(weekly, NOW)
    assert slot == at(20, 9)
    assert slot_window(weekly, slot) == Window(slot - 7 * DAY, slot)


def test_the_news_of_the_days_that_were_not_chosen_comes_on_the_next_that_is() -> None:
    schedule = Schedule(days=(1, 4))
    assert slot_window(schedule, next_slot(schedule, NOW)) == Window(at(17, 9), at(21, 9))


@given(schedules, moments)
def test_a_slot_is_always_later_than_the_moment_it_follows(schedule: Schedule, after: datetime) -> None:
    slot = next_slot(schedule, after)
    assert after < slot <= after + timedelta(days=9)


@given(schedules, moments)
def test_windows_follow_each_other_without_gap_or_overlap(schedule: Schedule, after: datetime) -> None:
    slot = next_slot(schedule, after)
    assert slot_window(schedule, next_slot(schedule, slot)).start == slot_window(schedule, slot).end


def changes_of(zone: ZoneInfo) -> Iterator[datetime]:
    """The moments in ten years at which the clocks of the zone change, to the minute."""
    before = FIRST
    while before < LAST:
        after = before + 7 * DAY
        if offset(zone, before) != offset(zone, after):
            yield change_between(zone, before, after)
        before = after


def change_between(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    while after - before > timedelta(minutes=1):
        middle = before + (after - before) / 2
        before, after = (middle, after) if offset(zone, middle) == offset(zone, before) else (before, middle)
    return after.replace(second=0, microsecond=0)


def offset(zone: ZoneInfo, moment: datetime) -> timedelta | None:
    return moment.astimezone(zone).utcoffset()


def clocks() -> dict[tuple[object, ...], tuple[str, tuple[datetime, ...]]]:
    """Of each history of changes in the ten years one zone: most names are other words for the same clock."""
    found: dict[tuple[object, ...], tuple[str, tuple[datetime, ...]]] = {}
    for name in sorted(available_timezones()):
        zone = ZoneInfo(name)
        changes = tuple(changes_of(zone))
        found[offset(zone, FIRST), *((change, offset(zone, change)) for change in changes)] = (name, changes)
    return found


def test_in_every_zone_each_local_day_of_ten_years_has_its_digest_exactly_once() -> None:
    """Between two changes of the clocks every day is like the one before, so the days around each change are walked."""
    histories = clocks()
    assert len(histories) > 80
    for name, changes in histories.values():
        zone = ZoneInfo(name)
        for change in (*changes, LAST):
            walls = {change.astimezone(zone), (change - timedelta(minutes=1)).astimezone(zone)}
            for hour, minute in {(0, 0), (23, 45), *((wall.hour, wall.minute // 15 * 15) for wall in walls)}:
                assert_every_day_once(Schedule(hour=hour, minute=minute, zone=name), change)


def assert_every_day_once(schedule: Schedule, change: datetime) -> None:
    zone, slot, days = ZoneInfo(schedule.zone), change - 2 * DAY, []
    while slot < change + 2 * DAY:
        slot = next_slot(schedule, slot)
        days.append(slot.astimezone(zone).date())
    assert days == [days[0] + n * DAY for n in range(len(days))], (schedule, change)


def test_the_clocks_of_almaty_changed_once_and_no_digest_was_lost_or_doubled() -> None:
    [change] = changes_of(ALMATY)
    assert change == datetime(2024, 2, 29, 18, tzinfo=UTC)
    for hour, minute in ((23, 0), (23, 45), (0, 0), (9, 0)):
        assert_every_day_once(Schedule(hour=hour, minute=minute), change)
    assert next_slot(Schedule(), change - DAY) == datetime(2024, 2, 29, 3, tzinfo=UTC)
    assert next_slot(Schedule(), change) == datetime(2024, 3, 1, 4, tzinfo=UTC)


def test_a_day_that_the_zone_skipped_has_no_slot() -> None:
    schedule, apia = Schedule(zone="Pacific/Apia"), ZoneInfo("Pacific/Apia")
    slot = next_slot(schedule, datetime(2011, 12, 29, 20, tzinfo=UTC))
    assert slot.astimezone(apia).date() == date(2011, 12, 31)
    assert next_slot(schedule, slot).astimezone(apia).date() == date(2012, 1, 1)


def test_a_day_that_loses_its_last_hour_keeps_its_digest() -> None:
    schedule, nuuk = Schedule(hour=23, minute=45, zone="America/Nuuk"), ZoneInfo("America/Nuuk")
    slot = next_slot(schedule, datetime(2024, 3, 30, 12, tzinfo=UTC))
    assert slot.astimezone(nuuk) == datetime(2024, 3, 30, 22, 45, tzinfo=nuuk)


def test_a_late_slot_keeps_its_own_window() -> None:
    assert due_window(Schedule(), at(19, 9), at(19, 17)) == slot_window(Schedule(), at(19, 9))


def test_slots_missed_in_an_outage_become_one_window_that_ends_at_the_last_of_them() -> None:
    window = due_window(Schedule(), at(16, 9), NOW)
    assert window == Window(at(15, 9), at(19, 9))
    assert slot_window(Schedule(), next_slot(Schedule(), NOW)).start == window.end


def test_after_half_a_day_a_digest_waits_for_the_next_slot_which_tells_its_news_too() -> None:
    window = slot_window(Schedule(), at(19, 9))
    assert not comes_too_late(Schedule(), window, at(19, 21))
    late = at(19, 21) + timedelta(seconds=1)
    assert comes_too_late(Schedule(), window, late)
    turn = upcoming_without(Schedule(), window, late, skipped=True)
    assert turn == Upcoming(at(20, 9), since=at(18, 9))
    assert due_window(Schedule(), turn.slot, turn.slot, turn.since) == Window(at(18, 9), at(20, 9))


AT_ONCE = Schedule(at_once=True)


def test_news_comes_within_minutes_and_then_nothing_for_half_an_hour() -> None:
    slot = next_slot(AT_ONCE, at(19, 12, 1))
    assert slot == at(19, 12, 5)
    window = slot_window(AT_ONCE, slot)
    assert window == Window(at(19, 11, 57), at(19, 12, 2))
    assert upcoming_after(AT_ONCE, window, slot) == Upcoming(at(19, 12, 35), at(19, 12, 2), at(19, 12, 2))
    assert upcoming_without(AT_ONCE, window, slot, skipped=False) == Upcoming(at(19, 12, 10))


def test_what_comes_at_night_is_told_in_the_morning() -> None:
    turn = upcoming_after(AT_ONCE, slot_window(AT_ONCE, at(19, 21, 40)), at(19, 21, 40))
    assert turn.slot == at(20, 8)
    assert due_window(AT_ONCE, turn.slot, turn.slot, turn.since) == Window(at(19, 21, 37), at(20, 7, 57))


def test_what_an_outage_held_back_does_not_come_in_quiet_hours() -> None:
    window = due_window(AT_ONCE, at(19, 21, 50), at(19, 23))
    assert window == Window(at(19, 21, 42), at(19, 21, 52))
    assert comes_too_late(AT_ONCE, window, at(19, 23))
    assert upcoming_without(AT_ONCE, window, at(19, 23), skipped=True) == Upcoming(at(20, 8), since=at(19, 21, 42))


def test_who_has_no_quiet_hours_is_told_at_night_too() -> None:
    assert next_slot(Schedule(at_once=True, quiet=Quiet(7, 7)), at(19, 3, 1)) == at(19, 3, 5)


def test_no_second_digest_comes_on_the_day_of_one_that_was_told() -> None:
    assert next_day_slot(Schedule(hour=18), at(19, 10), told=at(19, 9)) == at(20, 18)
    assert next_day_slot(Schedule(hour=18), at(19, 10), told=at(18, 9)) == at(19, 18)
    assert next_day_slot(AT_ONCE, at(19, 10), told=at(19, 9)) == at(19, 10, 5)


@given(
    schedules,
    moments,
    st.lists(st.tuples(st.timedeltas(timedelta(0), timedelta(days=5)), st.booleans()), min_size=1, max_size=12),
)
def test_whatever_runs_late_news_are_told_once_and_at_their_times(
    schedule: Schedule, start: datetime, runs: list[tuple[timedelta, bool]]
) -> None:
    turn = Upcoming(next_slot(schedule, start))
    read_to = slot_window(schedule, turn.slot).start
    told: list[datetime] = []
    for late, has_news in runs:
        now = turn.slot + late
        window = due_window(schedule, turn.slot, now, turn.since)
        assert window.start == read_to < window.end <= now
        skipped = comes_too_late(schedule, window, now)
        if not skipped:
            read_to = window.end
        if skipped or not has_news:
            turn = upcoming_without(schedule, window, now, skipped=skipped)
        else:
            turn = upcoming_after(schedule, window, now)
            told.append(now)
            assert now - window.end <= LATEST
            assert not (schedule.at_once and is_quiet(schedule, now))
        assert turn.slot > now
    if schedule.at_once:
        assert all(later - earlier > REST - STEP for earlier, later in pairwise(told))


def is_quiet(schedule: Schedule, moment: datetime) -> bool:
    return schedule.quiet.covers(moment.astimezone(ZoneInfo(schedule.zone)).hour)


@pytest.mark.parametrize(
    ("quiet", "hours"), [(Quiet(22, 8), {22, 23, *range(8)}), (Quiet(1, 5), {1, 2, 3, 4}), (Quiet(6, 6), set())]
)
def test_quiet_hours_go_over_midnight_and_may_be_none(quiet: Quiet, hours: set[int]) -> None:
    assert {hour for hour in range(24) if quiet.covers(hour)} == hours


def test_a_message_at_once_is_older_than_a_check_takes() -> None:
    assert timedelta(minutes=2) < SETTLING < STEP
