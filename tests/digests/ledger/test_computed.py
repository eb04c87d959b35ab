from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.figures import find_figures
from digests.ledger import growth, per_unit, share
from digests.model import Computed, FigureStatus, Formula, Kind, Locale, Observation, Period, Qualifier
from templates.numbers import amount
from tests.digests.ledger.reading import an_observation, observed

IN_2024 = Period(date(2024, 1, 1), date(2024, 12, 31))


def earlier(value: str, **changes: object) -> Observation:
    return an_observation(value, "b", period=IN_2024, **changes)


def computed(one: Computed | None) -> Computed:
    assert one is not None
    return one


def test_growth_is_told_with_its_operands() -> None:
    first, last = earlier("140"), an_observation("217")
    assert growth(first, last) == Computed(Formula.GROWTH, Decimal(55), "percent", (first, last))


def test_a_fall_is_negative_and_small_changes_have_a_decimal() -> None:
    assert computed(growth(earlier("217"), an_observation("140"))).value == Decimal(-35)
    assert computed(growth(earlier("200"), an_observation("205"))).value == Decimal("2.5")


def test_the_two_values_of_a_transition_give_its_growth() -> None:
    first, last = observed("Число общественных советов выросло с 40 до 50.")
    assert computed(growth(first, last)).value == Decimal(25)


@pytest.mark.parametrize(
    "first",
    [
        earlier("140", series="volunteers"),
        earlier("140", unit="KZT"),
        earlier("140", place="astana"),
        earlier("140", status=FigureStatus.PLAN),
        earlier("140", kind=Kind.CHANGE),
        earlier("140", value_from=Decimal(100), kind=Kind.RANGE),
        earlier("0"),
        an_observation("140", "b"),
    ],
)
def test_what_is_not_two_values_of_one_series_in_time_has_no_growth(first: Observation) -> None:
    assert growth(first, an_observation("217")) is None


def test_what_is_computed_from_round_numbers_is_about_right() -> None:
    rough = earlier("100", qualifier=Qualifier.MORE_THAN)
    assert computed(growth(rough, an_observation("217"))).qualifier is Qualifier.ABOUT


def test_money_for_one_is_as_exact_as_the_sum() -> None:
    count, money = observed("Выдано 430 грантов на сумму 7,65 млрд тенге.")
    assert per_unit(money, count) == Computed(Formula.PER_UNIT, Decimal(17800000), "KZT", (money, count))
    count, money = observed("Выдано 95 грантов на сумму 1,6 млрд тенге.")
    assert computed(per_unit(money, count)).value == Decimal(17000000)


def test_money_and_a_count_that_the_article_does_not_join_are_not_divided() -> None:
    count, money = observed("Выдано 95 грантов. Премии НПО обошлись в 1,6 млрд тенге.")
    assert per_unit(money, count) is None
    joined_count, joined_money = observed("Выдано 95 грантов на сумму 1,6 млрд тенге.")
    assert per_unit(replace(joined_money, ref=replace(joined_money.ref, article_id="x")), joined_count) is None
    assert per_unit(joined_count, joined_money) is None


def test_a_region_has_a_share_of_the_country_in_one_period() -> None:
    whole, part = an_observation("106"), an_observation("13", "b", place="abai-oblast")
    assert share(part, whole) == Computed(Formula.SHARE, Decimal(12), "percent", (part, whole))
    assert share(whole, part) is None
    assert share(replace(part, period=IN_2024), whole) is None
    assert share(replace(part, unit="percent"), replace(whole, unit="percent")) is None
    assert share(replace(part, value=Decimal(107)), whole) is None


@given(st.integers(1, 10**12), st.integers(0, 10**12))
@settings(max_examples=60)
def test_a_growth_leads_from_the_first_value_to_the_last(first: int, last: int) -> None:
    made = computed(growth(earlier(str(first)), an_observation(str(last))))
    exact = (Decimal(last) - first) / first * 100
    half = Decimal("0.5") if abs(exact) >= 10 else Decimal("0.05")
    assert abs(made.value - exact) <= half


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.sampled_from(Locale))
@settings(max_examples=60)
def test_a_computed_number_is_read_back_from_what_is_shown(first: int, last: int, locale: Locale) -> None:
    made = computed(growth(earlier(str(first)), an_observation(str(last))))
    shown = amount(abs(made.value), made.unit, locale)
    words = {Locale.RU: "Рост составил {}.", Locale.KK: "Өсім {} болды.", Locale.EN: "It grew to {}."}[locale]
    [figure] = find_figures(words.format(shown), locale)
    assert (figure.value, figure.unit) == (abs(made.value), "percent")
