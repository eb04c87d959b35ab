"""What a model may answer, and above all what it may not."""

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.figures import find_figures
from digests.gate.reading import find_numbers, number_words
from digests.model import Article, Locale, Summary
from digests.summarise.prompt import question
from digests.summarise.retold import retold
from tests.digests.builders import article

TEXT = (
    "Фонд «Таңба» в этом году выделил более 60 стипендий на 1,7 млрд тенге. "
    "Число кружков выросло со 140 до 212, на 51 %. "
    "В 2027 году планируется открыть 14 мастерских. "
    "Комиссия не поддержала 9 заявок."
)
RUSSIAN = article(TEXT, *find_figures(TEXT, Locale.RU), title="Фонд подвёл итоги")
KAZAKH_TEXT = "Биыл қор 320-дан астам стипендия тағайындады. Жобаларға 2,4 млрд теңге бөлінді."
KAZAKH = article(KAZAKH_TEXT, *find_figures(KAZAKH_TEXT, Locale.KK), title="Қор есебі", lang=Locale.KK)
ENGLISH_TEXT = "This year the fund gave at least 60 scholarships worth $1.7 million. The council met in spring."
ENGLISH = article(ENGLISH_TEXT, *find_figures(ENGLISH_TEXT, Locale.EN), title="The fund reports", lang=Locale.EN)


def answered(*sentences: tuple[str, list[int]], about: Article = RUSSIAN) -> Summary | tuple[str, ...]:
    told = [{"text": text, "from": origins} for text, origins in sentences]
    return retold(question(about), json.dumps({"sentences": told}, ensure_ascii=False))


def refused(*sentences: tuple[str, list[int]], about: Article = RUSSIAN) -> str:
    """The reasons."""
    reasons = answered(*sentences, about=about)
    assert not isinstance(reasons, Summary), reasons
    assert all(reasons)
    return " ".join(reasons)


def test_the_figures_come_back_in_the_words_of_the_article() -> None:
    summary = answered(("В этом году фонд выделил {F1} на {F2}", [1]), ("Число кружков выросло {F3}.", [2]))
    assert summary == Summary(
        lead="В этом году фонд выделил более 60 стипендий на 1,7 млрд тенге.",
        sentences=("Число кружков выросло со 140 до 212.",),
        figures=(0, 1, 2),
    )


def test_a_phrase_begins_a_sentence_with_a_capital_and_goes_on_inside_of_one_without() -> None:
    text = "More than 60 scholarships were given by the fund. The council met in spring."
    about = article(text, *find_figures(text, Locale.EN), title="The fund reports", lang=Locale.EN)
    inside = answered(("The fund gave {F1}.", [1]), about=about)
    first = answered(("{F1} were given.", [1]), about=about)
    assert isinstance(inside, Summary)
    assert inside.lead == "The fund gave more than 60 scholarships."
    assert isinstance(first, Summary)
    assert first.lead == "More than 60 scholarships were given."


def test_each_language_is_answered_in_itself() -> None:
    assert isinstance(answered(("Биыл қор {F1} тағайындады.", [1]), about=KAZAKH), Summary)
    assert isinstance(answered(("This year the fund gave {F1} worth {F2}.", [1]), about=ENGLISH), Summary)
    assert "another language" in refused(("This year the fund gave {F1}.", [1]))
    assert "another language" in refused(("В этом году фонд выделил {F1}.", [1]), about=KAZAKH)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Фонд выделил 500 стипендий.", RUSSIAN),
        ("Фонд выделил {F1}, а также ٥ мест.", RUSSIAN),
        ("Фонд выделил {F1}, ещё ½ суммы.", RUSSIAN),
        ("Фонд выделил {F1} и двадцать стипендий.", RUSSIAN),
        ("Фонд выделил {F1} и миллион тенге.", RUSSIAN),
        ("Фонд выделил {F1}, вдвое больше.", RUSSIAN),
        ("Биыл қор {F1} және жиырма стипендия тағайындады.", KAZAKH),
        ("Биыл қор {F1} мен мың стипендия тағайындады.", KAZAKH),
        ("The fund gave {F1} and twenty scholarships.", ENGLISH),
        ("The fund gave {F1} and a dozen scholarships.", ENGLISH),
        ("The fund gave {F1}, half of them in spring.", ENGLISH),
    ],
)
def test_a_number_of_the_model_s_own_is_refused_in_digits_and_in_words(text: str, about: Article) -> None:
    assert refused((text, [1]), about=about)


@pytest.mark.parametrize(
    "text", ["Фонд выделил {F7}.", "Фонд выделил {F0}.", "Фонд {G1}.", "Фонд {{F1}}.", "Фонд {F1", "{}"]
)
def test_only_placeholders_of_the_table_are_known(text: str) -> None:
    assert refused((text, [1]))


@pytest.mark.parametrize(
    "text",
    [
        "Фонд выделил менее {F1}.",
        "Фонд не выделил {F1}.",
        "Фонд выделил {F1} млн тенге.",
        "Фонд выделил {F1} процентов.",
        "Фонд выделил почти {F1}.",
        "Фонд выделил минус {F1}.",
        "Фонд выделил {F1}%.",
        "Фонд выделил -{F1}.",
        "Фонд выделил {F1}-кратно.",
        "Фонд выделил {F1}{F2}.",
        "Фонд выделил ${F2}.",
    ],
)
def test_nothing_beside_a_placeholder_may_change_what_it_says(text: str) -> None:
    assert refused((text, [1]))


def test_a_word_that_bears_on_the_number_in_the_article_stays_with_it() -> None:
    assert "не" in refused(("Комиссия поддержала {F6}.", [4]))
    assert isinstance(answered(("Комиссия не поддержала {F6}.", [4])), Summary)


def test_a_plan_stays_a_plan() -> None:
    assert refused(("Фонд выделил {F1} и открыл {F5}.", [1, 3]))
    assert isinstance(answered(("В этом году фонд выделил {F1} и планирует открыть {F5}.", [1, 3])), Summary)


def test_a_direction_stays_and_so_does_what_is_counted() -> None:
    assert refused(("Число кружков снизилось на {F4}.", [2]))
    assert refused(("Комиссия подвела итоги: {F3}.", [2]))


def test_a_placeholder_stands_in_a_sentence_that_is_named_and_once() -> None:
    assert '"from"' in refused(("Фонд выделил {F1}.", [2]))
    assert "twice" in refused(("Фонд выделил {F1}.", [1]), ("В этом году выделил {F1}.", [1]))


def test_the_first_sentence_states_a_figure() -> None:
    assert "first sentence" in refused(("Фонд подвёл итоги.", [1]), ("Фонд выделил {F1}.", [1]))


@pytest.mark.parametrize(
    "text",
    [
        "Фонд выделил {F1}, см. https://evil.example/x",
        "Фонд выделил {F1} www.evil.example",
        "Фонд выделил {F1} evil.example",
        "Фонд выделил {F1} @evil_channel",
        "Фонд <b>выделил</b> {F1}",
        "Фонд **выделил** {F1}",
        "Фонд [выделил](тут) {F1}",
        "Фонд &lt;выделил {F1}",
        "Фонд выделил {F1} 🎉",
        "Фонд выделил\u200b {F1}",
        "Фонд выделил\u202e {F1}",
        "Фонд выделил\n{F1}",
        "Фонд выделил\x00 {F1}",
        "Фонд вы\u0301делил {F1}",
        "Фoнд выделил {F1}",  # with a Latin "o"
        "Фонд выделил \ud800 {F1}",
    ],
)
def test_links_mark_up_and_what_cannot_be_seen_are_refused(text: str) -> None:
    assert refused((text, [1]))


def test_what_is_too_long_is_refused() -> None:
    assert "Too long" in refused(("Фонд выделил {F1}" + " в этом году" * 40, [1]))


def test_words_and_names_of_its_own_are_refused() -> None:
    assert "Ерлан" in refused(("Фонд выделил {F1}, сказал Ерлан.", [1]))
    assert "words" in refused(("Правительство тайно присвоило деньги народа, забрав {F1}.", [1]))


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "null",
        "[]",
        "{}",
        "I cannot help with that.",
        '{"sentences": []}',
        '{"sentences": "Фонд"}',
        '{"sentences": [null]}',
        '{"sentences": [{"text": 5, "from": [1]}]}',
        '{"sentences": [{"text": "Фонд выделил {F1}.", "from": [true]}]}',
        '{"sentences": [{"text": "Фонд выделил {F1}.", "from": [99]}]}',
        '{"sentences": [{"text": "Фонд выделил {F1}.", "from": []}]}',
        '{"sentences": [{"text": "Фонд выделил {F1}."}]}',
        '{"sentences": [{"text": "Фонд выделил {F1}.", "from": [1]}]',
        "<html><body>502</body></html>",
        "[" * 50_000,
        '{"sentences": ' * 5_000,
        "9" * 19_000,
    ],
)
def test_what_is_not_the_agreed_json_is_refused(answer: str) -> None:
    assert not isinstance(retold(question(RUSSIAN), answer), Summary)


def test_a_fence_around_the_json_does_no_harm() -> None:
    told = json.dumps({"sentences": [{"text": "Фонд выделил {F1}.", "from": [1]}]}, ensure_ascii=False)
    assert isinstance(retold(question(RUSSIAN), f"```json\n{told}\n```"), Summary)


PIECES = st.sampled_from(
    [
        *("{F1}", "{F2}", "{F3}", "{F4}", "{F5}", "{F6}", "{F7}", "{", "}", "500", "двадцать", "миллион", "%", "-"),
        *(
            "Фонд",
            "выделил",
            "выросло",
            "снизилось",
            "число кружков",
            "планируется открыть",
            "не",
            "более",
            "менее",
            "на",
        ),
        *(
            "менее",
            "с",
            "до",
            "тенге",
            "млн",
            "стипендий",
            "комиссия",
            "поддержала",
            ",",
            ".",
            " ",
            "в этом году",
            "почти",
            "и",
        ),
    ]
)
TEXTS = st.one_of(st.lists(PIECES, min_size=1, max_size=12).map(" ".join), st.text(max_size=60))
ONE = st.fixed_dictionaries({"text": TEXTS, "from": st.lists(st.integers(-1, 5), max_size=4)})
WELL_MEANT = st.fixed_dictionaries({"sentences": st.lists(ONE, max_size=4)}).map(json.dumps)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text() | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["sentences", "text", "from"]) | st.text(), inner),
    max_leaves=10,
).map(json.dumps)


@settings(max_examples=400, deadline=None)
@given(st.one_of(WELL_MEANT, WELL_MEANT, ANY_JSON, st.text()))
def test_whatever_comes_back_what_goes_out_has_only_figures_of_the_article(answer: str) -> None:
    summary = retold(question(RUSSIAN), answer)
    if not isinstance(summary, Summary):
        assert summary
        return
    known = {(one.value, one.value_from, one.unit, one.qualifier, one.direction, one.status) for one in RUSSIAN.figures}
    written = {digits for _, _, _, digits in find_numbers(TEXT)}
    for text in (summary.lead, *summary.sentences):
        for one in find_figures(text, Locale.RU):
            assert (one.value, one.value_from, one.unit, one.qualifier, one.direction, one.status) in known
        assert {digits for _, _, _, digits in find_numbers(text)} <= written
        assert not list(number_words(text))
    surfaces = [RUSSIAN.figures[index].surface for index in summary.figures]
    told = " ".join((summary.lead, *summary.sentences)).casefold()
    assert all(surface.casefold() in told for surface in surfaces)


def test_the_law_is_tried_on_answers_that_pass() -> None:
    """The strategy above would prove nothing if nothing passed."""
    assert isinstance(answered(("Фонд выделил {F1} на {F2}", [1])), Summary)
    assert RUSSIAN.figures[0].value == Decimal(60)
