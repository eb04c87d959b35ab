import asyncio
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy.exc import IntegrityError

from bot.storage import Database
from digests.model import FigureRef, Layout, Locale, SeenEntry, SourceKind, SourceState
from tests.builders import (
    DAY,
    HOUR,
    NOW,
    TEXT,
    a_check,
    a_figure,
    a_source,
    a_state,
    an_article,
    an_article_with_figures,
)


async def test_new_sources_are_due_at_once_in_the_order_of_the_newsroom(database: Database) -> None:
    steppe = a_source(lang=Locale.KK, rubrics=("laws", "grants"), every=timedelta(minutes=45), verified=True)
    other = a_source(id="aral", kind=SourceKind.SITEMAP, url="https://aral.example/map.xml")
    await database.sources.sync([steppe, other], NOW)
    expected = ((steppe, SourceState("steppe", NOW)), (other, SourceState("aral", NOW)))
    assert await database.sources.claim(NOW, 10, NOW) == expected
    assert await database.sources.claim(NOW, 1, NOW) == expected[:1]
    assert await database.sources.claim(NOW - HOUR, 10, NOW - HOUR) == ()


async def test_the_source_that_waits_longest_is_first(database: Database) -> None:
    await database.sources.sync([a_source(), a_source(id="aral")], NOW)
    await database.sources.record(a_check(source_id="aral", state=a_state("aral", next_check_at=NOW - HOUR)))
    assert [source.id for source, _ in await database.sources.claim(NOW, 10, NOW)] == ["aral", "steppe"]


async def test_a_claimed_source_is_nobody_elses_until_it_is_recorded_released_or_the_claim_lapses(
    database: Database,
) -> None:
    await database.sources.sync([a_source(), a_source(id="aral"), a_source(id="oral")], NOW)
    until = NOW + HOUR
    assert len(await database.sources.claim(NOW, 2, until)) == 2
    assert [source.id for source, _ in await database.sources.claim(NOW, 10, until)] == ["oral"]
    assert await database.sources.claim(NOW, 10, until) == ()
    await database.sources.record(a_check(source_id="aral", state=a_state("aral", next_check_at=NOW)))
    await database.sources.release(["oral"])
    await database.sources.hold(["steppe"], until + HOUR)
    assert [source.id for source, _ in await database.sources.claim(NOW, 10, until)] == ["aral", "oral"]
    assert [source.id for source, _ in await database.sources.claim(until, 10, until)] == ["aral", "oral"]
    assert len(await database.sources.claim(until + HOUR, 10, until)) == 3


async def test_two_who_claim_at_once_never_get_the_same_source(database: Database) -> None:
    await database.sources.sync([a_source(id=f"s{number}") for number in range(30)], NOW)
    claims = await asyncio.gather(*(database.sources.claim(NOW, 5, NOW + HOUR) for _ in range(6)))
    found = [source.id for claimed in claims for source, _ in claimed]
    assert len(found) == len(set(found)) >= 5


async def test_a_renamed_source_keeps_all_of_its_state(database: Database) -> None:
    state = a_state(failures=3, problem="timeout", etag='"a"', last_modified="Sun", body_hash="b", succeeded_at=None)
    await database.sources.sync([a_source()], NOW)
    await database.sources.record(a_check(state=state))
    await database.sources.sync([a_source(name="The Steppe", every=HOUR)], NOW + HOUR)
    [health] = await database.sources.health()
    assert (health.source.name, health.source.every, health.state) == ("The Steppe", HOUR, state)


async def test_all_that_a_check_leaves_behind_and_all_that_the_newsroom_says_is_kept(database: Database) -> None:
    source = a_source(layout=Layout(".news", "a", date="time"), body="article p", zone="Asia/Oral", every=None)
    state = a_state(
        pace=HOUR / 2,
        quiet_hours=(0, 167),
        gap=HOUR,
        newest_at=NOW - HOUR,
        moved_to="https://new.example/rss",
        moved_since=NOW - HOUR,
        moved_times=2,
        next_check_at=NOW,
    )
    await database.sources.sync([source], NOW)
    await database.sources.record(a_check(state=state))
    assert await database.sources.claim(NOW, 1, NOW) == ((source, state),)


async def test_validators_do_not_follow_a_source_to_another_address(database: Database) -> None:
    state = a_state(etag='"a"', last_modified="Sun", body_hash="b", moved_to="https://x.example", moved_times=1)
    await database.sources.sync([a_source()], NOW)
    await database.sources.record(a_check(state=state))
    await database.sources.sync([a_source(url="https://steppe.example/new")], NOW + HOUR)
    [health] = await database.sources.health()
    assert health.state == SourceState(
        "steppe", next_check_at=NOW + HOUR, checked_at=state.checked_at, succeeded_at=state.succeeded_at
    )


async def test_a_source_that_the_newsroom_drops_rests_until_it_is_back(database: Database) -> None:
    await database.sources.sync([a_source(), a_source(id="aral")], NOW)
    await database.sources.record(a_check(an_article(), state=a_state(next_check_at=NOW)))
    await database.sources.sync([a_source(id="aral")], NOW)
    assert [source.id for source, _ in await database.sources.claim(NOW, 10, NOW)] == ["aral"]
    assert [health.source.id for health in await database.sources.health()] == ["aral"]
    await database.sources.sync([a_source(id="aral"), a_source()], NOW)
    assert [(health.source.id, health.articles) for health in await database.sources.health()] == [
        ("aral", 0),
        ("steppe", 1),
    ]


async def test_a_newsroom_without_sources_has_nothing_due(database: Database) -> None:
    await database.sources.sync([a_source()], NOW)
    await database.sources.sync([], NOW)
    assert await database.sources.claim(NOW, 10, NOW) == ()


async def test_a_check_is_kept_with_its_entries(database: Database) -> None:
    article = an_article_with_figures()
    unread = SeenEntry("other", "hash", None, attempts=2)
    check = a_check(article)
    await database.sources.sync([a_source()], NOW)
    await database.sources.record(replace(check, entries=(*check.entries, unread)))
    known = await database.articles.seen("steppe", [article.id, "other", "never"])
    assert known == {article.id: check.entries[0], "other": unread}
    assert await database.articles.seen("aral", ["other"]) == {}


async def test_an_entry_that_was_read_at_last_has_its_article(database: Database) -> None:
    article = an_article()
    await database.sources.sync([a_source()], NOW)
    await database.sources.record(a_check(entries=(SeenEntry(article.id, "hash", None, attempts=1),)))
    await database.sources.record(a_check(article))
    known = await database.articles.seen("steppe", [article.id])
    assert known[article.id].article_id == article.id


async def test_a_check_that_cannot_be_kept_leaves_nothing_behind(database: Database) -> None:
    await database.sources.sync([a_source()], NOW)
    broken = a_check(an_article(), entries=(SeenEntry("key", "hash", "no such article"),))
    with pytest.raises(IntegrityError):
        await database.sources.record(broken)
    assert await database.articles.get([an_article().id]) == {}
    [(_, state)] = await database.sources.claim(NOW, 10, NOW)
    assert state == SourceState("steppe", NOW)


async def test_a_former_revision_still_proves_what_it_stated(database: Database) -> None:
    first = an_article_with_figures()
    text = TEXT.replace("40", "45")
    second = replace(
        first,
        title="Исправлено",
        text=text,
        text_hash="corrected",
        revision=2,
        revised=NOW,
        rubrics=("laws",),
        figures=(a_figure("45", text),),
    )
    await database.sources.sync([a_source()], NOW)
    await database.sources.record(a_check(first))
    await database.sources.record(a_check(second))
    assert await database.articles.get([first.id]) == {first.id: second}
    old, new = await database.articles.figures([first.ref(0), second.ref(0)])
    assert (old.figure.value, old.article.text, old.article.revised, old.is_current) == (Decimal(40), TEXT, None, False)
    assert (new.figure.value, new.article.title, new.article.revised, new.is_current) == (
        Decimal(45),
        "Исправлено",
        NOW,
        True,
    )


async def test_recording_a_check_again_changes_nothing(database: Database) -> None:
    article = an_article_with_figures()
    await database.sources.sync([a_source()], NOW)
    await database.sources.record(a_check(article))
    await database.sources.record(a_check(article))
    assert await database.articles.get([article.id]) == {article.id: article}
    assert len(await database.articles.figures([article.ref(0), FigureRef(article.id, 1, 1)])) == 1


async def test_an_older_revision_never_replaces_a_newer_one(database: Database) -> None:
    newer = an_article(revision=2, title="Новее", revised=NOW)
    await database.sources.sync([a_source()], NOW)
    await database.sources.record(a_check(newer))
    await database.sources.record(a_check(an_article()))
    assert await database.articles.get([newer.id]) == {newer.id: newer}


async def test_an_article_stays_as_the_source_that_brought_it_first_told_it(database: Database) -> None:
    article = an_article()
    copy = replace(article, source_id="aral", outlet="Aral", title="Перепечатка")
    await database.sources.sync([a_source(), a_source(id="aral")], NOW)
    await database.sources.record(a_check(article))
    await database.sources.record(a_check(copy, source_id="aral"))
    assert await database.articles.get([article.id]) == {article.id: article}
    assert (await database.articles.seen("aral", [article.id]))[article.id].article_id == article.id


async def test_characters_that_no_database_keeps_do_not_stop_a_check(database: Database) -> None:
    article = replace(an_article(), text="Сорок\x00 грантов\ud83d.", title="\udcffГранты")
    await database.sources.sync([a_source()], NOW)
    await database.sources.record(a_check(article))
    kept = (await database.articles.get([article.id]))[article.id]
    assert (kept.text, kept.title) == ("Сорок\ufffd грантов\ufffd.", "\ufffdГранты")


async def test_a_source_that_rests_is_not_due_and_woken_it_is_at_once(database: Database) -> None:
    await database.sources.sync([a_source()], NOW)
    source_id = a_source().id
    await database.sources.rest(source_id, wanted=True, now=NOW)
    await database.sources.sync([a_source()], NOW)  # as every start does
    assert not await database.sources.claim(NOW + 24 * HOUR, 9, NOW - DAY)
    assert [one.is_resting for one in await database.sources.health()] == [True]
    await database.sources.rest(source_id, wanted=False, now=NOW + HOUR)
    assert not await database.sources.claim(NOW + HOUR / 2, 9, NOW - DAY)
    assert len(await database.sources.claim(NOW + HOUR, 9, NOW - DAY)) == 1
    await database.sources.look_now(source_id, NOW - HOUR)
    assert len(await database.sources.claim(NOW - HOUR, 9, NOW - DAY)) == 1


async def test_a_source_that_is_added_is_due_behind_the_others_and_takes_none_away(database: Database) -> None:
    await database.sources.add(a_source(id="first"), NOW)
    await database.sources.sync([a_source(id="first"), a_source(id="second")], NOW)
    await database.sources.add(a_source(id="third"), NOW)
    assert [one.source.id for one in await database.sources.health()] == ["first", "second", "third"]
    claimed = await database.sources.claim(NOW, 9, NOW + HOUR)
    assert [source.id for source, _ in claimed] == ["first", "second", "third"]
    await database.sources.sync([a_source(id="third")], NOW)
    assert [one.source.id for one in await database.sources.health()] == ["third"]
