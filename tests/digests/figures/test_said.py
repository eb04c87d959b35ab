"""How exactly a figure is meant, what it says, and how two numbers are one figure."""

from decimal import Decimal

import pytest

from digests.figures import find_figures
from digests.model import Direction, Kind, Locale, Qualifier

RU, KK, EN = Locale.RU, Locale.KK, Locale.EN
UP, DOWN = Direction.UP, Direction.DOWN


@pytest.mark.parametrize(
    ("lang", "text", "surface", "qualifier"),
    [
        (RU, "Собрали около 90 книг.", "около 90", Qualifier.ABOUT),
        (RU, "Пришли почти 90 человек.", "почти 90", Qualifier.ALMOST),
        (RU, "Хватит минимум 90 книг.", "минимум 90", Qualifier.AT_LEAST),
        (RU, "Пришли 90 и более человек.", "90 и более", Qualifier.AT_LEAST),
        (RU, "Нужно менее 90 тенге.", "менее 90 тенге", Qualifier.LESS_THAN),
        (RU, "Клубов стало больше на 27%.", "27%", Qualifier.EXACT),
        (RU, "Явка снизилась на 2,4 п. п., до 56,3%.", "56,3%", Qualifier.EXACT),
        (RU, "Акции подешевели на 2,3%, до 45 долларов.", "45 долларов", Qualifier.EXACT),
        (KK, "Шамамен 90-ға жуық адам келді.", "Шамамен 90-ға жуық", Qualifier.ABOUT),
        (KK, "Оған 90-нан көп адам жазылды.", "90-нан көп", Qualifier.MORE_THAN),
        (KK, "Құны 90 мың теңгеден (жарна есебінде) аспайды.", "90 мың теңгеден", Qualifier.UP_TO),
        (KK, "Бұл жұмысты 8%-ға дейін қысқарту керек.", "8%-ға дейін", Qualifier.EXACT),
        (KK, "Бағасы 500 – 700 теңгеге дейін барды.", "500 – 700 теңгеге дейін", Qualifier.EXACT),
        (KK, "Жартысынан көбі қарсы.", "Жартысынан көбі", Qualifier.MORE_THAN),
        (KK, "Үлес 20%-дан кем болмауы керек.", "20%-дан кем", Qualifier.AT_LEAST),
        (KK, "Ауылда 90-нан астамға үй салынды.", "90-нан астамға", Qualifier.MORE_THAN),
        (KK, "Қорда 90 мыңға жуық доллар бар.", "90 мыңға жуық доллар", Qualifier.ALMOST),
        (EN, "Fewer than 90 remain.", "Fewer than 90", Qualifier.LESS_THAN),
        (EN, "As many as 90 left.", "As many as 90", Qualifier.UP_TO),
    ],
)
def test_words_say_how_exactly_a_figure_is_meant(lang: Locale, text: str, surface: str, qualifier: Qualifier) -> None:
    figure = find_figures(text, lang)[-1]
    assert (figure.surface, figure.qualifier) == (surface, qualifier)


@pytest.mark.parametrize(
    ("lang", "text", "surface", "qualifier"),
    [
        (RU, "Кружков стало больше: с 20 до примерно 90.", "с 20 до примерно 90", Qualifier.ABOUT),
        (RU, "Число мест выросло с 20 почти до 90.", "с 20 почти до 90", Qualifier.ALMOST),
        (RU, "Число мест выросло с 20 до более чем 90.", "с 20 до более чем 90", Qualifier.MORE_THAN),
        (RU, "Число мест выросло с 20 до 90.", "с 20 до 90", Qualifier.EXACT),
        (KK, "Орын саны 20-дан 90-ға жуыққа өсті.", "20-дан 90-ға жуыққа", Qualifier.ALMOST),
        (KK, "Орын саны 20-дан шамамен 90-ға өсті.", "20-дан шамамен 90-ға", Qualifier.ABOUT),
        (KK, "Орын саны 20-дан 90-нан асты.", "20-дан 90-нан", Qualifier.MORE_THAN),
        (EN, "Seats grew from 20 to about 90.", "from 20 to about 90", Qualifier.ABOUT),
        (EN, "Seats grew from about 20 to 90.", "from about 20 to 90", Qualifier.EXACT),
    ],
)
def test_a_transition_is_as_exact_as_its_second_number(
    lang: Locale, text: str, surface: str, qualifier: Qualifier
) -> None:
    [figure] = find_figures(text, lang)
    assert (figure.surface, figure.qualifier, figure.kind) == (surface, qualifier, Kind.TRANSITION)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (RU, "В Таразе 90 кружков против 60 в Уральске."),
        (RU, "Довольны 90 процентов мужчин против 60% у женщин."),
        (RU, "Мест стало больше: в Таразе 90, в Уральске 60."),
        (KK, "Таразда 90, Оралда 60 үйірме бар."),
        (EN, "It is 90% among men versus 60% among women."),
        (EN, "It is 90% in Taraz against 60% in Oral."),
    ],
)
def test_places_and_groups_beside_each_other_have_a_level_each(lang: Locale, text: str) -> None:
    assert [(figure.value, figure.kind) for figure in find_figures(text, lang)] == [
        (Decimal(90), Kind.LEVEL),
        (Decimal(60), Kind.LEVEL),
    ]


@pytest.mark.parametrize(
    ("lang", "text", "kind", "direction"),
    [
        (RU, "Прирост, стало быть, составил 7,1 п.п.", Kind.CHANGE, UP),
        (RU, "Очередь сократилась на 40 семей.", Kind.CHANGE, DOWN),
        (RU, "Сбор удвоился.", Kind.MULTIPLE, UP),
        (KK, "Мектепке 48 миллион теңге түсті.", Kind.LEVEL, None),
        (KK, "Жүк 20 тоннаға азайды.", Kind.CHANGE, DOWN),
        (KK, "Тариф 12 теңгеге қымбаттады.", Kind.CHANGE, UP),
        (KK, "Бюджет өсімі 27% болды.", Kind.CHANGE, UP),
        (KK, "Шығын азаюы — 27%.", Kind.CHANGE, DOWN),
        (KK, "Шағымдар үштен бірге азайды.", Kind.CHANGE, DOWN),
        (EN, "Complaints halved.", Kind.MULTIPLE, DOWN),
        (EN, "Rent disputes made up 27% of the letters.", Kind.LEVEL, None),
        (EN, "The plan was backed up by 27% of tenants.", Kind.LEVEL, None),
        (EN, "The fund has set up 27 kitchens.", Kind.LEVEL, None),
        (EN, "Loggers cut down 270 pines.", Kind.LEVEL, None),
        (EN, "The fees add up to 27 million tenge.", Kind.LEVEL, None),
        (EN, "Turnout is up 27%.", Kind.CHANGE, UP),
        (EN, "Rents, down 27%, may fall further.", Kind.CHANGE, DOWN),
        (EN, "Costs were cut down by 27%.", Kind.CHANGE, DOWN),
        (EN, "That is 27% more than in spring.", Kind.CHANGE, UP),
        (EN, "The fee rose by 12 tenge.", Kind.CHANGE, UP),
    ],
)
def test_what_moved_is_told_from_what_there_is(lang: Locale, text: str, kind: Kind, direction: Direction) -> None:
    [figure] = find_figures(text, lang)
    assert (figure.kind, figure.direction) == (kind, direction)


@pytest.mark.parametrize(
    ("lang", "text", "value_from", "value", "kind"),
    [
        (RU, "Норма выросла с 300 до 450 рублей.", "300", "450", Kind.TRANSITION),
        (RU, "Ждать пришлось уже не 9, а меньше: время сократилось с 6 до 3 часов.", "6", "3", Kind.TRANSITION),
        (RU, "Дадут по 100-150 тыс. тенге.", "100000", "150000", Kind.RANGE),
        (RU, "Придут два или три гостя.", "2", "3", Kind.RANGE),
        (KK, "Бағасы 300 теңгеден 450 теңгеге дейін өсті.", "300", "450", Kind.TRANSITION),
        (KK, "Жарна 5 пен 7 мың теңге аралығында.", "5000", "7000", Kind.RANGE),
        (KK, "Кесе 2 мен 4 доллар шамасында.", "2", "4", Kind.RANGE),
        (KK, "Топ 300-ден 120 балаға дейін азайды.", "300", "120", Kind.TRANSITION),
        (RU, "Минута стоит 5–7 центов.", "0.05", "0.07", Kind.RANGE),
        (EN, "It costs 5 to 7 million tenge.", "5000000", "7000000", Kind.RANGE),
    ],
)
def test_a_pair_is_one_figure(lang: Locale, text: str, value_from: str, value: str, kind: Kind) -> None:
    figure = find_figures(text, lang)[-1]
    assert (figure.value_from, figure.value, figure.kind) == (Decimal(value_from), Decimal(value), kind)


def test_a_scaled_number_and_a_percentage_are_no_pair() -> None:
    amount, change = find_figures("Биыл ол бұрынғы 4,8 мыңнан 25%-ға артық.", KK)
    assert (amount.value, change.value, change.unit) == (Decimal(4800), Decimal(25), "percent")


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        (KK, "Тұрғындардың 7-ден 2-сі келді.", "0.2857"),
        (KK, "Он баланың төртеуі оқымайды.", "0.4"),
        (RU, "Три из четырёх фермеров довольны.", "0.75"),
        (EN, "One in five pupils walks.", "0.2"),
    ],
)
def test_a_part_of_a_whole_is_a_fraction(lang: Locale, text: str, value: str) -> None:
    [figure] = find_figures(text, lang)
    assert (figure.value, figure.kind) == (Decimal(value), Kind.FRACTION)


def test_two_counts_of_things_are_no_fraction() -> None:
    assert [figure.value for figure in find_figures("Төрт бөлменің үшеуі жаңа.", KK)] == [Decimal(4), Decimal(3)]


def test_a_year_before_a_sum_is_no_end_of_a_range() -> None:
    figures = find_figures("Сбор рос: 2021 – 160 млн тенге, 2022 – 190,4 млн тенге.", RU)
    assert [(figure.surface, figure.value_from) for figure in figures] == [
        ("160 млн тенге", None),
        ("190,4 млн тенге", None),
    ]
