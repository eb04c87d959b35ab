from decimal import Decimal

import pytest

from digests.figures import find_figures, rank
from digests.model import Direction, Kind, Locale, Qualifier

RU, KK, EN = Locale.RU, Locale.KK, Locale.EN


@pytest.mark.parametrize(
    ("lang", "text", "surface", "value", "unit"),
    [
        (RU, "Фонд выделил 2,6 млрд тенге на мосты.", "2,6 млрд тенге", "2600000000", "KZT"),
        (RU, "Ущерб составил 5 млрд 140 млн тенге.", "5 млрд 140 млн тенге", "5140000000", "KZT"),
        (RU, "Явка составила 64,5 %.", "64,5 %", "64.5", "percent"),
        (RU, "В клубе занимаются сто двадцать подростков.", "сто двадцать", "120", "count"),
        (RU, "Собрали 12 450 подписей.", "12 450", "12450", "count"),
        (KK, "Қорға 1,9 млрд теңге бөлінді.", "1,9 млрд теңге", "1900000000", "KZT"),
        (KK, "Ауылда отыз бес ерікті бар.", "отыз бес", "35", "count"),
        (KK, "Жиынға 318-ге жетті.", "318-ге", "318", "count"),
        (EN, "The fund gave $12 million to schools.", "$12 million", "12000000", "USD"),
        (EN, "Some 1,204 volunteers came.", "Some 1,204", "1204", "count"),
    ],
)
def test_a_number_is_read_with_its_scale_and_unit(lang: Locale, text: str, surface: str, value: str, unit: str) -> None:
    [figure] = find_figures(text, lang)
    assert (figure.surface, figure.value, figure.unit) == (surface, Decimal(value), unit)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (RU, "Заседание прошло 22 октября 2025 года."),
        (RU, "Это записано в статье 7 закона."),
        (RU, "Звоните: 8 800 555 10 20."),
        (RU, "Работа шла за 5 лет."),
        (RU, "Комментариев: 17"),
        (KK, "Көрілді: 1 204"),
        (EN, "6 min read | 2,318 views"),
        (KK, "Заңның 20-бабы өзгерді."),
        (KK, "Жиын 2025 жылы өтеді."),
        (EN, "It took place on Oct. 22, 2025."),
        (EN, "The law was changed in 2024."),
    ],
)
def test_a_number_that_says_when_or_which_is_no_figure(lang: Locale, text: str) -> None:
    assert find_figures(text, lang) == ()


def test_a_transition_is_one_figure_with_both_values() -> None:
    [figure] = find_figures("Число кружков выросло со 146 до 318.", RU)
    assert (figure.value_from, figure.value, figure.kind) == (Decimal(146), Decimal(318), Kind.TRANSITION)
    assert (figure.direction, figure.counted_head) == (Direction.UP, "кружок")


def test_a_range_takes_the_scale_of_its_end_for_both() -> None:
    [figure] = find_figures("Грант составит от 5 до 7 млн тенге.", RU)
    assert (figure.value_from, figure.value, figure.kind) == (Decimal(5_000_000), Decimal(7_000_000), Kind.RANGE)


@pytest.mark.parametrize(
    ("lang", "text", "qualifier"),
    [
        (RU, "Пришли более 300 волонтёров.", Qualifier.MORE_THAN),
        (RU, "Пришли не менее 300 волонтёров.", Qualifier.AT_LEAST),
        (KK, "Жиынға 300-ден астам ерікті келді.", Qualifier.MORE_THAN),
        (EN, "Nearly 300 volunteers came.", Qualifier.ALMOST),
    ],
)
def test_a_qualifier_belongs_to_the_figure(lang: Locale, text: str, qualifier: Qualifier) -> None:
    [figure] = find_figures(text, lang)
    assert figure.qualifier is qualifier
    assert figure.value == 300


def test_a_change_goes_up_or_down() -> None:
    [figure] = find_figures("Доля молодёжи сократилась на 5%.", RU)
    assert (figure.kind, figure.direction, figure.counted_head) == (Kind.CHANGE, Direction.DOWN, "молодёжь")


def test_the_number_of_the_title_comes_first() -> None:
    text = "В селе живут 90 человек. Фонд выделил 40 млн тенге на школу."
    figures = find_figures(text, RU)
    assert figures[rank(figures, text, "40 млн тенге на сельскую школу")[0]].unit == "KZT"


def test_what_was_reached_in_kazakh_is_a_level_and_what_it_grew_by_is_a_change() -> None:
    [reached] = find_figures("Өкілдердің үлесі 84%-ға жетті, бұл өскенін көрсетеді.", KK)
    [grown] = find_figures("Өтінім саны 35%-ға артты.", KK)
    assert (reached.kind, grown.kind) == (Kind.LEVEL, Kind.CHANGE)
