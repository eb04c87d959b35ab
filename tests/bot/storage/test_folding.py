import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.storage.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("«Ёлки» — 1,2 млрд", " елки 1 2 млрд"),
        ("Қоғамдық КЕҢЕС", " қоғамдық кеңес"),
        ("snake_case", " snake case"),
        (unicodedata.normalize("NFD", "Йод"), " йод"),
        (" … ", " "),
    ],
)
def test_words_are_lower_case_with_one_space_before_each(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
