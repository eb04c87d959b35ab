from decimal import Decimal

import pytest

from digests.ledger import check, observe, series
from digests.model import Flag, FlagKind, Locale
from tests.digests.ledger.reading import an_observation, metrics, read


def flags(text: str, lang: Locale = Locale.RU, **changes: str) -> list[tuple[FlagKind, list[float]]]:
    return [(one.kind, [float(value) for value in one.values]) for one in check(read(text, lang, **changes))]


def test_a_number_of_the_title_that_the_body_does_not_state_is_flagged() -> None:
    [flag] = check(read("Фонд раздал 40 грантов.", title="40 грантов и 12 тысяч спасённых книг"))
    assert flag == Flag(FlagKind.TITLE_ALONE, (), "12 тысяч", (Decimal(12000),), "count")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Собрано 9,8 млн тенге", "Собрали 9 876 500 тенге."),
        ("Собрано почти 10 млн тенге", "Собрали 9 876 500 тенге."),
        ("В отряде 11 тысяч волонтёров", "В отряд пришли 11 250 волонтёров."),
        ("Заявок стало вдвое больше", "Число заявок выросло с 60 до 120."),
        ("Число заявок выросло на 50%", "Число заявок выросло с 60 до 90."),
        ("Треть клубов закрыта", "Закрыто 33% клубов."),
        ("Свыше двух миллиардов на клубы", "Клубы получили 2,1 млрд тенге."),
        ("Фонд раздал клубам больше двух миллиардов", "Клубы получили 2,1 млрд тенге."),
        ("В отряде больше тысячи волонтёров", "В отряд пришли 1 284 волонтёра."),
        ("Клубу 10 лет", "Нам 10 лет!"),
    ],
)
def test_what_the_body_says_in_other_words_supports_the_title(title: str, text: str) -> None:
    assert flags(text, title=title) == []


def test_another_unit_supports_no_title() -> None:
    assert [kind for kind, _ in flags("Собрали 9 млн долларов.", title="Собрано 9 млн тенге")] == [FlagKind.TITLE_ALONE]


@pytest.mark.parametrize(
    ("lang", "text", "values"),
    [
        (Locale.RU, "Доля женщин в советах выросла на 20% и достигла 60%.", [20, 60, 50, 40]),
        (Locale.RU, "Доля женщин в советах снизилась на 20% и составила 40%.", [20, 40, 50, 60]),
        (Locale.EN, "The share of women on councils grew by 20% to reach 60%.", [20, 60, 50, 40]),
        (Locale.KK, "Кеңестердегі әйелдердің үлесі 20%-ға артып, 60%-ға жетті.", [20, 60, 50, 40]),
    ],
)
def test_a_share_that_grew_by_per_cent_may_have_grown_by_points(lang: Locale, text: str, values: list[float]) -> None:
    assert flags(text, lang) == [(FlagKind.PERCENT_OR_POINTS, values)]


def test_where_only_one_reading_is_possible_nothing_is_flagged() -> None:
    assert flags("Доля женщин в советах выросла на 20% и достигла 15%.") == []
    assert flags("Доля женщин в советах выросла на 20 процентных пунктов и достигла 60%.") == []
    assert flags("Число женщин в советах выросло на 20% и достигло 60%.") == []


@pytest.mark.parametrize(
    ("lang", "text", "values"),
    [
        (Locale.RU, "Выдано 90 грантов: 50 городских и 30 сельских.", [90, 80]),
        (Locale.RU, "Выдано 90 грантов: в городах – 50, в сёлах – 30.", [90, 80]),
        (Locale.RU, "Выдано 90 грантов, из них 50 городских и 45 сельских.", [90, 95]),
        (Locale.KK, "Барлығы 90 грант, оның ішінде 50-і қалада, 45-і ауылда.", [90, 95]),
        (Locale.EN, "The fund gave 90 grants, including 50 in cities and 45 in villages.", [90, 95]),
    ],
)
def test_parts_that_do_not_make_the_whole_are_flagged(lang: Locale, text: str, values: list[float]) -> None:
    assert flags(text, lang) == [(FlagKind.PARTS_AND_SUM, values)]


@pytest.mark.parametrize(
    "text",
    [
        "Выдано 90 грантов: 50 городских и 40 сельских.",
        "Выдано 90 грантов, из них 50 городских и 30 сельских.",
        "Собрано 9,9 млн тенге: 5 млн тенге от людей и 4,8 млн тенге от компаний.",
        "Построено 3 школы: на 300 мест и 500 мест.",
        "Приехали 90 учителей, из них 60 женщин и 45 пенсионеров.",
    ],
)
def test_parts_that_may_be_right_are_not_flagged(text: str) -> None:
    assert flags(text) == []


@pytest.mark.parametrize(
    ("lang", "text", "values"),
    [
        (Locale.RU, "Число заявок выросло с 100 до 150, или на 80%.", [80, 50]),
        (Locale.RU, "Число заявок выросло на 80% – с 100 до 150.", [80, 50]),
        (Locale.RU, "Доля выросла с 20% до 30%, то есть на 10%.", [10, 50]),
        (Locale.KK, "Өтінімдер саны 100-ден 150-ге, яғни 80%-ға өсті.", [80, 50]),
        (Locale.EN, "Applications rose from 100 to 150, or by 80%.", [80, 50]),
        (Locale.RU, "Число заявок выросло в 3 раза – с 100 до 150.", [3, 1.5]),
    ],
)
def test_a_change_that_does_not_lead_from_one_end_to_the_other_is_flagged(
    lang: Locale, text: str, values: list[float]
) -> None:
    assert flags(text, lang) == [(FlagKind.ENDS_AND_CHANGE, values)]


@pytest.mark.parametrize(
    "text",
    [
        "Число заявок выросло с 100 до 150, или на 50%.",
        "Число заявок выросло с 140 до 217, или на 55%.",
        "Доля выросла с 20% до 30%, то есть на 10 процентных пунктов.",
        "Число заявок выросло с 100 до 198, то есть в два раза.",
        "Число заявок выросло с 100 до 150, а расходы фонда сократились на 7%.",
    ],
)
def test_a_change_that_fits_or_is_of_something_else_is_not_flagged(text: str) -> None:
    assert flags(text) == []


def test_what_is_told_as_done_in_a_year_to_come_is_flagged() -> None:
    assert flags("В 2031 году фонд выдал 40 грантов.") == [(FlagKind.NOT_YET, [2031, 2025])]


@pytest.mark.parametrize(
    "text", ["В 2031 году фонд выдаст 40 грантов.", "К 2031 году – 40 грантов.", "В 2025 году фонд выдал 40 грантов."]
)
def test_a_plan_may_be_for_a_year_to_come(text: str) -> None:
    assert flags(text) == []


def test_a_value_far_from_its_series_is_flagged() -> None:
    article = read("В 2025 году выдано 40 грантов на сумму 900 млрд тенге.", id="new")
    known = [
        an_observation(value, value, series="grants_sum", unit="KZT")
        for value in ("800000000", "900000000", "1200000000")
    ]
    own = observe(article, metrics())
    [flag] = check(article, own, series(known))
    assert (flag.kind, [str(value) for value in flag.values]) == (
        FlagKind.FAR_FROM_SERIES,
        ["900000000000", "800000000", "1200000000"],
    )
    assert flag.surface == "900 млрд тенге"
    assert check(article, own, series(known[:2])) == ()


def test_flags_name_their_figures_and_words() -> None:
    [flag] = check(read("Доля женщин в советах выросла на 20% и достигла 60%.", id="x"))
    assert [ref.index for ref in flag.refs] == [0, 1]
    assert flag.surface == "20% и достигла 60%"
