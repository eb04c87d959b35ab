from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from digests.collect.decide import (
    NEVER,
    Reach,
    address,
    after_failure,
    after_success,
    after_unchanged,
    alert,
    back_off,
    entry_hash,
    entry_key,
    is_resumed,
    listed_at,
    merge,
    parts_to_read,
    wanted,
)
from digests.collect.listing import Listing, Part
from digests.model import (
    Article,
    Fetched,
    FetchFailed,
    Locale,
    SeenEntry,
    Source,
    SourceEntry,
    SourceKind,
    SourceState,
)

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


SOURCE = Source("a", SourceKind.FEED, "https://a.kz/rss", "A", every=EVERY)
FETCHED = Fetched("https://a.kz/rss", 200, b"x", etag="new")
LISTING = Listing("rss", "A", "https://a.kz/", (ENTRY,))
TENTH = 1.1
MOVED = replace(FETCHED, moved_to="https://new.kz/rss")


def test_validators_are_kept_only_of_a_list_that_was_read_completely() -> None:
    assert after_success(SOURCE, STATE, FETCHED, LISTING, NOW, reach=Reach(is_complete=True)).etag == "new"
    assert after_success(SOURCE, STATE, FETCHED, LISTING, NOW, reach=Reach(is_complete=False)).etag is None


def test_a_failure_is_counted_and_named() -> None:
    state = after_failure(SOURCE, STATE, FetchFailed("http_503"), NOW)
    assert (state.failures, state.problem, state.etag) == (3, "http_503", "old")
    assert timedelta(hours=2) <= state.next_check_at - NOW <= timedelta(hours=2) * TENTH


def test_a_source_that_is_gone_is_not_asked_again_and_admins_hear_of_it_once() -> None:
    state = after_failure(SOURCE, STATE, FetchFailed("http_410"), NOW)
    assert state.next_check_at == NEVER
    assert alert(STATE, state) == "http_410"
    assert alert(state, after_failure(SOURCE, state, FetchFailed("http_410"), NOW)) is None


def test_a_passing_failure_is_no_alert_and_a_lasting_one_is_told_once() -> None:
    states = [SourceState("a", NOW)]
    for _ in range(7):
        states.append(after_failure(SOURCE, states[-1], FetchFailed("timeout"), NOW))
    told = [alert(before, after) for before, after in pairwise(states)]
    assert told == [None, None, None, None, "timeout", None, None]


def test_a_move_is_believed_after_three_sightings_over_a_day() -> None:
    state = SourceState("a", NOW)
    for hours in (0, 1, 2):
        state = after_success(
            SOURCE, state, MOVED, LISTING, NOW + timedelta(hours=hours), reach=Reach(is_complete=True)
        )
        assert address(SOURCE, state) == "https://a.kz/rss"
    before, state = state, after_unchanged(SOURCE, state, NOW + timedelta(hours=25), moved_to="https://new.kz/rss")
    assert address(SOURCE, state) == "https://new.kz/rss"
    assert alert(before, state) == "moved to https://new.kz/rss"
    settled = after_success(SOURCE, state, FETCHED, LISTING, NOW + timedelta(hours=26), reach=Reach(is_complete=True))
    assert address(SOURCE, settled) == "https://new.kz/rss"


def test_a_redirect_that_was_taken_back_is_forgotten() -> None:
    state = after_success(SOURCE, SourceState("a", NOW), MOVED, LISTING, NOW, reach=Reach(is_complete=True))
    state = after_success(SOURCE, state, FETCHED, LISTING, NOW + EVERY, reach=Reach(is_complete=True))
    assert (state.moved_to, state.moved_times) == (None, 0)


def test_a_list_that_falls_silent_says_so_even_when_it_does_not_change() -> None:
    entries = tuple(replace(ENTRY, published=NOW - timedelta(hours=12 * n)) for n in range(6))
    listing = replace(LISTING, entries=entries)
    state = after_success(SOURCE, STATE, FETCHED, listing, NOW, reach=Reach(is_complete=True))
    assert (state.problem, state.gap) == (None, timedelta(hours=12))
    assert after_unchanged(SOURCE, state, NOW + timedelta(hours=35)).problem is None
    silent = after_unchanged(SOURCE, state, NOW + timedelta(hours=37))
    assert (silent.problem, silent.failures) == ("silent", 0)
    assert alert(state, silent) == "silent"


def test_a_reading_after_a_long_silence_counts_as_a_first_one() -> None:
    assert is_resumed(SourceState("a", NOW), NOW)
    assert not is_resumed(SourceState("a", NOW, succeeded_at=NOW - timedelta(days=1)), NOW)
    assert is_resumed(SourceState("a", NOW, succeeded_at=NOW - timedelta(days=4)), NOW)


def test_of_an_index_only_the_lists_that_changed_since_are_read_and_never_many() -> None:
    parts = tuple(Part(f"https://a.kz/{days}.xml", NOW - timedelta(days=days)) for days in (9, 5, 3, 2, 0))
    assert [part.url[-5] for part in parts_to_read(parts, SourceState("a", NOW), NOW)] == ["0", "2", "3"]
    known = SourceState("a", NOW, succeeded_at=NOW - timedelta(hours=1))
    assert [part.url[-5] for part in parts_to_read(parts, known, NOW)] == ["0"]
    undated = tuple(Part(f"https://a.kz/{number}.xml") for number in range(9))
    assert [part.url[-5] for part in parts_to_read(undated, known, NOW)] == ["0", "7", "8"]


def test_pages_that_were_left_over_are_read_soon() -> None:
    entries = tuple(replace(ENTRY, published=NOW - timedelta(days=n)) for n in range(6))
    listing = replace(LISTING, entries=entries)
    source = replace(SOURCE, every=None)
    whole = after_success(source, STATE, FETCHED, listing, NOW, reach=Reach(is_complete=True))
    assert whole.next_check_at - NOW >= timedelta(hours=6)
    cut = after_success(source, STATE, FETCHED, listing, NOW, reach=Reach(is_complete=False, is_cut=True))
    assert timedelta(minutes=10) <= cut.next_check_at - NOW <= timedelta(minutes=11)
    assert cut.pace == whole.pace
