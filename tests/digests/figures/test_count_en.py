import pytest

from digests.figures import find_figures
from digests.model import Locale


def heads(text: str) -> list[str | None]:
    return [figure.counted_head for figure in find_figures(text, Locale.EN)]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("The fund opened 14 new rural libraries.", "library"),
        ("The jury read 312 grant applications.", "application"),
        ("The town has 9 sports clubs.", "club"),
        ("There were 60 women's groups.", "group"),
        ("Some 200 NGOs signed the letter.", "NGO"),
        ("The fund supports 25 start-ups.", "start-up"),
        ("Eight newly built shelters opened.", "shelter"),
        ("Every fifth family lives in a village.", "family"),
        ("Almost 3,000 children took part.", "child"),
        ("He met 18 heads of public councils.", "head"),
    ],
)
def test_the_head_is_the_last_noun_of_the_phrase(text: str, head: str) -> None:
    assert heads(text) == [head]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("About 71% of the applicants were women.", "applicant"),
        ("Thirty percent of the budget goes to salaries.", "budget"),
        ("Only one in five women reported it.", "woman"),
        ("They collected 3 tons of waste paper.", "paper"),
        ("Among respondents, 62% backed the law.", "respondent"),
        ("Some 46 rural and urban clinics joined.", "clinic"),
        ("The office has 46 full-time and part-time drivers.", "driver"),
        ("Trust stands at 64% among the tenants.", "tenant"),
    ],
)
def test_a_share_counts_its_whole(text: str, head: str) -> None:
    assert heads(text) == [head]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("The number of complaints rose from 40 to 75.", "complaint"),
        ("The share of women on the board was 38%.", "woman"),
        ("Visits in 2022 dropped by 14%.", "visit"),
        ("Calls from villagers grew from 15 to 80.", "call"),
        ("Along the coast fees sank from 31% to 22%.", "fee"),
        ("The queue has grown by a quarter.", "queue"),
    ],
)
def test_a_noun_may_stand_before_its_number(text: str, head: str) -> None:
    assert heads(text) == [head]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They built 12 schools and 5 hospitals.", ["school", "hospital"]),
        ("It gave 6 laptops to each of 20 schools.", ["laptop", "school"]),
        ("The council has 31 members, and 12 of them are women.", ["member", "member"]),
        ("Nine out of 12 projects are finished.", ["project", "project"]),
        ("Of the 40 clubs, 12 closed.", ["club", "club"]),
        ("Murders dropped 7% and thefts 22%.", ["murder", "theft"]),
    ],
)
def test_each_number_has_its_own_noun_or_that_of_the_one_before(text: str, found: list[str]) -> None:
    assert heads(text) == found


def test_a_subject_has_no_number_unless_a_verb_says_so() -> None:
    assert heads("Our club won 19.") == [None]


def test_a_collective_of_so_many_is_what_is_counted() -> None:
    assert heads("She leads a team of 14.") == ["team"]


def test_what_there_is_more_of_stands_behind_the_comparison() -> None:
    assert heads("There were three times more applicants than places.") == ["applicant"]


def test_those_who_did_something_have_no_noun() -> None:
    assert heads("Half of those surveyed agree.") == [None]
