from dataclasses import replace

from digests.model import Locale, Rubric
from digests.rubrics import classify


def rubric(key: str, *stems: str) -> Rubric:
    return Rubric(key, {Locale.RU: key}, {Locale.RU: stems})


GRANTS = rubric("grants", "грант")
ECOLOGY = rubric("ecology", "эколог")


def test_a_word_in_the_title_is_enough() -> None:
    assert classify("Гранты для НПО", "", Locale.RU, [ECOLOGY, GRANTS]) == ("grants",)


def test_one_word_in_passing_is_not_a_theme_but_two_are() -> None:
    lead = "Сегодня прошла встреча.\n\n"
    assert classify("Новости", lead + "Вспомнили о гранте.", Locale.RU, [GRANTS]) == ()
    assert classify("Новости", lead + "Вспомнили о гранте. Грант вырос.", Locale.RU, [GRANTS]) == ("grants",)


def test_the_first_paragraph_weighs_more_than_the_rest() -> None:
    assert classify("Новости", "Вспомнили о гранте.", Locale.RU, [GRANTS]) == ("grants",)


def test_a_rubric_says_itself_how_much_is_enough() -> None:
    text = "Прошла встреча.\n\nВспомнили о гранте."
    assert classify("Новости", text, Locale.RU, [replace(GRANTS, enough=1)]) == ("grants",)
    assert classify("Гранты", text, Locale.RU, [replace(GRANTS, enough=6)]) == ()


def test_a_word_of_the_title_counts_as_much_as_four_of_the_body() -> None:
    lead = "Прошла встреча.\n\n"
    needs_four = replace(GRANTS, enough=4)
    assert classify("Гранты", lead, Locale.RU, [needs_four]) == ("grants",)
    assert classify("Новости", lead + "Грант, грант, грант.", Locale.RU, [needs_four]) == ()


def test_a_slogan_in_quotes_is_no_hit_and_speech_is_one() -> None:
    assert classify("Акция «Экология души» прошла", "", Locale.RU, [ECOLOGY]) == ()
    phrase = rubric("public_councils", "бюджет народного участ")
    assert classify("«Бюджет народного участия» вырос", "", Locale.RU, [phrase]) == ("public_councils",)
    assert classify("«Экология начинается с нас самих», – говорит он", "", Locale.RU, [ECOLOGY]) == ("ecology",)


def test_what_is_far_weaker_than_the_theme_is_only_mentioned() -> None:
    text = "Грант.\n\n" + "Грант вырос. " * 20 + "Эколог, экология."
    assert classify("Гранты", text, Locale.RU, [GRANTS, ECOLOGY]) == ("grants",)


def test_a_stem_counts_only_at_the_beginning_of_a_word() -> None:
    assert classify("Эмигранты вернулись", "", Locale.RU, [GRANTS]) == ()


def test_the_strongest_rubric_comes_first() -> None:
    assert classify("Экология и гранты", "экологи, экологам", Locale.RU, [GRANTS, ECOLOGY]) == ("ecology", "grants")


def test_stems_of_another_language_do_not_count() -> None:
    assert classify("Гранты", "", Locale.KK, [GRANTS]) == ()


def test_a_stem_of_two_letters_counts_beside_longer_ones() -> None:
    rubrics = [rubric("it", "ит", "информатик"), rubric("other", "сад")]
    assert classify("ИТ и информатика", "", Locale.RU, rubrics) == ("it",)


def test_a_phrase_is_met_over_the_end_of_a_line_and_its_words_are_not_counted_again() -> None:
    rubrics = [rubric("advice", "совет", "советник"), rubric("councils", "общественный совет", "совет")]
    text = "Общественный\n совет собрался. Советник пришёл, советы даны."
    assert classify("", text, Locale.RU, rubrics) == ("advice", "councils")
