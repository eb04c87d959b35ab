"""What a reader is told of a metric."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from digests.ledger import observe
from digests.metrics import MetricCard, card_of, told_last, values_of, wanted
from digests.model import FigureStatus, FlagKind, Formula, Kind, Locale, Period, Proof, Value
from tests.builders import DAY, NOW
from tests.digests.ledger.reading import an_observation, metrics, read

GRANTS = next(metric for metric in metrics() if metric.key == "grants_number")


def year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number, 12, 31))


def a_proof(value: str, article: str = "a", **changes: Any) -> Proof:
    """An article that states so many grants, by default in 2025."""
    outlet = changes.pop("outlet", article)
    return Proof(an_observation(value, article, **changes), outlet, "https://a.example", "", "", value, Locale.RU)


def a_card(proofs: Sequence[Proof], **changes: Any) -> MetricCard:
    values: dict[str, Any] = {"articles": {}, "places": {}, "most": 9}
    return card_of(GRANTS, None, proofs, **values | changes)


def numbers(values: Sequence[Value]) -> list[int]:
    return [int(value.observation.value) for value in values]


def change_to(last: Proof, *known: Proof) -> Decimal | None:
    computed = told_last(GRANTS, last, known).value.change
    assert computed is None or computed.formula is Formula.GROWTH
    return computed.value if computed else None


def test_the_value_of_a_year_is_compared_with_that_of_the_year_before() -> None:
    last = a_proof("150", "b")
    assert change_to(last, a_proof("100", period=year(2024)), a_proof("80", period=year(2023))) == 50


@pytest.mark.parametrize(
    ("before", "why"),
    [
        ({"period": Period(date(2024, 1, 1), date(2024, 6, 30))}, "half a year is no year"),
        ({"period": None, "published": NOW - 400 * DAY}, "a day is no year"),
        ({"period": year(2024), "status": FigureStatus.PLAN}, "what was planned is no fact"),
        ({"period": year(2024), "unit": "KZT"}, "money is no count"),
        ({"period": year(2024), "kind": Kind.CHANGE}, "a change is no level"),
        ({"period": year(2024), "value": "9"}, "what is more than ten times less is something else"),
        ({"period": year(2024), "value": "150"}, "nothing has moved"),
        ({"period": year(2026)}, "what comes later is not before"),
    ],
)
def test_what_cannot_be_compared_is_not_computed(before: dict[str, Any], why: str) -> None:
    assert change_to(a_proof("150", "b"), a_proof(**{"value": "100"} | before)) is None, why


def test_nothing_is_computed_where_the_articles_differ_on_either_time() -> None:
    last, before = a_proof("150", "b"), a_proof("100", period=year(2024))
    assert change_to(last, before) == 50
    assert change_to(last, before, a_proof("170", "c")) is None
    assert change_to(last, before, a_proof("120", "c", period=year(2024))) is None


def test_values_as_of_their_days_are_compared_when_they_may_measure_the_same() -> None:
    last = a_proof("150", "b", period=None)
    assert change_to(last, a_proof("100", period=None, published=NOW - 9 * DAY)) == 50
    assert change_to(last, a_proof("70", period=None, published=NOW - 9 * DAY)) is None


def test_a_source_that_names_the_earlier_value_itself_is_computed_from_that_one() -> None:
    left = a_proof("100", "b", is_earlier=True, period=None, kind=Kind.TRANSITION)
    last = a_proof("150", "b", kind=Kind.TRANSITION)
    assert change_to(last, left, a_proof("120", period=year(2024))) == 50


def test_the_growth_of_a_share_is_not_computed() -> None:
    assert change_to(a_proof("40", unit="percent"), a_proof("20", "b", unit="percent", period=year(2024))) is None


def test_a_value_that_many_tell_is_told_once_with_each_outlet_once() -> None:
    told = [a_proof("150", name, outlet=outlet) for name, outlet in (("a", "A"), ("b", "B"), ("c", "A"))]
    [value] = values_of(told)
    assert [proof.outlet for proof in value.outlets] == ["A", "B"]
    earlier = [a_proof("90", name, period=None, is_earlier=True) for name in ("a", "b")]
    [left] = values_of(earlier)
    assert len(left.outlets) == 2


def test_plans_facts_and_stated_changes_are_apart_and_the_newest_come_first() -> None:
    proofs = [
        a_proof("100", period=year(2024)),
        a_proof("150", "b"),
        a_proof("200", "c", period=year(2026), status=FigureStatus.PLAN),
        a_proof("12", "d", unit="percent", kind=Kind.CHANGE),
    ]
    card = a_card(proofs)
    assert (numbers(card.facts), numbers(card.plans), numbers(card.changes)) == ([150, 100], [200], [12])
    assert numbers(a_card(proofs, most=1).facts) == [150]


def test_what_contradicts_each_other_is_told_side_by_side() -> None:
    card = a_card([a_proof("150"), a_proof("190", "b"), a_proof("100", period=year(2024))])
    [pair] = card.conflicts
    assert {proof.outlet for proof in pair} == {"a", "b"}


def test_other_places_are_offered_with_the_most_told_first() -> None:
    card = a_card([a_proof("150")], places={None: 9, "oral": 1, "astana": 3})
    assert card.places == ("astana", "oral")


def test_a_card_tells_what_does_not_fit_in_the_articles_of_its_values() -> None:
    article = read("В 2025 году общественные организации получили 150 грантов.", title="Выдано 15 тысяч грантов")
    proofs = [
        Proof(one, "Outlet", article.url, article.title, article.text, "150", Locale.RU)
        for one in observe(article, metrics())
        if one.series == GRANTS.key
    ]
    assert proofs
    [(flag, proof)] = a_card(proofs, articles={article.id: article}).flags
    assert (flag.kind, proof) == (FlagKind.TITLE_ALONE, proofs[0])
    assert a_card(proofs).flags == ()


def test_words_mean_metrics_of_any_rubric_and_without_words_the_rubrics_decide() -> None:
    of_rubric = wanted(metrics(), ["grants"], [], Locale.RU)
    assert of_rubric
    assert {metric.rubric for metric in of_rubric} == {"grants"}
    for word in ("волонтёры", "еріктілер", "volunteers"):
        assert wanted(metrics(), ["grants"], [word], Locale.EN)[0].key == "volunteers"
    assert wanted(metrics(), ["grants"], ["qwerty"], Locale.EN) == []


def test_the_value_told_last_need_not_be_among_those_that_are_known() -> None:
    last = a_proof("150", published=NOW - timedelta(days=900))
    assert told_last(GRANTS, last, [a_proof("100", "b", period=year(2024))]).value.proof == last
