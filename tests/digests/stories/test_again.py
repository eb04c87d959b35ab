from datetime import timedelta

from digests.model import Article, Story, Window
from digests.stories import group, still_news
from tests.digests.builders import NOW, article, figure

WINDOW = Window(NOW, NOW + timedelta(days=1))
BEGINNING = "Клуб у реки принял 640 семей и открыл мастерскую для соседей. Двор убрали, скамейки покрасили, сад полили."


def told(hours: float, more: str = "", *, outlet: str = "Outlet") -> Article:
    text = f"{BEGINNING}{more}"
    figures = [figure(text, "640", "640", counted="семей")]
    if more:
        figures.append(figure(text, "87", "87", counted="деревьев"))
    return article(text, *figures, hours=hours, outlet=outlet)


def news(*articles: Article, known: frozenset[str] | None = None) -> list[Story]:
    return list(still_news(group(articles), WINDOW, known))


def test_a_story_that_begins_in_the_window_is_told_as_it_is() -> None:
    articles = told(1), told(5, outlet="Second")
    assert news(*articles) == list(group(articles))


def test_a_reprint_of_what_was_told_yesterday_is_not_told_again() -> None:
    assert news(told(-6), told(2, outlet="Late")) == []
    assert news(told(-6)) == []


def test_of_a_story_that_was_told_only_the_new_figure_is() -> None:
    [story] = news(told(-6), told(2, outlet="Late"), told(3, " Теперь посажено 87 деревьев.", outlet="Fresh"))
    [fresh] = story.articles
    assert fresh.outlet == "Fresh"
    assert story.origin == fresh.id
    assert [fresh.figures[index].surface for index in fresh.headline] == ["87"]


def test_the_story_keeps_its_key_so_that_it_can_be_followed() -> None:
    [yesterday] = group([told(-6)])
    [today] = news(told(-6), told(3, " Теперь посажено 87 деревьев.", outlet="Fresh"))
    assert today.key == yesterday.key


def test_a_story_that_these_readers_were_not_told_is_told_with_its_next_reprint() -> None:
    first, reprint = told(-6), told(2, outlet="Late")
    assert news(first, reprint, known=frozenset()) == list(group([first, reprint]))
    assert news(first, reprint, known=frozenset({first.id})) == []


def test_a_story_that_was_left_out_is_not_told_when_nothing_new_is_printed_of_it() -> None:
    assert news(told(-6), known=frozenset()) == []


def test_a_figure_is_new_until_an_article_with_it_was_told() -> None:
    first, second = told(-6), told(-5, " Теперь посажено 87 деревьев.", outlet="Second")
    third = told(3, " Теперь посажено 87 деревьев.", outlet="Third")
    assert news(first, second, third, known=frozenset({first.id, second.id})) == []
    [story] = news(first, second, third, known=frozenset({first.id}))
    assert [article.outlet for article in story.articles] == ["Third"]
