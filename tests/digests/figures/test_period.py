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
        (RU, "К 31 марта 2025 года открыто 40 клубов.", None, date(2025, 3, 31)),
        (RU, "С 1 апреля по 31 мая 2025 года пришли 40 семей.", date(2025, 4, 1), date(2025, 5, 31)),
        (RU, "За 3–9 мая пришли 40 семей.", date(2025, 5, 3), date(2025, 5, 9)),
        (RU, "За пять месяцев нынешнего года открыто 40 клубов.", date(2025, 1, 1), date(2025, 5, 31)),
        (RU, "За последнюю неделю марта открыто 40 клубов.", date(2025, 3, 1), date(2025, 3, 31)),
        (RU, "За лето-2024 открыто 40 клубов.", date(2024, 6, 1), date(2024, 8, 31)),
        (RU, "До 15 декабря откроют 40 клубов.", None, date(2025, 12, 15)),
        (KK, "2025 жылғы 3–9 мамырда 40 отбасы келді.", date(2025, 5, 3), date(2025, 5, 9)),
        (KK, "1 мамырдан 9 мамырға дейін 40 отбасы келді.", date(2025, 5, 1), date(2025, 5, 9)),
        (KK, "Биылғы алғашқы бес айда 40 клуб ашылды.", date(2025, 1, 1), date(2025, 5, 31)),
        (KK, "Наурыздың соңында 40 клуб ашылды.", date(2025, 3, 1), date(2025, 3, 31)),
        (EN, "On May 3-9, 40 families came.", date(2025, 5, 3), date(2025, 5, 9)),
        (EN, "At the end of March 40 clubs opened.", date(2025, 3, 1), date(2025, 3, 31)),
        (EN, "Since the hall opened on May 3, 2025, 40 clubs have met.", date(2025, 5, 3), None),
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
        (RU, "По сравнению с 2023 годом клубов больше на 40%."),
        (RU, "Клубов больше на 40% по отношению к прошлому году."),
        (RU, "К уровню июня 2023 года рост составил 40%."),
        (RU, "Это на 40% лучше, чем при первой проверке в 2023 году."),
        (KK, "2023 жылмен салыстырғанда клубтар 40%-ға көбейді."),
        (KK, "Клубтар былтырғы кезеңге қарағанда 40%-ға көбейді."),
        (EN, "Compared with 2023, clubs grew by 40%."),
        (EN, "Clubs grew by 40% from 2023."),
        (EN, "That is 40% more than in June 2023."),
        (EN, "Fees rose 40% on last year."),
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


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (RU, "В 2024 году открыто 90 клубов. Это на 40% больше, чем годом ранее."),
        (KK, "2024 жылы 90 клуб ашылды. Өткен жылғы 60 клубпен салыстырғанда бұл 40%-ға көп."),
        (EN, "In 2024 some 90 clubs opened. That is 40% more than in 2023."),
    ],
)
def test_a_change_against_other_days_is_of_those_spoken_of(lang: Locale, text: str) -> None:
    assert periods(text, lang)[-1] == YEAR_2024


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (RU, "Летом работало 90 клубов, сейчас – 40."),
        (KK, "Былтыр 90 клуб еді, қазір 40 клуб бар."),
        (EN, "Last year there were 90 clubs, now there are 40."),
        (RU, "В клубе 40 мастеров, сообщили 7 мая."),
        (RU, "Приют основан в 2015 году, в нём 40 собак."),
        (EN, "The shelter has 40 dogs, officials said on May 7."),
        (RU, "Пришли 40 семей, в 2023 году их было 90."),
    ],
)
def test_now_and_the_day_of_telling_are_no_period(lang: Locale, text: str) -> None:
    figures = find_figures(text, lang, published=PUBLISHED)
    assert next(figure.period for figure in figures if figure.value == 40) is None


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (RU, "Итоги фонда за 2024 год\n\nСобрано 40 млн тенге"),
        (RU, "Что сделано с 1 января по 31 декабря 2024 года:\n\n– открыто 40 клубов\n– посажено 90 дубов"),
        (KK, "Клубтар саны (2024 жыл)\n\nҚала | Клуб\nАбай | 40\nСарань | 90"),
        (EN, "The fund has reported on 2024.\n\nIt gave 40 grants and 90 prizes."),
    ],
)
def test_a_heading_says_of_which_days_what_follows_speaks(lang: Locale, text: str) -> None:
    assert set(periods(text, lang)) == {YEAR_2024}


def test_a_part_has_the_days_of_its_whole_in_the_sentence_before() -> None:
    assert periods("В 2024 году подали 90 заявок. Одобрены только 40, или почти половина.", RU)[1:] == [YEAR_2024] * 2


def test_days_of_a_number_compared_with_are_that_number_s_alone() -> None:
    text = "2024 жылы 90 млн теңге бөлінді. Бұл 2023 жылғы 60 млн теңгеден 50%-ға көп."
    assert periods(text, KK) == [YEAR_2024, Period(date(2023, 1, 1), date(2023, 12, 31)), YEAR_2024]


def test_a_year_before_is_counted_from_what_was_spoken_of() -> None:
    assert periods("В 2024 году клубов было 90. Годом ранее – 40.", RU)[-1] == Period(
        date(2023, 1, 1), date(2023, 12, 31)
    )


def test_a_day_without_a_year_needs_the_day_of_publication() -> None:
    [figure] = find_figures("На 1 сентября работало 40 клубов.", RU)
    assert figure.period is None
