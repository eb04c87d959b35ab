"""Buttons say in 64 bytes what they want."""

from dataclasses import fields

import pytest

from digests.model import Act, Cadence, Length, Locale, Role
from templates.actions import EVERY_ACTION, admins, announcements, figures, settings, team
from templates.actions.announcements import Card, Steering
from templates.actions.base import MOST_BYTES, Action
from templates.actions.codes import fitting_words, metric_code, place_code
from templates.actions.figures import ShowMetric, StatsPage
from templates.actions.settings import Screen

LONGEST: dict[object, object] = {
    str: "0123456789abcdef",
    int: 9999,
    bool: True,
    Screen: Screen.SETTINGS,
    Steering: Steering.PAUSE,
    Card: Card.RUBRIC,
    Cadence: Cadence.WEEKDAYS,
    Length: Length.SHORT,
    Locale: Locale.KK,
    Act: Act.MARK_WRONG,
    Role: Role.ANNOUNCER,
}


@pytest.mark.parametrize("kind", EVERY_ACTION)
def test_every_action_fits_and_comes_back_as_it_went(kind: type[Action]) -> None:
    action = kind(*(LONGEST[field.type] for field in fields(kind)))  # type: ignore[arg-type]
    assert len(action.pack().encode()) <= MOST_BYTES
    assert kind.unpack(action.pack()) == action


def test_every_kind_of_action_is_known_to_the_handlers() -> None:
    named = [value for module in (admins, announcements, figures, settings, team) for value in vars(module).values()]
    kinds = {kind for kind in named if isinstance(kind, type) and issubclass(kind, Action)}
    assert set(EVERY_ACTION) == kinds - {Action}


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("", ""),
        ("  Ёлки  и СОСНЫ ", "елки и сосны"),
        ("общественные советы: состав и представительство", "общественные советы"),
        ("a:b", "a b"),
        ("законодательство инвалидности", "законодательство"),
        ("сверхвысокопревосходительствующий", "сверхвысокопревосходи"),
    ],
)
def test_the_words_of_a_search_are_cut_to_what_a_button_carries(asked: str, kept: str) -> None:
    words = fitting_words(asked)
    assert words == kept
    assert len(StatsPage(9999, words).pack().encode()) <= MOST_BYTES
    card = ShowMetric(metric_code("grants_number"), place_code("north-kazakhstan-oblast"), 9999, words)
    assert len(card.pack().encode()) <= MOST_BYTES
    assert ShowMetric.unpack(card.pack()) == card
    assert StatsPage.unpack(StatsPage(3, words).pack()) == StatsPage(3, words)
    assert fitting_words(words) == words


def test_prefixes_are_each_their_own() -> None:
    assert len({kind.prefix for kind in EVERY_ACTION}) == len(EVERY_ACTION)


@pytest.mark.parametrize("callback_data", ["", "o", "o:elsewhere", "h:noon", "r:grants:1", "zz:1", "a:2", "a:"])
def test_what_another_version_asked_for_is_no_action(callback_data: str) -> None:
    assert all(kind.unpack(callback_data) is None for kind in EVERY_ACTION)
