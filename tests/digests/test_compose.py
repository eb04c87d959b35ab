from collections.abc import Sequence
from typing import Any

from digests.compose import compose, stated_figures
from digests.model import Article, Choice, Digest, Locale, Rubric, Story, Window
from digests.stories import group
from tests.digests.builders import NOW, article, figure

WINDOW = Window(NOW.replace(day=18), NOW)
RUBRICS = tuple(Rubric(key, {}, {}) for key in ("grants", "volunteering", "ecology"))


def news(number: int, words: str = "семей", *, unit: str = "count", hours: float = 0, **rest: Any) -> Article:
    """An article about one number, unlike the others."""
    text = f"Клуб на улице {number * 7919:x} принял {number} {words} за день."
    return article(
        text,
        figure(text, f"{number}", f"{number}", unit, counted=words),
        hours=hours,
        **{"outlet": f"Outlet {number}", "title": f"Клуб открыт: {number}", **rest},
    )


def story(*articles: Article, origin: int = 0) -> Story:
    return Story(articles[0].id, articles, articles[origin].id)


def made(
    *stories: Story, rubrics: Sequence[str] = ("grants", "volunteering"), locale: Locale = Locale.RU, **limits: int
) -> Digest:
    return compose(stories, Choice.of(locale, tuple(rubrics)), WINDOW, rubrics=RUBRICS, **limits)


def test_a_story_stands_in_the_first_of_the_readers_rubrics_that_it_fits() -> None:
    both = story(news(41, rubrics=("ecology", "volunteering", "grants")))
    digest = made(both, story(news(52, rubrics=("volunteering",))), rubrics=("volunteering", "grants"))
    assert [(section.rubric, len(section.items)) for section in digest.sections] == [("grants", 1), ("volunteering", 1)]
    assert made(both, rubrics=("volunteering",)).sections[0].rubric == "volunteering"


def test_rubrics_nobody_asked_for_are_not_told() -> None:
    digest = made(story(news(41, rubrics=("ecology",))))
    assert digest.is_empty
    assert (digest.headline, digest.left_out) == ((), 0)


def test_the_reader_gets_the_version_in_the_own_language() -> None:
    russian, kazakh = news(41), news(41, lang=Locale.KK, outlet="Қазақша", hours=2)
    [section] = made(story(russian, kazakh), locale=Locale.KK).sections
    assert section.items[0].article == kazakh
    [section] = made(story(russian, kazakh), locale=Locale.EN).sections
    assert section.items[0].article == russian


def test_of_two_versions_in_one_language_the_origin_is_told() -> None:
    flash, full = news(41), news(41, outlet="Full", hours=1)
    [section] = made(story(flash, full, origin=1)).sections
    assert section.items[0].article == full


def test_the_own_language_comes_first_then_what_more_outlets_carry() -> None:
    foreign = story(news(41, lang=Locale.KK))
    alone = story(news(52, hours=3))
    often = story(news(63), news(63, outlet="Second"), news(63, outlet="Third"))
    [section] = made(foreign, alone, often).sections
    assert [item.story for item in section.items] == [often, alone, foreign]


def test_what_does_not_fit_is_counted() -> None:
    digest = made(*(story(news(number)) for number in (41, 52, 63, 74)), items_per_rubric=3)
    assert (len(digest.sections[0].items), digest.left_out) == (3, 1)


def test_a_digest_leads_with_one_figure_a_story_each_with_words_of_its_article() -> None:
    digest = made(*(story(news(number)) for number in (41, 52, 63, 74)), headline_limit=3)
    assert len({lead.article.id for lead in digest.headline}) == 3
    assert all(
        lead.caption in lead.article.text.lower() or lead.caption in lead.article.text for lead in digest.headline
    )


def test_different_units_lead_rather_than_three_of_one() -> None:
    text = "На ремонт залов направлено 2 млн тенге."
    money = article(text, figure(text, "2 млн тенге", "2000000", "KZT"), outlet="Money")
    share_text = "Доля молодых читателей составила 9%."
    share = article(share_text, figure(share_text, "9%", "9", "percent"), outlet="Share")
    digest = made(story(news(9_041)), story(news(9_052)), story(money), story(share), headline_limit=3)
    assert {lead.figure.unit for lead in digest.headline} == {"count", "KZT", "percent"}


def test_a_figure_without_words_of_its_own_is_captioned_by_the_title_if_that_is_true() -> None:
    text = "Это 41 семья за один день."
    true = article(text, figure(text, "41", "41", counted="семья"), title="Клуб принял соседей")
    false = article(text, figure(text, "41", "41", counted="семья"), title="Клуб принял 77 соседей")
    assert [lead.caption for lead in made(story(true)).headline] == ["Клуб принял соседей"]
    assert made(story(false)).headline == ()


def test_evidence_names_each_stated_figure_once_in_reading_order() -> None:
    one, two = news(41, hours=1), news(52)
    digest = made(story(one), story(two))
    assert len(stated_figures(digest)) == 2
    assert stated_figures(digest)[0] == digest.headline[0].article.ref(0)


def test_composing_twice_gives_the_same_digest() -> None:
    stories = group([news(number) for number in (41, 52, 63)])
    assert made(*stories) == made(*stories)
    assert made(*stories).key == made(*reversed(stories)).key


def test_an_item_does_not_say_its_title_again() -> None:
    text = "Сельский клуб принял уже 640 семей. Ремонт крыши продолжается."
    one = article(text, figure(text, "640", "640", counted="семей"), title="Сельский клуб принял 640 семей")
    [item] = made(story(one)).sections[0].items
    assert (item.summary.lead, item.summary.figures) == (one.title, (0,))
    untrue = article(text, figure(text, "640", "640", counted="семей"), title="Сельский клуб принял 650 семей")
    [item] = made(story(untrue)).sections[0].items
    assert item.summary.lead == "Сельский клуб принял уже 640 семей."


def test_what_the_gate_holds_back_is_told_to_nobody_but_kept_with_its_reason() -> None:
    text = "Клуб принял 41 семью за один день."
    held = article(text, figure(text, "41", "41", counted="семью"), title="Клуб принял 77 семей")
    digest = made(story(held), story(news(52)))
    [refused] = digest.refused
    assert (refused.article_id, refused.text, refused.reason) == (held.id, held.title, "title")


def test_a_digest_of_true_articles_holds_nothing_back() -> None:
    assert made(story(news(41)), story(news(52))).refused == ()
