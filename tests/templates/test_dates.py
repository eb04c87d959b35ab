"""Days, hours and periods as people write them."""

from datetime import UTC, date, datetime

import pytest

from digests.model import Locale, Period
from templates.dates import city, day, days, moment, period
from tests.builders import DAY, NOW

KK, RU, EN = Locale.KK, Locale.RU, Locale.EN
NARROW = str.maketrans("\u2009\u202f\u00a0", "   ")


@pytest.mark.parametrize(
    ("start", "end", "kk", "ru", "en"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), "2025", "2025", "2025"),
        (date(2023, 1, 1), date(2025, 12, 31), "2023–2025", "2023–2025", "2023–2025"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024 ж. ақпан", "февраль 2024 г.", "February 2024"),
        (date(2025, 5, 2), date(2025, 5, 12), "2025 ж. 2–12 мам.", "2–12 мая 2025 г.", "May 2 – 12, 2025"),
        (date(2025, 5, 2), date(2025, 5, 2), "2025 ж. 02 мам.", "2 мая 2025 г.", "May 2, 2025"),
        (date(2025, 1, 1), None, "2025 жылдан бері", "с 2025 года", "since 2025"),
        (date(2025, 5, 1), None, "2025 ж. 1 мамырдан бері", "с 1 мая 2025 г.", "since May 1, 2025"),
        (None, date(2025, 9, 30), "2025 ж. 30 қыркүйекке дейін", "до 30 сент. 2025 г.", "until Sep 30, 2025"),
        (None, None, "", "", ""),
    ],
)
def test_periods_are_said_as_shortly_as_they_can_be(
    start: date | None, end: date | None, kk: str, ru: str, en: str
) -> None:
    found = [period(Period(start, end), locale) for locale in (KK, RU, EN)]
    assert [words.translate(NARROW) for words in found] == [kk, ru, en]


def test_a_window_is_one_day_or_both_its_ends() -> None:
    assert [days(NOW - DAY, NOW, locale) for locale in (KK, RU, EN)] == ["19 қазан", "19 октября", "October 19"]
    assert days(NOW - 7 * DAY, NOW, RU) == "12–19 окт."
    assert days(NOW - 19 * DAY, NOW, RU) == "30 сент. – 19 окт."


def test_a_day_is_that_of_almaty() -> None:
    assert day(datetime(2025, 10, 19, 19, 30, tzinfo=UTC), RU) == "20 октября"


def test_an_hour_is_told_with_its_place_in_the_language_of_the_reader() -> None:
    assert moment(NOW, KK, zone="Asia/Aqtau") == "19 қазан, сағат 17:00"
    assert [city("Asia/Aqtau", locale) for locale in (KK, RU, EN)] == ["Ақтау", "Актау", "Aqtau"]
