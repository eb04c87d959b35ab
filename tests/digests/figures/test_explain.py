from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.figures import find_figures
from digests.figures.explain import Why, explain
from digests.model import Locale

RU, KK, EN = Locale.RU, Locale.KK, Locale.EN


def why(text: str, lang: Locale = RU) -> Why:
    [(_, answers)] = explain(text, lang).figures
    return answers


@pytest.mark.parametrize(
    ("lang", "text", "number"),
    [
        (RU, "Пришли 48 детей.", "digits"),
        (RU, "Пришли сорок восемь детей.", "numerals"),
        (RU, "Собрали 48 млн тенге.", "digits, scale 10^6"),
        (RU, "Клуб получил миллион тенге.", "a scale alone"),
        (RU, "Число клубов выросло с 31 до 55.", "two joined: digits and digits"),
        (RU, "Против была треть семей.", "a word that is a number by itself"),
        (KK, "Ауылда отыз бес ерікті бар.", "numerals"),
    ],
)
def test_it_is_said_how_a_number_is_written(lang: Locale, text: str, number: str) -> None:
    assert why(text, lang).number == number


@pytest.mark.parametrize(
    ("lang", "text", "unit"),
    [
        (RU, "Явка составила 64 %.", "«%» behind it"),
        (EN, "They gave $12 million.", "«$» before it"),
        (RU, "Пришли 48 детей.", "none: it counts"),
        (RU, "Залов стало вдвое больше.", "in the word itself"),
    ],
)
def test_it_is_said_where_the_unit_was_found(lang: Locale, text: str, unit: str) -> None:
    assert why(text, lang).unit == unit


def test_a_unit_that_is_left_out_is_said_to_be_so() -> None:
    (_, first), (_, second) = explain("Собрали 8,9 млрд тенге, потратили 7 млрд.", RU).figures
    assert (first.unit, second.unit) == ("«тенге» behind it", "left out: that of a figure near it")


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("Пришли более 300 детей.", "«более»"),
        ("Гостей пришло раза в три больше.", "an ending or the order of words"),
        ("Плата не может превышать 64 млн тенге.", "a verb or words beside it"),
        ("Пришли 300 детей.", None),
    ],
)
def test_the_words_that_qualify_are_quoted(text: str, qualifier: str | None) -> None:
    assert why(text).qualifier == qualifier


def test_what_moved_is_told_from_what_is_built_of_two() -> None:
    assert why("Явка выросла на 12%.").said == "change up: words of movement"
    assert why("Число клубов выросло с 31 до 55.").said == "transition up: its construction"
    assert why("Открыты 12 клубов.").said is None


def test_it_is_said_where_the_noun_stands() -> None:
    (_, behind), (_, carried) = explain("Из 24 запланированных мостов построено 9.", RU).figures
    assert (behind.noun, carried.noun) == ("right behind it", "left out: that of the figure before")
    assert why("Доля пенсионеров составила 17%.").noun == "before it"
    assert why("Собрали 48 млн тенге.").noun is None


@pytest.mark.parametrize(
    ("lang", "text", "surface", "reason"),
    [
        (RU, "Закон приняли в 2021 году.", "2021 году", "year"),
        (RU, "Форум прошёл 22 октября.", "22", "date"),
        (RU, "Это статья 7 закона.", "7", "name"),
        (RU, "Работа шла за 5 лет.", "5 лет", "span"),
        (RU, "Это XII форум.", "XII", "roman"),
        (RU, "Дорога B12 закрыта.", "12", "word"),
        (RU, "Один из них пришёл.", "Один", "article"),
    ],
)
def test_a_number_that_is_no_figure_is_refused_with_its_reason(
    lang: Locale, text: str, surface: str, reason: str
) -> None:
    explanation = explain(text, lang)
    assert explanation.figures == ()
    assert [(text[each.start : each.end], each.reason) for each in explanation.refused] == [(surface, reason)]


@settings(max_examples=100)
@given(
    st.lists(
        st.sampled_from(["12", " ", "млн", "тенге", "с ", "до ", "%", "XII", "B7", ". ", "два", "№"]), max_size=25
    ),
    st.sampled_from(Locale),
)
def test_the_explained_figures_are_the_figures_and_every_digit_is_accounted_for(
    pieces: list[str], lang: Locale
) -> None:
    text = "".join(pieces)
    explanation = explain(text, lang, published=date(2025, 10, 19))
    assert tuple(figure for figure, _ in explanation.figures) == find_figures(text, lang, published=date(2025, 10, 19))
    spans = [(each.start, each.end) for each, _ in explanation.figures]
    spans += [(each.start, each.end) for each in explanation.refused]
    for position, character in enumerate(text):
        assert not character.isdecimal() or any(start <= position < end for start, end in spans)


def test_a_cell_of_a_table_has_the_unit_of_its_column() -> None:
    text = "Село | Расходы, млн тенге | Клубы\nБулак | 84 | 12\nЖана | 61 | 15\nТас | 33 | 18"
    units = {figure.surface: (figure.unit, answers.unit) for figure, answers in explain(text, RU).figures}
    assert units["84"] == ("KZT", "that of its column, or none")
