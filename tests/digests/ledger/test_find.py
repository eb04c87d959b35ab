import pytest

from digests.ledger import find
from digests.model import Locale
from tests.digests.ledger.reading import metrics


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("волонтёры", "volunteers"),
        ("волонтеров", "volunteers"),
        ("еріктілер", "volunteers"),
        ("volunteer", "volunteers"),
        ("сумма грантов", "grants_sum"),
        ("қоғамдық кеңестер", "public_councils"),
        ("signatures", "petition_signatures"),
        ("общественными советами", "public_councils"),
        ("Безработица", "youth_unemployment"),
        ("саженцы", "trees_planted"),
        ("татуластыру бөлмелері", "mediation_rooms"),
    ],
)
def test_a_metric_is_found_by_any_form_of_its_name_in_any_language(words: str, first: str) -> None:
    for locale in Locale:
        assert find(metrics(), words.split(), locale)[0].key == first


def test_all_words_must_be_met_in_one_language() -> None:
    assert [metric.key for metric in find(metrics(), ["волонтёрские", "проекты"])] == ["volunteer_projects"]
    assert find(metrics(), ["гранты", "volunteers"]) == ()


def test_a_word_that_is_not_in_the_name_finds_less_well() -> None:
    keys = [metric.key for metric in find(metrics(), ["подпись"])]
    assert keys[0] == "petition_signatures"
    applications = [metric.key for metric in find(metrics(), ["премия"])]
    assert set(applications) >= {"award_applications", "award_winners", "award_sum"}


def test_nothing_is_found_without_words_or_by_words_of_no_metric() -> None:
    assert find(metrics(), []) == find(metrics(), [" "]) == find(metrics(), ["космодром"]) == ()


def test_every_metric_is_found_by_its_own_name() -> None:
    for locale in Locale:
        for metric in metrics():
            assert metric in find(metrics(), metric.name[locale].split(), locale)
