from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.errors import Refusal
from digests.model import Cadence, ChatKind, Locale, Schedule, Status, Subscriber, Window, Wishes
from digests.subscriptions import (
    activated,
    due_window,
    in_locale,
    next_slot,
    paused,
    paused_for,
    said_words,
    slot_window,
    with_all_regions,
    with_cadence,
    with_hour,
    with_region,
    with_rubric,
    with_words,
    without_word,
)

NOW = datetime(2025, 10, 19, 12, tzinfo=UTC)
KNOWN = ("ecology", "grants", "youth")
ZONES = ("Asia/Almaty", "America/New_York", "Europe/London", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Beirut")

schedules = st.builds(
    Schedule, cadence=st.sampled_from(Cadence), hour=st.integers(0, 23), zone=st.sampled_from((*ZONES, "Pacific/Apia"))
)
EARLIEST, LATEST = datetime.fromisoformat("2010-01-01"), datetime.fromisoformat("2030-01-01")
moments = st.datetimes(EARLIEST, LATEST, timezones=st.just(UTC))


def subscriber(*rubrics: str, status: Status = Status.ACTIVE) -> Subscriber:
    new = Subscriber(7, ChatKind.PRIVATE, Locale.RU, NOW, frozenset(rubrics))
    return activated(new, NOW) if status is Status.ACTIVE else replace(new, status=status)


def test_nine_in_almaty_is_four_in_utc() -> None:
    assert next_slot(Schedule(), NOW) == datetime(2025, 10, 20, 4, tzinfo=UTC)


def test_a_slot_is_not_its_own_next() -> None:
    slot = datetime(2025, 10, 20, 4, tzinfo=UTC)
    assert next_slot(Schedule(), slot) == slot + timedelta(days=1)


def test_a_weekly_digest_comes_on_monday_and_covers_a_week() -> None:
    weekly = Schedule(Cadence.WEEKLY)
    slot = next_slot(weekly, NOW)
    assert slot.astimezone(ZoneInfo("Asia/Almaty")).strftime("%A") == "Monday"
    assert slot_window(weekly, slot) == Window(slot - timedelta(days=7), slot)


def test_on_monday_the_news_of_the_weekend_comes_too() -> None:
    weekdays = Schedule(Cadence.WEEKDAYS)
    monday = next_slot(weekdays, NOW)
    assert monday == datetime(2025, 10, 20, 4, tzinfo=UTC)
    assert slot_window(weekdays, monday).start == datetime(2025, 10, 17, 4, tzinfo=UTC)


@given(schedules, moments)
def test_a_slot_is_always_later_than_the_moment_it_follows(schedule: Schedule, after: datetime) -> None:
    slot = next_slot(schedule, after)
    assert after < slot <= after + timedelta(days=9)


@given(schedules, moments)
def test_windows_follow_each_other_without_gap_or_overlap(schedule: Schedule, after: datetime) -> None:
    slot = next_slot(schedule, after)
    assert slot_window(schedule, next_slot(schedule, slot)).start == slot


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("hour", [0, 2, 23])
def test_ten_years_of_daily_slots_name_every_local_day_once(zone: str, hour: int) -> None:
    schedule = Schedule(Cadence.DAILY, hour, zone)
    slot, days = datetime(2016, 1, 1, tzinfo=UTC), []
    for _ in range(3653):
        slot = next_slot(schedule, slot)
        days.append(slot.astimezone(ZoneInfo(zone)).date())
    assert days == [days[0] + timedelta(days=n) for n in range(3653)]


def test_a_day_that_the_zone_skipped_has_no_slot() -> None:
    schedule = Schedule(Cadence.DAILY, 9, "Pacific/Apia")
    slot = next_slot(schedule, datetime(2011, 12, 29, 20, tzinfo=UTC))
    assert slot.astimezone(ZoneInfo("Pacific/Apia")).date() == date(2011, 12, 31)
    assert next_slot(schedule, slot).astimezone(ZoneInfo("Pacific/Apia")).date() == date(2012, 1, 1)


def test_a_late_slot_keeps_its_own_window() -> None:
    slot = datetime(2025, 10, 19, 4, tzinfo=UTC)
    assert due_window(Schedule(), slot, slot + timedelta(hours=8)) == slot_window(Schedule(), slot)


def test_slots_missed_in_an_outage_become_one_window_that_ends_at_the_last_of_them() -> None:
    missed = datetime(2025, 10, 16, 4, tzinfo=UTC)
    window = due_window(Schedule(), missed, NOW)
    assert window == Window(missed - timedelta(days=1), datetime(2025, 10, 19, 4, tzinfo=UTC))
    assert slot_window(Schedule(), next_slot(Schedule(), NOW)).start == window.end


@given(schedules, moments, st.timedeltas(timedelta(0), timedelta(days=40)))
def test_after_any_outage_the_next_window_begins_where_the_late_one_ended(
    schedule: Schedule, after: datetime, late: timedelta
) -> None:
    slot = next_slot(schedule, after)
    now = slot + late
    assert slot_window(schedule, next_slot(schedule, now)).start == due_window(schedule, slot, now).end


def test_the_first_rubric_of_an_active_subscriber_sets_the_slot_and_the_last_takes_it_away() -> None:
    with_one = with_rubric(subscriber(), "grants", True, KNOWN, NOW)
    assert with_one.next_digest_at == next_slot(Schedule(), NOW)
    assert with_rubric(with_one, "grants", False, KNOWN, NOW).next_digest_at is None


@given(st.sets(st.sampled_from(KNOWN)), st.sampled_from(KNOWN), st.sampled_from(Status))
def test_toggling_a_rubric_twice_is_nothing(rubrics: set[str], key: str, status: Status) -> None:
    before = subscriber(*rubrics, status=status)
    is_wanted = key in rubrics
    there = with_rubric(before, key, not is_wanted, KNOWN, NOW)
    assert there != before
    assert with_rubric(there, key, is_wanted, KNOWN, NOW) == before


def test_wanting_a_rubric_that_is_wanted_already_changes_nothing() -> None:
    before = subscriber("grants")
    assert with_rubric(before, "grants", True, KNOWN, NOW + timedelta(days=3)) == before


def test_a_rubric_that_the_newsroom_dropped_cannot_be_wanted_but_goes_away() -> None:
    with pytest.raises(Refusal, match="rubric_unknown"):
        with_rubric(subscriber(), "sport", True, KNOWN, NOW)
    assert with_rubric(subscriber("sport", "grants"), "sport", False, KNOWN, NOW).rubrics == {"grants"}


def test_a_due_digest_is_not_lost_by_a_tap_on_a_rubric() -> None:
    due = replace(subscriber("grants"), next_digest_at=NOW - timedelta(minutes=1))
    assert with_rubric(due, "youth", True, KNOWN, NOW).next_digest_at == due.next_digest_at


def test_before_the_start_is_finished_nothing_is_due() -> None:
    assert with_rubric(subscriber(status=Status.NEW), "grants", True, KNOWN, NOW).next_digest_at is None


def test_a_pause_keeps_the_choice_and_coming_back_waits_for_the_next_slot() -> None:
    before = subscriber("grants")
    resting = paused(before)
    assert (resting.status, resting.next_digest_at, resting.rubrics) == (Status.PAUSED, None, before.rubrics)
    back = activated(resting, NOW + timedelta(days=30))
    assert back.next_digest_at == next_slot(Schedule(), NOW + timedelta(days=30))


def test_another_language_leaves_the_slot() -> None:
    before = subscriber("grants")
    assert in_locale(before, Locale.KK) == replace(before, locale=Locale.KK)


@pytest.mark.parametrize(
    "change", [lambda it: with_hour(it, 18, NOW), lambda it: with_cadence(it, Cadence.WEEKLY, NOW)]
)
def test_another_schedule_moves_the_slot(change: Callable[[Subscriber], Subscriber]) -> None:
    changed = change(replace(subscriber("grants"), schedule=Schedule(Cadence.WEEKDAYS, 7)))
    assert changed.next_digest_at == next_slot(changed.schedule, NOW)


def test_the_same_schedule_again_changes_nothing() -> None:
    before = subscriber("grants")
    later = NOW + timedelta(days=5)
    assert with_hour(before, 9, later) == with_cadence(before, Cadence.DAILY, later) == before


def test_an_hour_that_no_day_has_is_refused() -> None:
    with pytest.raises(Refusal, match="hour_unknown"):
        with_hour(subscriber(), 24, NOW)


def test_a_word_is_in_one_list_only_the_later_wish_counts() -> None:
    wanted = with_words(subscriber("grants"), "Гранты; Молодёжь", wanted=True)
    assert wanted.wishes.words == ("гранты", "молодежь")
    both = with_words(wanted, "молодёжь", wanted=False)
    assert (both.wishes.words, both.wishes.without) == (("гранты",), ("молодежь",))
    assert without_word(both, "молодежь").wishes == Wishes(words=("гранты",))


@pytest.mark.parametrize(("said", "key"), [(" , !", "words_empty"), (",".join("abcdefghijk"), "words_too_many")])
def test_no_word_and_too_many_words_are_refused(said: str, key: str) -> None:
    with pytest.raises(Refusal) as caught:
        with_words(subscriber("grants"), said, wanted=True)
    assert caught.value.key == key


def test_words_with_a_minus_are_unwanted() -> None:
    assert said_words("гранты, -спорт, − игры,, жастар") == ("гранты, жастар", "спорт, игры")
    assert said_words("") == ("", "")


def test_a_region_that_does_not_exist_is_not_kept() -> None:
    assert with_region(subscriber("grants"), "atlantis", wanted=True).wishes == Wishes()
    chosen = with_region(subscriber("grants"), "astana", wanted=True)
    assert chosen.wishes.regions == ("astana",)
    assert with_region(chosen, "astana", wanted=False) == with_all_regions(chosen) == subscriber("grants")


def test_a_pause_for_a_week_ends_by_itself_and_one_for_good_does_not() -> None:
    away = paused_for(subscriber("grants"), 7, NOW)
    assert (away.status, away.paused_until, away.next_digest_at) == (Status.PAUSED, NOW + timedelta(days=7), None)
    assert activated(away, NOW).paused_until is None
    assert paused(away).paused_until is None
