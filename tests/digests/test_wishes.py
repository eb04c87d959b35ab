"""Which stories a reader wishes to be told."""

import pytest

from digests.compose import compose, stated_figures
from digests.lang.places import CITIES, OBLASTS, REGIONS, region_of
from digests.model import Choice, Length, Locale, Rubric, Story, Window, Wishes
from digests.wishes import beginnings, folded, suits
from tests.digests.builders import NOW, article, figure

RUBRICS = (Rubric("grants", {}, {}),)


def told(text: str, title: str = "Новость дня", lang: Locale = Locale.RU) -> Story:
    one = article(text, title=title, lang=lang)
    return Story(one.id, (one,), one.id)


@pytest.mark.parametrize(
    ("wish", "text", "lang"),
    [
        ("волонтёр", "Сегодня волонтеры посадили сад.", Locale.RU),
        ("волонтёров", "Волонтёры посадили сад.", Locale.RU),
        ("кітапхана", "Ауылда кітапханалар ашылды.", Locale.KK),
        ("libraries", "A library opened in the village.", Locale.EN),
        ("сельская библиотека", "Открыли сельскую библиотеку.", Locale.RU),
    ],
)
def test_a_word_is_recognised_in_another_form(wish: str, text: str, lang: Locale) -> None:
    assert suits(told(text, lang=lang), Wishes(words=(folded(wish),)))
    assert not suits(told(text, lang=lang), Wishes(without=(folded(wish),)))


def test_a_word_within_another_word_and_a_phrase_pulled_apart_are_not_meant() -> None:
    assert not suits(told("Прошёл автоспорт."), Wishes(words=("спорт",)))
    assert not suits(told("Сельская школа и городская библиотека."), Wishes(words=("сельская библиотека",)))


def test_one_of_the_words_is_enough_and_one_unwished_word_too_many() -> None:
    story = told("Школа получила книги.")
    assert suits(story, Wishes(words=("книга", "музей")))
    assert not suits(story, Wishes(words=("книга",), without=("школа",)))


def test_the_title_counts_as_well() -> None:
    assert suits(told("Он прошёл вчера.", title="Форум добровольцев"), Wishes(words=("форум",)))


def test_a_town_lies_in_its_oblast() -> None:
    of_karaganda = Wishes(regions=("karaganda-oblast",))
    assert suits(told("Клуб открыли в Темиртау."), of_karaganda)
    assert suits(told("Клуб открыли в Карагандинской области."), of_karaganda)
    assert not suits(told("Клуб открыли в Костанае."), of_karaganda)


def test_news_that_name_no_region_are_near_everybody() -> None:
    assert suits(told("Закон вступил в силу."), Wishes(regions=("ulytau-oblast",)))


def test_news_of_several_regions_are_told_in_each_of_them() -> None:
    story = told("Клубы открыли в Костанае и в Таразе.")
    assert suits(story, Wishes(regions=("jambyl-oblast",)))
    assert not suits(story, Wishes(regions=("astana",)))


def test_every_place_lies_in_a_region_that_can_be_chosen() -> None:
    assert {region_of(place.key) for place in (*OBLASTS, *CITIES)} == set(REGIONS)
    assert len(REGIONS) == 20


def test_what_is_searched_for_is_said_once_and_by_its_beginning() -> None:
    assert beginnings("Гранты, ГРАНТОВ!") == ("грант",)
    assert beginnings("  …  ") == ()


def test_who_wishes_nothing_has_the_choice_of_before() -> None:
    assert Choice.of(Locale.RU, ["grants"]).key == "ru|grants"
    assert (
        Choice.of(Locale.RU, ["grants"], Wishes(words=("a",))).key
        != Choice.of(Locale.RU, ["grants"], Wishes(without=("a",))).key
    )


def test_a_digest_leaves_out_what_does_not_suit_and_does_not_count_it() -> None:
    stories = [told("Клуб посадил сад.", title="Сад"), told("Клуб прочёл книгу.", title="Книга")]
    window = Window(NOW.replace(day=18), NOW)
    choice = Choice.of(Locale.RU, ["grants"], Wishes(words=("книга",)))
    digest = compose(stories, choice, window, rubrics=RUBRICS)
    assert [item.article.title for section in digest.sections for item in section.items] == ["Книга"]
    assert digest.left_out == 0


def test_a_short_digest_states_more_leading_figures_and_nothing_else() -> None:
    stories = []
    for number in range(41, 47):
        text = f"Клуб на улице {number * 7919:x} принял {number} семей за день. Пришли {number + 100} гостей."
        one = article(
            text,
            figure(text, f"{number}", f"{number}", "count", counted="семей"),
            title=f"Клуб открыт: {number}",
            outlet=f"Outlet {number}",
        )
        stories.append(Story(one.id, (one,), one.id))
    window = Window(NOW.replace(day=18), NOW)
    full, short = (
        compose(stories, Choice.of(Locale.RU, ["grants"], Wishes(length=length)), window, rubrics=RUBRICS)
        for length in Length
    )
    assert (len(full.headline), len(short.headline)) == (3, 5)
    assert stated_figures(short) == tuple(one.article.ref(one.index) for one in short.headline)
    assert (full.is_told_by_figures, short.is_told_by_figures) == (False, True)


def test_a_short_digest_of_news_without_figures_tells_the_news() -> None:
    choice = Choice.of(Locale.RU, ["grants"], Wishes(length=Length.SHORT))
    digest = compose([told("Клуб посадил сад.")], choice, Window(NOW.replace(day=18), NOW), rubrics=RUBRICS)
    assert not digest.is_empty
    assert not digest.is_told_by_figures
