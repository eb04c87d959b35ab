"""What a chart of a metric shows."""

from datetime import date
from typing import Any

import pytest

from digests.charts import MOST_MOMENTS, Chart, chart_by_place, chart_over_time
from digests.model import FigureStatus, Kind, Locale, Period, Proof
from digests.model.charts import MarkKind, Shape
from tests.builders import DAY, NOW
from tests.digests.ledger.reading import an_observation, metrics

GRANTS = next(metric for metric in metrics() if metric.key == "grants_number")


def year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number, 12, 31))


def a_proof(value: str, article: str = "", **changes: Any) -> Proof:
    outlet = article or f"article {value} {changes.get('period')}"
    return Proof(an_observation(value, outlet, **changes), outlet, "https://a.example", "", "", value, Locale.RU)


def drawn(*proofs: Proof) -> Chart:
    chart = chart_over_time(GRANTS, None, proofs)
    assert chart is not None
    assert chart.shape is Shape.TIME
    return chart


def heights(chart: Chart) -> list[int]:
    return [int(point.observation.value) for point in chart.points]


def lines(*proofs: Proof) -> list[tuple[int, int]]:
    chart = drawn(*proofs)
    return [(heights(chart)[first], heights(chart)[last]) for first, last in chart.lines]


def test_values_stand_in_the_order_of_time_and_are_joined() -> None:
    years = [a_proof("120", period=year(2023)), a_proof("100", period=year(2022)), a_proof("150", period=year(2024))]
    assert heights(drawn(*years)) == [100, 120, 150]
    assert lines(*years) == [(100, 120), (120, 150)]


def test_values_of_a_club_and_of_a_country_do_not_share_a_picture() -> None:
    club = [a_proof(value, period=None, published=NOW - days * DAY) for days, value in ((9, "80"), (5, "90"))]
    sums = ((8, "50000"), (4, "52000"), (1, "55000"))
    country = [a_proof(value, period=None, published=NOW - days * DAY) for days, value in sums]
    chart = drawn(*club, *country)
    assert heights(chart) == [50_000, 52_000, 55_000]
    assert chart.is_part
    assert heights(drawn(*club, country[0])) == [80, 90]


@pytest.mark.parametrize(
    "proofs",
    [
        [],
        [a_proof("100")],
        [a_proof("100", "a"), a_proof("100", "b")],
        [a_proof("100", "a"), a_proof("150", "b")],
        [a_proof("100"), a_proof("17", unit="percent", kind=Kind.CHANGE, period=year(2024))],
        [a_proof("100"), a_proof("500", unit="KZT", period=year(2024))],
    ],
    ids=["nothing", "one value", "one value told twice", "one time on which two differ", "a change", "another unit"],
)
def test_one_moment_is_no_chart(proofs: list[Proof]) -> None:
    assert chart_over_time(GRANTS, None, proofs) is None


def test_a_year_that_nobody_tells_is_a_gap() -> None:
    told = [a_proof(str(100 + number), period=year(number)) for number in (2019, 2020, 2022, 2023)]
    assert lines(*told) == [(2119, 2120), (2122, 2123)]


def test_half_a_year_is_joined_with_the_same_half_of_the_next_year_and_with_no_whole_one() -> None:
    halves = [
        a_proof(str(number - 2000), period=Period(date(number, 1, 1), date(number, 6, 30))) for number in (2023, 2024)
    ]
    assert lines(*halves, a_proof("50", period=year(2023))) == [(23, 24)]


def test_values_of_days_are_joined_within_a_year() -> None:
    days = [a_proof(str(100 + back), f"{back} days", period=None, published=NOW - back * DAY) for back in (0, 40, 500)]
    assert lines(*days) == [(140, 100)]


def test_only_values_that_can_be_compared_are_shown() -> None:
    alike = [a_proof("90", period=year(2023)), a_proof("100", period=year(2024))]
    assert not drawn(*alike).is_part
    others = [
        a_proof("4", period=year(2022)),
        a_proof("40", period=Period(date(2024, 1, 1), date(2024, 6, 30))),
        a_proof("95", period=None),
    ]
    chart = drawn(*alike, *others)
    assert heights(chart) == [90, 100]
    assert chart.is_part
    assert chart_over_time(GRANTS, None, [alike[0], *others]) is None


def test_a_plan_goes_on_from_the_fact_before_it_and_nothing_goes_on_from_a_plan() -> None:
    chart = drawn(
        a_proof("100", period=year(2023)),
        a_proof("120", period=year(2024), status=FigureStatus.PLAN),
        a_proof("130", period=year(2025)),
    )
    assert [point.kind for point in chart.points] == [MarkKind.FACT, MarkKind.PLAN, MarkKind.FACT]
    assert chart.lines == ((0, 1),)


def test_sources_that_differ_are_two_points_that_no_line_runs_through() -> None:
    chart = drawn(
        a_proof("100", period=year(2023)),
        *(a_proof("150", "a", period=year(2024)), a_proof("190", "b", period=year(2024))),
        a_proof("200", period=year(2025)),
    )
    assert [point.kind for point in chart.points if point.observation.period == year(2024)] == [MarkKind.CONTESTED] * 2
    assert chart.lines == ()


def test_the_value_before_that_has_no_date_stands_first() -> None:
    last = a_proof("208", "a", period=None)
    first = a_proof("135", "a", period=None, is_earlier=True, ref=last.observation.ref)
    chart = drawn(last, first)
    assert heights(chart) == [135, 208]
    assert chart.lines == ((0, 1),)
    with_history = drawn(last, first, a_proof("90", period=year(2020)))
    assert heights(with_history) == [135, 208]
    assert with_history.is_part


def test_of_a_long_series_the_newest_moments_are_shown() -> None:
    told = [a_proof(str(number), period=year(number)) for number in range(1980, 2025)]
    chart = drawn(*told)
    assert len(chart.points) == MOST_MOMENTS
    assert heights(chart)[-1] == 2024


def test_places_are_compared_at_the_time_for_which_most_have_a_fact() -> None:
    told = {
        "astana": [a_proof("10", place="astana"), a_proof("7", place="astana", period=year(2024))],
        "almaty": [a_proof("20", place="almaty", period=year(2024))],
        "shymkent": [
            a_proof("30", place="shymkent", period=year(2024)),
            a_proof("99", place="shymkent", status=FigureStatus.PLAN),
        ],
    }
    chart = chart_by_place(GRANTS, told)
    assert chart is not None
    assert (chart.shape, chart.place, chart.lines) == (Shape.PLACES, None, ())
    assert [(point.observation.place, int(point.observation.value)) for point in chart.points] == [
        *(("shymkent", 30), ("almaty", 20), ("astana", 7))
    ]


def test_one_place_is_nothing_to_compare() -> None:
    assert chart_by_place(GRANTS, {"astana": [a_proof("10", place="astana")], "almaty": []}) is None
