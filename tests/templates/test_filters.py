"""Numbers and dates as people write them."""

import re
from datetime import date
from decimal import Decimal

import pytest
from babel.numbers import parse_decimal
from hypothesis import given
from hypothesis import strategies as st

from digests.model import Direction, Kind, Locale, Period, Qualifier
from templates.filters import amount, figure, number, period
from tests.builders import a_figure

SCALES = {"трлн": 12, "млрд": 9, "млн": 6, "trillion": 12, "billion": 9, "million": 6}
KK, RU, EN = Locale.KK, Locale.RU, Locale.EN


def shown(locale, **changes):
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
def test_amounts_are_written_as_each_language_writes_them(value, unit, kk, ru, en):
    found = [amount(Decimal(value), unit, locale).replace("\u00a0", " ") for locale in (KK, RU, EN)]
    assert found == [kk, ru, en]


def test_what_changes_is_shown_with_its_direction():
    up = {"kind": Kind.CHANGE, "value": Decimal(23), "unit": "percent", "direction": Direction.UP}
    assert shown(RU, **up) == "+23 %"
    assert shown(EN, **up | {"direction": Direction.DOWN}) == "\u221223%"
    assert shown(RU, **up, qualifier=Qualifier.MORE_THAN) == "↑ более 23 %"
    assert shown(RU, **up | {"kind": Kind.MULTIPLE, "unit": "times", "value": Decimal(3)}) == "↑ в 3 раза"


def test_two_ends_are_shown_in_their_order():
    two = {"value": Decimal(208), "value_from": Decimal(135)}
    assert shown(KK, kind=Kind.TRANSITION, **two) == "135 → 208"
    assert shown(RU, kind=Kind.RANGE, value=Decimal(15), value_from=Decimal(10), unit="percent") == "10–15 %"
    assert shown(EN, kind=Kind.RANGE, value=Decimal(15), value_from=Decimal(10), unit="KZT") == "₸10 – ₸15"


def test_a_third_is_a_third():
    third = {"kind": Kind.FRACTION, "unit": "fraction", "value": Decimal(1) / 3}
    assert shown(EN, **third) == "1/3"


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
def test_how_exactly_a_figure_is_meant_is_said_in_words(qualifier, kk, ru, en):
    assert [shown(locale, qualifier=qualifier) for locale in (KK, RU, EN)] == [kk, ru, en]


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (1800000000, "KZT", "1,8 млрд ₸-ден астам"),
        (5000000, "count", "5 млн-нан астам"),
        (86, "percent", "86%-дан астам"),
        (15, "count", "15-тен астам"),
        (30, "count", "30-дан астам"),
        (600, "count", "600-ден астам"),
        (2000, "count", "2 000-нан астам"),
        (3, "km", "3 км-ден астам"),
    ],
)
def test_kazakh_endings_follow_how_the_figure_is_spoken(value, unit, words):
    assert shown(KK, value=Decimal(value), unit=unit, qualifier=Qualifier.MORE_THAN) == words


def test_periods_are_years_where_they_are_whole_years():
    assert period(Period(date(2025, 1, 1), date(2025, 12, 31)), RU) == "2025"
    assert period(Period(date(2023, 1, 1), date(2025, 12, 31)), RU) == "2023–2025"
    assert period(Period(None, date(2025, 9, 30)), EN) == "– Sep 30, 2025"


@given(st.decimals(min_value=0, max_value=10**15, places=2), st.sampled_from(list(Locale)))
def test_a_number_survives_writing_and_reading(value, locale):
    text = amount(value, "count", locale)
    digits, _, scale = text.partition("\u00a0") if not re.search(r"\u00a0\d", text) else text.rpartition("\u00a0")
    if scale not in SCALES:
        digits, scale = text, ""
    assert parse_decimal(digits, locale=str(locale)) * 10 ** SCALES.get(scale, 0) == value


@given(st.integers(min_value=-(10**12), max_value=10**12), st.sampled_from(list(Locale)))
def test_a_plain_number_keeps_all_its_digits(value, locale):
    assert int("".join(filter(str.isdigit, number(value, locale)))) == abs(value)
