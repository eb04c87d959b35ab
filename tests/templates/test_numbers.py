"""Numbers and figures as people write them."""

import re
from decimal import Decimal
from typing import Any

import pytest
from babel.numbers import parse_decimal
from hypothesis import given
from hypothesis import strategies as st

from digests.lang import GRAMMARS
from digests.model import Direction, Kind, Locale, Qualifier
from templates.numbers import amount, figure, number
from tests.builders import a_figure

SCALES = {"трлн": 12, "млрд": 9, "млн": 6, "trillion": 12, "billion": 9, "million": 6}
KK, RU, EN = Locale.KK, Locale.RU, Locale.EN


def shown(locale: Locale, **changes: Any) -> str:
    return figure(a_figure(**changes), locale).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "unit", "kk", "ru", "en"),
    [
        ("1800000000", "KZT", "1,8 млрд ₸", "1,8 млрд ₸", "₸1.8 billion"),
        ("1234567", "KZT", "1 234 567 ₸", "1 234 567 ₸", "₸1,234,567"),
        ("1234500000", "count", "1 234,5 млн", "1 234,5 млн", "1,234.5 million"),
        ("86", "percent", "86%", "86 %", "86%"),
        ("64.5", "percent", "64,5%", "64,5 %", "64.5%"),
        ("2", "times", "2 есе", "в 2 раза", "2 times"),
        ("5", "year", "5 жыл", "5 лет", "5 years"),
        ("21", "day", "21 күн", "21 день", "21 days"),
        ("3000000", "ha", "3 млн га", "3 млн га", "3 million ha"),
        ("20", "MRP", "20 АЕК", "20 МРП", "20 MCI"),
        ("104", "count", "104", "104", "104"),
    ],
)
def test_amounts_are_written_as_each_language_writes_them(value: str, unit: str, kk: str, ru: str, en: str) -> None:
    found = [amount(Decimal(value), unit, locale).replace("\u00a0", " ") for locale in (KK, RU, EN)]
    assert found == [kk, ru, en]


COUNTS = ("1", "2", "5", "11", "21", "101", "1.8")


@pytest.mark.parametrize(
    ("unit", "forms"),
    [
        ("year", "год года лет лет год год года"),
        ("month", "месяц месяца месяцев месяцев месяц месяц месяца"),
        ("week", "неделя недели недель недель неделя неделя недели"),
        ("day", "день дня дней дней день день дня"),
        ("hour", "час часа часов часов час час часа"),
        ("minute", "минута минуты минут минут минута минута минуты"),
        ("times", "раз раза раз раз раз раз раза"),
    ],
)
def test_russian_counts_in_three_forms_and_decimals_in_the_second(unit: str, forms: str) -> None:
    for value, form in zip(COUNTS, forms.split(), strict=True):
        assert amount(Decimal(value), unit, RU).split("\u00a0")[-1] == form


@pytest.mark.parametrize("unit", ["year", "month", "week", "day", "hour", "minute"])
def test_english_counts_in_two_forms_and_only_one_is_singular(unit: str) -> None:
    for value in COUNTS:
        assert amount(Decimal(value), unit, EN).split("\u00a0")[-1] == (unit if value == "1" else f"{unit}s")


@pytest.mark.parametrize("locale", list(Locale))
def test_every_unit_that_articles_are_read_in_is_written_in_words(locale: Locale) -> None:
    units = {unit.partition(":")[0] for grammar in GRAMMARS.values() for _, unit in grammar.units}
    written_so = {"ha", "km", "kg", "g", "m", "cm", "mm", "km/h", "m/s", "times"} if locale is EN else set()
    for unit in units - written_so:
        is_currency_code = len(unit) == 3 and unit.isupper()  # "5 JPY" says it in any language
        assert is_currency_code or unit not in amount(Decimal(5), unit, locale).split("\u00a0")


def test_what_changes_is_shown_with_its_direction() -> None:
    up = {"kind": Kind.CHANGE, "value": Decimal(23), "unit": "percent", "direction": Direction.UP}
    assert shown(RU, **up) == "+23 %"
    assert shown(EN, **up | {"direction": Direction.DOWN}) == "\u221223%"
    assert shown(RU, **up, qualifier=Qualifier.MORE_THAN) == "↑ более 23 %"
    assert shown(RU, **up | {"kind": Kind.MULTIPLE, "unit": "times", "value": Decimal(3)}) == "↑ в 3 раза"


def test_two_ends_are_shown_in_their_order() -> None:
    two = {"value": Decimal(208), "value_from": Decimal(135)}
    assert shown(KK, kind=Kind.TRANSITION, **two) == "135 → 208"
    assert shown(RU, kind=Kind.RANGE, value=Decimal(15), value_from=Decimal(10), unit="percent") == "10–15 %"
    assert shown(EN, kind=Kind.RANGE, value=Decimal(15), value_from=Decimal(10), unit="KZT") == "₸10 – ₸15"


def test_a_third_is_a_third() -> None:
    third = {"kind": Kind.FRACTION, "unit": "fraction", "value": Decimal(1) / 3}
    assert shown(EN, **third) == "1/3"
    assert shown(RU, **third | {"value": Decimal("0.6667")}) == "2/3"


@pytest.mark.parametrize(
    ("qualifier", "kk", "ru", "en"),
    [
        (Qualifier.ABOUT, "шамамен 40", "около 40", "about 40"),
        (Qualifier.MORE_THAN, "40-тан астам", "более 40", "more than 40"),
        (Qualifier.LESS_THAN, "40-тан кем", "менее 40", "less than 40"),
        (Qualifier.AT_LEAST, "кемінде 40", "не менее 40", "at least 40"),
        (Qualifier.UP_TO, "40-қа дейін", "до 40", "up to 40"),
        (Qualifier.ALMOST, "40-қа жуық", "почти 40", "almost 40"),
    ],
)
def test_how_exactly_a_figure_is_meant_is_said_in_words(qualifier: Qualifier, kk: str, ru: str, en: str) -> None:
    assert [shown(locale, qualifier=qualifier) for locale in (KK, RU, EN)] == [kk, ru, en]


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "words"),
    [
        ("3", "month", Qualifier.UP_TO, "до 3 месяцев"),
        ("2", "week", Qualifier.UP_TO, "до 2 недель"),
        ("1", "minute", Qualifier.MORE_THAN, "более 1 минуты"),
        ("21", "day", Qualifier.MORE_THAN, "более 21 дня"),
        ("1.5", "year", Qualifier.ABOUT, "около 1,5 года"),
        ("2", "year", Qualifier.ALMOST, "почти 2 года"),
        ("2", "times", Qualifier.MORE_THAN, "более чем в 2 раза"),
        ("3000000", "KZT", Qualifier.AT_LEAST, "не менее 3 млн ₸"),
    ],
)
def test_russian_words_of_degree_bend_what_follows(value: str, unit: str, qualifier: Qualifier, words: str) -> None:
    assert shown(RU, value=Decimal(value), unit=unit, qualifier=qualifier) == words


@given(st.decimals(min_value=0, max_value=10**15, places=2), st.sampled_from(list(Locale)))
def test_a_number_survives_writing_and_reading(value: Decimal, locale: Locale) -> None:
    text = amount(value, "count", locale)
    digits, _, scale = text.partition("\u00a0") if not re.search(r"\u00a0\d", text) else text.rpartition("\u00a0")
    if scale not in SCALES:
        digits, scale = text, ""
    assert parse_decimal(digits, locale=str(locale)) * 10 ** SCALES.get(scale, 0) == value


@given(st.integers(min_value=-(10**12), max_value=10**12), st.sampled_from(list(Locale)))
def test_a_plain_number_keeps_all_its_digits(value: int, locale: Locale) -> None:
    assert int("".join(filter(str.isdigit, number(value, locale)))) == abs(value)
