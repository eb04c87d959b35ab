from decimal import Decimal

import pytest

from digests.gate.reading import directions, mentions, number_words
from digests.model import Locale


@pytest.mark.parametrize(
    ("text", "lang", "value", "unit", "qualifier"),
    [
        ("около 2,6 млрд тенге", Locale.RU, "2600000000", "KZT", "about"),
        ("не менее 86%", Locale.RU, "86", "percent", "at_least"),
        ("на 5 процентных пунктов", Locale.RU, "5", "percentage_point", None),
        ("1 200-ден астам адам", Locale.KK, "1200", None, "more_than"),
        ("71,6 млн теңге", Locale.KK, "71600000", "KZT", None),
        ("nearly $1.5 million", Locale.EN, "1500000", "USD", "almost"),
        ("12,500 hectares", Locale.EN, "12500", "ha", None),
    ],
)
def test_a_number_is_read_with_the_words_around_it(
    text: str, lang: Locale, value: str, unit: str | None, qualifier: str | None
) -> None:
    [mention] = mentions(text, lang)
    assert Decimal(value) in mention.values
    assert (mention.unit, mention.qualifier) == (unit, qualifier)


def test_a_date_is_equal_to_itself_only() -> None:
    [date] = mentions("22.10.2025", Locale.RU)
    [other] = mentions("22102025", Locale.RU)
    assert not date.values & other.values


def test_a_qualifier_of_another_number_is_not_taken() -> None:
    assert [mention.qualifier for mention in mentions("более 40 домов и 12 школ", Locale.RU)] == ["more_than", None]


def test_up_and_down_are_read_in_three_languages() -> None:
    text = "Явка выросла, қатысу азайды, turnout fell"
    assert [direction for _, direction in directions(text)] == ["up", "down", "down"]


def test_number_words_are_read_in_three_languages() -> None:
    assert list(number_words("Двести домов, екі мектеп, twelve clubs, стол")) == ["двести", "екі", "twelve"]
