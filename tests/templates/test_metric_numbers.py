"""The numbers that a reader sees of metrics are those of the ledger, in every language."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from babel.numbers import parse_decimal
from hypothesis import given
from hypothesis import strategies as st

from digests.metrics import MetricsPage, card_of, told_last
from digests.model import FigureStatus, Kind, Locale, Proof, Qualifier
from templates.bubbles import plain
from tests.templates.metric_screens import APPLICATIONS, a_proof, year
from tests.templates.screens import TEMPLATES

SCALES = {"трлн": 12, "млрд": 9, "млн": 6, "trillion": 12, "billion": 9, "million": 6}
NUMBERS = {
    Locale.KK: r"\d+(?:\u00a0\d{3})*(?:,\d+)?",
    Locale.RU: r"\d+(?:\u00a0\d{3})*(?:,\d+)?",
    Locale.EN: r"\d+(?:,\d{3})*(?:\.\d+)?",
}
UNITS = ("count", "KZT", "USD", "percent", "hour", "tonne", "kg", "times")

values = st.decimals(min_value=0, max_value=10**13, places=2) | st.integers(0, 10**10).map(Decimal)


@st.composite
def stating(draw: st.DrawFn) -> Proof:
    """A source that states a value or a range, exactly or not, as done or as planned."""
    high, low = draw(values), draw(st.none() | values)
    number = draw(st.none() | st.integers(2001, 2031))
    return a_proof(
        str(high if low is None else max(high, low)),
        outlet=f"O{draw(st.integers())}",
        value_from=None if low is None else min(high, low),
        kind=Kind.LEVEL if low is None else Kind.RANGE,
        unit=draw(st.sampled_from(UNITS)),
        qualifier=draw(st.sampled_from(Qualifier)),
        status=draw(st.sampled_from(FigureStatus)),
        period=year(number) if number else None,
    )


proofs = stating()
several = st.lists(proofs, min_size=1, max_size=6, unique_by=lambda proof: proof.outlet)


def read(text: str, locale: Locale) -> list[Decimal]:
    """The numbers of a text, scaled by the word behind them."""
    found = re.finditer(rf"(?P<digits>{NUMBERS[locale]})(?:\u00a0(?P<scale>{'|'.join(SCALES)}))?", text)
    return [
        parse_decimal(one["digits"], locale=str(locale)).scaleb(SCALES.get(one["scale"], 0)).normalize()
        for one in found
    ]


def told(stated: Iterable[Proof]) -> Counter[Decimal]:
    both = ((proof.observation.value_from, proof.observation.value) for proof in stated)
    return Counter(number.normalize() for pair in both for number in pair if number is not None)


def bold(text: str, locale: Locale) -> Counter[Decimal]:
    """The numbers of values: a heading in bold has a line of its own, or stands first in it."""
    rows = [row.partition("— ")[2] for row in text.splitlines()]
    return Counter(
        number for row in rows for shown in re.findall("<b>(.*?)</b>", row) for number in read(plain(shown), locale)
    )


@pytest.mark.parametrize("locale", list(Locale))
@given(stated=several)
def test_the_values_of_a_card_are_those_of_its_observations(locale: Locale, stated: Sequence[Proof]) -> None:
    card = card_of(APPLICATIONS, None, stated, articles={}, places={}, most=6)
    shown = bold(TEMPLATES.metric(card, locale, page=0, words="").text, locale)
    assert shown == told(value.proof for value in card.values)
    everything = told(proof for value in card.values for proof in value.proofs)
    assert everything == told(stated)


@pytest.mark.parametrize("locale", list(Locale))
@given(stated=proofs)
def test_the_value_told_last_is_that_of_its_observation(locale: Locale, stated: Proof) -> None:
    page = MetricsPage((told_last(APPLICATIONS, stated, []),))
    [shown] = re.findall("^<b>(.*?)</b>", TEMPLATES.metrics(page, locale, words="").text, re.MULTILINE)
    assert Counter(read(plain(shown), locale)) == told([stated])


@pytest.mark.parametrize("locale", list(Locale))
@given(first=st.integers(1, 10**9), times=st.decimals(Decimal("0.2"), 9, places=2))
def test_a_growth_shows_both_its_operands_and_that_it_is_our_own(locale: Locale, first: int, times: Decimal) -> None:
    before = a_proof(str(first), period=year(2024))
    last = a_proof(str(first * times), period=year(2025))
    card = card_of(APPLICATIONS, None, [before, last], articles={}, places={}, most=6)
    computed = card.facts[0].change
    blocks = TEMPLATES.metric(card, locale, page=0, words="").text.split("\n\n")
    formulas = [block for block in blocks if "÷" in block]
    if computed is None:
        assert formulas == []
        return
    [block] = formulas
    title, row = block.splitlines()
    assert title in {"<b>Біздің есебіміз</b>", "<b>Наш расчёт</b>", "<b>Our calculation</b>"}
    operands = [one.value.normalize() for one in (last.observation, before.observation, before.observation)]
    numbers = read(row.partition(": ")[2], locale)
    assert numbers == [*operands, Decimal(100).normalize(), abs(computed.value).normalize()]


def test_a_change_of_a_rough_value_is_rough() -> None:
    before = a_proof("100", period=year(2024))
    last = a_proof("150", period=year(2025))
    rough = replace(last, observation=replace(last.observation, qualifier=Qualifier.MORE_THAN))
    page = MetricsPage((told_last(APPLICATIONS, rough, [before]),))
    assert "около +50" in TEMPLATES.metrics(page, Locale.RU, words="").text
