import pytest

from digests.model import Article, Locale
from digests.summarise.shorten import is_subsequence, shortened, tokens
from tests.digests.builders import article, figure


def first_sentence(one: Article, max_chars: int = 400) -> str | None:
    excerpt = shortened(one, (0, len(one.text)), wanted=frozenset(range(len(one.figures))), max_chars=max_chars)
    return excerpt.text if excerpt else None


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Напомним, клуб открылся весной.", "Клуб открылся весной."),
        ("По словам директора, клуб открылся весной.", "Клуб открылся весной."),
        ("Как сообщили в фонде «Жол», клуб открылся весной.", "Клуб открылся весной."),
        ("Клуб открылся весной, передаёт «Вестник».", "Клуб открылся весной."),
        ("Клуб (и его двор) открылся весной.", "Клуб открылся весной."),
        ("Клуб открылся весной, говорится в отчёте, представленном 7 мая.", "Клуб открылся весной."),
        ("Однако клуб открылся весной.", "Клуб открылся весной."),
        ("Клуб открылся весной», — закончила она.", "Клуб открылся весной, — закончила она."),
    ],
)
def test_words_around_the_news_are_left_out(text: str, short: str) -> None:
    assert first_sentence(article(text)) == short


@pytest.mark.parametrize(
    "text",
    [
        "По данным на 1 марта, клуб открыт.",
        "Клуб (на 40 мест) открыт.",
        "По прогнозам фонда, клуб откроется весной.",
        "«Клуб открылся весной», сообщил директор.",
    ],
)
def test_dates_numbers_forecasts_and_whose_words_they_are_stay(text: str) -> None:
    assert first_sentence(article(text)) == text


def test_a_long_sentence_ends_after_a_whole_clause_with_its_figure() -> None:
    text = "Клуб принял 40 детей, а его двор, по замыслу жителей, станет садом для всей улицы."
    one = article(text, figure(text, "40", "40", counted="детей"))
    assert first_sentence(one, 40) == "Клуб принял 40 детей."


def test_a_clause_that_another_one_answers_is_not_torn_off() -> None:
    text = "Клуб принял не 40 детей, а всех соседей, которые пришли в тот день на порог."
    one = article(text, figure(text, "40", "40", counted="детей"))
    assert first_sentence(one, 39) is None


def test_a_relative_clause_in_the_middle_stays_since_the_verb_comes_after_it() -> None:
    text = "Около 40 детей, которым помог этот клуб, поступили в городской колледж."
    one = article(text, figure(text, "Около 40", "40", counted="детей"))
    assert first_sentence(one, 60) is None


def test_a_cut_never_parts_a_figure_from_what_it_counts() -> None:
    text = "Принято 40 (сорок) заявок; остальные ждут своей очереди до самой зимы."
    one = article(text, figure(text, "40", "40", counted="заявок"))
    assert first_sentence(one, 30) == "Принято 40 (сорок) заявок."


def test_english_and_kazakh_sentences_end_early_too() -> None:
    en = "The club took in 40 children, while its yard waits for a sponsor from the city."
    kk = "Клуб 40 бала қабылдады, ал ауласы әлі де демеушісін күтіп тұр екен."
    in_english = article(en, figure(en, "40", "40", counted="children", lang=Locale.EN), lang=Locale.EN)
    in_kazakh = article(kk, figure(kk, "40", "40", counted="бала", lang=Locale.KK), lang=Locale.KK)
    assert first_sentence(in_english, 40) == "The club took in 40 children."
    assert first_sentence(in_kazakh, 30) == "Клуб 40 бала қабылдады."


def test_a_subsequence_keeps_the_order() -> None:
    assert is_subsequence(tokens("Клуб, 2,4 млрд"), tokens("клуб получил 2,4 млрд тенге"))
    assert not is_subsequence(tokens("млрд 2,4"), tokens("2,4 млрд"))
    assert not is_subsequence(tokens("2,5"), tokens("2,4 и 5"))
