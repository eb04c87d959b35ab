"""What /digest is asked for."""

from datetime import timedelta

import pytest

from digests.model import Locale, Newsroom, Rubric
from handlers.digest import rubric_named, since_last
from handlers.windows import days_of, last_days
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
    assert days_of(window) == taken


def test_a_part_of_a_day_counts_as_a_day() -> None:
    assert days_of(last_days(1, NOW)) == 1
    window = since_last(a_subscriber(last_digest_at=NOW - timedelta(minutes=5)), NOW)
    assert days_of(window) == 1
