"""Days, hour, quiet hours and city: cards edited in place; every button carries the state that is wanted."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery

from digests.model import Cadence, Subscriber
from digests.ports import Subscribers
from digests.subscriptions import with_cadence, with_day, with_even_empty, with_quiet, with_time, with_zone
from handlers.answers import put_in_place
from handlers.pressed import Pressed
from handlers.rights import MayChange
from templates import Templates
from templates.actions.settings import Screen, SetCadence, SetDay, SetEvenEmpty, SetHour, SetQuiet, SetTime, SetZone


def register(router: Router) -> None:
    """A handler for each kind of button; the cards are opened by `settings`."""
    router.callback_query.register(set_cadence, Pressed(SetCadence), MayChange())
    router.callback_query.register(set_day, Pressed(SetDay), MayChange())
    router.callback_query.register(set_hour, Pressed(SetHour), MayChange())
    router.callback_query.register(set_time, Pressed(SetTime), MayChange())
    router.callback_query.register(set_quiet, Pressed(SetQuiet), MayChange())
    router.callback_query.register(set_even_empty, Pressed(SetEvenEmpty), MayChange())
    router.callback_query.register(set_zone, Pressed(SetZone), MayChange())


async def set_cadence(
    callback: CallbackQuery,
    action: SetCadence,
    subscriber: Subscriber,
    subscribers: Subscribers,
    templates: Templates,
    now: datetime,
) -> str:
    """One of the usual ways; the hour is asked next, or when it shall be quiet."""
    subscriber = with_cadence(subscriber, action.cadence, now)
    await subscribers.save(subscriber)
    screen = Screen.QUIET if action.cadence is Cadence.AT_ONCE else Screen.HOUR
    await put_in_place(callback, templates.schedule(subscriber, screen))
    return templates.toast("saved", subscriber.locale)


async def set_day(
    callback: CallbackQuery,
    action: SetDay,
    subscriber: Subscriber,
    subscribers: Subscribers,
    templates: Templates,
    now: datetime,
) -> None:
    """A day more, or less; the card stays for the others."""
    subscriber = with_day(subscriber, action.day, action.wanted, now)
    await subscribers.save(subscriber)
    await put_in_place(callback, templates.schedule(subscriber, Screen.CADENCE))


async def set_hour(
    callback: CallbackQuery,
    action: SetHour,
    subscriber: Subscriber,
    subscribers: Subscribers,
    templates: Templates,
    now: datetime,
) -> None:
    """The full hour; its quarters are offered next."""
    subscriber = with_time(subscriber, action.hour, 0, now)
    await subscribers.save(subscriber)
    await put_in_place(callback, templates.schedule(subscriber, Screen.MINUTE))


async def set_time(
    callback: CallbackQuery,
    action: SetTime,
    subscriber: Subscriber,
    subscribers: Subscribers,
    templates: Templates,
    now: datetime,
) -> str:
    """Hour and quarter."""
    subscriber = with_time(subscriber, action.hour, action.minute, now)
    await subscribers.save(subscriber)
    await put_in_place(callback, templates.settings(subscriber))
    return templates.toast("saved", subscriber.locale)


async def set_quiet(
    callback: CallbackQuery,
    action: SetQuiet,
    subscriber: Subscriber,
    subscribers: Subscribers,
    templates: Templates,
    now: datetime,
) -> None:
    """From when until when it is quiet; the card stays for the other end."""
    subscriber = with_quiet(subscriber, action.starts, action.ends, now)
    await subscribers.save(subscriber)
    await put_in_place(callback, templates.schedule(subscriber, Screen.QUIET))


async def set_even_empty(
    callback: CallbackQuery,
    action: SetEvenEmpty,
    subscriber: Subscriber,
    subscribers: Subscribers,
    templates: Templates,
) -> str:
    """Whether days without news are told too; the card stays for the days."""
    subscriber = with_even_empty(subscriber, action.wanted)
    await subscribers.save(subscriber)
    await put_in_place(callback, templates.schedule(subscriber, Screen.CADENCE))
    return templates.toast("saved", subscriber.locale)


async def set_zone(
    callback: CallbackQuery,
    action: SetZone,
    subscriber: Subscriber,
    subscribers: Subscribers,
    templates: Templates,
    now: datetime,
) -> str:
    """The clock of a city."""
    subscriber = with_zone(subscriber, action.zone, now)
    await subscribers.save(subscriber)
    await put_in_place(callback, templates.settings(subscriber))
    return templates.toast("saved", subscriber.locale)
