from random import Random

from hypothesis import given
from hypothesis import strategies as st

from digests.model import Article, Locale
from digests.stories import StoryIndex, group
from tests.digests.builders import article, figure

RELEASE = (
    "Фонд «Дала демі» подвёл итоги конкурса сельских библиотек. В нём участвовали 218 команд из Сарыарки и Мангистау. "
    "Победители получат 45 грантов на общую сумму 71,6 млн тенге. "
    "Деньги пойдут на книги, мебель и ремонт читальных залов. "
    "Директор фонда Айсулу Темирова считает, что библиотека должна стать местом встреч. "
    "Первые залы откроются весной, остальные построят до конца учебного года. "
    "Организаторы просят жителей присылать идеи для кружков и лекториев."
)
VERSION = (
    "«Дала демі» қоры ауыл кітапханалары байқауын қорытындылады. Оған Сарыарқа мен Маңғыстаудан 218 топ қатысты. "
    "Жеңімпаздар жалпы сомасы 71,6 млн теңгеге 45 грант алады. Қор директоры Айсұлу Темірова кітапхана кездесу орны "
    "болуы керек дейді. Алғашқы залдар көктемде ашылады."
)
OTHER = (
    "Активисты Усть-Каменогорска проверили берега Иртыша после половодья. "
    "Они нашли свалку у старого моста и вывезли мусор. "
    "Городской акимат обещал поставить ограждение. Следующий рейд назначен на субботу, присоединиться может каждый."
)


def release(
    hours: float = 0, *, outlet: str = "Origin", title: str = "Итоги конкурса библиотек", text: str = RELEASE
) -> Article:
    found = [
        figure(text, surface, value, unit)
        for surface, value, unit in (
            ("218", "218", "count"),
            ("71,6 млн тенге", "71600000", "KZT"),
            ("45", "45", "count"),
        )
        if surface in text
    ]
    return article(text, *found, hours=hours, outlet=outlet, title=title)


def version(hours: float = 0) -> Article:
    found = (
        figure(VERSION, "218", "218", lang=Locale.KK),
        figure(VERSION, "71,6 млн теңгеге", "71600000", "KZT", lang=Locale.KK),
        figure(VERSION, "45", "45", lang=Locale.KK),
    )
    return article(VERSION, *found, hours=hours, outlet="Қазақша", title="Байқау қорытындысы", lang=Locale.KK)


def test_a_reprint_under_another_title_is_the_same_story() -> None:
    [story] = group([release(), release(3, outlet="Reprint", title="Сельские залы ждут ремонта")])
    assert story.outlets == ("Origin", "Reprint")
    assert story.shared == ("71,6 млн тенге", "218", "45")


def test_a_shortened_copy_is_the_same_story_and_not_its_origin() -> None:
    short = release(-1, outlet="Channel", text=" ".join(RELEASE.split(". ")[1:3]) + ".")
    [story] = group([release(), short])
    assert story.articles[0].outlet == "Channel"
    assert story.origin == release().id


def test_the_version_in_another_language_is_the_same_story() -> None:
    [story] = group([version(2), release()])
    assert [one.lang for one in story.articles] == [Locale.RU, Locale.KK]
    assert "71,6 млн тенге" in story.shared


def test_other_news_is_another_story() -> None:
    assert len(group([release(), article(OTHER, outlet="Other")])) == 2


def test_the_same_words_after_three_days_are_other_news() -> None:
    assert len(group([release(), release(71, outlet="Late")])) == 1
    assert len(group([release(), release(73, outlet="Later")])) == 2


def test_one_common_number_links_nothing_across_languages() -> None:
    text = "Облыста 45 мектеп жөнделді, тағы бірнешеуі кезек күтіп тұр."
    other = article(text, figure(text, "45", "45", lang=Locale.KK), lang=Locale.KK, outlet="Басқа")
    assert len(group([release(), other])) == 2


def test_a_text_between_two_others_does_not_chain_them() -> None:
    middle = article(RELEASE + " " + OTHER, outlet="Round-up", hours=1)
    last = article(OTHER, outlet="Other", hours=2)
    where = {one.outlet: story.key for story in group([release(), middle, last]) for one in story.articles}
    assert where["Origin"] != where["Other"]


def test_what_an_outlet_puts_under_everything_links_nothing() -> None:
    footer = (
        "Подписывайтесь на канал редакции, присылайте новости и фотографии, звоните нам днём и ночью по любому поводу."
    )
    bodies = (
        RELEASE,
        OTHER,
        "В Кентау открылся клуб шахматистов. Занятия ведут пенсионеры, приходить могут все дети района.",
    )
    texts = [f"{body}\n\n{footer}" for body in bodies]
    assert len(group([article(text, outlet="Same", hours=hour) for hour, text in enumerate(texts)])) == 3


def test_two_reports_of_one_kind_with_other_numbers_are_two_stories() -> None:
    template = (
        "В области за неделю прошло {} встреч, пришло {} гостей, собрано {} книг. Подробности опубликует акимат района."
    )
    one, two = template.format(31, 412, 77), template.format(29, 380, 64)
    assert len(group([article(one, outlet="One"), article(two, outlet="Two", hours=5)])) == 2


def test_a_story_keeps_its_key_when_more_outlets_join() -> None:
    [first] = group([release()])
    [later] = group([release(), release(2, outlet="Second"), version(4)])
    assert first.key == later.key


@given(st.integers())
def test_every_article_is_in_one_story_in_whatever_order_they_come(seed: int) -> None:
    articles = [release(), release(2, outlet="Second"), version(4), article(OTHER, outlet="Other", hours=1)]
    shuffled = Random(seed).sample(articles, len(articles))
    stories = group(shuffled)
    assert stories == group(articles)
    assert sorted(one.id for story in stories for one in story.articles) == sorted(one.id for one in articles)


def test_what_comes_later_joins_the_stories_that_are_kept() -> None:
    index = StoryIndex()
    for articles in ([release()], [release(2, outlet="Second"), article(OTHER, outlet="Other", hours=1)], [version(4)]):
        index.take(articles)
    assert [story.outlets for story in index.stories()] == [("Origin", "Second", "Қазақша"), ("Other",)]
