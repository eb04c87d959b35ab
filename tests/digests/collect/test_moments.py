from datetime import UTC, datetime, timedelta

import pytest

from digests.collect.moments import moment

NOW = datetime(2025, 10, 19, 12, tzinfo=UTC)
SEVEN = datetime(2025, 10, 19, 7, tzinfo=UTC)
"""Noon in Almaty."""
MIDNIGHT = datetime(2025, 10, 18, 19, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2025-10-19T12:00:00+05:00",
            "2025-10-19 12:00",
            "20251019T120000",
            "2025-10-19 12:00:00 +0500",
            "1760857200",
        ),
        *("Sun, 19 Oct 2025 12:00:00 +0500", "Sun, 19 Oct 2025 07:00 GMT", "Sun Oct 19 12:00:00 2025", "1760857200000"),
        *(
            "19 октября 2025, 12:00",
            "12:00, 19 октября 2025 г.",
            "Вс, 19 окт. 2025 12:00:00 +0500",
            "19 октября, 12:00",
        ),
        *("2025 жылғы 19 қазан, 12:00", "19 қазан 2025 12:00", "2025 ж. 19 қазан 12:00", "19 қазан, 12:00"),
        *("19.10.2025 12:00", "12:00 | 19.10.25", "19/10/2025 12:00", "2025/10/19 12:00", "19 окт 2025, 12:00 (GMT+5)"),
        *("October 19, 2025 at 12:00 pm", "19th of October 2025, 12:00", "Oct. 19, 2025 10:00 MSK", "сегодня в 12:00"),
        *(
            "Бүгін, 12:00",
            "today 12:00",
            "5 часов назад",
            "5 сағат бұрын",
            "5 hours ago",
            "Опубликовано: 19.10.2025, 12:00",
        ),
    ],
)
def test_times_are_read_however_they_are_written_here(text: str) -> None:
    assert moment(text, "Asia/Almaty", NOW) == SEVEN


@pytest.mark.parametrize(
    "text", ["2025-10-19", "19 октября 2025 года", "19 қазан 2025", "19.10.2025", "October 19, 2025"]
)
def test_a_day_begins_at_midnight_of_its_zone(text: str) -> None:
    assert moment(text) == MIDNIGHT
    assert moment(text, "UTC") == MIDNIGHT + timedelta(hours=5)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "вчера",
            "31 февраля 2025",
            "2025-10-19T25:00:00Z",
            "05/06/2025",
            "Sun, 19 Oct 2025 12:00:00 BST",
            "2025",
        ),
        *("19 октября 2025 – 21 октября 2025", "понедельник", "19 из 20", "x" * 300, "12:00", "19 октября, 12:00"),
    ],
)
def test_what_is_not_clearly_one_time_is_none(text: str) -> None:
    assert moment(text) is None


def test_a_day_without_a_year_is_the_last_one_that_came() -> None:
    assert moment("31 декабря, 10:00", now=NOW) == datetime(2024, 12, 31, 5, tzinfo=UTC)
    assert moment("кеше, 10:00", now=NOW) == datetime(2025, 10, 18, 5, tzinfo=UTC)


def test_a_number_after_a_day_is_no_year() -> None:
    assert moment("19 октября, 12 комментариев") is None
    assert moment("19 октября, 12 комментариев", now=NOW) == MIDNIGHT
    assert moment("19 Oct 25 12:00 +0500") == SEVEN


def test_months_are_not_mistaken_for_words_that_begin_alike() -> None:
    assert moment("3 марта 2025") == datetime(2025, 3, 2, 19, tzinfo=UTC)
    assert moment("9 мая 2025") == datetime(2025, 5, 8, 19, tzinfo=UTC)
    assert moment("9 мамыр 2025") == datetime(2025, 5, 8, 19, tzinfo=UTC)
    assert moment("9 маусым 2025") == datetime(2025, 6, 8, 19, tzinfo=UTC)
