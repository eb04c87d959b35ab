"""One sentence for each construction of the grammar: what is read, and what is left alone."""

from datetime import date
from decimal import Decimal

import pytest

from digests.figures import find_figures
from digests.model import Direction, Kind, Locale, Period, Qualifier

RU, KK, EN = Locale.RU, Locale.KK, Locale.EN
UP, DOWN = Direction.UP, Direction.DOWN


@pytest.mark.parametrize(
    ("lang", "text", "surface", "value", "unit"),
    [
        (RU, "На школу ушло полмиллиона тенге.", "полмиллиона тенге", "500000", "KZT"),
        (RU, "Клуб получил миллион тенге.", "миллион тенге", "1000000", "KZT"),
        (RU, "Посадили три десятка яблонь.", "три десятка", "30", "count"),
        (RU, "Залог вырос до 8-ми млн тенге.", "8-ми млн тенге", "8000000", "KZT"),
        (RU, "Перевели $14,250 из-за рубежа.", "$14,250", "14250", "USD"),
        (RU, "Собрали две с половиной тысячи подписей.", "две с половиной тысячи", "2500", "count"),
        (RU, "В пробах 41 мкг/м³ пыли.", "41 мкг/м³", "41", "ug/m3"),
        (KK, "Қалаға 3 мың 40 көшет әкелінді.", "3 мың 40", "3040", "count"),
        (KK, "Қорға 2 жарым мың адам жазылды.", "2 жарым мың", "2500", "count"),
        (KK, "Ауылда 6 жүз үй бар.", "6 жүз", "600", "count"),
        (KK, "Үйге 7млн теңге берілді.", "7млн теңге", "7000000", "KZT"),
        (KK, "Оны жетеуі қолдады.", "жетеуі", "7", "count"),
        (KK, "Оған мың жарым көшет егілді.", "мың жарым", "1500", "count"),
        (KK, "Қоймада 9 мың бірлік дәрі бар.", "9 мың", "9000", "count"),
        (RU, "Кредит – 4000000000.", "4000000000", "4000000000", "count"),
        (EN, "Half a million dollars went there.", "Half a million dollars", "500000", "USD"),
        (EN, "They planted a dozen trees.", "a dozen", "12", "count"),
        (EN, "Sixty-four centers opened.", "Sixty-four", "64", "count"),
        (EN, "Grants of EUR 45,000 were paid.", "EUR 45,000", "45000", "EUR"),
        (EN, "The club has 3.2k members.", "3.2k", "3200", "count"),
        (RU, "Ремонт моста длился год с половиной.", "год с половиной", "1.5", "year"),
        (RU, "Срок обучения – два года с половиной.", "два года с половиной", "2.5", "year"),
        (KK, "Көпірді жөндеу жыл жарымға созылды.", "жыл жарымға", "1.5", "year"),
        (KK, "Жолға бір сағат жарым кетті.", "бір сағат жарым", "1.5", "hour"),
        (EN, "The repair took a year and a half.", "a year and a half", "1.5", "year"),
        (EN, "The trip took three hours and a half.", "three hours and a half", "3.5", "hour"),
    ],
)
def test_numbers_are_summed_from_their_parts(lang: Locale, text: str, surface: str, value: str, unit: str) -> None:
    [figure] = find_figures(text, lang)
    assert (figure.surface, figure.value, figure.unit) == (surface, Decimal(value), unit)


@pytest.mark.parametrize(
    ("lang", "text", "value_from", "value", "kind"),
    [
        (RU, "В лодке пять-шесть человек.", "5", "6", Kind.RANGE),
        (RU, "Центр принял 96 против 81 обращения.", "81", "96", Kind.TRANSITION),
        (RU, "Доля выросла с 41% в 2023 году до 52%.", "41", "52", Kind.TRANSITION),
        (KK, "Мерзім 40 күннен 25 күнге қысқарды.", "40", "25", Kind.TRANSITION),
        (KK, "Көмек 3-тен 9 миллион теңгеге дейін өзгереді.", "3000000", "9000000", Kind.RANGE),
        (KK, "Жобаға екі-үш үміткер келді.", "2", "3", Kind.RANGE),
        (EN, "The number rose from 31 to 55.", "31", "55", Kind.TRANSITION),
        (EN, "It costs between 70,000 and 90,000 tenge.", "70000", "90000", Kind.RANGE),
        (EN, "Seats drew two or three rivals.", "2", "3", Kind.RANGE),
    ],
)
def test_two_numbers_that_belong_together_are_one_figure(
    lang: Locale, text: str, value_from: str, value: str, kind: Kind
) -> None:
    [figure] = find_figures(text, lang)
    assert (figure.value_from, figure.value, figure.kind) == (Decimal(value_from), Decimal(value), kind)


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        (RU, "Так думает каждый двенадцатый житель.", "0.0833"),
        (RU, "Против были 2/3 участников.", "0.6667"),
        (RU, "Согласны восемь из десяти соседей.", "0.8"),
        (KK, "Әрбір алтыншы тұрғын келді.", "0.1667"),
        (KK, "Мүшелердің бестен екісі келді.", "0.4"),
        (EN, "Four in ten drivers agree.", "0.4"),
        (EN, "Two-thirds of pupils agree.", "0.6667"),
    ],
)
def test_a_part_of_a_whole_is_a_fraction(lang: Locale, text: str, value: str) -> None:
    [figure] = find_figures(text, lang)
    assert (figure.value, figure.unit, figure.kind) == (Decimal(value), "fraction", Kind.FRACTION)


@pytest.mark.parametrize(
    ("lang", "text", "kind", "direction"),
    [
        (RU, "Число кружков увеличилось в 2,5 раза.", Kind.MULTIPLE, UP),
        (RU, "Билет стал вдвое дешевле.", Kind.MULTIPLE, DOWN),
        (RU, "Расходы снизились почти на треть.", Kind.CHANGE, DOWN),
        (RU, "Явка выросла на 12%.", Kind.CHANGE, UP),
        (KK, "Жалақы 15 пайызға өсті.", Kind.CHANGE, UP),
        (KK, "Кезек үш есе азайды.", Kind.MULTIPLE, DOWN),
        (EN, "Donations fell by 12%.", Kind.CHANGE, DOWN),
        (EN, "The new hall is 2.6 times larger.", Kind.MULTIPLE, UP),
    ],
)
def test_what_moved_says_where_it_went(lang: Locale, text: str, kind: Kind, direction: Direction) -> None:
    [figure] = find_figures(text, lang)
    assert (figure.kind, figure.direction) == (kind, direction)


@pytest.mark.parametrize(
    ("lang", "text", "surface", "qualifier"),
    [
        (RU, "Плата не может превышать 64 млн тенге.", "64 млн тенге", Qualifier.UP_TO),
        (RU, "Сад стал шире раза в три.", "раза в три", Qualifier.ABOUT),
        (RU, "Раздали 1 700+ саженцев.", "1 700+", Qualifier.MORE_THAN),
        (RU, "Можно получить до 25 мест.", "до 25", Qualifier.UP_TO),
        (KK, "Бақта 26 мыңдай ағаш өседі.", "26 мыңдай", Qualifier.ABOUT),
        (KK, "Үлесі 13 пайыздан аспайды.", "13 пайыздан", Qualifier.UP_TO),
        (KK, "Залға 90 адамға шейін сыяды.", "90 адамға шейін", Qualifier.UP_TO),
        (KK, "Ауылға шамасы 16 шақырым қалды.", "шамасы 16 шақырым", Qualifier.ABOUT),
        (KK, "Бақта 80 көшеттен кем емес өседі.", "80 көшеттен кем емес", Qualifier.AT_LEAST),
        (EN, "Fees must not exceed 11 percent.", "11 percent", Qualifier.UP_TO),
        (EN, "The fee is at least 40 tenge.", "at least 40 tenge", Qualifier.AT_LEAST),
    ],
)
def test_a_word_that_qualifies_is_inside_and_a_verb_outside(
    lang: Locale, text: str, surface: str, qualifier: Qualifier
) -> None:
    [figure] = find_figures(text, lang)
    assert (figure.surface, figure.qualifier) == (surface, qualifier)


@pytest.mark.parametrize(
    ("lang", "text", "head"),
    [
        (RU, "Клуб поддержал 340 волонтёрских инициатив.", "инициатива"),
        (RU, "Доля молодёжи составила 15%.", "молодёжь"),
        (RU, "Помогают 43% опрошенных.", "опрошенный"),
        (RU, "Содержание парков подорожало в два раза.", "содержание"),
        (KK, "Облыста 60 татуластыру бөлмесі ашылды.", "бөлме"),
        (KK, "Өтінімдердің 40%-ы ауылдан келді.", "өтінім"),
        (KK, "Орталыққа 38 ерікті келді.", "ерікті"),
        (EN, "They opened 12 public councils.", "council"),
        (EN, "Two percent of farmers signed.", "farmer"),
    ],
)
def test_what_is_counted_has_a_head_in_dictionary_form(lang: Locale, text: str, head: str) -> None:
    [figure] = find_figures(text, lang)
    assert figure.counted_head == head


def test_a_noun_that_is_left_out_is_the_one_before() -> None:
    planned, built = find_figures("Из 24 запланированных мостов построено 9.", RU)
    assert planned.counted_head == built.counted_head == "мост"


def test_a_currency_that_is_left_out_is_the_one_before() -> None:
    income, cost = find_figures("Собрали 8,9 млрд тенге, потратили 7 млрд.", RU)
    assert income.unit == cost.unit == "KZT"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (RU, "1) заявление"),
        (RU, "Адрес: ул. Садовая, 14."),
        (RU, "👁 1 377"),
        (RU, "Курс доллара: USD 501.4 EUR 566.9 RUB 6.1"),
        (RU, "Счёт матча 3:1."),
        (RU, "Вход для детей 6+."),
        (RU, "Мария Ли, 29 лет, живёт в ауле."),
        (RU, "Тел. 45-18-90."),
        (RU, "Новый Windows 11."),
        (RU, "Это его третья семья, он любит семью."),
        (KK, "Бұл біз үшін маңызды."),
        (KK, "Жиын үш күнде өтті."),
        (KK, "Мекенжай: Жаңа көшесі, 15."),
        (KK, "Ол 35 жаста."),
        (EN, "See Table 4."),
        (EN, "Dana Li, 27, came."),
        (EN, "It begins at 8 a.m."),
    ],
)
def test_a_number_that_names_or_dates_something_is_left_alone(lang: Locale, text: str) -> None:
    assert find_figures(text, lang) == ()


@pytest.mark.parametrize(
    ("lang", "text", "start", "end"),
    [
        (RU, "С начала года открыто 12 клубов.", date(2025, 1, 1), None),
        (RU, "В прошлом году открыто 12 клубов.", date(2024, 1, 1), date(2024, 12, 31)),
        (RU, "За III квартал 2023 года открыто 12 клубов.", date(2023, 7, 1), date(2023, 9, 30)),
        (KK, "Былтыр 12 клуб ашылды.", date(2024, 1, 1), date(2024, 12, 31)),
        (KK, "2022 жылдан бері 12 клуб ашылды.", date(2022, 1, 1), None),
        (EN, "This year 12 clubs opened.", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_period_is_resolved_from_the_day_of_publication(
    lang: Locale, text: str, start: date, end: date | None
) -> None:
    [figure] = find_figures(text, lang, published=date(2025, 10, 19))
    assert figure.period == Period(start, end)
