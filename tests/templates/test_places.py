"""Every place that sentences name has a name to be shown by, and room on a button."""

import pytest

from digests.lang.places import CITIES, OBLASTS
from digests.model import Locale
from templates.actions.codes import place_code
from templates.keyboards.parts import WIDEST_HALF
from templates.places import brief_place_name, place_name, place_of

KEYS = [place.key for place in (*OBLASTS, *CITIES)]


@pytest.mark.parametrize("key", KEYS)
def test_every_place_has_a_name_in_each_language_and_a_brief_one_for_a_button(key: str) -> None:
    for locale in Locale:
        assert place_name(key, locale) != key
        assert 0 < len(brief_place_name(key, locale)) <= WIDEST_HALF


@pytest.mark.parametrize("locale", list(Locale))
def test_no_two_places_have_one_name(locale: Locale) -> None:
    for name in (place_name, brief_place_name):
        assert len({name(key, locale) for key in KEYS}) == len(KEYS)


def test_the_code_on_a_button_stands_for_one_place() -> None:
    assert [place_of(place_code(key)) for key in KEYS] == KEYS
    assert place_of(place_code(None)) is None
    assert place_of("zzzz") is None
