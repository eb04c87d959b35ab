"""The catalogues hold every message, in every language."""

import re
from collections.abc import Sequence

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from digests.model import Locale
from templates.language import LOCALES
from templates.messages.__main__ import wanted

PLACEHOLDER = re.compile(r"%\(\w+\)s")


def catalogue(locale: Locale) -> Catalog:
    with (LOCALES / locale / "messages.po").open("rb") as file:
        return read_po(file, locale=str(locale))


def forms(message: Message) -> Sequence[str]:
    return [message.string] if isinstance(message.string, str) else message.string or [""]


@pytest.mark.parametrize("locale", list(Locale))
def test_every_message_is_translated_and_none_is_left_over(locale: Locale) -> None:
    asked, held = ({message.id for message in each if message.id} for each in (wanted(), catalogue(locale)))
    assert asked == held
    for message in catalogue(locale):
        assert all(forms(message)), message.id
        # The compiler leaves fuzzy ones out.
        assert not message.fuzzy, message.id


@pytest.mark.parametrize("locale", list(Locale))
def test_translations_ask_for_the_same_values(locale: Locale) -> None:
    for message in catalogue(locale):
        if not message.id:
            continue
        english = message.id if isinstance(message.id, str) else message.id[-1]
        for form in forms(message):
            assert sorted(PLACEHOLDER.findall(form)) == sorted(PLACEHOLDER.findall(english))
