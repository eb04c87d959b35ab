"""What is no figure: numbers that say when, how old, how often or which, and what belongs to the page."""

import pytest

from digests.figures import find_figures
from digests.figures.normalise import find_quantities
from digests.figures.refuse import refusal
from digests.model import Locale

RU, KK, EN = Locale.RU, Locale.KK, Locale.EN


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (RU, "Клуб закрыт до 14 марта, 15 и 16 марта он открыт."),
        (RU, "Так было в 90-х годах и в 2000-е."),
        (RU, "Данные на 1 января 2025 г."),
        (RU, "В 2022–2023 гг. клуб не работал."),
        (RU, "Открыто с 9 до 18 часов, обед с 13 до 14."),
        (RU, "Начало в 10 часов утра, сбор в 9:45."),
        (RU, "Приём с 8.30 до 16.45."),
        (RU, "Через 3 дня дорогу откроют, каждые 2 часа её чистят."),
        (RU, "Две недели назад он уехал."),
        (RU, "Он трижды просил, сто раз говорил."),
        (RU, "До катка 2 часа езды."),
        (RU, "Он встал в 4 утра, ждал сбора в 9-30 и концерта в 17.00."),
        (RU, "Поливают 3-4 раза в неделю."),
        (EN, "It opens from 9 to 5, and meets twice a year."),
        (EN, "It rained in the last three months."),
        (RU, "Во второй половине года шли дожди, ждали четверть часа."),
        (RU, "Клуб открыт в 1867 г. (1753), его помнят с 1736."),
        (KK, "Жылдың екінші жартысында жаңбыр жауды."),
        (EN, "It rained in the first half of the year, half an hour a day."),
        (KK, "Жиын 2025 жылғы 3 мамырда өтеді."),
        (KK, "Наурыздың 22-нен бастап жол жабылады."),
        (KK, "Наурыздың жиырма бесі күні келіңіз."),
        (KK, "Кеше сағат 10-да, таңғы 8-ден кешкі 7-ге дейін жұмыс істеді."),
        (KK, "Ол үш жыл бұрын кеткен, екі рет келген."),
        (KK, "Үш күнде бәрі бітті."),
        (KK, "Ол 20-дан астам жыл бойы аулаға қарады."),
        (KK, "Екі мың он төртте ауыл көшті."),
        (KK, "Жиын 17-сінде өтеді."),
        (KK, "Сағат он екі отызда жиналамыз."),
        (KK, "Үш жылдық жоспар мен 8 сағаттық ауысым бар."),
        (KK, "Жылдың бірінші жартысында-ақ бітті."),
        (EN, "It opens on May 3, 2026 at 9:45 a.m."),
        (EN, "The 2030 Strategy and the 2027 plan were signed."),
        (EN, "It took place two years ago and lasted from 2019 to 2021."),
        (EN, "They met three times in March."),
        (RU, "Ответили за 12 рабочих дней, в течение года с половиной."),
        (EN, "She taught there for two years."),
        (EN, "A year and a half later they met."),
    ],
)
def test_a_number_that_only_says_when_is_left_alone(lang: Locale, text: str) -> None:
    assert [figure.surface for figure in find_figures(text, lang)] == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (RU, "Рассказывает Асель, 34, учитель."),
        (RU, "Кружок для детей от 7 до 12 лет и для подростков старше 14."),
        (RU, "Детям 5–7 лет рады всегда."),
        (RU, "45-летний тракторист и его 12-летняя дочь приехали."),
        (RU, "Фильм 16+ покажут вечером."),
        (RU, "На пенсию выходят в 63 года."),
        (RU, "Больше всего сторонников среди молодёжи 16–25."),
        (RU, "Ребята в возрасте 7–11 и Айгуль, 15, пели."),
        (EN, "She was 45 when she came and left at 50."),
        (KK, "Жиырма жасында ол ауылға келді."),
        (KK, "Үйірмеге 18 бен 40 жас аралығындағы адамдар барады."),
        (KK, "58 жастағы ақсақал сөйледі."),
        (KK, "Топтағылардың ең жасы 19-да болса, бәрінің үлкені әжем."),
        (KK, "Ақсақалдың жасы сексеннен асқан."),
        (KK, "Жиырма бес пен елу екі жас аралығында адамдар келді."),
        (EN, "Dana Aman, 27, teaches there."),
        (EN, "It is for those aged 18 to 35."),
        (EN, "Among those aged 30-45 it stays low."),
    ],
)
def test_an_age_is_left_alone(lang: Locale, text: str) -> None:
    assert [figure.surface for figure in find_figures(text, lang)] == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (RU, "Приходите в офис 305, корпус 2, подъезд 3."),
        (RU, "Автобусы 12 и 37 не ходят, рейс 503 отменён."),
        (RU, "Ученики 9 «А» класса заняли 2 место."),
        (RU, "В 5 классе новый учитель."),
        (RU, "По статье 293 УК и ст. 5, 6, 7 закона."),
        (RU, "Звоните по телефонам 103 и 170."),
        (RU, "Нужна помощь – позвоните на 1477, горячая линия 109."),
        (RU, "Аяз крепчает: утром −27, днём теплее."),
        (RU, "Игры 30–31-й недели прошли."),
        (RU, "Клуб едет на 31-м и 7-м трамваях."),
        (RU, "Самолёт Ми-8, ТЭЦ-2, сеть 5G и COVID-19."),
        (RU, "Проект «Сто новых имён» и фильм «Дорога в 7 вёрст» вышли."),
        (RU, "Телеканал «Степь 24» показал сюжет."),
        (RU, 'Газ идёт по "Южной линии – 2".'),
        (RU, "Матч завершился 3:2, поделили 50/50."),
        (RU, "Шаг 1. Заполните форму."),
        (RU, "В повестке: 1. Отчёт. 2. Выборы. 3. Разное."),
        (RU, "Мебель ждут на ул. Садовой 14 и в кв. 8."),
        (RU, "Группа 2+1 играла 3х3, сайт 4.0 готов."),
        (RU, "У неё диабет 1 типа, ожог 3 степени."),
        (RU, "Срок до 05.11, паспорт 045678912."),
        (KK, "Заңның 2 және 3-тармақтары, 9 «А» сынып."),
        (KK, "Қаралым: 340 Пікір 12 Бөлісу 5"),
        (EN, "Under paragraphs 2 and 3 and § 12."),
        (RU, "Счёт KZ11222KZT3334445556, БИН 071140001122."),
        (RU, "Ночью −5, днём +3 °C."),
        (KK, "Заңның 20-бабы мен 3-тармағы өзгерді."),
        (KK, "« Жүз жаңа үй » жобасы басталды."),
        (KK, "Абайдың 180 жылдығына арналды."),
        (KK, "Мерекелік жиын 55 / 12 бөлімде өтті."),
        (KK, "Байланыс желісі: 103, 170."),
        (KK, "Airbus 320 ұшағы қонды."),
        (KK, "Жиын 61 208 әскери бөлімінде өтті."),
        (EN, "See Chapter 4, Room 212 and Flight 503."),
        (EN, "The campaign \u201c9 Weeks\u201d ends today."),
        (EN, "The Boeing 737 with passengers landed."),
        (RU, "План следует ЦУР 11 и 12."),
        (RU, "Звоните в любой день: 1605."),
        (RU, "Смотрите также: 8 советов садоводам."),
        (RU, "Её брат учится в 7 «Б»."),
    ],
)
def test_a_number_that_names_something_is_left_alone(lang: Locale, text: str) -> None:
    assert [figure.surface for figure in find_figures(text, lang)] == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (RU, "Один из соседей и одна соседка спорили, один раз помирились."),
        (KK, "Тағы бір мәселе бар, соның бірі осы."),
        (EN, "One of them said one thing."),
        (RU, "Спор с одной бригадой начался, от одного соседа пришло письмо."),
    ],
)
def test_one_is_an_article(lang: Locale, text: str) -> None:
    assert find_figures(text, lang) == ()


@pytest.mark.parametrize(
    ("lang", "text", "surface"),
    [
        (RU, "В кухне 7 поваров и один электрик.", "один"),
        (RU, "Пришёл только один врач.", "один"),
        (KK, "Ауылда бір ғана дәрігер бар.", "бір"),
        (KK, "Мектеп пен ауылдың арасы бір шақырымнан астам.", "бір шақырымнан астам"),
        (KK, "Біреуден бір метр қашықтықта тұрыңыз.", "бір метр"),
        (KK, "Үйірмеге 4 қыз бен бір ұл келді.", "бір"),
        (EN, "One city and 12 village libraries opened.", "One"),
    ],
)
def test_one_counts_where_it_is_listed_or_stressed(lang: Locale, text: str, surface: str) -> None:
    assert surface in [figure.surface for figure in find_figures(text, lang)]


@pytest.mark.parametrize(
    ("lang", "text", "surface"),
    [
        (RU, "Срок аренды – 20 месяцев.", "20 месяцев"),
        (RU, "Средний возраст – 41 год.", "41 год"),
        (RU, "Курс длится 8 недель.", "8 недель"),
        (RU, "Проект рассчитан на 14 месяцев.", "14 месяцев"),
        (RU, "Репетировали по четыре часа.", "четыре часа"),
        (KK, "Жөндеу мерзімі — 25 жұмыс күні.", "25 жұмыс күні"),
        (KK, "Ісі сотта орта есеппен 17 күн қаралады.", "17 күн"),
        (EN, "The average wait lasts 40 days.", "40 days"),
        (EN, "The term is three years.", "three years"),
        (RU, "Жильцы просили 12 рабочих дней на ответ.", "12 рабочих дней"),
        (RU, "Оформление занимает 12 банковских дней.", "12 банковских дней"),
        (KK, "Тұрғындар жауапқа 12 жұмыс күнін сұрады.", "12 жұмыс күнін"),
        (EN, "Tenants asked for 12 working days.", "12 working days"),
        (EN, "The permit is valid for two years.", "two years"),
    ],
)
def test_a_term_a_course_or_an_average_is_a_figure(lang: Locale, text: str, surface: str) -> None:
    assert [figure.surface for figure in find_figures(text, lang)] == [surface]


def test_quoted_speech_is_no_name() -> None:
    text = "«Пять семей переехали», – сказала Айна."
    assert [figure.surface for figure in find_figures(text, RU)] == ["Пять"]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("В зале до 2000 человек.", "до 2000"),
        ("Аул с 1700 жителями отрезан.", "1700"),
        ("После Боинга-737 и 60 млн тенге долга клуб закрыли.", "60 млн тенге"),
        ("Число кружков выросло до 5.", "5"),
        ("Осмотр закончили 318.", "318"),
        ("Фонд помог 62-м школам.", "62-м"),
        ("Скорая приедет не позднее чем через 2 часа.", "не позднее чем через 2 часа"),
        ("Ставки отличались в 3–4 раза.", "3–4 раза"),
    ],
)
def test_what_looks_like_a_year_or_a_name_may_count(text: str, surface: str) -> None:
    assert [figure.surface for figure in find_figures(text, RU)] == [surface]


@pytest.mark.parametrize(
    ("text", "reason"),
    [("Статья 7 закона", "name"), ("В 2021 году", "year"), ("14 марта", "date"), ("в 9:45", "clock")],
)
def test_a_refusal_names_its_reason(text: str, reason: str) -> None:
    quantity = find_quantities(text, RU)[0]
    assert refusal(text, quantity, RU) == reason


@pytest.mark.parametrize("break_", ["\n", "\n\n", "\r\n"])
def test_a_number_that_opens_a_line_is_not_glued_to_the_line_before(break_: str) -> None:
    for lang, text, value in (
        (Locale.RU, "Итоги года.{}120 школ открыты в области.", 120),
        (Locale.KK, "Жыл қорытындысы.{}120 мектеп ашылды.", 120),
        (Locale.EN, "The year in numbers:{}120 schools have opened.", 120),
        (Locale.RU, "Среди них{}45 волонтёров из сёл.", 45),
    ):
        assert [figure.value for figure in find_figures(text.format(break_), lang)] == [value], (lang, text)
