import pytest

from digests.model import Figure, Kind, Locale
from digests.summarise import caption
from digests.summarise.shorten import is_subsequence, tokens
from tests.digests.builders import article, figure


def captioned(text: str, one: Figure, lang: Locale = Locale.RU) -> str | None:
    words = caption(article(text, one, lang=lang), 0)
    assert words is None or (is_subsequence(tokens(words), tokens(text)) and len(words) <= 120)
    return words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Клубам выдано 70 грантов на сумму 2,4 млрд тенге.", "Клубам выдано 70 грантов"),
        ("Бюджет программы клубов составил 2,4 млрд тенге.", "Бюджет программы клубов"),
        ("Собрано за год: 2,4 млрд тенге", "Собрано за год"),
        ("▪️ 2,4 млрд тенге — бюджет сельских клубов", "бюджет сельских клубов"),
        ("Фонд направил 2,4 млрд тенге на лекарства.", "Фонд направил 2,4 млрд тенге на лекарства"),
    ],
)
def test_the_number_is_left_out_where_the_words_stand_without_it(text: str, words: str) -> None:
    assert captioned(text, figure(text, "2,4 млрд тенге", "2400000000", "KZT")) == words


def test_in_kazakh_the_verb_goes_with_the_number() -> None:
    text = "Гранттардың жалпы сомасы 2,4 млрд теңгені құрады."
    one = figure(text, "2,4 млрд теңгені", "2400000000", "KZT", lang=Locale.KK)
    assert captioned(text, one, Locale.KK) == "Гранттардың жалпы сомасы"


@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        ("Доля молодых выросла на 7% и составила 21%.", Locale.RU, "Доля молодых"),
        ("Жастардың үлесі 7%-ға артып, 21%-ға жетті.", Locale.KK, "Жастардың үлесі"),
        ("The share of young people grew by 7% to reach 21%.", Locale.EN, "The share of young people"),
        ("Доля молодых на 7% больше доли старших, составила 21%.", Locale.RU, None),
    ],
)
def test_a_share_is_captioned_without_its_change_or_not_shortened(text: str, lang: Locale, words: str | None) -> None:
    change = figure(text, "7%", "7", "percent", kind=Kind.CHANGE, lang=lang)
    level = figure(text, "21%-ға" if lang is Locale.KK else "21%", "21", "percent", lang=lang)
    assert caption(article(text, change, level, lang=lang), 1) == (words or text.rstrip("."))


def test_a_change_does_not_stand_for_the_number_that_was_reached() -> None:
    text = "Фонд клуба за зиму увеличился в 1,4 раза и достиг 2,4 млрд тенге."
    change = figure(text, "в 1,4 раза", "1.4", "times", kind=Kind.MULTIPLE)
    level = figure(text, "2,4 млрд тенге", "2400000000", "KZT")
    assert caption(article(text, change, level), 1) == text.rstrip(".")


def test_only_the_clause_of_the_figure_is_shown() -> None:
    text = "Двор клуба ждёт хозяина, а сам клуб принял 40 детей; весной откроется сад."
    assert captioned(text, figure(text, "40", "40", counted="детей")) == "сам клуб принял 40 детей"


def test_in_a_list_only_the_line_of_the_figure_is_shown() -> None:
    text = "🧹 вышли – 40 соседей\n🌳 посадили – 12 лип"
    assert captioned(text, figure(text, "12", "12", counted="лип")) == "посадили – 12 лип"


def test_words_that_point_back_are_no_caption() -> None:
    text = "Это на 7% больше, чем прошлой весной."
    assert captioned(text, figure(text, "7%", "7", "percent")) is None


def test_what_stays_too_long_is_no_caption() -> None:
    text = f"Клуб {'очень ' * 30} ждал и принял 40 детей."
    assert captioned(text, figure(text, "40", "40", counted="детей")) is None


def test_the_first_word_is_small_where_the_article_writes_it_small() -> None:
    text = "За год клуб принял 40 детей. Он открыт за рекой."
    one = figure(text, "40", "40", counted="детей")
    assert captioned(text, one) == "за год клуб принял 40 детей"


def test_a_share_of_what_is_named_before_it_is_captioned_without_the_number() -> None:
    text = "Доля сельских читателей составила 21%."
    start = text.index("сельских читателей")
    share = figure(text, "21%", "21", "percent")._replace(
        counted="сельских читателей", counted_start=start, counted_end=start + 18
    )
    assert captioned(text, share) == "Доля сельских читателей"


def test_a_caption_never_ends_on_a_verb_that_waits_for_the_number() -> None:
    text = "Counted by the hour, that help is worth 340 dollars."
    one = figure(text, "340 dollars", "340", "USD", lang=Locale.EN)
    assert captioned(text, one, Locale.EN) == text.rstrip(".")


def test_a_long_sentence_gives_a_count_without_the_money_at_its_end() -> None:
    text = f"Совет {'старого ' * 7}города и соседей заключил за весну 70 договоров о клубах на сумму 2,4 млрд тенге."
    count = figure(text, "70", "70", counted="договоров")
    money = figure(text, "2,4 млрд тенге", "2400000000", "KZT")
    words = caption(article(text, count, money), 0)
    assert words is not None
    assert words.endswith("70 договоров о клубах")


def test_a_clause_behind_a_colon_captions_its_own_number() -> None:
    text = f"Совет {'старого ' * 10}города подвёл итоги весны: во всех дворах посажено 40 лип."
    assert captioned(text, figure(text, "40", "40", counted="лип")) == "во всех дворах посажено 40 лип"


@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        ("В ней побывало 640 семей.", Locale.RU, None),
        ("Этой весной пришло 640 семей.", Locale.RU, "Этой весной пришло 640 семей"),
        ("Осы аптада 640 отбасы келді.", Locale.KK, "Осы аптада 640 отбасы келді"),
        ("Осының бәрін 640 отбасы көрді.", Locale.KK, None),
        ("This week 640 families came.", Locale.EN, "This week 640 families came"),
        ("Inside it 640 families met.", Locale.EN, None),
    ],
)
def test_a_span_of_time_does_not_point_back_but_a_pronoun_does(text: str, lang: Locale, words: str | None) -> None:
    assert captioned(text, figure(text, "640", "640", lang=lang), lang) == words
