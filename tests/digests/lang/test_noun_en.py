import pytest

from digests.lang.noun_en import english_noun, is_plural


@pytest.mark.parametrize(
    ("word", "noun"),
    [
        ("libraries", "library"),
        ("branches", "branch"),
        ("businesses", "business"),
        ("buses", "bus"),
        ("crises", "crisis"),
        ("schoolchildren", "schoolchild"),
        ("sportswomen", "sportswoman"),
        ("young people", "young person"),
        ("species", "species"),
        ("campus", "campus"),
        ("children's", "child"),
    ],
)
def test_the_singular_of_a_noun(word: str, noun: str) -> None:
    assert english_noun(word) == noun


def test_not_every_s_is_a_plural() -> None:
    assert [is_plural(word) for word in ("clubs", "people", "bus", "access", "analysis")] == [
        True, True, False, False, False,
    ]  # fmt: skip
