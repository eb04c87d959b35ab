from digests.model import Locale, Rubric
from digests.rubrics import classify


def rubric(key: str, *stems: str) -> Rubric:
    return Rubric(key, {Locale.RU: key}, {Locale.RU: stems})


GRANTS = rubric("grants", "грант")
ECOLOGY = rubric("ecology", "эколог")


def test_a_word_in_the_title_is_enough() -> None:
    assert classify("Гранты для НПО", "", Locale.RU, [ECOLOGY, GRANTS]) == ("grants",)


def test_one_word_in_passing_is_not_a_theme_but_two_are() -> None:
    assert classify("Новости", "Вспомнили о гранте.", Locale.RU, [GRANTS]) == ()
    assert classify("Новости", "Вспомнили о гранте. Грант вырос.", Locale.RU, [GRANTS]) == ("grants",)


def test_a_stem_counts_only_at_the_beginning_of_a_word() -> None:
    assert classify("Эмигранты вернулись", "", Locale.RU, [GRANTS]) == ()


def test_the_strongest_rubric_comes_first() -> None:
    assert classify("Экология и гранты", "экологи, экологам", Locale.RU, [GRANTS, ECOLOGY]) == ("ecology", "grants")


def test_stems_of_another_language_do_not_count() -> None:
    assert classify("Гранты", "", Locale.KK, [GRANTS]) == ()
