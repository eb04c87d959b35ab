"""How the bot stands, and what readers and admins write to each other."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from digests.model import Audience, Backlog, Bubble, Feedback, Locale, Progress, Right, SourceHealth, Status, Subscriber
from digests.standing import Standing
from templates.bubbles import LONGEST, fit
from templates.keyboards import admins as keyboards
from templates.language import NAMES, Language

MOST_NAMED = 8
"""Of the sources of a group; the others are only counted."""


SAID = (Status.ACTIVE, Status.PAUSED, Status.NEW, Status.BLOCKED)
"""The order in which the statuses are told."""

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
    text = language.say("feedback/card", feedback=kept, number=0, total=0)
    return Bubble(fit([text], limit=LONGEST)[0], keyboards.feedback(language, kept.id))


def inbox(language: Language, waiting: Sequence[Feedback], number: int) -> Bubble:
    """One of what people wrote, with the ways to the others."""
    total = len(waiting)
    if not total:
        return Bubble(language.say("feedback/empty"), keyboards.inbox(language, "", number=0, total=0))
    number = min(max(number, 0), total - 1)
    shown = waiting[number]
    text = language.say("feedback/card", feedback=shown, number=number, total=total)
    buttons = keyboards.inbox(language, shown.id, number=number, total=total)
    return Bubble(fit([text], limit=LONGEST)[0], buttons)


def overview(language: Language, audience: Audience, sent: Progress, waiting: int, rights: frozenset[Right]) -> Bubble:
    """What /admin says: the largest groups first."""
    text = language.say(
        "overview",
        audience=audience,
        total=sum(audience.statuses.values()),
        statuses=[(status, audience.statuses.get(status, 0)) for status in SAID],
        languages=[(NAMES[locale], audience.locales.get(locale, 0)) for locale in Locale],
        rubrics=sorted(audience.rubrics.items(), key=lambda pair: (-pair[1], pair[0])),
        sent=sent,
        waiting=waiting,
    )
    return Bubble(
        fit(text.split("\n\n"), limit=LONGEST)[0], keyboards.overview(language, waiting=waiting, rights=rights)
    )


def answer(language: Language, asked: Feedback, text: str) -> Bubble:
    """The answer, and as much of the question as fits under it."""
    blocks = (language.say("feedback/answer", text=text), language.say("feedback/question", feedback=asked))
    return Bubble(fit(blocks, limit=LONGEST)[0])
