"""Of what a number is: money, percent, measures, times; before it, behind it, glued to it, in a table's header."""

from decimal import Decimal

import pytest

from digests.figures import find_figures
from digests.model import Kind, Locale

RU, KK, EN = Locale.RU, Locale.KK, Locale.EN


@pytest.mark.parametrize(
    ("lang", "text", "surface", "value", "unit"),
    [
        (RU, "Билет стоит $15.", "$15", "15", "USD"),
        (RU, "Сделка на €2,5 млн.", "€2,5 млн", "2500000", "EUR"),
        (RU, "Приз – 900 тысяч фунтов стерлингов.", "900 тысяч фунтов стерлингов", "900000", "GBP"),
        (RU, "Пожертвовали 1,5 миллиарда рублей.", "1,5 миллиарда рублей", "1500000000", "RUB"),
        (RU, "Взнос – 300 сомов.", "300 сомов", "300", "KGS"),
        (RU, "Цена – 45 гривен.", "45 гривен", "45", "UAH"),
        (RU, "Дали 20 млн юаней.", "20 млн юаней", "20000000", "CNY"),
        (RU, "Место стоит 7 тыс. иен.", "7 тыс. иен", "7000", "JPY"),
        (RU, "Тариф – 3 доллара США.", "3 доллара США", "3", "USD"),
        (RU, "Минута стоит 7 центов.", "7 центов", "0.07", "USD"),
        (RU, "Пособие – 3,5 МРП.", "3,5 МРП", "3.5", "MRP"),
        (RU, "Скидка 25-процентная.", "25-процентная", "25", "percent"),
        (RU, "Ставка ниже на 0,4 п. п.", "0,4 п. п.", "0.4", "percentage_point"),
        (RU, "Отдали 12 кв. км земли.", "12 кв. км", "12", "km2"),
        (RU, "Порывы до 28 м/с.", "до 28 м/с", "28", "m/s"),
        (RU, "Раздали 2 кг 300 граммов семян.", "2 кг 300 граммов", "2.3", "kg"),
        (KK, "Қор 12 млн ₸ жинады.", "12 млн ₸", "12000000", "KZT"),
        (KK, "Билет 500 теңгеден сатылды.", "500 теңгеден", "500", "KZT"),
        (KK, "Қорға 30 мың АҚШ доллары түсті.", "30 мың АҚШ доллары", "30000", "USD"),
        (KK, "Жарна 5 фунт стерлинг.", "5 фунт стерлинг", "5", "GBP"),
        (KK, "Жеңілдік 25%ға жетті.", "25%ға", "25", "percent"),
        (KK, "Соның 71%-ы ауылда.", "71%-ы", "71", "percent"),
        (KK, "Көмек 20 айлық есептік көрсеткіш болды.", "20 айлық есептік көрсеткіш", "20", "MRP"),
        (KK, "Қор 300 миллионнан астам теңге жинады.", "300 миллионнан астам теңге", "300000000", "KZT"),
        (KK, "Егіс 70-ке жуық гектарды алып жатыр.", "70-ке жуық гектарды", "70", "ha"),
        (KK, "Жиналғаны 25 миллионға таяу теңге.", "25 миллионға таяу теңге", "25000000", "KZT"),
        (KK, "Айыппұл 30 айлық көрсеткіш.", "30 айлық көрсеткіш", "30", "MRP"),
        (KK, "Үй маңы 6 сотық.", "6 сотық", "0.06", "ha"),
        (RU, "Школе дали 15 соток.", "15 соток", "0.15", "ha"),
        (KK, "Оған 40 куб су кетті.", "40 куб", "40", "m3"),
        (EN, "It cost KZT 5,000.", "KZT 5,000", "5000", "KZT"),
        (EN, "They gave 40 million yuan.", "40 million yuan", "40000000", "CNY"),
        (EN, "A call costs 3 cents.", "3 cents", "0.03", "USD"),
        (EN, "They paid £2 million.", "£2 million", "2000000", "GBP"),
    ],
)
def test_a_unit_stands_before_behind_or_within(lang: Locale, text: str, surface: str, value: str, unit: str) -> None:
    [figure] = find_figures(text, lang)
    assert (figure.surface, figure.value, figure.unit) == (surface, Decimal(value), unit)


def test_one_of_a_currency_is_a_figure_and_one_of_a_noun_is_an_article() -> None:
    assert [figure.unit for figure in find_figures("Один доллар стоит дороже, чем одна книга.", RU)] == ["USD"]


def test_one_of_a_currency_after_a_rate_is_what_the_rate_is_for() -> None:
    assert [figure.value for figure in find_figures("Дают 478 тенге за один доллар.", RU)] == [Decimal(478)]


def test_a_list_has_the_unit_of_its_last_number() -> None:
    figures = find_figures("Взнос составил 2, 3 и 5 млн тенге.", RU)
    assert [figure.value for figure in figures] == [Decimal(2_000_000), Decimal(3_000_000), Decimal(5_000_000)]
    assert {figure.unit for figure in figures} == {"KZT"}


def test_percent_said_once_serves_the_decimals_beside_it() -> None:
    figures = find_figures("За библиотеку 41,3%, за парк 26,5, за каток 12,9.", RU)
    assert [figure.unit for figure in figures] == ["percent"] * 3


def test_percent_serves_whole_numbers_only_in_the_same_place() -> None:
    same = find_figures("Аулы – 66%, города – 53.", RU)
    other = find_figures("Аулы – 66%. Пришли 53 человек.", RU)
    assert [figure.unit for figure in same] == ["percent", "percent"]
    assert [figure.unit for figure in other] == ["percent", "count"]


TABLES = [
    ("Район | Учащиеся, тыс. | Питание, млн тг\nПесчаный | 13,6 | 42\nОзёрный | 8,7 | 57,5", RU),
    ("Район; Учащиеся, тыс.; Питание, млн тг\nПесчаный; 13,6; 42\nОзёрный; 8,7; 57,5", RU),
    ("Район   Учащиеся, тыс.   Питание, млн тг\nПесчаный   13,6   42\nОзёрный   8,7   57,5", RU),
    ("Район\nУчащиеся, тыс.\nПитание, млн тг\nПесчаный\n13,6\n42\nОзёрный\n8,7\n57,5", RU),
    ("Аудан | Тұрғындар, мың адам | Шығыны (млн теңге)\nҚұмды | 13,6 | 42\nКөлді | 8,7 | 57,5", KK),
    ("District | Residents, thousand | Cost, million tenge\nSandy | 13.6 | 42\nLakeside | 8.7 | 57.5", EN),
]


@pytest.mark.parametrize(("text", "lang"), TABLES)
def test_a_cell_has_the_scale_and_unit_of_its_column(text: str, lang: Locale) -> None:
    figures = find_figures(text, lang)
    assert [(figure.value, figure.unit) for figure in figures] == [
        (Decimal(13_600), "count"), (Decimal(42_000_000), "KZT"),
        (Decimal(8_700), "count"), (Decimal(57_500_000), "KZT"),
    ]  # fmt: skip
    assert figures[0].surface in {"13,6", "13.6"}


def test_the_line_above_a_table_measures_columns_that_name_no_unit() -> None:
    text = "Гранты по районам (млн тенге)\n\nРайон | План | Факт\nПесчаный | 4,2 | 3\nОзёрный | 7 | 6,5"
    assert [figure.value for figure in find_figures(text, RU)] == [
        Decimal(4_200_000), Decimal(3_000_000), Decimal(7_000_000), Decimal(6_500_000),
    ]  # fmt: skip


def test_what_stands_before_a_colon_measures_the_numbers_behind_it() -> None:
    figures = find_figures("Готовы помогать, %: студенты – 43,4; учителя – 19.", RU)
    assert [(figure.value, figure.unit) for figure in figures] == [
        (Decimal("43.4"), "percent"),
        (Decimal(19), "percent"),
    ]


def test_lines_that_are_no_table_are_read_as_sentences() -> None:
    figures = find_figures("Итоги недели\nПосажено 40 клёнов\nУбрано 3 двора\nСпасибо всем", RU)
    assert [(figure.value, figure.unit, figure.kind) for figure in figures] == [
        (Decimal(40), "count", Kind.LEVEL), (Decimal(3), "count", Kind.LEVEL),
    ]  # fmt: skip
