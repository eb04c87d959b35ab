"""Rows of buttons."""

from collections.abc import Sequence

from digests.model import Button, StatedFigure
from templates.actions.admins import AskWrong
from templates.actions.base import Action
from templates.actions.settings import Open, Screen
from templates.bubbles import cut
from templates.language import Language

Row = tuple[Button, ...]
Keyboard = tuple[Row, ...]

TICK = "✅ "
WIDEST_HALF = 20
"""Of a label that shares its row with another; in characters, without the tick."""


def button(label: str, action: Action, *, is_chosen: bool = False) -> Button:
    """A button that asks for the action; a chosen one has a tick."""
    return Button(TICK + label if is_chosen else label, action.pack())


def opening(label: str, screen: Screen) -> Button:
    """A button that shows a menu in place."""
    return button(label, Open(screen))


def back(language: Language, screen: Screen) -> Row:
    """The way back."""
    return (opening("‹ " + language.word("Back"), screen),)


def in_pairs(buttons: Sequence[Button]) -> Keyboard:
    """Two a row, in order; a label that half of a narrow screen would cut has a row of its own."""
    rows: list[Row] = []
    for one in buttons:
        if rows and len(rows[-1]) == 1 and not (_is_wide(one) or _is_wide(rows[-1][0])):
            rows[-1] = (*rows[-1], one)
        else:
            rows.append((one,))
    return tuple(rows)


def in_rows(buttons: Sequence[Button], width: int) -> Keyboard:
    """So many a row, in order."""
    return tuple(tuple(buttons[place : place + width]) for place in range(0, len(buttons), width))


def paging(language: Language, *, earlier: Action | None, later: Action | None) -> Keyboard:
    """A row with the ways to the page before and to the next one, where there are such."""
    _ = language.word
    row = (
        *((button("‹ " + _("Back"), earlier),) if earlier else ()),
        *((button(_("More") + " ›", later),) if later else ()),
    )
    return (row,) if row else ()


def numbered(label: str, count: int) -> str:
    """A label with how many there are; alone where there are none."""
    return f"{label}: {count}" if count else label


def short(label: str) -> str:
    """A label that fits beside another: cut at a word, or within the word that alone is too long."""
    shown = cut(label, WIDEST_HALF)
    return shown if len(shown) > WIDEST_HALF // 2 or shown == label else f"{label[: WIDEST_HALF - 1].rstrip()}…"


def _is_wide(one: Button) -> bool:
    return len(one.label.removeprefix(TICK)) > WIDEST_HALF


def wrong(stated: StatedFigure) -> Button:
    """Mark this figure as wrong, for admins."""
    ref = stated.ref
    return button(short(f"❌ {stated.figure.surface}"), AskWrong(ref.article_id, ref.revision, ref.index))
