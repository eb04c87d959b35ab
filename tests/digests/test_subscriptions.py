from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.errors import Refusal
from digests.model import DAYS, Cadence, ChatKind, Locale, Quiet, Schedule, Status, Subscriber, Wishes
from digests.slots import due_window, next_slot
from digests.subscriptions import (
    activated,
    in_locale,
    paused,
    paused_for,
    said_words,
    with_all_regions,
    with_cadence,
    with_day,
    with_even_empty,
    with_quiet,
    with_region,
    with_rubric,
    with_time,
    with_words,
    with_zone,
    without_word,
)

NOW = datetime(2025, 10, 19, 12, tzinfo=UTC)
KNOWN = ("ecology", "grants", "youth")


def subscriber(*rubrics: str, status: Status = Status.ACTIVE) -> Subscriber:
    new = Subscriber(7, ChatKind.PRIVATE, Locale.RU, NOW, frozenset(rubrics))
    return activated(new, NOW) if status is Status.ACTIVE else replace(new, status=status)


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
    ("change", "schedule"),
    [
        (lambda it: with_time(it, 18, 45, NOW), Schedule((0, 1, 2, 3, 4), 18, 45)),
        (lambda it: with_cadence(it, Cadence.WEEKLY, NOW), Schedule((0,), 7)),
        (lambda it: with_cadence(it, Cadence.AT_ONCE, NOW), Schedule((0, 1, 2, 3, 4), 7, at_once=True)),
        (lambda it: with_day(it, 6, True, NOW), Schedule((0, 1, 2, 3, 4, 6), 7)),
        (lambda it: with_day(it, 2, False, NOW), Schedule((0, 1, 3, 4), 7)),
        (lambda it: with_zone(it, "Europe/Berlin", NOW), Schedule((0, 1, 2, 3, 4), 7, zone="Europe/Berlin")),
        (lambda it: with_quiet(it, 23, 6, NOW), Schedule((0, 1, 2, 3, 4), 7, quiet=Quiet(23, 6))),
    ],
)
def test_another_schedule_moves_the_slot(change: Callable[[Subscriber], Subscriber], schedule: Schedule) -> None:
    before = replace(subscriber("grants"), schedule=Schedule(DAYS[Cadence.WEEKDAYS], 7))
    changed = change(before)
    assert changed.schedule == schedule
    assert changed.next_digest_at == next_slot(schedule, NOW)


def test_who_wants_to_hear_of_days_without_news_keeps_the_slot_and_is_told_the_same() -> None:
    before = subscriber("grants")
    wanting = with_even_empty(before, True)
    assert wanting == replace(before, schedule=Schedule(even_empty=True))
    assert wanting.schedule.key == before.schedule.key
    assert with_even_empty(wanting, False) == before


def test_the_same_schedule_again_changes_nothing() -> None:
    before = subscriber("grants")
    later = NOW + timedelta(days=5)
    assert with_time(before, 9, 0, later) == with_cadence(before, Cadence.DAILY, later) == before
    assert with_day(before, 3, True, later) == with_zone(before, "Asia/Almaty", later) == before


def test_a_time_or_a_day_ends_what_comes_at_once() -> None:
    prompt = with_cadence(subscriber("grants"), Cadence.AT_ONCE, NOW)
    assert prompt.schedule.cadence is Cadence.AT_ONCE
    assert with_time(prompt, 9, 0, NOW).schedule == with_day(prompt, 0, True, NOW).schedule == Schedule()


def test_another_schedule_leaves_no_news_out_and_tells_none_twice() -> None:
    before = replace(subscriber("grants"), last_digest_at=NOW.replace(hour=4))
    evening = with_time(before, 18, 0, NOW)
    assert evening.next_digest_at == datetime(2025, 10, 20, 13, tzinfo=UTC)  # on the 19th it has had one
    assert evening.news_since == NOW.replace(hour=4)
    back = with_time(evening, 9, 0, NOW)
    assert (back.next_digest_at, back.news_since) == (before.next_digest_at, None)


def test_who_reads_at_once_and_moves_the_quiet_hours_is_told_from_where_the_last_message_ended() -> None:
    prompt = with_cadence(subscriber("grants"), Cadence.AT_ONCE, NOW)
    told = replace(prompt, next_digest_at=NOW + timedelta(minutes=30), news_since=NOW)
    changed = with_quiet(told, 0, 0, NOW + timedelta(minutes=10))
    assert changed.news_since == NOW


def test_after_a_pause_the_news_of_the_pause_is_not_told() -> None:
    behind = replace(subscriber("grants"), news_since=NOW - timedelta(days=2))
    assert paused(behind).news_since is None
    back = activated(paused(behind), NOW + timedelta(days=9))
    assert back.news_since is None
    assert back.next_digest_at
    assert due_window(back.schedule, back.next_digest_at, back.next_digest_at).start > NOW


@pytest.mark.parametrize(
    ("wish", "key"),
    [
        (lambda it: with_time(it, 24, 0, NOW), "hour_unknown"),
        (lambda it: with_time(it, 9, 10, NOW), "hour_unknown"),
        (lambda it: with_quiet(it, 22, 24, NOW), "hour_unknown"),
        (lambda it: with_zone(it, "Asia/Atlantis", NOW), "zone_unknown"),
        (lambda it: with_day(with_cadence(it, Cadence.WEEKLY, NOW), 0, False, NOW), "days_empty"),
    ],
)
def test_what_no_clock_and_no_calendar_has_is_refused(wish: Callable[[Subscriber], Subscriber], key: str) -> None:
    with pytest.raises(Refusal) as caught:
        wish(subscriber("grants"))
    assert caught.value.key == key


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
