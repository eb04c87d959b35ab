from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from digests.figures import find_figures
from digests.ledger import keep_first_seen, observe
from digests.model import Kind, Locale, Observation, Period, Qualifier
from tests.builders import HOUR, NOW, an_article
from tests.digests.ledger.reading import metrics, observed, read

ALL_OF_2024 = Period(date(2024, 1, 1), date(2024, 12, 31))
ALL_OF_2025 = Period(date(2025, 1, 1), date(2025, 12, 31))


def series(*observations: Observation) -> list[str]:
    return [one.series for one in observations]


@pytest.mark.parametrize(
    ("lang", "text", "key", "value"),
    [
        (Locale.RU, "В области работают 48 общественных советов.", "public_councils", "48"),
        (Locale.KK, "Облыста 48 қоғамдық кеңес жұмыс істейді.", "public_councils", "48"),
        (Locale.EN, "The region has 48 public councils.", "public_councils", "48"),
        (Locale.RU, "Под петицией собрано 61 200 подписей.", "petition_signatures", "61200"),
        (Locale.KK, "Қалада 9 300 көшет отырғызылды.", "trees_planted", "9300"),
        (Locale.EN, "The fund raised 45 million tenge in donations.", "charity_sum", "45000000"),
        (Locale.RU, "Объём госсоцзаказа составил 31 млрд тенге.", "social_order_sum", "31000000000"),
        (Locale.RU, "Собрано 17 тонн мусора.", "waste_collected", "17"),
        (Locale.KK, "NEET жастарының үлесі 7,4% болды.", "neet_share", "7.4"),
    ],
)
def test_a_figure_is_placed_on_its_metric_in_each_language(lang: Locale, text: str, key: str, value: str) -> None:
    [one] = observed(text, lang)
    assert (one.series, one.value) == (key, Decimal(value))


def test_what_no_metric_names_becomes_a_series_of_its_noun_and_language() -> None:
    [one] = observed("В посёлке открыли 3 теплицы.")
    assert (one.series, one.unit, one.is_named) == ("ru:теплица", "count", False)


def test_the_noun_counted_decides_and_not_the_words_before_it() -> None:
    assert series(*observed("Реализовано 90 волонтёрских проектов.")) == ["volunteer_projects"]
    assert series(*observed("Приехали 90 волонтёров.")) == ["volunteers"]


def test_the_metric_whose_words_cover_more_of_the_sentence_wins() -> None:
    assert series(*observed("Одобрено 12 петиций.")) == ["petitions_upheld"]
    assert series(*observed("Подано 12 петиций.")) == ["petitions_filed"]


def test_a_word_that_may_not_stand_in_the_sentence_keeps_a_figure_off_a_metric() -> None:
    assert series(*observed("Вузы получили 700 образовательных грантов.")) == ["ru:грант"]


def test_money_is_placed_by_the_count_it_is_for_and_both_know_each_other() -> None:
    grants, money = observed("Выдано 30 грантов на сумму 600 млн тенге.")
    assert (grants.series, money.series) == ("grants_number", "grants_sum")
    assert (grants.partner, money.partner) == (money.ref.index, grants.ref.index)


def test_an_amount_for_each_is_no_total() -> None:
    assert "grants_sum" not in series(*observed("Гранты получили 8 фондов, по 5 млн тенге каждый."))


def test_a_bare_number_counts_nothing() -> None:
    assert observed("Нас уже 5000!") == ()


def test_a_transition_is_two_observations_the_earlier_first() -> None:
    before, after = observed("В 2025 году число общественных советов выросло с 40 до 48.")
    assert (before.value, before.is_earlier, before.period) == (Decimal(40), True, None)
    assert (after.value, after.is_earlier, after.period) == (Decimal(48), False, ALL_OF_2025)
    assert before.value_from is after.value_from is None


def test_a_year_within_a_transition_is_that_of_the_earlier_value() -> None:
    before, after = observed("Доля NEET среди молодёжи снизилась с 9% в 2024 году до 7% в 2025 году.")
    assert (before.period, after.period) == (ALL_OF_2024, ALL_OF_2025)


def test_the_ends_of_a_period_date_the_ends_of_a_transition() -> None:
    before, after = observed("С 2024 по 2025 год число волонтёров выросло с 1 000 до 3 000.")
    assert (before.period, after.period) == (ALL_OF_2024, ALL_OF_2025)


def test_a_growth_stays_a_change_of_its_metric() -> None:
    [one] = observed("Количество волонтёрских проектов выросло на 17%.")
    assert (one.series, one.unit, one.kind, one.is_change) == ("volunteer_projects", "percent", Kind.CHANGE, True)


def test_what_a_change_led_to_is_a_level_of_the_same_metric() -> None:
    text = "Объём госсоцзаказа вырос в 1,5 раза и достиг 30 млрд тенге."
    assert series(*observed(text)) == ["social_order_sum", "social_order_sum"]


def test_a_clause_that_names_another_noun_is_not_about_the_one_before() -> None:
    text = "В общественных советах доля представителей гражданского общества – 70%, а молодёжи – 12%."
    assert series(*observed(text)) == ["council_civil_share", "council_youth_share"]


def test_percentage_points_belong_to_shares_only() -> None:
    text = "Доля молодёжи в общественных советах выросла на 5 процентных пунктов."
    assert series(*observed(text)) == ["council_youth_share"]
    assert "volunteers" not in series(*observed("Число волонтёров выросло на 5 процентных пунктов."))


def test_the_words_around_say_when_where_and_how_exactly() -> None:
    [one] = observed("В 2024 году в Абайской области высадили более 9 тысяч деревьев.")
    assert (one.place, one.period, one.qualifier) == ("abai-oblast", ALL_OF_2024, Qualifier.MORE_THAN)


def test_the_same_sentence_has_the_same_hash_in_every_outlet() -> None:
    [first] = observed("Подано 12 петиций. Срок истёк.")
    [second] = observed("Новость дня. Подано 12\u00a0петиций.")
    assert first.sentence_hash == second.sentence_hash


def test_a_new_revision_keeps_the_age_of_what_it_repeats() -> None:
    first = read("Подано 12 петиций. Собрано 700 подписей под петицией.", collected=NOW)
    text = "Подано 12 петиций. Собрано 800 подписей под петицией."
    second = read(text, revision=2, collected=NOW, revised=NOW + HOUR)
    petitions, signatures = keep_first_seen(observe(second, metrics()), observe(first, metrics()))
    assert (petitions.first_seen, petitions.ref.revision) == (NOW, 2)
    assert signatures.first_seen == NOW + HOUR


def test_what_is_read_again_was_never_seen_later_than_before() -> None:
    [old] = observed("Подано 12 петиций.", collected=NOW)
    [kept] = keep_first_seen([old], [replace(old, first_seen=NOW + HOUR)])
    assert kept.first_seen == NOW


def test_an_article_without_figures_says_nothing() -> None:
    assert observe(an_article(text="Форум открылся."), metrics()) == ()


def test_every_figure_with_a_noun_is_observed() -> None:
    text = "За год 14 клубов провели 60 встреч и 5 выставок, а 9 районов помогли."
    counted = [figure for figure in find_figures(text, Locale.RU) if figure.counted_head]
    assert len(counted) == len(observed(text)) == 4
