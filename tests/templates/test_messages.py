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


@pytest.mark.parametrize("locale", list(Locale))
def test_each_language_keeps_its_own_quotation_marks(locale: Locale) -> None:
    own = {Locale.KK: "«»", Locale.RU: "«»", Locale.EN: "“”"}[locale]
    for message in catalogue(locale):
        for form in forms(message) if message.id else ():
            assert {character for character in form if character in "\"'«»“”„"} <= {*own, "'"}
            assert form.count(own[0]) == form.count(own[1])


@pytest.mark.parametrize(
    ("locale", "careless"), [(Locale.KK, r"\bсіз"), (Locale.RU, r"\b(?:вы|вас|вам|вами|ваш\w*)\b")]
)
def test_people_are_addressed_with_respect(locale: Locale, careless: str) -> None:
    for message in catalogue(locale):
        for form in forms(message) if message.id else ():
            assert not re.search(careless, form), form
