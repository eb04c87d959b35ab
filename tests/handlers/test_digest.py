"""What /digest is asked for."""

from datetime import timedelta

import pytest

from digests.errors import Refusal
from digests.model import Locale, Newsroom, Rubric
from handlers.digest import days_asked, rubric_named, since_last
from handlers.windows import last_days
from tests.builders import DAY, HOUR, NOW, a_subscriber

NEWSROOM = Newsroom(
    rubrics=(
        Rubric("public_councils", {Locale.KK: "Қоғамдық кеңестер", Locale.RU: "Общественные советы"}, {}),
        Rubric("ngo", {Locale.KK: "ҮЕҰ", Locale.RU: "НПО", Locale.EN: "NGOs"}, {}),
    ),
    sources=(),
)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("ngo", "ngo"),
        ("үеұ", "ngo"),
        ("нпо", "ngo"),
        ("общественные", "public_councils"),
        ("қоғамдық кең", "public_councils"),
        ("советы", None),
    ],
)
def test_a_rubric_is_called_by_its_key_or_by_the_beginning_of_its_name_in_any_language(
    words: str, key: str | None
) -> None:
    assert rubric_named(words, NEWSROOM) == key


def test_a_digest_begins_where_the_last_one_ended() -> None:
    person = a_subscriber(last_digest_at=NOW - 3 * HOUR)
    assert since_last(person, NOW).start == NOW - 3 * HOUR
    # The clock of the store may be ahead.
    assert since_last(a_subscriber(last_digest_at=NOW + HOUR), NOW).start == NOW


def test_the_first_digest_begins_at_the_slot_before_now() -> None:
    # 9 o'clock of this Sunday in Almaty, eight hours ago.
    assert since_last(a_subscriber(), NOW).start == NOW - 8 * HOUR


@pytest.mark.parametrize(("days", "taken"), [(-3, 1), (0, 1), (7, 7), (30, 30), (365, 30)])
def test_the_days_asked_for_are_one_to_thirty(days: int, taken: int) -> None:
    window = last_days(days, NOW)
    assert window.end - window.start == taken * DAY
    assert window.days == taken


def test_a_part_of_a_day_counts_as_a_day() -> None:
    assert last_days(1, NOW).days == 1
    window = since_last(a_subscriber(last_digest_at=NOW - timedelta(minutes=5)), NOW)
    assert window.days == 1


@pytest.mark.parametrize("asked", ["0", "-5", "7.5", "31", "999999999999", "7 grants"])
def test_days_of_which_there_is_no_digest_are_refused_with_those_that_can_be(asked: str) -> None:
    with pytest.raises(Refusal, match="days_unknown") as refused:
        days_asked(asked)
    assert refused.value.values == {"most": 30}


@pytest.mark.parametrize(("asked", "days"), [("1", 1), ("30", 30), ("grants", None), ("", None)])
def test_a_number_asks_for_days(asked: str, days: int | None) -> None:
    assert days_asked(asked) == days
