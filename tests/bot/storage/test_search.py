"""Publications by the beginnings of their words, on both databases."""

from dataclasses import replace

import pytest

from bot.storage import Database, articles, open_database, schema
from digests.model import Article
from tests.builders import HOUR, NOW, a_check, a_source, an_article, an_article_with_figures


async def record(database: Database, *read: Article) -> None:
    await database.sources.sync([a_source()], NOW)
    await database.sources.record(a_check(*read))


def numbered(number: int, title: str) -> Article:
    return an_article(url=f"https://steppe.example/{number}", title=title, published=NOW - number * HOUR)


async def found(database: Database, *beginnings: str, limit: int = 10, offset: int = 0) -> list[str]:
    read = await database.articles.search(beginnings, until=NOW, limit=limit, offset=offset)
    return [article.title for article in read]


@pytest.fixture(params=["rare", "common"])
def plan(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways that a search goes: along a rare word, and along the newest articles."""
    monkeypatch.setattr(articles, "_RARE", 1000 if request.param == "rare" else 0)


@pytest.mark.usefixtures("plan")
async def test_all_beginnings_must_be_met_and_the_newest_comes_first(database: Database) -> None:
    await record(
        database,
        numbered(3, "Сад у школы"),
        numbered(2, "Школьный сад: Ёлки"),
        numbered(1, "Школьники и книги"),
        numbered(-1, "Школа завтрашнего дня"),
    )
    assert await found(database, "школ") == ["Школьники и книги", "Школьный сад: Ёлки", "Сад у школы"]
    assert await found(database, "школ", "сад") == ["Школьный сад: Ёлки", "Сад у школы"]
    assert await found(database, "елк") == ["Школьный сад: Ёлки"]
    assert await found(database, "кол") == []
    assert await found(database, "школ", "музе") == []
    assert await found(database, "школ", limit=1, offset=1) == ["Школьный сад: Ёлки"]


@pytest.mark.parametrize("nothing", [(), ("",), ("%",), ("_ !",)])
async def test_nothing_is_found_by_what_is_no_word(database: Database, nothing: tuple[str, ...]) -> None:
    await record(database, numbered(1, "Сад"))
    assert await found(database, *nothing) == []


async def test_the_sentence_of_a_headline_figure_is_searched_and_comes_with_its_figures(database: Database) -> None:
    article = an_article_with_figures()
    await record(database, article)
    assert await database.articles.search(["выделил"], until=NOW, limit=1) == (article,)
    assert await found(database, "поддержк") == []


async def test_a_new_revision_is_found_by_its_own_words_only(database: Database) -> None:
    article = numbered(1, "Сад")
    await record(database, article)
    await record(database, replace(article, title="Парк", revision=2))
    assert await found(database, "сад") == []
    assert await found(database, "парк") == ["Парк"]


async def test_what_was_collected_before_there_was_a_search_is_found_too(empty_url: str) -> None:
    database = open_database(empty_url)
    await database.migrate()
    await record(database, an_article_with_figures(title="Ёлка у школы"))
    await schema.downgrade(database.engines.writer, "0005")
    await database.migrate()
    assert await found(database, "елк", "выдел") == ["Ёлка у школы"]
    await database.close()
