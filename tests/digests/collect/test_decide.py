from dataclasses import replace
from datetime import UTC, datetime, timedelta

from digests.collect.decide import back_off, entry_hash, listed_at
from digests.model import SourceEntry

NOW = datetime(2025, 10, 19, 12, tzinfo=UTC)
EVERY = timedelta(minutes=15)
ENTRY = SourceEntry("1", "https://a.kz/1", "Заголовок", published=NOW)


def test_a_failing_source_is_left_alone_longer_each_time_up_to_a_day() -> None:
    waits = [back_off(EVERY, failures) for failures in (1, 2, 3, 500)]
    assert waits == [timedelta(minutes=30), timedelta(hours=1), timedelta(hours=2), timedelta(hours=24)]


def test_a_server_that_asks_for_time_gets_it() -> None:
    assert back_off(EVERY, 1, timedelta(hours=5)) == timedelta(hours=5)


def test_an_edited_title_changes_the_hash_and_a_renewed_date_does_not() -> None:
    assert entry_hash(replace(ENTRY, title="Другой")) != entry_hash(ENTRY)
    assert entry_hash(replace(ENTRY, published=NOW + EVERY)) == entry_hash(ENTRY)


def test_a_first_reading_and_old_articles_never_flood() -> None:
    fresh, old = NOW - timedelta(hours=1), NOW - timedelta(days=4)
    assert listed_at(fresh, NOW, first_reading=True) == fresh
    assert listed_at(old, NOW, first_reading=False) == old
    assert listed_at(fresh, NOW, first_reading=False) == NOW
