from dataclasses import replace
from datetime import UTC, datetime, timedelta

from digests.collect.decide import (
    after_failure,
    after_success,
    back_off,
    entry_hash,
    entry_key,
    listed_at,
    merge,
    wanted,
)
from digests.model import Article, Fetched, Locale, SeenEntry, SourceEntry, SourceState

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


KEY = entry_key(ENTRY)
SEEN = SeenEntry(KEY, entry_hash(ENTRY), KEY)
ARTICLE = Article(
    KEY, "a", "А", ENTRY.url, "Заголовок", "Текст.", Locale.RU, published=NOW, collected=NOW, listed=NOW, text_hash="1"
)
STATE = SourceState("a", NOW, failures=2, etag="old", problem="timeout")


def test_new_edited_and_unread_entries_are_wanted_and_others_are_not() -> None:
    assert wanted([ENTRY], {}) == (ENTRY,)
    assert wanted([ENTRY], {KEY: SEEN}) == ()
    assert wanted([replace(ENTRY, title="Другой")], {KEY: SEEN}) != ()
    assert wanted([ENTRY], {KEY: replace(SEEN, article_id=None, attempts=4)}) == (ENTRY,)
    assert wanted([ENTRY], {KEY: replace(SEEN, article_id=None, attempts=5)}) == ()


def test_the_newest_come_first_and_each_once() -> None:
    older = SourceEntry("2", "https://a.kz/2", "Старое", published=NOW - EVERY)
    tracked = replace(ENTRY, url=ENTRY.url + "?utm_source=x")
    assert wanted([older, ENTRY, tracked], {}) == (ENTRY, older)


def test_another_text_is_a_new_revision_that_keeps_its_place_in_the_news() -> None:
    edited = replace(ARTICLE, text="Иной.", text_hash="2", listed=NOW + EVERY, collected=NOW + EVERY)
    merged = merge([(ENTRY, edited)], seen={KEY: SEEN}, known={KEY: ARTICLE}, same_text={}, now=NOW + EVERY)
    [article] = merged.articles
    assert (article.revision, article.revised, article.listed, article.text) == (2, NOW + EVERY, NOW, "Иной.")


def test_the_same_text_under_another_address_is_only_remembered() -> None:
    merged = merge([(ENTRY, ARTICLE)], seen={}, known={}, same_text={"1": "first"}, now=NOW)
    assert merged.articles == ()
    assert merged.entries == (replace(SEEN, article_id="first"),)


def test_an_edit_that_could_not_be_read_is_tried_again_and_keeps_the_article() -> None:
    edited = replace(ENTRY, title="Другой")
    [kept] = merge([(edited, None)], seen={KEY: SEEN}, known={}, same_text={}, now=NOW).entries
    assert (kept.article_id, kept.attempts) == (KEY, 1)
    assert wanted([edited], {KEY: kept}) == (edited,)


def test_validators_are_kept_only_of_a_list_that_was_read_completely() -> None:
    fetched = Fetched("https://a.kz/rss", 200, b"x", etag="new")
    assert after_success(STATE, EVERY, fetched, NOW, is_complete=True).etag == "new"
    assert after_success(STATE, EVERY, fetched, NOW, is_complete=False).etag is None


def test_a_failure_is_counted_and_named() -> None:
    state = after_failure(STATE, EVERY, "http_503", NOW)
    assert (state.failures, state.problem, state.etag) == (3, "http_503", "old")
    assert state.next_check_at == NOW + timedelta(hours=2)
