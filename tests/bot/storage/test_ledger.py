from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.storage import Database
from digests.ledger import observe
from digests.model import Article, Direction, FigureStatus, Kind, Locale, Metric, Observation, Proof, Qualifier
from tests.builders import DAY, HOUR, NOW, a_check, a_source
from tests.digests.ledger.reading import metrics, read

TEXT = "В 2025 году в Абайской области работают более 40 общественных советов. Число заявок выросло с 10 до 25."


def an_article_of(text: str = TEXT, url: str = "https://steppe.example/1", **changes: Any) -> Article:
    values: dict[str, Any] = {"url": url, "collected": NOW, "rubrics": ("public_councils",)}
    return read(text, **values | changes)


async def record(database: Database, *articles: Article, known: tuple[Metric, ...] | None = None) -> None:
    await database.sources.sync([a_source()], NOW)
    for article in articles:
        told = observe(article, metrics() if known is None else known)
        await database.sources.record(a_check(article, observations=told))


async def all_of(database: Database) -> list[Observation]:
    return [proof.observation for proof in await database.ledger.after(None, 1000)]


async def test_an_observation_comes_back_exactly_with_its_proof(database: Database) -> None:
    article = an_article_of(state_order=True, title="Советы")
    await record(database, article)
    first, *others = await database.ledger.after(None, 10)
    assert {first.observation, *(proof.observation for proof in others)} == set(observe(article, metrics()))
    assert first == Proof(
        observation=first.observation,
        outlet="Steppe News",
        url="https://steppe.example/1",
        title="Советы",
        sentence="В 2025 году в Абайской области работают более 40 общественных советов.",
        surface="более 40",
        lang=Locale.RU,
        counted="общественных советов",
        state_order=True,
    )


async def test_every_field_of_an_observation_is_kept(database: Database) -> None:
    article = an_article_of()
    [one, *_] = observe(article, metrics())
    full = replace(
        one,
        value=Decimal("12.50"),
        value_from=Decimal(-3),
        kind=Kind.RANGE,
        direction=Direction.DOWN,
        qualifier=Qualifier.UP_TO,
        status=FigureStatus.PLAN,
        partner=1,
        first_seen=NOW - DAY,
    )
    await database.sources.sync([a_source()], NOW)
    await database.sources.record(a_check(article, observations=(full,)))
    assert await all_of(database) == [full]


async def test_recording_a_check_again_adds_nothing_to_the_ledger(database: Database) -> None:
    await record(database, an_article_of(), an_article_of())
    assert len(await all_of(database)) == 3


async def test_a_revision_replaces_what_the_one_before_said_and_keeps_the_age_of_what_stays(database: Database) -> None:
    first = an_article_of("В селе 40 общественных советов. Подано 9 петиций.")
    second = an_article_of("В селе 40 общественных советов. Подано 8 петиций.", revision=2, revised=NOW + DAY)
    await record(database, first, second)
    councils, petitions = await all_of(database)
    assert (councils.ref.revision, councils.first_seen) == (2, NOW)
    assert (petitions.value, petitions.first_seen) == (Decimal(8), NOW + DAY)


async def test_an_older_revision_says_nothing_any_more(database: Database) -> None:
    newer = an_article_of("Подано 8 петиций.", revision=2, revised=NOW)
    await record(database, newer, an_article_of("Подано 9 петиций."))
    assert [one.value for one in await all_of(database)] == [Decimal(8)]


async def test_observations_of_articles_that_are_not_recorded_are_not_kept(database: Database) -> None:
    stranger = an_article_of("Подано 9 петиций.", url="https://steppe.example/2")
    await database.sources.sync([a_source()], NOW)
    await database.sources.record(a_check(an_article_of(), observations=observe(stranger, metrics())))
    assert await all_of(database) == []


async def test_the_latest_level_of_each_series_comes_newest_first(database: Database) -> None:
    def article(number: int, text: str, published: datetime) -> Article:
        return an_article_of(text, url=f"https://steppe.example/{number}", published=published)

    await record(
        database,
        article(1, "В стране 40 общественных советов.", NOW - 3 * DAY),
        article(2, "В стране 48 общественных советов.", NOW - DAY),
        article(3, "Подано 9 петиций.", NOW - 2 * DAY),
        article(4, "Число петиций выросло на 20%.", NOW - HOUR),
        article(5, "Подано 11 петиций.", NOW + DAY),
    )
    keys = ["public_councils", "petitions_filed", "volunteers"]
    latest = await database.ledger.latest(keys, until=NOW, limit=10)
    assert [(proof.observation.series, int(proof.observation.value)) for proof in latest] == [
        ("public_councils", 48),
        ("petitions_filed", 9),
    ]
    assert await database.ledger.latest(keys, until=NOW, limit=1, offset=1) == latest[1:]
    assert await database.ledger.latest([], until=NOW, limit=10) == ()


async def test_a_plan_does_not_stand_before_a_fact(database: Database) -> None:
    await record(
        database,
        an_article_of("В стране 48 общественных советов.", url="https://steppe.example/1", published=NOW - DAY),
        an_article_of("Планируется создать 60 общественных советов.", url="https://steppe.example/2", published=NOW),
        an_article_of("Планируется принять 9 петиций.", url="https://steppe.example/3", published=NOW),
    )
    latest = await database.ledger.latest(["public_councils", "petitions_filed"], until=NOW, limit=10)
    assert ("public_councils", 48) in [(one.observation.series, int(one.observation.value)) for one in latest]
    assert len({one.observation.series for one in latest}) == len(latest)


async def test_a_series_is_that_of_one_place(database: Database) -> None:
    texts = ["В стране 48 общественных советов.", "В Абайской области 3 общественных совета."]
    await record(database, *(an_article_of(text, url=f"https://steppe.example/{text}") for text in texts))
    [country] = await database.ledger.series("public_councils")
    [region] = await database.ledger.series("public_councils", "abai-oblast")
    assert (country.observation.value, region.observation.value) == (Decimal(48), Decimal(3))
    assert await database.ledger.places("public_councils") == {None: 1, "abai-oblast": 1}


async def test_of_some_figures_those_on_a_series_are_named(database: Database) -> None:
    article = an_article_of()
    await record(database, article)
    councils, applications = article.ref(0), article.ref(1)
    asked = [councils, applications, replace(councils, revision=2), replace(councils, article_id="unknown")]
    assert await database.ledger.placed(asked, ["public_councils", "volunteers"]) == {councils}
    assert await database.ledger.placed(asked, []) == frozenset()
    assert await database.ledger.placed([], ["public_councils"]) == frozenset()


async def test_a_long_series_is_told_from_its_newest_end(database: Database) -> None:
    articles = [
        an_article_of(f"Подано {count} петиций.", url=f"https://steppe.example/{count}", published=NOW + count * DAY)
        for count in range(5, 9)
    ]
    await record(database, *articles)
    told = await database.ledger.series("petitions_filed", limit=2)
    assert [int(proof.observation.value) for proof in told] == [8, 7]


async def test_a_conflict_is_told_with_both_proofs_as_long_as_it_is_new(database: Database) -> None:
    one = an_article_of("В 2025 году подано 90 петиций.", collected=NOW)
    other = an_article_of("За 2025 год подано 70 петиций.", "https://steppe.example/2", collected=NOW + HOUR)
    same = an_article_of("За 2025 год подано 70 петиций.", "https://steppe.example/3", collected=NOW - DAY)
    await record(database, one, other, same)
    [(first, second)] = await database.ledger.conflicts(NOW - HOUR)
    assert {first.sentence, second.sentence} == {"В 2025 году подано 90 петиций.", "За 2025 год подано 70 петиций."}
    assert await database.ledger.conflicts(NOW + HOUR) == ()


@pytest.mark.parametrize(("days", "expected"), [(1, 1), (8, 0)])
async def test_values_as_of_their_days_conflict_when_the_days_are_near(
    database: Database, days: int, expected: int
) -> None:
    one = an_article_of("Подано 90 петиций.", published=NOW - 20 * DAY)
    other = an_article_of("Подано 70 петиций.", "https://steppe.example/2", published=NOW - (20 - days) * DAY)
    await record(database, one, other)
    assert len(await database.ledger.conflicts(NOW - HOUR)) == expected


async def test_the_whole_ledger_is_read_piece_by_piece(database: Database) -> None:
    await record(database, an_article_of(), an_article_of(url="https://steppe.example/2"))
    pieces: list[Observation] = []
    while piece := await database.ledger.after(pieces[-1] if pieces else None, 2):
        pieces += [proof.observation for proof in piece]
    assert pieces == await all_of(database)
    assert len(pieces) == 6


async def test_a_sentence_is_cut_by_characters_in_either_database(database: Database) -> None:
    await record(database, an_article_of("🌿🌿 Қуаныш! Подано 9 петиций 🌿. Дальше."))
    [proof] = await database.ledger.after(None, 1)
    assert proof.sentence == "Подано 9 петиций 🌿."
