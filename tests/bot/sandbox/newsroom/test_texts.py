"""The stories themselves: how many, in which languages, and whether what their files promise is in their texts."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox.newsroom.markup import BlockKind
from bot.sandbox.newsroom.stories import Publication, load
from digests.model import Locale

START = datetime(2025, 10, 22, 7, tzinfo=UTC)
RUBRICS = (
    *("grants", "social_order", "ngo", "volunteering", "public_councils", "charity", "mediation", "youth"),
    *("inclusion", "family", "rights", "ecology", "petitions", "forums", "laws"),
)

PUBLICATIONS = load()


def name(publication: Publication) -> str:
    return f"{publication.outlet.id}-{publication.slug}"


def reprints_of(slug: str) -> list[Publication]:
    return [publication for publication in PUBLICATIONS if publication.slug == slug]


def text_of(publication: Publication) -> str:
    return publication.edition(publication.published).text


def test_two_weeks_of_news_are_out_when_the_demo_starts_and_a_week_is_still_to_come() -> None:
    past = [publication for publication in PUBLICATIONS if publication.is_out(START)]
    assert len(past) >= 48
    assert len(PUBLICATIONS) - len(past) >= 14
    assert past[0].published.date().isoformat() == "2025-10-08"


def test_russian_kazakh_and_english_have_their_shares() -> None:
    counts = Counter(publication.lang for publication in PUBLICATIONS)
    shares = {lang: round(100 * count / len(PUBLICATIONS)) for lang, count in counts.items()}
    assert shares == {
        Locale.RU: pytest.approx(45, abs=4),
        Locale.KK: pytest.approx(35, abs=4),
        Locale.EN: pytest.approx(20, abs=4),
    }


@pytest.mark.parametrize("lang", Locale)
def test_the_last_days_before_the_demo_have_four_stories_in_each_language(lang: Locale) -> None:
    recent = {
        publication.story
        for publication in PUBLICATIONS
        if publication.lang is lang and START - timedelta(hours=60) < publication.published <= START
    }
    assert len(recent) >= 4


@pytest.mark.parametrize("lang", Locale)
@pytest.mark.parametrize("day", [23, 24, 27, 28, 29])
def test_every_working_morning_brings_news_in_each_language(day: int, lang: Locale) -> None:
    slot = datetime(2025, 10, day, 4, tzinfo=UTC)
    before = slot - timedelta(days=3 if day == 27 else 1)
    assert [item for item in PUBLICATIONS if item.lang is lang and before < item.published <= slot]


@pytest.mark.parametrize("rubric", RUBRICS)
def test_each_rubric_has_three_stories(rubric: str) -> None:
    assert len({item.story for item in PUBLICATIONS if rubric in item.rubrics}) >= 3


def test_no_story_has_a_rubric_that_does_not_exist() -> None:
    assert {rubric for publication in PUBLICATIONS for rubric in publication.rubrics} == set(RUBRICS)


@pytest.mark.parametrize("publication", PUBLICATIONS, ids=name)
def test_the_declared_figures_stand_in_the_text_as_whole_numbers(publication: Publication) -> None:
    text = text_of(publication)
    assert publication.figures
    for figure in publication.figures:
        assert re.search(rf"(?<![\w.,]){re.escape(figure.surface)}(?!\w)", text), figure.surface


@pytest.mark.parametrize("publication", [item for item in PUBLICATIONS if item.source is None], ids=name)
def test_a_text_is_as_long_as_a_press_release(publication: Publication) -> None:
    least = 45 if publication.outlet.id == "erikti" else 80
    assert least <= len(text_of(publication).split()) <= 300


def test_one_release_is_reprinted_by_five_outlets_and_another_by_three() -> None:
    assert len(reprints_of("civil-sector-results")) == 6
    assert len(reprints_of("zhas-bastama")) == 4


@pytest.mark.parametrize("slug", ["civil-sector-results", "zhas-bastama"])
def test_reprints_have_titles_of_their_own_and_share_paragraphs(slug: str) -> None:
    original, *copies = reprints_of(slug)
    first = set(text_of(original).split("\n\n"))
    assert len({item.title for item in (original, *copies)}) == 1 + len(copies)
    for copy in copies:
        assert len(first & set(text_of(copy).split("\n\n"))) >= 2
        assert copy.published > original.published
    assert len({text_of(copy) for copy in copies}) >= 3


@pytest.mark.parametrize("story", ["ngo-award", "petitions-october", "volunteer-platform"])
def test_three_stories_are_told_in_three_languages_with_the_same_numbers(story: str) -> None:
    versions = [item for item in PUBLICATIONS if item.story == story]
    assert {item.lang for item in versions} == set(Locale)
    values = [{figure.value for figure in item.figures} for item in versions]
    assert len(set.intersection(*values)) >= 3


def test_a_title_names_a_number_that_its_body_does_not() -> None:
    [publication] = reprints_of("warm-hats")
    assert "5 000" in publication.title
    assert "5 000" not in text_of(publication)
    assert "пять тысяч" not in text_of(publication).lower()


def test_articles_ordered_by_the_state_are_marked_in_both_languages() -> None:
    assert {item.lang for item in PUBLICATIONS if item.state_order} == {Locale.RU, Locale.KK}


def test_some_articles_have_a_table() -> None:
    kinds = [block.kind for item in PUBLICATIONS for block in item.edition(item.published).blocks]
    assert kinds.count(BlockKind.TABLE) >= 2


def test_no_text_is_told_twice_by_one_outlet() -> None:
    told = [(item.outlet.id, text_of(item)) for item in PUBLICATIONS]
    assert len(set(told)) == len(told)
