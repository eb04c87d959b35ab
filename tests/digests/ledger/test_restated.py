"""Where a later text says what an earlier one said."""

import pytest

from digests.figures import find_figures
from digests.ledger.restated import Restated, restated
from digests.model import Article, Locale
from tests.digests.builders import article


def read(text: str, lang: Locale = Locale.RU) -> Article:
    return article(text, *find_figures(text, lang), lang=lang)


def surface_of(found: Restated, new: Article) -> str | None:
    return None if found.index is None else new.figures[found.index].surface


OLD = "На ярмарке продали 340 саженцев. Выручка составила 2,5 млн тенге. Помогали 18 школьников."


def test_a_figure_that_stands_elsewhere_in_the_text_is_the_same() -> None:
    new = read("Помогали 18 школьников, всё прошло спокойно. На ярмарке продали 340 саженцев. Выручка — 2,5 млн тенге.")
    assert [restated(read(OLD), index, new).is_same for index in range(3)] == [True, True, True]


@pytest.mark.parametrize(
    ("old", "new", "index", "expected"),
    [
        (OLD, OLD.replace("340", "430"), 0, "430"),
        (OLD, OLD.replace("2,5 млн", "2,5 млрд"), 1, "2,5 млрд тенге"),
        (OLD, OLD.replace("2,5 млн", "более 2,5 млн"), 1, "более 2,5 млн тенге"),
        (OLD, OLD.replace("Помогали 18 школьников", "Организаторам помогали 81 школьник"), 2, "81"),
        (
            "Число доноров выросло на 12 %.",
            "Число доноров сократилось на 12 %.",
            0,
            "12 %",
        ),
        ("Доля женщин выросла на 4 процента.", "Доля женщин выросла на 4 процентных пункта.", 0, "4 процентных пункта"),
    ],
)
def test_another_number_in_its_place_is_what_the_outlet_says_now(old: str, new: str, index: int, expected: str) -> None:
    later = read(new)
    found = restated(read(old), index, later)
    assert not found.is_same
    assert surface_of(found, later) == expected


def test_a_sentence_that_is_gone_has_nothing_in_its_place() -> None:
    later = read(OLD.replace(" Помогали 18 школьников.", " Ярмарка повторится весной, ждут 25 хозяйств."))
    assert restated(read(OLD), 2, later) == Restated(None, is_same=False)


def test_what_the_earlier_text_said_already_takes_no_other_figures_place() -> None:
    old = read("Школьники посадили 30 деревьев. Студенты посадили 50 деревьев.")
    new = read("Студенты посадили 50 деревьев.")
    assert restated(old, 0, new).index is None


@pytest.mark.parametrize(
    ("lang", "text", "old", "new"),
    [
        (Locale.KK, "Жәрмеңкеде {} көшет сатылды.", "340", "430"),
        (Locale.EN, "The fair sold {} saplings to visitors.", "340", "430"),
    ],
)
def test_a_changed_number_is_found_in_each_language(lang: Locale, text: str, old: str, new: str) -> None:
    later = read(text.format(new), lang)
    found = restated(read(text.format(old), lang), 0, later)
    assert (found.is_same, surface_of(found, later)) == (False, new)
