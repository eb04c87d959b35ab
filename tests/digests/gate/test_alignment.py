import pytest

from digests.gate.alignment import differences, is_clean_cut, tokens_of
from digests.model import Violation

SOURCE = "Доля жалоб на шум – 22%, на мусор – почти 41%, а 1 200 писем прислали из двух районов, где шум вырос."
OTHER = "Двор откроют весной, когда подсохнет земля и привезут скамейки."


def found(output: str) -> set[tuple[str, str]]:
    sources = [tokens_of(OTHER), tokens_of(SOURCE)]
    return {(one.surface, one.reason) for one in differences(tokens_of(output), sources)}


@pytest.mark.parametrize(
    "output",
    [
        SOURCE,
        "Доля жалоб на шум – 22%, на мусор – почти 41%.",
        "Итого: доля жалоб на шум – 22%, на мусор – почти 41%.",
        "1200 писем прислали из двух районов.",
    ],
)
def test_a_copy_with_gaps_has_no_differences(output: str) -> None:
    assert found(output) == set()


@pytest.mark.parametrize(
    ("output", "difference"),
    [
        ("Доля жалоб на шум – 41%, на мусор – почти 22%.", ("22", "value")),
        ("Доля жалоб на шум – 22%, на мусор – 41%.", ("41", "qualifier")),
        ("1 200 писем прислали из трёх районов, где шум вырос.", ("трёх", "value")),
        ("1 200 млн писем прислали из двух районов, где шум вырос.", ("млн", "value")),
        ("1 200 писем прислали из двух районов, где шум снизился.", ("снизился", "direction")),
        ("Доля жалоб на шум – 22 тенге, на мусор – почти 41%.", ("тенге", "unit")),
    ],
)
def test_what_is_moved_put_in_or_dropped_beside_a_number_is_found(output: str, difference: tuple[str, str]) -> None:
    assert difference in found(output)


def test_a_free_retelling_is_not_judged_by_its_order() -> None:
    assert found("Почти 41% написавших жалуется, что вокруг мусор, а шум мешает 22% из них.") == set()


def test_without_sources_there_is_nothing_to_compare() -> None:
    assert list(differences(tokens_of("Открыто 12 залов."), [])) == []


def test_a_violation_names_the_word_as_it_is_written() -> None:
    [violation] = differences(tokens_of("1 200 писем прислали из Трёх районов, где шум вырос."), [tokens_of(SOURCE)])
    assert violation == Violation("Трёх", "value")


@pytest.mark.parametrize(
    "output",
    [
        "Клуб принял 40 гостей",
        "дом у реки ожил: клуб принял 40 гостей",
        "Этой весной клуб принял 40 гостей; в сад пришло ещё 12",
    ],
)
def test_words_that_bear_on_no_number_may_be_cut(output: str) -> None:
    source = "Этой весной старый дом у реки ожил: клуб принял 40 гостей; в сад, говорят, пришло ещё 12."
    assert is_clean_cut(tokens_of(output), tokens_of(source))


@pytest.mark.parametrize(
    ("source", "output"),
    [
        (SOURCE, "На мусор – 41%."),
        (SOURCE, "Доля жалоб на шум – 1 200 писем."),
        (SOURCE, "Доля жалоб на мусор – 22%."),
        (SOURCE, "Доля жалоб на шум – 23%."),
        ("Двор не получил 40 скамеек, но ждёт весны.", "Двор получил 40 скамеек."),
        ("Сад засадили не более, чем 300 липами.", "Сад засадили 300 липами."),
        ("The yard took in at least 40 guests.", "The yard took in 40 guests."),
        ("Аулаға 40-қа дейін ағаш егілді.", "Аулаға 40-қа ағаш егілді."),
        ("Двор принял 40 гостей и 12 соседей.", "Двор принял 40 соседей."),
    ],
)
def test_a_cut_that_changes_what_a_number_says_is_not_clean(source: str, output: str) -> None:
    assert not is_clean_cut(tokens_of(output), tokens_of(source))


def test_a_qualifier_of_another_line_bears_on_nothing() -> None:
    source = "липы: на 25% больше\n40 мешков листвы"
    assert is_clean_cut(tokens_of("40 мешков листвы"), tokens_of(source))
