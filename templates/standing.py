"""How the bot stands, and what readers and admins write to each other."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from digests.model import Backlog, Bubble, Feedback, SourceHealth, Subscriber
from digests.standing import Standing
from templates import keyboards
from templates.bubbles import LONGEST, fit
from templates.language import Language

MOST_NAMED = 8
"""Of the sources of a group; the others are only counted."""


LONGEST_REMINDER = 200
"""Of a person's message, in the question for its answer."""


def status(language: Language, subscriber: Subscriber, standing: Standing, backlog: Backlog, now: datetime) -> Bubble:
    """What /status says in this chat."""
    groups = {"silent": standing.silent, "unread": standing.unread}
    text = language.say(
        "status",
        subscriber=subscriber,
        standing=standing,
        read_ago=standing.latest and now - standing.latest,
        named={name: list(_named(group, now)) for name, group in groups.items()},
        more={name: max(0, len(group) - MOST_NAMED) for name, group in groups.items()},
        waiting=backlog.waiting,
        waits_for=backlog.since and now - backlog.since,
    )
    return Bubble(text)


def _named(group: Sequence[SourceHealth], now: datetime) -> Iterator[tuple[str, object]]:
    """The names of a group, and how long ago each was read; None: never."""
    for one in group[:MOST_NAMED]:
        yield one.source.name, one.state.succeeded_at and now - one.state.succeeded_at


def feedback(language: Language, kept: Feedback) -> Bubble:
    """What a person wrote, as admins see it."""
    text = language.say("feedback/card", feedback=kept)
    return Bubble(fit([text], limit=LONGEST)[0], keyboards.feedback(language, kept.id))


def answer(language: Language, asked: Feedback, text: str) -> Bubble:
    """The answer, and as much of the question as fits under it."""
    blocks = (language.say("feedback/answer", text=text), language.say("feedback/question", feedback=asked))
    return Bubble(fit(blocks, limit=LONGEST)[0])
