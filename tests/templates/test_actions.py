"""Buttons say in 64 bytes what they want."""

from dataclasses import fields

import pytest

from digests.model import Cadence, Locale
from templates import actions
from templates.actions import MOST_BYTES, Action, Screen

LONGEST: dict[object, object] = {
    str: "0123456789abcdef",
    int: 9999,
    bool: True,
    Screen: Screen.SETTINGS,
    Cadence: Cadence.WEEKDAYS,
    Locale: Locale.KK,
}
KINDS = [
    kind
    for kind in vars(actions).values()
    if isinstance(kind, type) and issubclass(kind, Action) and kind is not Action
]


@pytest.mark.parametrize("kind", KINDS)
def test_every_action_fits_and_comes_back_as_it_went(kind: type[Action]) -> None:
    action = kind(*(LONGEST[field.type] for field in fields(kind)))  # type: ignore[arg-type]
    assert len(action.pack().encode()) <= MOST_BYTES
    assert kind.unpack(action.pack()) == action


def test_prefixes_are_each_their_own() -> None:
    assert len({kind.prefix for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("callback_data", ["", "o", "o:elsewhere", "h:noon", "r:grants:1", "zz:1"])
def test_what_another_version_asked_for_is_no_action(callback_data: str) -> None:
    assert all(kind.unpack(callback_data) is None for kind in KINDS)
