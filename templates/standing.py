"""How the bot stands, in words: for readers and for admins."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from digests.model import Backlog, Bubble, SourceHealth, Subscriber
from digests.standing import Standing
from templates.language import Language

MOST_NAMED = 8
"""Of the sources of a group; the others are only counted."""


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
