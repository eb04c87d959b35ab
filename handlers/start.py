"""/start: language and rubrics on one card, then digests."""

from dataclasses import replace
from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from digests.desk.ask import digest_now
from digests.desk.team import Team
from digests.model import Newsroom, Status, Subscriber
from digests.ports import Articles, Corrections, Mailings, Offload, Subscribers
from digests.slots import slot_window
from digests.subscriptions import activated, with_rubric
from handlers.answers import put_in_place, remember, say, say_after
from handlers.commands import introduce_to_member
from handlers.fits import Fits
from handlers.rights import MayChange, rights_here
from handlers.said import Started
from handlers.windows import last_days
from templates import Templates
from templates.actions.settings import SetActive

SAMPLE_DAYS = 7
RUBRIC_LINK = "r_"


def register(router: Router) -> None:
    """The command with its links, and the button that ends it."""
    for posts in (router.message, router.channel_post):
        posts.register(start, Started(), MayChange())
    router.callback_query.register(set_active, Fits(F.data == SetActive(active=True).pack()), MayChange())


async def start(
    message: Message,
    bot: Bot,
    command: CommandObject,
    subscriber: Subscriber,
    subscribers: Subscribers,
    newsroom: Newsroom,
    templates: Templates,
    team: Team,
    now: datetime,
) -> None:
    """Greet; a link `?start=r_<rubric>` chooses that rubric; somebody who comes back finds everything as it was."""
    known = {rubric.key for rubric in newsroom.rubrics}
    linked = (command.args or "").removeprefix(RUBRIC_LINK) if (command.args or "").startswith(RUBRIC_LINK) else ""
    if linked in known:
        subscriber = with_rubric(subscriber, linked, wanted=True, known=known, now=now)
    subscriber = replace(subscriber, thread_id=message.message_thread_id if message.is_topic_message else None)
    if subscriber.status in {Status.PAUSED, Status.BLOCKED} and subscriber.rubrics:
        subscriber = activated(subscriber, now)
        await subscribers.save(subscriber)
        await say(message, templates.resumed(subscriber))
        return
    await subscribers.save(subscriber)
    await say(message, templates.start(subscriber, templates.page_of(linked)))
    if rights := await rights_here(message, team):
        await introduce_to_member(bot, templates, message.chat.id, rights)


async def set_active(
    callback: CallbackQuery,
    subscriber: Subscriber,
    subscribers: Subscribers,
    articles: Articles,
    mailings: Mailings,
    corrections: Corrections,
    offload: Offload,
    newsroom: Newsroom,
    templates: Templates,
    now: datetime,
) -> str:
    """Finish /start with a sample digest, or come back after a pause."""
    if not subscriber.rubrics:
        return templates.toast("choose_rubrics", subscriber.locale)
    was, subscriber = subscriber.status, activated(subscriber, now)
    await subscribers.save(subscriber)
    if was is Status.ACTIVE:
        return templates.toast("saved", subscriber.locale)  # a second tap, or an old card: all is as it should be
    if was is not Status.NEW:
        await put_in_place(callback, templates.resumed(subscriber))
        return templates.toast("resumed", subscriber.locale)
    await put_in_place(callback, templates.started(subscriber))
    sample = await digest_now(
        articles,
        mailings,
        corrections,
        templates,
        offload,
        rubrics=newsroom.rubrics,
        choice=subscriber.choice,
        window=last_days(SAMPLE_DAYS, slot_window(subscriber.schedule, now).start),  # where the first digest begins
    )
    if sample is not None:
        await remember(mailings, sample, await say_after(callback, sample.bubbles), now)
    return templates.toast("saved", subscriber.locale)
