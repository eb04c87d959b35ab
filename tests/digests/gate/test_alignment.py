import pytest

from digests.gate.alignment import differences, tokens_of
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
