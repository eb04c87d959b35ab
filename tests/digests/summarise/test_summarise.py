from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from digests.model import Locale, Summary
from digests.summarise import repeats, summarise
from digests.summarise.shorten import is_subsequence, tokens
from tests.digests.builders import article, figure

TEXT = (
    "Фонд рассказал о своей работе. За год помощь получили 640 семей (в том числе многодетные). "
    "Кроме того, по данным фонда, на лекарства ушло 2,4 млрд тенге.\n\n"
    "Волонтёры провели более 90 встреч, сообщили в пресс-службе."
)
FAMILIES = figure(TEXT, "640", "640", counted="семей")
MONEY = figure(TEXT, "2,4 млрд тенге", "2400000000", "KZT")
MEETINGS = figure(TEXT, "более 90", "90", counted="встреч")


def test_the_lead_is_the_sentence_of_the_best_figure() -> None:
    summary = summarise(article(TEXT, FAMILIES, MONEY, MEETINGS, headline=(2, 0)))
    assert summary.lead == "Волонтёры провели более 90 встреч."
    assert summary.figures[0] == 2


def test_the_sentence_that_says_what_the_title_says_leads() -> None:
    text = "Фонд потратил 70 млн тенге. Открыты 9 мастерских керамики в сёлах. Учеников теперь 340 человек."
    money = figure(text, "70 млн тенге", "70000000", "KZT")
    shops = figure(text, "9", "9", counted="мастерских")
    pupils = figure(text, "340", "340", counted="человек")
    titled = replace(article(text, money, shops, pupils), title="Мастерские керамики открыты в сёлах")
    assert summarise(titled).lead == "Открыты 9 мастерских керамики в сёлах."


def test_a_number_of_the_title_leads_before_words_of_the_title() -> None:
    text = "Фонд открыл мастерские керамики в 9 сёлах. Всего учится 340 человек."
    villages, pupils = figure(text, "9", "9", counted="сёлах"), figure(text, "340", "340", counted="человек")
    titled = replace(article(text, villages, pupils), title="Лепить горшки учатся уже 340 жителей")
    assert summarise(titled).lead == "Всего учится 340 человек."


def test_a_figure_that_is_no_headline_leads_only_where_the_title_says_the_same() -> None:
    text = "Фонд потратил 70 млн тенге. Керамику лепят в 9 мастерских."
    money, shops = figure(text, "70 млн тенге", "70000000", "KZT"), figure(text, "9", "9", counted="мастерских")
    untitled = replace(article(text, money, shops, headline=(0,)), title="")
    assert summarise(untitled).lead == "Фонд потратил 70 млн тенге."
    assert summarise(replace(untitled, title="Где лепят керамику")).lead == "Керамику лепят в 9 мастерских."


def test_a_figure_told_before_does_not_lead_for_its_title() -> None:
    text = "Фонд потратил 70 млн тенге. Керамику лепят в 9 мастерских."
    money, shops = figure(text, "70 млн тенге", "70000000", "KZT"), figure(text, "9", "9", counted="мастерских")
    titled = replace(article(text, money, shops, headline=(0,)), title="Где лепят керамику")
    assert summarise(titled, told=(1,)).lead == "Фонд потратил 70 млн тенге."


def test_without_a_title_the_first_sentence_leads_unless_its_figure_is_far_behind() -> None:
    text = "Фонд открыл 9 мастерских. Расходы составили 70 млн тенге. Учится 340 человек."
    shops = figure(text, "9", "9", counted="мастерских")
    money, pupils = figure(text, "70 млн тенге", "70000000", "KZT"), figure(text, "340", "340", counted="человек")
    untitled = replace(article(text, shops, money, pupils, headline=(1, 2, 0)), title="")
    assert summarise(untitled).lead == "Фонд открыл 9 мастерских."
    assert summarise(replace(untitled, headline=(1, 2))).lead == "Расходы составили 70 млн тенге."


def test_a_lead_that_takes_more_than_half_of_the_room_is_cut_to_its_clause() -> None:
    text = "В районном центре открыли 9 мастерских керамики, которые ждали жители всех окрестных сёл."
    shops = figure(text, "9", "9", counted="мастерских")
    assert summarise(article(text, shops), max_chars=140).lead == "В районном центре открыли 9 мастерских керамики."
    assert summarise(article(text, shops), max_chars=320).lead == text


def test_other_headline_figures_and_the_first_sentence_follow_in_the_order_of_the_text() -> None:
    summary = summarise(article(TEXT, FAMILIES, MONEY, MEETINGS, headline=(2, 0)))
    assert summary.sentences == ("Фонд рассказал о своей работе.", "За год помощь получили 640 семей.")
    assert summary.figures == (2, 0)


def test_without_figures_the_first_sentences_are_told() -> None:
    text = "Первое слово сказал фонд. Второе сказали люди. Третье осталось за нами. Четвёртого не было."
    summary = summarise(article(text))
    assert summary == Summary("Первое слово сказал фонд.", ("Второе сказали люди.", "Третье осталось за нами."), ())


def test_a_sentence_that_does_not_fit_gives_way_to_the_next_figure() -> None:
    text = f"Совет {'очень ' * 60}долго обсуждал 12 вопросов. Принято 9 решений совета."
    one, two = figure(text, "12", "12", counted="вопросов"), figure(text, "9", "9", counted="решений")
    assert summarise(article(text, one, two), max_chars=80).lead == "Принято 9 решений совета."


def test_when_no_sentence_fits_the_shortest_stands_whole() -> None:
    text = "Совет долго обсуждал 12 очень непростых вопросов повестки. Он принял 9 непростых решений."
    assert summarise(article(text), max_chars=10).lead == "Он принял 9 непростых решений."


def test_of_a_list_the_line_of_the_figure_is_told() -> None:
    text = "Наш день в цифрах:\n🧹 вышли – 40 соседей\n🌳 посадили – 12 лип у школы"
    lime_trees = figure(text, "12", "12", counted="лип")
    assert summarise(article(text, lime_trees)).lead == "Посадили – 12 лип у школы."


def test_a_wrapped_sentence_is_no_list() -> None:
    text = "Весь день соседи\nсажали липы и посадили 12 лип\nу старой школы."
    lime_trees = figure(text, "12", "12", counted="лип")
    assert summarise(article(text, lime_trees)).lead == "Весь день соседи сажали липы и посадили 12 лип у старой школы."


def test_an_empty_article_has_an_empty_summary() -> None:
    assert summarise(article("")) == Summary("", (), ())


def test_a_dateline_does_not_lead() -> None:
    text = "АСТАНА, 22 октября — Фонд раздал 70 грантов сельским клубам."
    summary = summarise(article(text, figure(text, "70", "70", counted="грантов")))
    assert summary.lead == "Фонд раздал 70 грантов сельским клубам."


def test_in_kazakh_and_english_the_source_of_words_is_left_out_too() -> None:
    kk = "Министрлік дерегінше, биыл 70 грант берілді."
    en = "According to the ministry, 70 grants (small ones) were given."
    in_kazakh = article(kk, figure(kk, "70", "70", counted="грант", lang=Locale.KK), lang=Locale.KK)
    in_english = article(en, figure(en, "70", "70", counted="grants", lang=Locale.EN), lang=Locale.EN)
    assert summarise(in_kazakh).lead == "Биыл 70 грант берілді."
    assert summarise(in_english).lead == "70 grants were given."


WORDS = (
    "фонд",
    "сообщили",
    "по данным",
    "кроме того",
    "который",
    "640",
    "более 90",
    "семей",
    "не",
    "а",
    "«клуб»",
    "(НПО)",
)
MARKS = (" ", ", ", "; ", ". ", " — ", "\n\n", ", а ", ", где ")
texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(MARKS)), max_size=40).map(
    lambda pairs: "".join(word + mark for word, mark in pairs)
)


@given(texts, st.integers(20, 400))
def test_a_summary_is_the_article_with_gaps(text: str, max_chars: int) -> None:
    summary = summarise(article(text), max_chars=max_chars)
    for sentence in (summary.lead, *summary.sentences):
        assert is_subsequence(tokens(sentence), tokens(text))


@given(texts, st.integers(20, 400))
def test_no_figure_is_told_in_part(text: str, max_chars: int) -> None:
    found = tuple(figure(text, surface, "1", counted=None) for surface in ("более 90", "640") if surface in text)
    summary = summarise(article(text, *found), max_chars=max_chars)
    told = "\n".join((summary.lead, *summary.sentences))
    for index in summary.figures:
        assert found[index].surface.lower() in told.lower()
    assert told.lower().count("90") == told.lower().count("более 90")


def test_a_sentence_that_says_far_more_of_the_title_leads() -> None:
    text = "Собрание длилось 40 минут без перерыва. Жители посадили у школы 12 молодых лип."
    one, two = figure(text, "40", "40", counted="минут"), figure(text, "12", "12", counted="молодых лип")
    assert summarise(article(text, one, two, title="Молодые липы у школы")).lead.startswith("Жители посадили")
    assert summarise(article(text, one, two, title="Вечер во дворе")).lead.startswith("Собрание")


def test_a_sentence_that_points_back_leads_only_under_a_title_with_its_number() -> None:
    text = "Клуб открыл новую мастерскую. За лето в ней побывало 640 семей. Помогали 90 соседей."
    one, two = figure(text, "640", "640", counted="семей"), figure(text, "90", "90", counted="соседей")
    assert summarise(article(text, one, two, title="В мастерской тесно")).lead == "Помогали 90 соседей."
    assert summarise(article(text, one, two, title="Было 640 гостей")).lead == "За лето в ней побывало 640 семей."


def test_rows_of_a_table_are_not_read_aloud() -> None:
    text = "| Двор | Липы |\n| Северный | 12 |\n\nЛипы посажены во всех дворах. Вода есть везде."
    summary = summarise(article(text, figure(text, "12", "12")))
    assert (summary.lead, summary.sentences) == ("Липы посажены во всех дворах.", ())


def test_a_sentence_repeats_another_when_its_words_and_all_its_numbers_are_in_it() -> None:
    told = "Сельский клуб принял 640 семей за лето"
    assert repeats("Клуб принял уже 640 семей.", told, Locale.RU)
    assert not repeats("Клуб принял 641 семью.", told, Locale.RU)
    assert not repeats("Клуб принял 640 семей, ремонт продолжается без остановки.", told, Locale.RU)
    assert not repeats("640.", "", Locale.RU)


def test_behind_the_lead_no_figure_is_told_that_readers_know_already() -> None:
    found = article(TEXT, FAMILIES, MONEY, MEETINGS, headline=(2, 0))
    summary = summarise(found)
    [lead] = [index for index in summary.figures if found.figures[index].surface in summary.lead][:1]
    known = set(summary.figures) - {lead}
    assert known
    assert not known & set(summarise(found, told=known).figures)
