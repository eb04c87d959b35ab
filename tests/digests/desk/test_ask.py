"""What people ask the newsroom, with its articles in a database."""

from typing import Any

import pytest

from bot.storage import Database
from digests.desk.ask import FIGURES_A_PAGE, evidence, latest
from digests.evidence import QUOTES_A_PAGE, EvidencePage
from digests.latest import FiguresPage
from digests.model import Article, Locale
from tests.builders import HOUR, NOW, a_check, a_figure, a_mailing, a_source, an_article
from tests.databases import sqlite_database

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
    page = await latest(sqlite_database.articles, ["grants"], words=[], locale=locale, now=NOW, page=0)
    assert values(page) == [(locale, 70), (locale, 71)]
    assert not page.has_more


async def test_what_other_languages_alone_tell_comes_on_later_pages(sqlite_database: Database) -> None:
    many = FIGURES_A_PAGE + 1
    own = [told(Locale.EN, 10 + place, published=NOW - place * HOUR / 9) for place in range(many)]
    await record(sqlite_database, *own, told(Locale.KK, 90), told(Locale.KK, 10, url="https://kk.example/again"))
    pages = [
        values(await latest(sqlite_database.articles, ["grants"], words=[], locale=Locale.EN, now=NOW, page=number))
        for number in range(3)
    ]
    assert pages == [[("en", 10 + place) for place in range(FIGURES_A_PAGE)], [("en", 15)], [("kk", 90)]]


async def test_words_are_found_in_whatever_language_they_are(sqlite_database: Database) -> None:
    await record(sqlite_database, told(Locale.KK, 70), told(Locale.EN, 30))
    page = await latest(sqlite_database.articles, ["grants"], words=["бөлді"], locale=Locale.EN, now=NOW, page=0)
    assert values(page) == [("kk", 70)]


async def test_evidence_comes_in_pages_that_know_how_many_sentences_there_are(sqlite_database: Database) -> None:
    articles = [told(Locale.RU, value) for value in range(11, 16)]
    await record(sqlite_database, *articles)
    await sqlite_database.mailings.keep(a_mailing(evidence=tuple(one.ref(0) for one in articles)))
    first, second = [
        await evidence(sqlite_database.articles, sqlite_database.mailings, "mailing", first)
        for first in (0, QUOTES_A_PAGE)
    ]
    shown = [int(quote.stated.figure.value) for quote in (*first.quotes, *second.quotes)]
    assert shown == [11, 12, 13, 14, 15]
    assert first.total == second.total == 5
    gone = await evidence(sqlite_database.articles, sqlite_database.mailings, "unknown", 3)
    assert gone == EvidencePage()
