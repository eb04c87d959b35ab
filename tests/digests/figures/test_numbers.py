"""What is a number, and what is it worth: digits, numerals, scales, halves, decimals in words."""

from decimal import Decimal

import pytest

from digests.figures import find_figures
from digests.model import Locale

RU, KK, EN = Locale.RU, Locale.KK, Locale.EN


def read(lang: Locale, text: str) -> list[tuple[str, Decimal]]:
    return [(figure.surface, figure.value) for figure in find_figures(text, lang)]


@pytest.mark.parametrize(
    ("lang", "text", "surface", "value"),
    [
        (RU, "В приюте 1 340 собак.", "1 340", "1340"),
        (RU, "В приюте 1\u00a0340 собак.", "1\u00a0340", "1340"),
        (RU, "В приюте 1\u2009340 собак.", "1\u2009340", "1340"),
        (RU, "В приюте 1340 собак.", "1340", "1340"),
        (RU, "Собрали 2.450.000 подписей.", "2.450.000", "2450000"),
        (RU, "Пришли 12,450 жителей.", "12,450", "12450"),
        (RU, "На одного врача приходится 2,5 медсестры.", "2,5", "2.5"),
        (RU, "Приняли 14-ти волонтёров.", "14-ти", "14"),
        (RU, "Открыли 3-х мастерских.", "3-х", "3"),
        (RU, "Помогли 3-м семьям.", "3-м", "3"),
        (KK, "Тізімде 1 340 мекеме тұр.", "1 340", "1340"),
        (KK, "Дауыс берген 417-ден астам тұрғын.", "417-ден астам", "417"),
        (KK, "Сол үйдің 5-еуі жөнделді.", "5-еуі", "5"),
        (KK, "4-еуі — үйде, қалғаны жолда.", "4-еуі", "4"),
        (KK, "Кеше бар-жоғы 3-ақ адам келді.", "3-ақ", "3"),
        (KK, "Ауылда 2 , 5 мың үй бар.", "2 , 5 мың", "2500"),
        (EN, "It has 1,340 members.", "1,340", "1340"),
        (EN, "A 40-seat hall opened.", "40", "40"),
    ],
)
def test_digits_are_read_with_separators_and_endings(lang: Locale, text: str, surface: str, value: str) -> None:
    assert read(lang, text) == [(surface, Decimal(value))]


@pytest.mark.parametrize(
    ("lang", "text", "surface", "value"),
    [
        (RU, "Нужно 7,3 тыс. саженцев.", "7,3 тыс.", "7300"),
        (RU, "Выдали 4 млн книг.", "4 млн", "4000000"),
        (RU, "Раздали 2 трлн 500 млрд листов.", "2 трлн 500 млрд", "2500000000000"),
        (RU, "Продали 3 млрд 408,6 млн билетов.", "3 млрд 408,6 млн", "3408600000"),
        (RU, "Прислали полтора миллиона писем.", "полтора миллиона", "1500000"),
        (RU, "Полпроцента ушло на связь.", "Полпроцента", "0.5"),
        (RU, "Высадили четверть миллиона кустов.", "четверть миллиона", "250000"),
        (RU, "Пришли почти тысяча человек.", "почти тысяча", "1000"),
        (RU, "У ворот стоит с десяток машин.", "с десяток", "10"),
        (KK, "Оған 14 миллион 220 мың тұрғын қатысты.", "14 миллион 220 мың", "14220000"),
        (KK, "Дүкенге 3 жарым мың кітап түсті.", "3 жарым мың", "3500"),
        (KK, "Сайтты 2 млн-нан астам адам қарады.", "2 млн-нан астам", "2000000"),
        (KK, "Оны триллионға жуық рет емес, мыңға жуық адам көрді.", "мыңға жуық", "1000"),
        (EN, "It has 2bn readers.", "2bn", "2000000000"),
        (EN, "Some 4k readers wrote.", "Some 4k", "4000"),
        (EN, "A quarter of a million trees grow here.", "A quarter of a million", "250000"),
    ],
)
def test_scales_and_halves_are_summed(lang: Locale, text: str, surface: str, value: str) -> None:
    assert (surface, Decimal(value)) in read(lang, text)


@pytest.mark.parametrize(
    ("lang", "text", "surface", "value"),
    [
        (RU, "Приехали двести тридцать пять гостей.", "двести тридцать пять", "235"),
        (RU, "Письма пришли двадцати трём школам.", "двадцати трём", "23"),
        (RU, "Клуб доволен сорока двумя новыми книгами.", "сорока двумя", "42"),
        (RU, "Погибли трое.", "трое", "3"),
        (RU, "Четверым помогли врачи.", "Четверым", "4"),
        (RU, "Шестерых нашли.", "Шестерых", "6"),
        (KK, "Жиынға қырық бес адам келді.", "қырық бес", "45"),
        (KK, "Ауылда жүз жиырма үй бар.", "жүз жиырма", "120"),
        (KK, "Сайысқа алтауы қатысты.", "алтауы", "6"),
        (KK, "Мектепті тоқсан бала бітірді.", "тоқсан", "90"),
        (EN, "Two hundred and fifty families came.", "Two hundred and fifty", "250"),
        (EN, "Forty-two schools joined.", "Forty-two", "42"),
    ],
)
def test_spelled_numerals_are_read_in_every_case(lang: Locale, text: str, surface: str, value: str) -> None:
    assert read(lang, text) == [(surface, Decimal(value))]


@pytest.mark.parametrize(
    ("lang", "text", "value", "unit"),
    [
        (RU, "Доля выросла на ноль целых три сотых процента.", "0.03", "percent"),
        (RU, "Ушло пять целых две десятых миллиона тенге.", "5200000", "KZT"),
        (KK, "Инфляция екі бүтін оннан алты пайыз болды.", "2.6", "percent"),
        (KK, "Инфляция бес те алты пайыз болды.", "5.6", "percent"),
        (KK, "Қорға төрт бүтін жүзден отыз бес миллиард теңге түсті.", "4350000000", "KZT"),
        (EN, "Prices rose two point six percent.", "2.6", "percent"),
        (KK, "Құны отыз бүтін бес миллиард теңге.", "30500000000", "KZT"),
    ],
)
def test_decimals_may_be_words(lang: Locale, text: str, value: str, unit: str) -> None:
    [figure] = find_figures(text, lang)
    assert (figure.value, figure.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (RU, "Это случилось в две тысячи девятнадцатом году."),
        (RU, "Сегодня двадцать третье заседание."),
        (KK, "Екі мың он тоғызыншы жылы қор құрылды."),
        (KK, "Бұл жиырма бірінші ғасыр."),
        (KK, "Ол онымен және одан бұрын оған келді."),
        (EN, "This is the twenty-first forum."),
        (RU, "Сотни людей ждали, тысячи писали."),
        (KK, "Мыңдаған адам, ондаған ұйым келді."),
        (EN, "Dozens of people and hundreds of cars came."),
        (RU, "Раз, два, три, четыре: два три четыре пять шесть."),
    ],
)
def test_ordinals_vague_words_and_homographs_are_no_numbers(lang: Locale, text: str) -> None:
    assert [surface for surface, _ in read(lang, text) if len(surface.split()) > 1] == []


@pytest.mark.parametrize(("lang", "row"), [(RU, "1 "), (KK, "екі "), (EN, "7 "), (RU, "млн ")])
def test_a_row_of_bare_numbers_counts_nothing(lang: Locale, row: str) -> None:
    assert find_figures(row * 50, lang) == ()


def test_a_number_with_an_ending_is_no_part_of_a_code() -> None:
    assert [value for _, value in read(KK, "Кентте 71-ден 40 үй қалды.")] == [71, 40]


def test_three_numbers_with_dashes_are_the_name_of_a_programme() -> None:
    assert read(KK, "Қала «4 – 30 – 12» бағдарламасына көшті.") == []
