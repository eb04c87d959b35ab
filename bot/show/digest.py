"""`show digest`: the bubbles that a choice would get now."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from digests.compose import compose
from digests.model import Bubble, Choice, Rubric, Window
from digests.ports import Articles, Render
from digests.stories import group

_BETWEEN = "\n" + "─" * 40 + "\n"
NOTHING = "Nothing to tell: no article of these rubrics was listed in these days."


async def show_digest(
    articles: Articles, render: Render, choice: Choice, *, rubrics: Sequence[Rubric], days: int, now: datetime
) -> str:
    """The bubbles for the last `days` days as they would be sent, each with its buttons below."""
    window = Window(now - timedelta(days=days), now)
    stories = group(await articles.between(window))
    digest = compose(stories, choice, window, rubrics=rubrics)
    return NOTHING if digest.is_empty else _BETWEEN.join(map(_printed, render.digest(digest)))


def _printed(bubble: Bubble) -> str:
    rows = (" ".join(f"[{button.label}]" for button in row) for row in bubble.keyboard)
    return "\n".join((bubble.text, *rows))
