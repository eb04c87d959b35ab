from datetime import date

import pytest

from digests.figures import find_figures
from digests.model import Locale, Period

RU, KK, EN = Locale.RU, Locale.KK, Locale.EN
PUBLISHED = date(2025, 10, 19)
YEAR_2024 = Period(date(2024, 1, 1), date(2024, 12, 31))


def periods(text: str, lang: Locale) -> list[Period | None]:
    return [figure.period for figure in find_figures(text, lang, published=PUBLISHED)]


@pytest.mark.parametrize(
    ("lang", "text", "start", "end"),
    [
        (RU, "На 1 сентября работало 40 клубов.", date(2025, 9, 1), date(2025, 9, 1)),
        (RU, "С 3 по 9 мая 2025 года пришли 40 семей.", date(2025, 5, 3), date(2025, 5, 9)),
        (RU, "В декабре открыто 40 клубов.", date(2024, 12, 1), date(2024, 12, 31)),
        (RU, "За I полугодие 2023 года открыто 40 клубов.", date(2023, 1, 1), date(2023, 6, 30)),
        (RU, "За девять месяцев 2025 года открыто 40 клубов.", date(2025, 1, 1), date(2025, 9, 30)),
        (RU, "Весной посажено 40 деревьев.", date(2025, 3, 1), date(2025, 5, 31)),
        (KK, "2023 жылғы 9 мамырдан бері 40 клуб ашылды.", date(2023, 5, 9), None),
        (KK, "2025 жылғы 3 тамызға дейін 40 клуб ашылды.", None, date(2025, 8, 3)),
        (KK, "Былтырдан бастап 40 клуб ашылды.", date(2024, 1, 1), None),
        (KK, "Сәуірде 40 клуб ашылды.", date(2025, 4, 1), date(2025, 4, 30)),
        (KK, "2023 жылдың екінші тоқсанында 40 клуб ашылды.", date(2023, 4, 1), date(2023, 6, 30)),
        (EN, "On Oct. 2, 2025, 40 clubs opened.", date(2025, 10, 2), date(2025, 10, 2)),
        (EN, "Over the first eight months of 2024 some 40 clubs opened.", date(2024, 1, 1), date(2024, 8, 31)),
        (EN, "Next spring 40 guests will come.", date(2026, 3, 1), date(2026, 5, 31)),
        (EN, "By 2030 it will have 40 clubs.", None, date(2030, 12, 31)),
    ],
)
def test_days_months_and_parts_of_a_year_are_periods(
    lang: Locale, text: str, start: date | None, end: date | None
) -> None:
    assert periods(text, lang)[-1] == Period(start, end)


def test_each_figure_has_the_days_that_are_nearest() -> None:
    assert periods("В 2023 году было 90 клубов, в 2024 году – 120.", RU) == [
        Period(date(2023, 1, 1), date(2023, 12, 31)),
        YEAR_2024,
    ]
    assert periods("Kazakhstan has 300 clubs, against 90 in 2024.", EN) == [None, YEAR_2024]


def test_a_transition_lasts_from_its_first_year_to_its_last() -> None:
    [period] = periods("Явка упала с 69% в 2023 году до 62% в 2024 году.", RU)
    assert period == Period(date(2023, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (RU, "Клубов на 40% больше, чем в 2023 году."),
        (RU, "По указу от 6 мая 2014 года в совете 40 членов."),
        (KK, "Бұл 2023 жылғыдан 40 клубқа көп."),
    ],
)
def test_what_a_figure_is_compared_with_is_not_its_period(lang: Locale, text: str) -> None:
    assert periods(text, lang)[-1] is None


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (RU, "В 2024 году подали 90 заявок. Из них 40 одобрены."),
        (KK, "2024 жылы 90 өтінім түсті. Оның 40-ы қолдау тапты."),
        (EN, "In 2024 the fund read 90 bids. It backed 40 of them."),
    ],
)
def test_a_sentence_that_refers_to_the_one_before_has_its_period(lang: Locale, text: str) -> None:
    assert periods(text, lang)[-1] == YEAR_2024


def test_a_year_before_is_counted_from_what_was_spoken_of() -> None:
    assert periods("В 2024 году клубов было 90. Годом ранее – 40.", RU)[-1] == Period(
        date(2023, 1, 1), date(2023, 12, 31)
    )


def test_a_day_without_a_year_needs_the_day_of_publication() -> None:
    [figure] = find_figures("На 1 сентября работало 40 клубов.", RU)
    assert figure.period is None
