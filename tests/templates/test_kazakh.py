"""Kazakh endings follow vowel harmony and the last sound, as the words are spoken."""

from decimal import Decimal

import pytest

from digests.model import Locale, Qualifier
from templates.kazakh import Case, with_case
from templates.numbers import figure
from tests.builders import a_figure


@pytest.mark.parametrize(
    ("figure", "ablative", "dative"),
    [
        ("0", "ден", "ге"),
        ("1", "ден", "ге"),
        ("2", "ден", "ге"),
        ("3", "тен", "ке"),
        ("4", "тен", "ке"),
        ("5", "тен", "ке"),
        ("6", "дан", "ға"),
        ("7", "ден", "ге"),
        ("8", "ден", "ге"),
        ("9", "дан", "ға"),
        ("10", "нан", "ға"),
        ("11", "ден", "ге"),
        ("20", "дан", "ға"),
        ("21", "ден", "ге"),
        ("30", "дан", "ға"),
        ("40", "тан", "қа"),
        ("50", "ден", "ге"),
        ("60", "тан", "қа"),
        ("70", "тен", "ке"),
        ("80", "нен", "ге"),
        ("90", "нан", "ға"),
        ("100", "ден", "ге"),
        ("101", "ден", "ге"),
        ("640", "тан", "қа"),
        ("1\u00a0000", "нан", "ға"),
        ("25\u00a0300", "ден", "ге"),
        ("1,8", "ден", "ге"),
        ("0,06", "дан", "ға"),
        ("2,25", "тен", "ке"),
        ("1/6", "ден", "ге"),
        ("2/3", "ден", "ге"),
        ("5\u00a0млн", "нан", "ға"),
        ("1,2\u00a0млрд", "тан", "қа"),
        ("3\u00a0трлн", "нан", "ға"),
        ("64,5%", "дан", "ға"),
        ("1,8\u00a0млрд\u00a0₸", "ден", "ге"),
        ("700\u00a0$", "дан", "ға"),
        ("700\u00a0€", "дан", "ға"),
        ("700\u00a0₽", "ден", "ге"),
        ("20\u00a0АЕК", "тен", "ке"),
        ("3\u00a0км", "ден", "ге"),
        ("3\u00a0га", "дан", "ға"),
        ("3\u00a0т", "дан", "ға"),
        ("3\u00a0кг", "нан", "ға"),
        ("3\u00a0м²", "ден", "ге"),
        ("3\u00a0л", "ден", "ге"),
    ],
)
def test_digits_signs_and_short_forms_take_their_ending_after_a_hyphen(figure: str, ablative: str, dative: str) -> None:
    assert with_case(figure, Case.ABLATIVE) == f"{figure}-{ablative}"
    assert with_case(figure, Case.DATIVE) == f"{figure}-{dative}"


@pytest.mark.parametrize(
    ("word", "ablative", "dative"),
    [
        ("есе", "еседен", "есеге"),
        ("пайыздық тармақ", "пайыздық тармақтан", "пайыздық тармаққа"),
        ("жыл", "жылдан", "жылға"),
        ("ай", "айдан", "айға"),
        ("апта", "аптадан", "аптаға"),
        ("күн", "күннен", "күнге"),
        ("сағат", "сағаттан", "сағатқа"),
        ("минут", "минуттан", "минутқа"),
        ("1 қаңтар", "1 қаңтардан", "1 қаңтарға"),
        ("1 ақпан", "1 ақпаннан", "1 ақпанға"),
        ("1 наурыз", "1 наурыздан", "1 наурызға"),
        ("1 сәуір", "1 сәуірден", "1 сәуірге"),
        ("1 мамыр", "1 мамырдан", "1 мамырға"),
        ("1 маусым", "1 маусымнан", "1 маусымға"),
        ("1 шілде", "1 шілдеден", "1 шілдеге"),
        ("1 тамыз", "1 тамыздан", "1 тамызға"),
        ("1 қыркүйек", "1 қыркүйектен", "1 қыркүйекке"),
        ("1 қазан", "1 қазаннан", "1 қазанға"),
        ("1 қараша", "1 қарашадан", "1 қарашаға"),
        ("1 желтоқсан", "1 желтоқсаннан", "1 желтоқсанға"),
    ],
)
def test_whole_words_take_it_at_once(word: str, ablative: str, dative: str) -> None:
    assert (with_case(word, Case.ABLATIVE), with_case(word, Case.DATIVE)) == (ablative, dative)


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "words"),
    [
        ("1800000000", "KZT", Qualifier.MORE_THAN, "1,8 млрд ₸-ден астам"),
        ("86", "percent", Qualifier.UP_TO, "86%-ға дейін"),
        ("3", "month", Qualifier.LESS_THAN, "3 айдан кем"),
        ("2", "times", Qualifier.ALMOST, "2 есеге жуық"),
        ("40", "count", Qualifier.AT_LEAST, "кемінде 40"),
        ("40", "count", Qualifier.ABOUT, "шамамен 40"),
    ],
)
def test_figures_carry_the_ending_that_their_word_of_degree_asks_for(
    value: str, unit: str, qualifier: Qualifier, words: str
) -> None:
    shown = figure(a_figure(value=Decimal(value), unit=unit, qualifier=qualifier), Locale.KK)
    assert shown.replace("\u00a0", " ") == words
