"""In which language a person is met."""

import pytest
from aiogram.types import User

from handlers.middleware import locale_of


@pytest.mark.parametrize(
    ("code", "locale"),
    [("kk", "kk"), ("kk-KZ", "kk"), ("en-GB", "en"), ("ru", "ru"), ("de", "ru"), ("", "ru"), (None, "ru")],
)
def test_people_are_met_in_their_language_or_in_russian(code: str | None, locale: str) -> None:
    assert locale_of(User(id=1, is_bot=False, first_name="Reader", language_code=code)) == locale


def test_a_channel_has_no_speaker_and_is_met_in_russian() -> None:
    assert locale_of(None) == "ru"
