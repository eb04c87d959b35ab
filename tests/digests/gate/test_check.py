import pytest

from digests.gate import check, title_is_backed
from digests.model import Locale, Violation
from tests.digests.builders import article

SOURCE = (
    "В 2025 году клубы получили 56 займов на 2,6 млрд тенге. Число заявок выросло на 22% за год. "
    "Проведено более 1 200 встреч, в них участвовали 640 семей. Наград удостоены 73 организации. "
    "Бюджет вырос в два раза. Не менее 50 тысяч жителей подписали обращение 14 марта."
)
KAZAKH = "Биыл клубтарға 2,6 млрд теңге бөлінді, 640 отбасы қатысты. Өтінім саны 22%-ға өсті."


def reasons(output: str, lang: Locale = Locale.RU, source: str = SOURCE, source_lang: Locale = Locale.RU) -> set[str]:
    return {violation.reason for violation in check([(source, source_lang)], output, lang)}


@pytest.mark.parametrize("text", [SOURCE, *(f"{part.rstrip('.')}." for part in SOURCE.split(". "))])
def test_what_stands_in_the_source_passes(text: str) -> None:
    assert check([(SOURCE, Locale.RU)], text, Locale.RU) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Клубы получили 56 займов на 2,6 млрд тенге.",
        "Число заявок выросло на 22%.",
        "В них участвовали 640 семей.",
        "Более 1 200 встреч.",
        "Клубы открыты для всех.",
        "Жители подписали обращение 14 марта 2025 года.",
    ],
)
def test_what_is_left_of_the_source_passes(text: str) -> None:
    assert check([(SOURCE, Locale.RU)], text, Locale.RU) == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Клубы получили 57 займов.", "value"),
        ("Клубы получили займы на 2,7 млрд тенге.", "value"),
        ("Клубы получили займы на 2,6 млн тенге.", "value"),
        ("Бюджет вырос в три раза.", "value"),
        ("Обращение подписано 15 марта.", "value"),
        ("В 2024 году клубы получили займы.", "value"),
        ("Клубы получили 2,6 млрд долларов.", "unit"),
        ("Число заявок выросло на 22 процентных пункта.", "unit"),
        ("Проведено 1 200 встреч.", "qualifier"),
        ("Проведено менее 1 200 встреч.", "qualifier"),
        ("Более 50 тысяч жителей подписали обращение.", "qualifier"),
        ("Число заявок снизилось на 22% за год.", "direction"),
        ("В них участвовали 73 семьи.", "counted"),
    ],
)
def test_what_the_source_does_not_say_is_refused(text: str, reason: str) -> None:
    assert reason in reasons(text)


def test_the_words_at_fault_are_named() -> None:
    assert Violation("снизилось", "direction") in check(
        [(SOURCE, Locale.RU)], "Число заявок снизилось на 22%.", Locale.RU
    )


def test_a_source_in_another_language_backs_values_units_and_directions() -> None:
    assert reasons("Клубам выделено 2,6 млрд тенге.", source=KAZAKH, source_lang=Locale.KK) == set()
    assert "value" in reasons("Клубам выделено 2,7 млрд тенге.", source=KAZAKH, source_lang=Locale.KK)
    assert "direction" in reasons("Число заявок снизилось на 22%.", source=KAZAKH, source_lang=Locale.KK)


def test_several_sources_back_a_text_together() -> None:
    sources = [("Открыто 12 залов.", Locale.RU), ("Куплено 340 книг.", Locale.RU)]
    assert check(sources, "Открыто 12 залов. Куплено 340 книг.", Locale.RU) == ()


def test_without_a_source_no_number_passes() -> None:
    assert {one.reason for one in check([], "Открыто 12 залов.", Locale.RU)} == {"value"}
    assert check([], "Залы открыты.", Locale.RU) == ()


def test_another_way_to_write_a_number_is_the_same_number() -> None:
    source = "Собрано 1 200 500 тенге и 2,5 млн тенге."
    assert reasons("Собрано 1\u00a0200\u00a0500 тенге и 2500 тыс. тенге.", source=source) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("More than 1,200 people came.", set()),
        ("Some 1,200 people came.", {"qualifier"}),
        ("More than 1,300 people came.", {"value"}),
    ],
)
def test_an_english_comma_parts_thousands(text: str, expected: set[str]) -> None:
    source = "More than 1,200 people came to the hall, organizers said."
    assert reasons(text, Locale.EN, source, Locale.EN) == expected


@pytest.mark.parametrize(
    ("title", "is_true"),
    [
        ("Клуб собрал 640 участников", True),
        ("640 семей и 12 млн тенге", True),
        ("Доля молодых дошла до 31 процента", True),
        ("Семеро помощников", True),
        ("Клуб у реки", True),
        ("Клуб собрал 650 участников", False),
        ("640 семей и 12 млрд тенге", False),
        ("640 семей и 12 млн долларов", False),
        ("Девять помощников", False),
    ],
)
def test_a_title_is_true_when_its_numbers_stand_in_the_body(title: str, is_true: bool) -> None:
    text = "Клуб принял более 640 семей, им выдали 12 млн тенге. Доля молодых выросла с 24 до 31%. Помогали семеро."
    assert title_is_backed(article(text, title=title)) is is_true
