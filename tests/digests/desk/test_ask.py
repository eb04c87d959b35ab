"""What people ask the newsroom, with its articles in a database."""

from typing import Any

import pytest

from bot.offload import offload
from bot.storage import Database
from digests.desk.ask import FIGURES_A_PAGE, evidence_of, latest, metric_card, stats_page
from digests.evidence import QUOTES_A_PAGE, EvidencePage
from digests.latest import FiguresPage
from digests.ledger import observe_all
from digests.metrics import MetricsPage
from digests.model import Article, Locale
from tests.builders import DAY, HOUR, NOW, a_check, a_figure, a_mailing, a_source, an_article
from tests.databases import sqlite_database
from tests.digests.ledger.reading import metrics, read

__all__ = ["sqlite_database"]

SENTENCES = {
    Locale.KK: "Қор {} грант бөлді.",
    Locale.RU: "Фонд выделил {} грантов.",
    Locale.EN: "The fund gave {} grants.",
}


def told(lang: Locale, value: int, **changes: Any) -> Article:
    """An article of this language about so many grants."""
    text = SENTENCES[lang].format(value)
    figure = a_figure(str(value), text, lang=lang)
    url = f"https://{lang}.example/{value}"
    return an_article(**{"url": url, "lang": lang, "text": text, "figures": (figure,), "headline": (0,)} | changes)


async def record(database: Database, *articles: Article) -> None:
    await database.sources.sync([a_source()], NOW)
    await database.sources.record(a_check(*articles))


def values(page: FiguresPage) -> list[tuple[str, int]]:
    return [(stated.figure.lang, int(stated.figure.value)) for stated in page.figures]


@pytest.mark.parametrize("locale", list(Locale))
async def test_every_reader_gets_the_figures_of_a_release_in_the_own_language(
    sqlite_database: Database, locale: Locale
) -> None:
    await record(
        sqlite_database,
        *(told(lang, 70 + place, published=NOW - (place + 1) * HOUR) for lang in Locale for place in range(2)),
    )
    page = await latest(
        sqlite_database.articles, sqlite_database.ledger, ["grants"], words=[], locale=locale, now=NOW, page=0
    )
    assert values(page) == [(locale, 70), (locale, 71)]
    assert not page.has_more


async def test_what_other_languages_alone_tell_comes_on_later_pages(sqlite_database: Database) -> None:
    many = FIGURES_A_PAGE + 1
    own = [told(Locale.EN, 10 + place, published=NOW - place * HOUR / 9) for place in range(many)]
    await record(sqlite_database, *own, told(Locale.KK, 90), told(Locale.KK, 10, url="https://kk.example/again"))
    pages = [
        values(
            await latest(
                sqlite_database.articles,
                sqlite_database.ledger,
                ["grants"],
                words=[],
                locale=Locale.EN,
                now=NOW,
                page=number,
            )
        )
        for number in range(3)
    ]
    assert pages == [[("en", 10 + place) for place in range(FIGURES_A_PAGE)], [("en", 15)], [("kk", 90)]]


async def test_words_are_found_in_whatever_language_they_are(sqlite_database: Database) -> None:
    await record(sqlite_database, told(Locale.KK, 70), told(Locale.EN, 30))
    page = await latest(
        sqlite_database.articles, sqlite_database.ledger, ["grants"], words=["бөлді"], locale=Locale.EN, now=NOW, page=0
    )
    assert values(page) == [("kk", 70)]


def a_year(value: int, year: int, **changes: Any) -> Article:
    """An article, read as it is collected, about the grants of a year."""
    text = f"В {year} году общественные организации получили {value} грантов."
    return read(text, **{"url": f"https://ru.example/{value}", "headline": (0,)} | changes)


async def record_read(database: Database, *articles: Article) -> None:
    await database.sources.sync([a_source()], NOW)
    await database.sources.record(a_check(*articles, observations=observe_all(articles, metrics())))


async def asked(database: Database, *words: str, page: int = 0) -> MetricsPage | FiguresPage:
    stores = (database.articles, database.ledger)
    return await stats_page(*stores, metrics(), ["grants"], words=words, locale=Locale.RU, now=NOW, page=page)


async def test_metrics_come_first_and_then_the_figures_that_none_of_them_tells(sqlite_database: Database) -> None:
    other = read("Фонд построил 12 теплиц.", url="https://ru.example/other", headline=(0,))
    await record_read(sqlite_database, a_year(150, 2025), a_year(100, 2024, published=NOW - 300 * DAY), other)
    first = await asked(sqlite_database)
    assert isinstance(first, MetricsPage)
    [told] = first.shown
    assert (told.metric.key, int(told.value.observation.value)) == ("grants_number", 150)
    assert told.value.change is not None
    assert told.value.change.value == 50
    assert first.has_more
    second = await asked(sqlite_database, page=1)
    assert isinstance(second, FiguresPage)
    assert (values(second), second.number, second.has_more) == ([("ru", 12)], 1, False)


async def test_a_page_behind_the_last_is_the_last(sqlite_database: Database) -> None:
    await record_read(sqlite_database, a_year(150, 2025))
    last = await asked(sqlite_database, page=7)
    assert isinstance(last, MetricsPage)
    assert (last.number, last.has_more) == (0, False)


async def test_what_comes_later_is_not_told_yet(sqlite_database: Database) -> None:
    await record_read(sqlite_database, a_year(150, 2025), a_year(170, 2025, published=NOW + DAY))
    page = await asked(sqlite_database)
    assert isinstance(page, MetricsPage)
    assert int(page.shown[0].value.observation.value) == 150
    metric = page.shown[0].metric
    card = await metric_card(sqlite_database.articles, sqlite_database.ledger, offload, metric, place=None, now=NOW)
    assert [int(value.observation.value) for value in card.facts] == [150]


@pytest.mark.parametrize("word", ["гранты", "гранттар", "grants"])
async def test_words_of_any_language_find_a_metric_of_any_rubric(sqlite_database: Database, word: str) -> None:
    await record_read(sqlite_database, a_year(150, 2025, rubrics=("youth",)))
    page = await asked(sqlite_database, word)
    assert isinstance(page, MetricsPage)
    assert page.shown[0].metric.key == "grants_number"


@pytest.mark.parametrize(("word", "found"), [("гранты", [("ru", 12)]), ("grants", [])])
async def test_behind_the_metrics_of_a_search_stand_the_figures_with_its_words(
    sqlite_database: Database, word: str, found: list[tuple[str, int]]
) -> None:
    other = read("Фонд построил 12 теплиц на гранты.", url="https://ru.example/other", headline=(0,))
    await record_read(sqlite_database, a_year(150, 2025), other)
    first = await asked(sqlite_database, word)
    assert isinstance(first, MetricsPage)
    assert first.has_more
    behind = await asked(sqlite_database, word, page=1)
    assert isinstance(behind, FiguresPage)
    assert (values(behind), behind.number) == (found, 1)


async def test_words_that_no_metric_means_find_figures(sqlite_database: Database) -> None:
    other = read("Фонд построил 12 теплиц.", url="https://ru.example/other", headline=(0,))
    await record_read(sqlite_database, other, a_year(150, 2025))
    page = await asked(sqlite_database, "теплиц")
    assert isinstance(page, FiguresPage)
    assert values(page) == [("ru", 12)]
    assert await asked(sqlite_database, "qwerty") == FiguresPage()


async def test_a_card_is_that_of_its_place(sqlite_database: Database) -> None:
    here = read("В 2025 году в Астане НПО получили 40 грантов.", url="https://ru.example/astana", headline=(0,))
    await record_read(sqlite_database, here, a_year(150, 2025))
    metric = next(metric for metric in metrics() if metric.key == "grants_number")
    card = await metric_card(sqlite_database.articles, sqlite_database.ledger, offload, metric, place="astana", now=NOW)
    assert [int(value.observation.value) for value in card.facts] == [40]
    assert card.places == (None,)


def stores(database: Database) -> tuple[Any, ...]:
    """What evidence is made from."""
    return database.articles, database.corrections, database.mailings, offload


async def test_evidence_comes_in_pages_that_know_how_many_sentences_there_are(sqlite_database: Database) -> None:
    articles = [told(Locale.RU, value) for value in range(11, 16)]
    await record(sqlite_database, *articles)
    await sqlite_database.mailings.keep(a_mailing(evidence=tuple(one.ref(0) for one in articles)))
    first, second = [
        await evidence_of(*stores(sqlite_database), key="mailing", first=first) for first in (0, QUOTES_A_PAGE)
    ]
    shown = [int(quote.stated.figure.value) for quote in (*first.quotes, *second.quotes)]
    assert shown == [11, 12, 13, 14, 15]
    assert first.total == second.total == 5
    gone = await evidence_of(*stores(sqlite_database), key="unknown", first=3)
    assert gone == EvidencePage()
