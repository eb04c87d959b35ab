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


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (Locale.RU, "Фонд собрал 14 млн.| Львиная доля ушла школам."),
        (Locale.RU, "Собрали 300 тыс.| Ещё столько же обещали."),
        (Locale.RU, "Ремонт стоил 700 тыс. руб.| Крышу перекрыли."),
        (Locale.RU, "Опросили 1 400 чел.| Почти все согласны."),
        (Locale.RU, "Парк заложили в 2019 г.| Теперь он тенистый."),
        (Locale.RU, "Привезли доски, гвозди и т. д.| Потом начался дождь."),
        (Locale.KK, "Қатысқаны тұрғындардың 34%-ы.| Тағы бір бөлігі келмеді."),
        (Locale.KK, "Қор 14 млн.| Тағы сонша уәде етілді."),
        (Locale.KK, "Құны 500 тг.| Сатып алушы көп."),
        (Locale.EN, "The shelter opened in Dec.| The old one has closed."),
    ],
)
def test_a_shortened_word_ends_a_sentence_where_another_one_begins(lang: Locale, text: str) -> None:
    told = text.replace("|", "")
    assert [told[a:b] for a, b in sentences(told, lang)] == [each.strip() for each in text.split("|")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (Locale.RU, "Фонд собрал 14 млн. тенге."),
        (Locale.RU, "Фонд собрал 3 млн. 250 тыс. тенге."),
        (Locale.RU, "Сбор прошёл в г. Темиртау."),
        (Locale.RU, "В 2019 г. Казахстан присоединился к договору."),
        (Locale.RU, "Зал имени А. С. Попова закрыт."),
        (Locale.KK, "Қор 14 млн. АҚШ долларын жинады."),
        (Locale.KK, "2019 ж. Тараз қаласында ашылды."),
        (Locale.EN, "Ask Dr. Mills about it."),
    ],
)
def test_a_shortened_word_goes_on_before_a_name_a_number_or_a_unit(lang: Locale, text: str) -> None:
    assert sentences(text, lang) == ((0, len(text)),)


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
