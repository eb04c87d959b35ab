from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.lang import detect, sentences, stem
from digests.model import Locale


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Қоғамдық кеңес жаңа мүшелерін сайлады", Locale.KK),
        ("Общественный совет выбрал новых членов", Locale.RU),
        ("Общественный совет при акимате Өскемена выбрал новых членов на три года", Locale.RU),
        ("The public council has elected new members", Locale.EN),
    ],
)
def test_a_language_is_known_by_its_letters(text: str, locale: Locale) -> None:
    assert detect(text) is locale


def test_an_abbreviation_does_not_end_a_sentence() -> None:
    text = "Площадка занимает 300 кв. Метры посчитаны. Конец."
    assert next(text[a:b] for a, b in sentences(text, Locale.RU)) == "Площадка занимает 300 кв. Метры посчитаны."


def test_sentences_end_at_marks_and_paragraphs() -> None:
    text = "Совет собрался. Решили всё!\n\nНовый абзац"
    spans = sentences(text, Locale.RU)
    assert [text[a:b] for a, b in spans] == ["Совет собрался.", "Решили всё!", "Новый абзац"]


def test_forms_of_a_kazakh_word_share_a_stem() -> None:
    assert stem("ұйымдардың", Locale.KK) == stem("ұйымдар", Locale.KK) == "ұйым"


@given(st.text(max_size=200), st.sampled_from(Locale))
def test_sentences_are_in_order_and_cover_every_word(text: str, lang: Locale) -> None:
    spans = sentences(text, lang)
    assert all(a < b for a, b in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
