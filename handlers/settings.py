"""The settings: menus edited in place; every button carries the state that is wanted."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from digests.errors import Refusal
from digests.model import Bubble, Newsroom, Subscriber
from digests.ports import Subscribers
from digests.subscriptions import in_locale, paused, paused_for, with_rubric
from handlers.answers import put_in_place, say, say_after
from handlers.fits import Fits
from handlers.pressed import Pressed
from handlers.rights import MayChange
from handlers.said import Said
from templates import Templates
from templates.actions.settings import (
    Open,
    OpenBelow,
    PauseFor,
    RubricsPage,
    Screen,
    SetActive,
    SetAllRubrics,
    SetLocale,
    SetRubric,
)

COMMANDS = {
    "rubrics": Screen.RUBRICS,
    "settings": Screen.SETTINGS,
    "language": Screen.LANGUAGE,
    "schedule": Screen.CADENCE,
}

SCHEDULE = {Screen.CADENCE, Screen.HOUR, Screen.MINUTE, Screen.QUIET, Screen.ZONE}
"""The menus whose buttons `schedule` handles."""


def register(router: Router) -> None:
    """The commands that open a menu, and a handler for each kind of button."""
    for posts in (router.message, router.channel_post):
        posts.register(open_by_command, Said(*COMMANDS), MayChange())
        posts.register(stop, Said("stop"), MayChange())
    router.callback_query.register(open_menu, Pressed(Open), MayChange())
    router.callback_query.register(open_below, Pressed(OpenBelow), MayChange())
    router.callback_query.register(set_rubric, Pressed(SetRubric), MayChange())
    router.callback_query.register(turn_page, Pressed(RubricsPage), MayChange())
    router.callback_query.register(set_all_rubrics, Pressed(SetAllRubrics), MayChange())
    router.callback_query.register(set_locale, Pressed(SetLocale), MayChange())
    router.callback_query.register(pause, Fits(F.data == SetActive(active=False).pack()), MayChange())
    router.callback_query.register(pause_for, Pressed(PauseFor), MayChange())


def menu(screen: Screen, subscriber: Subscriber, templates: Templates, page: int = 0) -> Bubble:
    """The menu as the subscriber's state has it; of rubrics a page."""
    if screen in SCHEDULE:
        return templates.schedule(subscriber, screen)
    screens: Mapping[Screen, Callable[[Subscriber], Bubble]] = {
        Screen.START: partial(templates.start, page=page),
        Screen.SETTINGS: templates.settings,
        Screen.RUBRICS: partial(templates.rubrics, page=page),
        Screen.LANGUAGE: templates.language,
        Screen.WORDS: templates.words,
        Screen.REGIONS: templates.regions,
        Screen.PAUSE: templates.pause,
    }
    return screens[screen](subscriber)


async def open_by_command(message: Message, subscriber: Subscriber, templates: Templates) -> None:
    """Say the menu that the command names."""
    word = (message.text or "").split(maxsplit=1)[0].lstrip("/").partition("@")[0].lower()
    await say(message, menu(COMMANDS[word], subscriber, templates))


async def stop(message: Message, subscriber: Subscriber, subscribers: Subscribers, templates: Templates) -> None:
    """Pause, and offer to come back."""
    subscriber = paused(subscriber)
    await subscribers.save(subscriber)
    await say(message, templates.paused(subscriber))


async def open_menu(callback: CallbackQuery, action: Open, subscriber: Subscriber, templates: Templates) -> None:
    """Another menu in place of this one."""
    await put_in_place(callback, menu(action.screen, subscriber, templates))


async def open_below(callback: CallbackQuery, action: OpenBelow, subscriber: Subscriber, templates: Templates) -> None:
    """A menu below a message that stays."""
    await say_after(callback, [menu(action.screen, subscriber, templates)])


async def set_rubric(
    callback: CallbackQuery,
    action: SetRubric,
    subscriber: Subscriber,
    subscribers: Subscribers,
    newsroom: Newsroom,
    templates: Templates,
    now: datetime,
) -> None:
    """Want a rubric, or want it no longer; a menu that still offers a dropped one is brought up to date."""
    known, page = {rubric.key for rubric in newsroom.rubrics}, templates.page_of(action.key)
    try:
        subscriber = with_rubric(subscriber, action.key, action.wanted, known, now)
    except Refusal:
        await put_in_place(callback, menu(action.screen, subscriber, templates))
        raise
    await subscribers.save(subscriber)
    await put_in_place(callback, menu(action.screen, subscriber, templates, page))


async def turn_page(callback: CallbackQuery, action: RubricsPage, subscriber: Subscriber, templates: Templates) -> None:
    """Other rubrics in place of these."""
    await put_in_place(callback, menu(action.screen, subscriber, templates, action.page))


async def set_all_rubrics(
    callback: CallbackQuery,
    action: SetAllRubrics,
    subscriber: Subscriber,
    subscribers: Subscribers,
    newsroom: Newsroom,
    templates: Templates,
    now: datetime,
) -> None:
    """Want everything, or nothing."""
    known = {rubric.key for rubric in newsroom.rubrics}
    for key in known:
        subscriber = with_rubric(subscriber, key, action.wanted, known, now)
    await subscribers.save(subscriber)
    await put_in_place(callback, menu(action.screen, subscriber, templates))


async def set_locale(
    callback: CallbackQuery, action: SetLocale, subscriber: Subscriber, subscribers: Subscribers, templates: Templates
) -> None:
    """Speak another language, at once."""
    subscriber = in_locale(subscriber, action.locale)
    await subscribers.save(subscriber)
    await put_in_place(callback, menu(action.screen, subscriber, templates))


async def pause(callback: CallbackQuery, subscriber: Subscriber, subscribers: Subscribers, templates: Templates) -> str:
    """Pause by the button of the settings."""
    subscriber = paused(subscriber)
    await subscribers.save(subscriber)
    await put_in_place(callback, templates.paused(subscriber))
    return templates.toast("paused", subscriber.locale)


async def pause_for(
    callback: CallbackQuery,
    action: PauseFor,
    subscriber: Subscriber,
    subscribers: Subscribers,
    templates: Templates,
    now: datetime,
) -> str:
    """Pause for some days; `returning.welcome_back` ends it."""
    subscriber = paused_for(subscriber, action.days, now)
    await subscribers.save(subscriber)
    await put_in_place(callback, templates.paused(subscriber))
    return templates.toast("paused", subscriber.locale)
