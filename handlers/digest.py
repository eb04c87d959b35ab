"""/digest: the person's digest now; of some days, or of one rubric."""

import re
from collections.abc import Collection
from datetime import datetime

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from digests.desk.ask import digest_now
from digests.errors import Refusal
from digests.model import Bubble, Choice, Mailing, Newsroom, Subscriber, Window
from digests.ports import Articles, Corrections, Mailings, Offload, Subscribers
from digests.slots import slot_window
from handlers.answers import SLOW, remember, say, say_after
from handlers.pressed import Pressed
from handlers.said import Said
from handlers.windows import MOST_DAYS, last_days
from templates import Templates
from templates.actions.figures import AskDigest

NUMBER = re.compile(r"[-+−]?[\d.,]*\d(?:\s.*)?")
RUBRIC_DAYS = 7
"""How far `/digest grants` looks back."""


def register(router: Router) -> None:
    """By command, and by the button that looks further back."""
    router.message.register(digest, Said("digest"), flags=SLOW)
    router.callback_query.register(digest_of_days, Pressed(AskDigest))


async def digest(
    message: Message,
    command: CommandObject,
    subscriber: Subscriber,
    subscribers: Subscribers,
    articles: Articles,
    mailings: Mailings,
    corrections: Corrections,
    offload: Offload,
    newsroom: Newsroom,
    templates: Templates,
    now: datetime,
) -> None:
    """`/digest`: what is new since the last; `/digest 7`: all of seven days; `/digest grants`: a week of one rubric."""
    asked = (command.args or "").strip().casefold()
    rubrics: Collection[str] = subscriber.rubrics
    window = since_last(subscriber, now)
    only_news = not asked and subscriber.last_digest_at is not None
    days = days_asked(asked)
    if days is not None:
        window = last_days(days, now)
    elif asked:
        found = rubric_named(asked, newsroom)
        if found is None:
            await say(message, templates.note("rubric_unknown", subscriber.locale))
            return
        rubrics, window = (found,), last_days(RUBRIC_DAYS, now)
    told = await _told(
        *(articles, mailings, corrections, offload, newsroom, templates, subscriber, rubrics, window),
        only_news=only_news,
    )
    if isinstance(told, Bubble):
        await say(message, told)
    else:
        await remember(mailings, told, await say(message, *told.bubbles), now)
    if not asked and rubrics:
        await subscribers.told(subscriber.chat_id, window.end)


async def digest_of_days(
    callback: CallbackQuery,
    action: AskDigest,
    subscriber: Subscriber,
    articles: Articles,
    mailings: Mailings,
    corrections: Corrections,
    offload: Offload,
    newsroom: Newsroom,
    templates: Templates,
    now: datetime,
) -> None:
    """The digest of more days, below."""
    rubrics, window = subscriber.rubrics, last_days(action.days, now)
    told = await _told(articles, mailings, corrections, offload, newsroom, templates, subscriber, rubrics, window)
    if isinstance(told, Bubble):
        await say_after(callback, [told])
    else:
        await remember(mailings, told, await say_after(callback, told.bubbles), now)


async def _told(
    articles: Articles,
    mailings: Mailings,
    corrections: Corrections,
    offload: Offload,
    newsroom: Newsroom,
    templates: Templates,
    subscriber: Subscriber,
    rubrics: Collection[str],
    window: Window,
    *,
    only_news: bool = False,
) -> Mailing | Bubble:
    """The digest of the window; in its place, that there is nothing new or that no rubric is chosen."""
    if not rubrics:
        return templates.choose_rubrics(subscriber)
    choice = Choice.of(subscriber.locale, rubrics, subscriber.wishes)
    mailing = await digest_now(
        articles,
        mailings,
        corrections,
        templates,
        offload,
        rubrics=newsroom.rubrics,
        choice=choice,
        window=window,
        only_news=only_news,
    )
    return mailing or templates.no_digest(subscriber, window.days)


def days_asked(words: str) -> int | None:
    """The number of days; None: it is no number.

    Raises:
        Refusal: `days_unknown` where there is no digest of so many.
    """
    if not NUMBER.fullmatch(words):
        return None
    if not words.isdecimal() or not 1 <= int(words[:4]) <= MOST_DAYS:
        raise Refusal("days_unknown", most=MOST_DAYS)
    return int(words)


def since_last(subscriber: Subscriber, now: datetime) -> Window:
    """Since the last digest that was sent or asked for, else since the slot before now."""
    start = subscriber.last_digest_at or slot_window(subscriber.schedule, now).start
    return Window(min(start, now), now)


def rubric_named(words: str, newsroom: Newsroom) -> str | None:
    """The key of the rubric that is called so (a beginning of its name in any language, or its key)."""
    for rubric in newsroom.rubrics:
        names = [rubric.key, *(name.casefold() for name in rubric.name.values())]
        if any(name.startswith(words) for name in names):
            return rubric.key
    return None
