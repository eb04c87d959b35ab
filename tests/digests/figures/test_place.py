import pytest

from digests.figures import find_figures
from digests.figures.place import find_places
from digests.lang.places import CITIES, OBLASTS
from digests.model import Locale

RU, KK, EN = Locale.RU, Locale.KK, Locale.EN


def places(text: str, lang: Locale) -> list[str | None]:
    return [figure.place for figure in find_figures(text, lang)]


@pytest.mark.parametrize(
    ("lang", "name", "key"),
    [
        (RU, "в Актюбинской области", "aktobe-oblast"),
        (RU, "в Актобе", "aktobe"),
        (RU, "в Алматинской области", "almaty-oblast"),
        (RU, "в Алматинской и Жамбылской областях", "almaty-oblast"),
        (RU, "в алматинском кружке Алматы", "almaty"),
        (RU, "в области Абай", "abai-oblast"),
        (RU, "Книгу Абая читают в ЗКО", "west-kazakhstan-oblast"),
        (RU, "в Восточном Казахстане", "east-kazakhstan-oblast"),
        (RU, "жители Караганды", "karaganda"),
        (RU, "жители Карагандинской области", "karaganda-oblast"),
        (RU, "под Усть-Каменогорском", "oskemen"),
        (RU, "в Туркестане", "turkistan"),
        (KK, "Ақтөбе облысында", "aktobe-oblast"),
        (KK, "Ақтөбеде", "aktobe"),
        (KK, "Шығыс Қазақстанға", "east-kazakhstan-oblast"),
        (KK, "БҚО-да тоқтады, СҚО", "north-kazakhstan-oblast"),
        (KK, "Қостанай мен Ақмола облыстарының", "kostanay-oblast"),
        (KK, "Шымкенттегі", "shymkent"),
        (KK, "Оралдан", "oral"),
        (EN, "in the Abai Region", "abai-oblast"),
        (EN, "in Almaty region", "almaty-oblast"),
        (EN, "Almaty's", "almaty"),
        (EN, "in North Kazakhstan", "north-kazakhstan-oblast"),
    ],
)
def test_a_place_is_known_in_all_its_forms(lang: Locale, name: str, key: str) -> None:
    assert key in [mention.key for mention in find_places(name, lang)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (RU, "Их учит Абай Серик."),
        (RU, "Команда «Астана-2017» победила."),
        (KK, "Оралхан келді."),
        (EN, "ASTANA – The fund opened a school."),
    ],
)
def test_a_name_that_is_no_place_is_none(lang: Locale, text: str) -> None:
    assert list(find_places(text, lang)) == []


def test_each_figure_has_the_place_that_is_nearest() -> None:
    assert places("Костанаю дали 70 млн тенге, Таразу 40 млн тенге.", RU) == ["kostanay", "taraz"]
    assert places("Қостанайға 70 млн теңге, Таразға 40 млн теңге берілді.", KK) == ["kostanay", "taraz"]
    assert places("The fund gave 70 million tenge to Kostanay and 40 million tenge to Taraz.", EN) == [
        "kostanay",
        "taraz",
    ]


def test_a_place_of_another_sentence_says_nothing() -> None:
    assert places("Фонд работает в Таразе. Открыли 70 клубов.", RU) == [None]


def test_every_oblast_and_city_has_a_key_of_its_own() -> None:
    keys = [place.key for place in (*OBLASTS, *CITIES)]
    assert len(set(keys)) == len(keys)
    assert len(OBLASTS) == 17
