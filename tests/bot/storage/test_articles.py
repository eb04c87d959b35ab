from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.storage import Database
from bot.storage import articles as stored
from bot.storage.batches import BATCH
from digests.model import (
    Article,
    Direction,
    FigureRef,
    FigureStatus,
    Kind,
    Locale,
    Period,
    Qualifier,
    SeenEntry,
    StatedFigure,
    Window,
)
from tests.builders import HOUR, NOW, TEXT, a_check, a_figure, a_source, an_article, an_article_with_figures


async def record(database: Database, *articles: Article) -> None:
    await database.sources.sync([a_source(), a_source(id="aral")], NOW)
    for article in articles:
        await database.sources.record(a_check(article, source_id=article.source_id))


async def test_an_article_comes_back_exactly_as_it_was_read(database: Database) -> None:
    full = a_figure(
        value=Decimal("1200000000.50"),
        value_from=Decimal("-0.10"),
        kind=Kind.TRANSITION,
        direction=Direction.DOWN,
        qualifier=Qualifier.MORE_THAN,
        lang=Locale.KK,
        unit="KZT",
        counted="грантов",
        counted_start=28,
        counted_end=35,
        counted_head="грант",
        period=Period(date(2025, 1, 1), None),
        status=FigureStatus.PLAN,
        place="abai-oblast",
        partner=(0, 7),
    )
    article = an_article(
        lang=Locale.RU,
        author="А. Автор",
        rubrics=("ngo", "grants"),
        state_order=True,
        revision=3,
        revised=NOW.replace(microsecond=1),
        figures=(a_figure("двух"), full, a_figure()),
        headline=(2, 0),
    )
    await record(database, article)
    kept = await database.articles.get([article.id, "unknown"])
    assert kept == {article.id: article}
    values = [str(figure.value) for figure in kept[article.id].figures]
    assert values == ["1", "1200000000.50", "40"]


@pytest.mark.parametrize("text", ["1E+9", "0.000", "-7", "123456789012345678901234567890.123456789"])
async def test_a_value_is_kept_to_the_last_digit(database: Database, text: str) -> None:
    article = an_article_with_figures(figures=(a_figure(value=Decimal(text)),))
    await record(database, article)
    [stated] = await database.articles.figures([article.ref(0)])
    assert str(stated.figure.value) == text


async def test_texts_are_known_by_their_hash_in_every_revision_of_their_source(database: Database) -> None:
    article = an_article(text_hash="first")
    later = an_article(url="https://steppe.example/2", text_hash="first", collected=NOW)
    foreign = an_article(url="https://aral.example/1", source_id="aral", text_hash="foreign")
    await record(database, later, article, replace(article, revision=2, text_hash="second"), foreign)
    hashes = ["first", "second", "foreign", "never"]
    assert await database.articles.with_text("steppe", hashes) == {"first": article.id, "second": article.id}


async def test_a_window_has_its_end_but_not_its_start(database: Database) -> None:
    articles = [an_article(url=f"https://steppe.example/{hours}", listed=NOW - hours * HOUR) for hours in range(4)]
    await record(database, *articles)
    assert await database.articles.between(Window(NOW - 3 * HOUR, NOW - HOUR)) == (articles[2], articles[1])


async def test_a_window_is_narrowed_to_rubrics(database: Database) -> None:
    both = an_article(url="https://steppe.example/a", rubrics=("grants", "laws"))
    neither = an_article(url="https://steppe.example/b", rubrics=())
    await record(database, both, neither)
    day = Window(NOW - 24 * HOUR, NOW)
    assert await database.articles.between(day, {"laws", "grants"}) == (both,)
    assert await database.articles.between(day, {"youth"}) == ()
    assert await database.articles.between(day, set()) == ()
    assert len(await database.articles.between(day)) == 2


def three_headlines() -> list[Article]:
    second = an_article(
        url="https://steppe.example/2",
        title="Ёлки для школ",
        text="Посадили 500 деревьев. Помогали 12 классов. Всего 3 дня.",
        listed=NOW,
        rubrics=("ecology",),
    )
    figures = tuple(a_figure(surface, second.text) for surface in ("500", "12", "3"))
    return [an_article_with_figures(), replace(second, figures=figures, headline=(1, 0))]


def surfaces(stated: Sequence[StatedFigure]) -> list[str]:
    return [found.figure.surface for found in stated]


async def test_the_latest_headline_figures_come_first_the_best_of_an_article_before_the_others(
    database: Database,
) -> None:
    await record(database, *three_headlines())
    both = ["grants", "ecology"]
    latest = database.articles.latest_figures
    assert surfaces(await latest(both, until=NOW, limit=10)) == ["12", "500", "40"]
    assert surfaces(await latest(both, until=NOW, limit=2)) == ["12", "500"]
    assert surfaces(await latest(both, until=NOW - HOUR / 2, limit=10)) == ["40"]
    assert surfaces(await latest(["grants"], until=NOW, limit=10)) == ["40"]
    assert surfaces(await latest([], until=NOW, limit=10)) == []


async def test_figures_are_found_by_the_language_of_their_sentence(database: Database) -> None:
    text = "Қор 70 грант бөлді."
    kazakh = a_figure("70", text, lang=Locale.KK)
    await record(
        database,
        *three_headlines(),
        an_article_with_figures(url="https://steppe.example/kk", text=text, figures=(kazakh,)),
    )
    for langs, found in (([Locale.KK], ["70"]), ([Locale.EN], []), ([], []), ([Locale.KK, Locale.RU], 4)):
        stated = await database.articles.latest_figures(["grants", "ecology"], until=NOW, limit=10, langs=langs)
        assert (surfaces(stated) if isinstance(found, list) else len(stated)) == found


async def test_a_latest_figure_carries_the_article_that_states_it(database: Database) -> None:
    _, article = three_headlines()
    await record(database, article)
    [best, _] = await database.articles.latest_figures(["ecology"], until=NOW, limit=10)
    figure = article.figures[1]
    assert best == StatedFigure(replace(article, figures=(figure,), headline=(0,)), figure, article.ref(1))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["дерев"], ["500"]),
        (["елк"], ["12", "500"]),
        (["ёлк", "класс"], ["12"]),
        (["евьев"], []),
        (["500"], ["500"]),
        (["_"], []),
        (["%"], []),
        (["д_рев"], []),
        (["школ", "грант"], []),
    ],
)
async def test_words_are_looked_for_at_their_beginning_in_sentence_and_title(
    database: Database, words: list[str], found: list[str]
) -> None:
    await record(database, *three_headlines())
    stated = await database.articles.latest_figures(["ecology", "grants"], until=NOW, limit=10, words=words)
    assert surfaces(stated) == found


async def test_the_latest_are_of_the_newest_publications_and_words_find_older_ones(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored, "RECENT", 1)
    old, new = (
        an_article_with_figures(url=f"https://a.example/{hours}", listed=NOW - hours * HOUR) for hours in (9, 1)
    )
    await record(database, old, new)
    latest = database.articles.latest_figures
    assert {one.article.id for one in await latest(["grants"], until=NOW, limit=10)} == {new.id}
    assert {one.article.id for one in await latest(["grants"], until=NOW - 2 * HOUR, limit=10)} == {old.id}
    found = await latest(["grants"], until=NOW, limit=10, words=["грант"])
    assert {one.article.id for one in found} == {old.id, new.id}


async def test_only_the_current_revision_is_among_the_latest(database: Database) -> None:
    article = an_article_with_figures()
    corrected = replace(article, revision=2, text=TEXT.replace("40", "45"))
    await record(database, article, replace(corrected, figures=(a_figure("45", corrected.text),)))
    assert surfaces(await database.articles.latest_figures(["grants"], until=NOW, limit=10)) == ["45"]


async def test_figures_come_in_the_order_they_are_asked_for(database: Database) -> None:
    _, article = three_headlines()
    await record(database, article)
    refs = [article.ref(2), FigureRef("gone", 1, 0), article.ref(0), article.ref(2)]
    stated = await database.articles.figures(refs)
    assert surfaces(stated) == ["3", "500", "3"]
    assert stated[0].article.headline == ()


async def test_a_list_of_tens_of_thousands_of_entries_is_no_trouble(database: Database) -> None:
    entries = tuple(SeenEntry(f"key{number}", "hash", None) for number in range(8 * BATCH))
    await database.sources.sync([a_source()], NOW)
    await database.sources.record(a_check(entries=entries))
    known = await database.articles.seen("steppe", [entry.key for entry in entries])
    assert len(known) == len(entries)
