"""Which figures /stats shows a reader of each language."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.latest import FiguresPage, chosen, page_of
from digests.model import Locale, StatedFigure
from tests.builders import DAY, HOUR, NOW, a_figure, an_article

KK, RU, EN = Locale.KK, Locale.RU, Locale.EN


def stated(url: str, lang: Locale, value: int = 40, *, age: timedelta = HOUR, **changes: Any) -> StatedFigure:
    """A figure of an article that is so old; `head` is its noun, `unit` its unit, the rest is the article's."""
    figure = a_figure(
        value=Decimal(value), lang=lang, counted_head=changes.pop("head", None), unit=changes.pop("unit", "count")
    )
    article = an_article(url=url, lang=lang, published=NOW - age, listed=NOW - age, figures=(figure,), **changes)
    return StatedFigure(article, figure, article.ref(value))


def seen(found: list[StatedFigure], locale: Locale) -> list[tuple[str, int]]:
    return [(stated.figure.lang, int(stated.figure.value)) for stated in chosen(found, locale, NOW)]


@pytest.mark.parametrize("locale", list(Locale))
def test_one_release_in_three_languages_is_told_in_the_readers(locale: Locale) -> None:
    release = [stated(f"https://{lang}.example", lang, age=HOUR * hours) for hours, lang in enumerate(Locale, 1)]
    assert seen(release, locale) == [(locale, 40)]


@pytest.mark.parametrize(
    ("locale", "order"), [(KK, ["kk", "ru", "en"]), (RU, ["ru", "kk", "en"]), (EN, ["en", "kk", "ru"])]
)
def test_what_only_another_language_tells_comes_after_the_readers_own(locale: Locale, order: list[str]) -> None:
    found = [stated("https://a.example", RU, 1), stated("https://b.example", EN, 2), stated("https://c.example", KK, 3)]
    assert [lang for lang, _ in seen(found, locale)] == order


def test_a_version_in_another_language_is_told_where_the_reader_has_none() -> None:
    found = [stated("https://a.example", RU, 7), stated("https://b.example", EN, 7), stated("https://c.example", KK, 8)]
    assert seen(found, KK) == [("kk", 8), ("ru", 7)]


def test_reprints_are_told_once_but_not_what_is_counted_in_another_noun() -> None:
    found = [
        stated("https://a.example", RU, head="грант"),
        stated("https://b.example", RU, head="грант", age=2 * HOUR),
        stated("https://c.example", RU, head="школа", age=3 * HOUR),
        stated("https://d.example", RU, head="грант", unit="percent", age=4 * HOUR),
    ]
    assert [one.article.url[8] for one in chosen(found, RU, NOW)] == ["a", "c", "d"]


def test_the_same_value_of_another_month_or_of_another_matter_is_news_of_its_own() -> None:
    found = [
        stated("https://a.example", RU),
        stated("https://b.example", RU, age=30 * DAY),
        stated("https://c.example", RU, rubrics=("ecology",), age=31 * DAY),
    ]
    assert len(chosen(found, RU, NOW)) == 3


def test_the_best_figure_of_each_article_of_a_day_comes_before_the_second_of_any() -> None:
    found = [
        *(stated("https://a.example", RU, value, age=HOUR) for value in (11, 12)),
        *(stated("https://b.example", RU, value, age=2 * HOUR) for value in (21, 22)),
        *(stated("https://c.example", RU, value, age=DAY + HOUR) for value in (31, 32)),
    ]
    assert [value for _, value in seen(found, RU)] == [11, 21, 12, 22, 31, 32]


def test_a_page_holds_one_language_and_a_page_past_the_end_is_the_last() -> None:
    found = [
        *(stated(f"https://{value}.example", EN, value) for value in (1, 2, 3)),
        *(stated(f"https://{value}.example", RU, value) for value in (4, 5)),
    ]
    pages = [page_of(found, number, 2) for number in range(3)]
    assert [len(page.figures) for page in pages] == [2, 1, 2]
    assert [page.language for page in pages] == [EN, EN, RU]
    assert [page.has_more for page in pages] == [True, True, False]
    assert page_of(found, 9, 2) == pages[-1]
    assert page_of(found, -1, 2) == pages[0]
    assert page_of([], 3, 2) == FiguresPage()


FOUND = st.lists(
    st.builds(
        lambda place, lang, value, hours: stated(f"https://{place}.example", lang, value, age=hours * HOUR),
        st.integers(0, 5),
        st.sampled_from(Locale),
        st.integers(10, 13),
        st.integers(0, 200),
    ),
    max_size=12,
)


@given(FOUND, st.sampled_from(Locale), st.integers(1, 5))
def test_the_pages_together_hold_every_chosen_figure_once_and_each_speaks_one_language(
    found: list[StatedFigure], locale: Locale, size: int
) -> None:
    figures = chosen(found, locale, NOW)
    pages = [page_of(figures, 0, size)]
    while pages[-1].has_more:
        pages.append(page_of(figures, len(pages), size))
    assert [one for page in pages for one in page.figures] == list(figures)
    for page in pages:
        assert len({one.figure.lang for one in page.figures}) <= 1
        assert len(page.figures) <= size
    languages = [page.language for page in pages if page.figures]
    assert languages == sorted(languages, key=lambda lang: lang is not locale)


@given(FOUND, st.sampled_from(Locale))
def test_choosing_among_the_chosen_changes_nothing_and_no_value_is_lost(
    found: list[StatedFigure], locale: Locale
) -> None:
    figures = chosen(found, locale, NOW)
    assert {one.figure.value for one in figures} == {one.figure.value for one in found}
    assert len(chosen(figures, locale, NOW)) == len(figures)
