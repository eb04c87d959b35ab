import time

import pytest

from digests.figures import find_figures, rank
from digests.figures.context import in_context
from digests.figures.merits import merits
from digests.figures.rank import in_order, weigh
from digests.model import Locale

RU, KK, EN = Locale.RU, Locale.KK, Locale.EN


def held(text: str, title: str = "", lang: Locale = RU) -> list[set[str]]:
    found = merits(find_figures(text, lang), text, title)
    return [{name for name, extent in each.items() if extent} for each in found]


def leading(text: str, title: str = "", lang: Locale = RU) -> str:
    figures = find_figures(text, lang)
    return figures[rank(figures, text, title)[0]].surface


@pytest.mark.parametrize(
    ("lang", "title", "text"),
    [
        (RU, "Семьдесят два клуба для подростков", "В сёлах открыли 72 клуба."),
        (RU, "На мост уйдёт 7 200 000 тенге", "Мост обойдётся в 7,2 млн тенге."),
        (KK, "Ауылға жетпіс екі кітапхана", "Биыл 72 кітапхана ашылды."),
        (EN, "Seventy-two clubs for teenagers", "Villages opened 72 clubs."),
        (EN, "A park for 3.5 million tenge", "The park costs 3,500,000 tenge."),
    ],
)
def test_a_number_is_in_the_title_however_it_is_written_there(lang: Locale, title: str, text: str) -> None:
    assert "in_title" in held(text, title, lang)[0]
    assert "in_title" not in held(text, "", lang)[0]


def test_the_same_number_of_something_else_is_not_in_the_title() -> None:
    assert "in_title" not in held("Доля молодёжи выросла на 5%.", "Открыты 5 клубов")[0]
    assert "in_title" in held("Фонд дал 2 млрд тенге.", "На школы дали два миллиарда")[0]


def test_a_title_may_round_a_number() -> None:
    [figure] = held("На дороги потратят 6,8 млрд тенге.", "Почти семь миллиардов уйдёт на дороги")
    assert "near_title" in figure
    assert "in_title" not in figure


@pytest.mark.parametrize(
    ("lang", "text", "merit"),
    [
        (RU, "Всего собрали 840 подписей.", "total"),
        (KK, "Барлығы 840 қол жиналды.", "total"),
        (EN, "Altogether 840 signatures were collected.", "total"),
        (RU, "Каждому кружку дали по 840 тысяч тенге.", "each"),
        (KK, "Әрқайсысына 840 мың теңге берілді.", "each"),
        (EN, "Each club got 840,000 tenge.", "each"),
        (RU, "Социологи опросили 840 горожан.", "method"),
        (KK, "Сауалнамаға 840 тұрғын қатысты.", "method"),
        (EN, "The survey covered 840 residents.", "method"),
        (RU, "Год назад, вернее годом ранее, было 840 клубов.", "earlier"),
        (KK, "Былтыр 840 үйірме болды.", "earlier"),
        (EN, "Last year there were 840 clubs.", "earlier"),
        (RU, "Фонд планирует открыть 840 клубов.", "planned"),
        (KK, "Қор жоспары бойынша 840 үйірме ашпақ.", "planned"),
        (EN, "The fund plans 840 clubs.", "planned"),
        (RU, "Учителя приехали из 840 сёл.", "along"),
        (KK, "Мұғалімдер 840 ауылдан келді.", "along"),
        (EN, "Teachers came from 840 villages.", "along"),
        (RU, "Помогли 840 пенсионерам.", "people"),
        (RU, "Сдано много пластика (840 тонн).", "in_brackets"),
        (RU, "Итоги года:\n– 840 клубов", "in_row"),
        (RU, "«Нам нужно 840 клубов», – сказал он.", "spoken"),
        (RU, "В кружке 3 ребёнка.", "small"),
        (RU, "Можно получить до 840 тысяч тенге.", "up_to"),
    ],
)
def test_the_words_around_speak_for_and_against_a_figure(lang: Locale, text: str, merit: str) -> None:
    assert merit in held(text, lang=lang)[0]


def test_a_level_of_former_years_is_older_than_the_news() -> None:
    now, former = held("В 2025 году работает 840 кружков. В 2021 году работало 310 клубов.")
    assert "older" in former
    assert "older" not in now


def test_the_lead_comes_before_the_rest() -> None:
    lead = "Жители собрали 8 400 подписей за новый сквер."
    assert (
        leading(f"{lead}\n\nПогода была ясной.\n\n{'Люди шли весь день. ' * 20}\n\nПозже пришли ещё 8 500 писем.")
        == "8 400"
    )


def test_a_small_count_does_not_lead_before_a_large_sum() -> None:
    assert leading("Трое мастеров получили 48 млн тенге на школу.") == "48 млн тенге"


def test_of_two_figures_of_one_noun_and_unit_the_better_one_stays() -> None:
    text = "Открыли 840 клубов. Это много.\n\nСтарых клубов было 310 клубов."
    figures = find_figures(text, RU)
    assert [figures[index].surface for index in rank(figures, text, "")] == ["840"]


def test_a_level_and_its_change_stand_together_where_the_better_one_belongs() -> None:
    text = "Доля молодёжи выросла на 5% и достигла 41%. Фонд дал 90 млн тенге."
    change, level, money = find_figures(text, RU)
    assert (change.counted_head, level.counted_head) == ("молодёжь", "молодёжь")
    for scores in [(1.0, 3.0, 2.0), (3.0, 1.0, 2.0)]:
        assert in_order((change, level, money), scores, enough=0) == [1, 0, 2]
    assert in_order((change, level, money), (3.0, -1.0, 2.0), enough=0) == [0, 2]


def test_what_scores_too_little_is_not_worth_a_headline() -> None:
    figures = find_figures("Открыли 840 клубов и 12 школ.", RU)
    assert in_order(figures, (1.0, -1.0), enough=0) == [0]


def test_a_rank_comes_with_its_reasons_and_they_add_up_to_the_score() -> None:
    text = "Фонд выделил 48 млн тенге."
    [ranked] = weigh(find_figures(text, RU), text, "Школа получит 48 миллионов тенге")
    assert ranked.reasons[0][0] == "in_title"
    assert ranked.score == pytest.approx(sum(weight for _, weight in ranked.reasons))


def test_a_text_without_figures_has_no_headline() -> None:
    assert weigh((), "Был ясный день.", "84 клуба") == ()


def test_a_text_four_times_as_long_takes_about_four_times_as_long() -> None:
    piece = "АСТАНА в Таразе 72 клуба и 84 млн тенге "

    def seconds(times: int) -> float:
        text = piece * times
        figures = find_figures(text, RU)

        def once() -> float:
            begin = time.process_time()
            in_context(text, figures)
            rank(figures, text, "72 клуба в Таразе")
            return time.process_time() - begin

        return min(once() for _ in range(3))

    assert seconds(1600) < 10 * seconds(400)  # were each figure to look at the whole text, it would be sixteen
