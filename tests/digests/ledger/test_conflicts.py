import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.ledger import conflicts
from digests.ledger.agree import contradict
from digests.model import Conflict, FigureStatus, Kind, Observation, Qualifier
from tests.builders import DAY
from tests.digests.ledger.reading import PUBLISHED, an_observation


def test_two_values_for_one_metric_place_and_period_are_a_conflict_that_holds_both() -> None:
    first, second = an_observation("106", "a"), an_observation("140", "b", published=PUBLISHED + DAY)
    assert conflicts([second, first]) == (Conflict(first, second),)


def test_up_to_two_per_cent_apart_they_agree() -> None:
    assert conflicts([an_observation("1000", "a"), an_observation("1020", "b")]) == ()
    assert len(conflicts([an_observation("1000", "a"), an_observation("1021", "b")])) == 1


@pytest.mark.parametrize(
    ("value", "qualifier", "agrees"),
    [
        ("100", Qualifier.MORE_THAN, True),
        ("120", Qualifier.MORE_THAN, False),
        ("106", Qualifier.AT_LEAST, True),
        ("150", Qualifier.UP_TO, True),
        ("90", Qualifier.UP_TO, False),
        ("90", Qualifier.LESS_THAN, False),
        ("110", Qualifier.ALMOST, True),
        ("100", Qualifier.ALMOST, False),
        ("100", Qualifier.ABOUT, True),
        ("80", Qualifier.ABOUT, False),
    ],
)
def test_a_qualifier_allows_what_it_says(value: str, qualifier: Qualifier, agrees: bool) -> None:
    exact, qualified = an_observation("106", "a"), an_observation(value, "b", qualifier=qualifier)
    assert (conflicts([exact, qualified]) == ()) is agrees


def test_a_range_agrees_with_what_lies_in_it() -> None:
    within = an_observation("120", "b", kind=Kind.RANGE, value_from=an_observation("90").value)
    above = an_observation("150", "b", kind=Kind.RANGE, value_from=an_observation("120").value)
    assert conflicts([an_observation("106", "a"), within]) == ()
    assert len(conflicts([an_observation("106", "a"), above])) == 1


def test_the_parts_that_one_article_tells_are_no_conflict() -> None:
    whole, part = an_observation("106", "a"), an_observation("12", "a", index=1)
    assert conflicts([whole, part]) == ()
    assert conflicts([whole, part, an_observation("106", "b")]) == ()


def test_articles_that_agree_on_nothing_conflict_by_their_wholes() -> None:
    told = [an_observation("12", "a"), an_observation("106", "a", index=1), an_observation("140", "b")]
    [conflict] = conflicts(told)
    assert {int(conflict.first.value), int(conflict.second.value)} == {106, 140}


def test_reprints_of_either_side_do_not_multiply_a_conflict() -> None:
    told = [an_observation(value, article) for value, article in [("106", "a"), ("106", "b"), ("140", "c")]]
    assert len(conflicts(told)) == 1


def test_as_of_other_days_two_values_are_a_development() -> None:
    first = an_observation("106", "a", period=None)
    assert conflicts([first, an_observation("140", "b", period=None, published=PUBLISHED + 4 * DAY)]) == ()
    assert len(conflicts([first, an_observation("140", "b", period=None, published=PUBLISHED + 2 * DAY)])) == 1


def test_without_a_period_a_much_larger_count_is_one_of_something_else() -> None:
    told = [an_observation("106", "a", period=None), an_observation("900", "b", period=None)]
    assert conflicts(told) == ()
    assert len(conflicts([an_observation("106", "a"), an_observation("900", "b")])) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"status": FigureStatus.PLAN},
        {"place": "astana"},
        {"unit": "KZT"},
        {"period": None},
        {"kind": Kind.CHANGE},
        {"is_earlier": True, "period": None},
    ],
)
def test_what_is_not_comparable_is_no_conflict(changes: dict[str, object]) -> None:
    assert conflicts([an_observation("106", "a"), an_observation("140", "b", **changes)]) == ()


def test_a_noun_that_no_metric_names_may_mean_another_thing_in_each_article() -> None:
    told = [an_observation(value, article, series="ru:проект") for value, article in [("9", "a"), ("40", "b")]]
    assert conflicts(told) == ()


OBSERVATIONS = st.builds(
    lambda value, article, qualifier: an_observation(str(value), article, qualifier=qualifier),
    st.integers(0, 500),
    st.sampled_from("abcde"),
    st.sampled_from(Qualifier),
)


@given(OBSERVATIONS, OBSERVATIONS)
@settings(max_examples=60)
def test_disagreement_is_mutual_and_nothing_disagrees_with_itself(left: Observation, right: Observation) -> None:
    assert contradict(left, right) is contradict(right, left)
    assert not contradict(left, left)


@given(st.lists(OBSERVATIONS, max_size=10), st.randoms())
@settings(max_examples=60)
def test_conflicts_do_not_depend_on_the_order(told: list[Observation], random: object) -> None:
    shuffled = list(told)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert conflicts(shuffled) == conflicts(told)
    for conflict in conflicts(told):
        assert contradict(conflict.first, conflict.second)
        assert conflict.first.ref.article_id != conflict.second.ref.article_id


def test_only_conflicts_with_something_new_are_told_since_a_time() -> None:
    told = [an_observation("106", "a"), an_observation("140", "b", first_seen=PUBLISHED + DAY)]
    assert len(conflicts(told, since=PUBLISHED)) == 1
    assert conflicts(told, since=PUBLISHED + DAY) == ()
