"""Cards of the inline mode: what a list shows of a figure, and what is sent when it is chosen."""

from dataclasses import dataclass

from digests.model import Bubble, Button, FigureRef
from templates.links import figure_link

LONGEST_TITLE, LONGEST_DESCRIPTION = 100, 160
"""What phones show of them; Telegram names no limit."""


@dataclass(frozen=True, slots=True)
class Card:
    """One choice; `id` is unique among those that are offered together (at most 64 bytes)."""

    id: str
    title: str
    description: str
    bubble: Bubble


def open_bot(label: str, bot: str, ref: FigureRef) -> tuple[tuple[Button, ...], ...]:
    """The button under a card, for those who read it in a chat without the bot."""
    return ((Button(label, url=f"https://t.me/{bot}?start={figure_link(ref)}"),),)
