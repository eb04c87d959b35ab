"""The catalogues hold every message, in every language."""

import re

import pytest
from babel.messages.pofile import read_po

from digests.model import Locale
from templates.language import LOCALES
from templates.messages.__main__ import wanted

PLACEHOLDER = re.compile(r"%\(\w+\)s")


def catalogue(locale):
    with (LOCALES / locale / "messages.po").open("rb") as file:
        return read_po(file, locale=str(locale))


@pytest.mark.parametrize("locale", list(Locale))
def test_every_message_is_translated_and_none_is_left_over(locale):
    asked, held = ({message.id for message in each if message.id} for each in (wanted(), catalogue(locale)))
    assert asked == held
    for message in catalogue(locale):
        forms = [message.string] if isinstance(message.string, str) else message.string
        assert all(forms), message.id


@pytest.mark.parametrize("locale", list(Locale))
def test_translations_ask_for_the_same_values(locale):
    for message in catalogue(locale):
        if not message.id:
            continue
        english = message.id if isinstance(message.id, str) else message.id[-1]
        for form in [message.string] if isinstance(message.string, str) else message.string:
            if message.pluralizable and not PLACEHOLDER.findall(message.id[0]):
                continue  # "the last day" names no number
            assert sorted(PLACEHOLDER.findall(form)) == sorted(PLACEHOLDER.findall(english))
