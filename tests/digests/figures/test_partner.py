import pytest

from digests.figures import find_figures
from digests.model import Locale

RU, KK, EN = Locale.RU, Locale.KK, Locale.EN


@pytest.mark.parametrize(
    ("lang", "text", "count", "money"),
    [
        (RU, "Выдали 64 гранта на сумму 2,5 млрд тенге.", "64", "2,5 млрд тенге"),
        (RU, "Это 64 социальных проекта общей стоимостью 90 млн тенге.", "64", "90 млн тенге"),
        (RU, "Область получила 90 млн тенге на 64 проекта.", "64", "90 млн тенге"),
        (KK, "Биыл 64 грант, жалпы сомасы 90 млн теңге, берілді.", "64", "90 млн теңге"),
        (EN, "The fund made 64 grants worth 90 million tenge.", "64", "90 million tenge"),
        (EN, "It gave 90 million tenge to 64 schools.", "64", "90 million tenge"),
    ],
)
def test_a_count_and_its_money_know_each_other(lang: Locale, text: str, count: str, money: str) -> None:
    for figure in find_figures(text, lang):
        assert figure.partner is not None
        assert {figure.surface, text[slice(*figure.partner)]} == {count, money}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (RU, "Пришли 64 семьи, каждой дали по 90 тысяч тенге."),
        (RU, "Выдали 64 гранта. На сумму 90 млн тенге купили книг."),
        (RU, "Грант дают на проекты от 64 до 90 млн тенге."),
        (KK, "Жиынға 64 отбасы келді, олардың біріне 90 мың теңге берілді."),
        (EN, "Some 64 families came, and one got 90,000 tenge."),
    ],
)
def test_figures_that_only_stand_near_are_no_partners(lang: Locale, text: str) -> None:
    assert [figure.partner for figure in find_figures(text, lang) if figure.partner] == []


def test_a_figure_has_one_partner() -> None:
    first, money, second = find_figures("Дали 64 гранта на 90 млн тенге на 12 сёл.", RU)
    assert (first.partner, money.partner, second.partner) == ((money.start, money.end), (first.start, first.end), None)
