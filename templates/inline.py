"""Cards of the inline mode: what a list shows of a figure, and what is sent when it is chosen."""

from dataclasses import dataclass

from digests.model import Bubble, Button, FigureRef

FIGURE_LINK = "f_"
LONGEST_TITLE, LONGEST_DESCRIPTION = 100, 160
"""What phones show of them; Telegram names no limit."""


@dataclass(frozen=True, slots=True)
class Card:
    """One choice; `id` is unique among those that are offered together (at most 64 bytes)."""

    id: str
    title: str
    description: str
    bubble: Bubble


def figure_link(ref: FigureRef) -> str:
    """What `?start=` carries so that the bot shows this figure: letters, digits and "_" only, at most 64."""
    return f"{FIGURE_LINK}{ref.article_id}_{ref.revision}_{ref.index}"


def figure_of(link: str) -> FigureRef | None:
    """The figure that a link names; None where it names none."""
    article, *numbers = link.removeprefix(FIGURE_LINK).split("_")
    if (
        not link.startswith(FIGURE_LINK)
        or len(numbers) != 2
        or not all(one.isascii() and one.isdigit() for one in numbers)
    ):
        return None
    revision, index = (int(one[:9]) for one in numbers)
    return FigureRef(article, revision, index)


def open_bot(label: str, bot: str, ref: FigureRef) -> tuple[tuple[Button, ...], ...]:
    """The button under a card, for those who read it in a chat without the bot."""
    return ((Button(label, url=f"https://t.me/{bot}?start={figure_link(ref)}"),),)
