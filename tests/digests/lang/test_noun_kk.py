import pytest

from digests.lang.noun_kk import kazakh_noun, read_noun


@pytest.mark.parametrize(
    ("word", "noun"),
    [
        ("ұйымдарының", "ұйым"),
        ("қызметкерлеріміз", "қызметкер"),
        ("орталығында", "орталық"),
        ("мектебін", "мектеп"),
        ("көлігімен", "көлік"),
        ("студенттерге", "студент"),
        ("ресурстар", "ресурс"),
        ("үйдің", "үй"),
    ],
)
def test_endings_come_off_one_after_the_other(word: str, noun: str) -> None:
    assert kazakh_noun(word) == noun


@pytest.mark.parametrize(
    "word", ["палата", "анкета", "жылқы", "жәрдемақы", "оқушы", "тұрғын", "белгі", "пәтер", "газет"]
)
def test_what_only_looks_like_an_ending_stays(word: str) -> None:
    assert kazakh_noun(word) == word


@pytest.mark.parametrize(
    ("word", "noun"),
    [
        ("баласы", "бала"),
        ("кеңесі", "кеңес"),
        ("ұсынысы", "ұсыныс"),
        ("оқушысы", "оқушы"),
        ("отбасы", "отбасы"),
        ("орны", "орын"),
        ("кәсіпорны", "кәсіпорын"),
        ("халқының", "халық"),
        ("клубы", "клуб"),
        ("тренингі", "тренинг"),
        ("банкі", "банк"),
    ],
)
def test_the_possessive_gives_the_stem_back_as_it_is_alone(word: str, noun: str) -> None:
    assert kazakh_noun(word) == noun


def test_what_an_ending_says_is_told() -> None:
    assert read_noun("мүшелерінен") == ("мүше", "abl", True, True)
    assert read_noun("өтінімді") == ("өтінім", "acc", False, False)
