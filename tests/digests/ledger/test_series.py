from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from digests.ledger import series
from digests.ledger.series import merge
from digests.model import Direction, FigureStatus, Kind, Observation, Period, Point, Qualifier, Series
from tests.builders import DAY
from tests.digests.ledger.reading import PUBLISHED, an_observation

MONEY = {"series": "grants_sum", "unit": "KZT"}
IN_2024 = Period(date(2024, 1, 1), date(2024, 12, 31))


def values(made: Series) -> list[str]:
    return [str(point.best.value) for point in made.points]


def test_a_round_number_is_the_exact_one_told_shorter() -> None:
    rough, exact = an_observation("1600000000", "a", **MONEY), an_observation("1603500000", "b", **MONEY)
    [point] = merge([rough, exact])
    assert point.observations == (exact, rough)


def test_what_is_over_two_per_cent_away_is_another_value() -> None:
    assert len(merge([an_observation("1600000000", "a", **MONEY), an_observation("1640000000", "b", **MONEY)])) == 2


def test_counts_of_few_digits_are_not_rounded() -> None:
    assert len(merge([an_observation("100", "a"), an_observation("99", "b")])) == 2


def test_a_qualified_number_is_the_one_it_was_made_from() -> None:
    exact = an_observation("1437", "a")
    for value, qualifier in [("1400", Qualifier.MORE_THAN), ("1500", Qualifier.ALMOST), ("1400", Qualifier.ABOUT)]:
        assert len(merge([an_observation(value, "b", qualifier=qualifier), exact])) == 1
    assert len(merge([an_observation("1500", "b", qualifier=Qualifier.MORE_THAN), exact])) == 2
    assert len(merge([an_observation("1000", "b", qualifier=Qualifier.MORE_THAN), exact])) == 2


def test_points_are_in_the_order_of_their_periods() -> None:
    [made] = series([an_observation("106", "a"), an_observation("90", "b", period=IN_2024)])
    assert values(made) == ["90", "106"]


def test_without_a_period_a_value_is_as_of_its_day() -> None:
    later = an_observation("50", "b", period=None, published=PUBLISHED + 40 * DAY)
    [made] = series([later, an_observation("48", "a", period=None)])
    assert values(made) == ["48", "50"]


def test_reprints_of_a_sentence_on_another_day_are_one_point() -> None:
    first = an_observation("48", "a", period=None, sentence_hash="same")
    reprint = an_observation("48", "b", period=None, sentence_hash="same", published=PUBLISHED + DAY)
    [made] = series([reprint, first])
    assert made.points == (Point((first, reprint)),)


def test_versions_of_a_story_in_other_words_are_one_point() -> None:
    first = an_observation("48", "a", period=None)
    retold = an_observation("48", "b", period=None, published=PUBLISHED + DAY)
    assert len(series([first, retold])[0].points) == 2
    assert len(series([first, retold], stories={"a": "story", "b": "story"})[0].points) == 1


def test_the_value_that_was_left_stands_before_the_one_that_was_reached() -> None:
    left = an_observation("140", kind=Kind.TRANSITION, period=None, is_earlier=True)
    reached = an_observation("217", kind=Kind.TRANSITION, period=None)
    [made] = series([reached, left])
    assert values(made) == ["140", "217"]


def test_changes_units_and_places_are_series_of_their_own() -> None:
    growth = an_observation("17", "a", unit="percent", kind=Kind.CHANGE, direction=Direction.UP)
    regional = an_observation("9", "a", index=2, place="abai-oblast")
    made = series([an_observation(), growth, regional])
    assert [(one.unit, one.place, one.is_change) for one in made] == [
        ("count", None, False),
        ("count", "abai-oblast", False),
        ("percent", None, True),
    ]


def test_a_plan_and_what_came_of_it_are_two_points() -> None:
    [made] = series([an_observation("106", "a"), an_observation("106", "b", status=FigureStatus.PLAN)])
    assert len(made.points) == 2


NUMBERS = st.one_of(st.integers(1, 3000), st.integers(1, 99).map(lambda n: n * 100_000_000))
OBSERVATIONS = st.lists(
    st.builds(
        lambda value, article, qualifier, days, has_period, index: an_observation(
            str(value),
            article,
            qualifier=qualifier,
            index=index,
            published=PUBLISHED + days * DAY,
            **({} if has_period else {"period": None}),
        ),
        NUMBERS,
        st.sampled_from("abcd"),
        st.sampled_from(Qualifier),
        st.integers(0, 3),
        st.booleans(),
        st.integers(0, 9),
    ),
    max_size=12,
)


@given(OBSERVATIONS, st.randoms())
@settings(max_examples=60)
def test_the_order_of_observations_makes_no_difference(observations: list[Observation], random: object) -> None:
    shuffled = list(observations)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert series(shuffled) == series(observations)


@given(OBSERVATIONS)
@settings(max_examples=60)
def test_every_observation_is_in_exactly_one_point(observations: list[Observation]) -> None:
    placed = [one for made in series(observations) for point in made.points for one in point.observations]
    assert len(placed) == len(set(placed))
    assert set(placed) == set(observations)


@given(OBSERVATIONS)
@settings(max_examples=60)
def test_merging_what_is_merged_changes_nothing(observations: list[Observation]) -> None:
    once = merge(observations)
    assert merge([one for point in once for one in point.observations]) == once
    for point in once:
        assert merge(point.observations) == (point,)


@given(OBSERVATIONS)
@settings(max_examples=60)
def test_a_point_shows_its_most_exact_statement(observations: list[Observation]) -> None:
    for point in merge(observations):
        assert all(one.qualifier is point.best.qualifier or one != point.best for one in point.observations)
        assert all(
            abs(one.value - point.best.value) <= max(one.value, point.best.value) / 10 for one in point.observations
        )
        if any(one.qualifier is Qualifier.EXACT for one in point.observations):
            assert point.best.qualifier is Qualifier.EXACT
        assert Decimal(point.best.value) in {one.value for one in point.observations}
