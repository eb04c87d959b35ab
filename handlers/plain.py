"""Words that need no rule: help, privacy, what is for others, and what was not understood."""

from collections import OrderedDict
from datetime import datetime, timedelta

from aiogram import Bot, F, Router
from aiogram.enums import ChatType, ContentType
from aiogram.types import CallbackQuery, Message, ReplyKeyboardRemove

from digests.desk.team import Team
from digests.model import Locale, Status, Subscriber
from handlers.answers import say, say_after
from handlers.fits import Fits
from handlers.pressed import Pressed
from handlers.rights import MayChange, rights_here
from handlers.said import Said
from templates import Templates
from templates.actions import EVERY_ACTION

FOR_GROUP_ADMINS = (
    "start",
    "rubrics",
    "settings",
    "language",
    "schedule",
    "stop",
    "words",
    "region",
    "mydata",
    "delete",
    "feedback",
)

SILENCE = timedelta(seconds=30)
MOST_KNOWN = 10_000
CONTENT = frozenset({
    ContentType.TEXT, ContentType.ANIMATION, ContentType.AUDIO, ContentType.DOCUMENT, ContentType.PAID_MEDIA,
    ContentType.PHOTO, ContentType.STICKER, ContentType.STORY, ContentType.VIDEO, ContentType.VIDEO_NOTE,
    ContentType.VOICE, ContentType.CONTACT, ContentType.DICE, ContentType.GAME, ContentType.POLL, ContentType.VENUE,
    ContentType.LOCATION, ContentType.CHECKLIST,
})  # fmt: skip
"""What somebody has sent to be answered; all else (a pin, a theme of the chat, a gift) only says what happened."""
FOR_THE_TEAM = ("announce", "announcements", "admin", "sources", "review")


def register(router: Router) -> None:
    """Asked last: it takes whatever is left over."""
    router.message.register(help_, Said("help"))
    router.message.register(privacy, Said("privacy"))
    router.message.register(cancel, Said("cancel"))
    router.message.register(not_admin, Said(*FOR_THE_TEAM), Fits(F.chat.type == ChatType.PRIVATE))
    router.message.register(group_admins_only, Said(*FOR_GROUP_ADMINS))
    router.message.register(Hints().say, Fits(F.chat.type == ChatType.PRIVATE, F.content_type.in_(CONTENT)))
    router.callback_query.register(refuse_tap, Pressed(*EVERY_ACTION))
    router.callback_query.register(renew_menu, MayChange())
    router.callback_query.register(stale)


async def help_(message: Message, bot: Bot, templates: Templates, locale: Locale, team: Team) -> None:
    """What can be said; those who run the bot see their commands too."""
    rights, me = await rights_here(message, team), await bot.me()
    await say(message, templates.help(locale, bot=me.username or "", rights=rights))


async def privacy(message: Message, templates: Templates, locale: Locale) -> None:
    """What is kept of a person."""
    await say(message, templates.note("privacy", locale))


async def cancel(message: Message, templates: Templates, locale: Locale) -> None:
    """Nothing is awaited any more: the middleware has seen to it, as with any command."""
    await message.answer(templates.note("cancelled", locale).text, reply_markup=ReplyKeyboardRemove())


async def not_admin(message: Message, templates: Templates, locale: Locale, team: Team) -> None:
    """Say that this is for those who run the bot, or for others of them."""
    note = "not_your_role" if await rights_here(message, team) else "not_admin"
    await say(message, templates.note(note, locale))


async def group_admins_only(message: Message, templates: Templates, locale: Locale) -> None:
    """A member of a group who may not change its settings."""
    await say(message, templates.note("group_admins_only", locale))


class Hints:
    """A short hint for what was not understood: one for an album and for a row of stickers, not one for each."""

    def __init__(self) -> None:
        self._said: OrderedDict[int, datetime] = OrderedDict()

    async def say(self, message: Message, templates: Templates, locale: Locale, now: datetime) -> None:
        """Words get one always, all else where the last one is not of just now."""
        last = self._said.pop(message.chat.id, None)
        if last is not None and not message.text and now - last <= SILENCE:
            self._said[message.chat.id] = last
            return
        self._said[message.chat.id] = now
        if len(self._said) > MOST_KNOWN:
            self._said.popitem(last=False)
        await say(message, templates.unknown(locale))


async def refuse_tap(callback: CallbackQuery, templates: Templates, locale: Locale, team: Team) -> str:
    """A button that works, but not for this person."""
    return templates.toast("not_your_role" if await rights_here(callback, team) else "not_admin", locale)


async def renew_menu(callback: CallbackQuery, subscriber: Subscriber, templates: Templates) -> str:
    """A button of another version, for somebody who may use the menu: it is shown anew, below."""
    is_new = subscriber.status is Status.NEW
    await say_after(callback, [templates.start(subscriber) if is_new else templates.settings(subscriber)])
    return templates.toast("stale", subscriber.locale)


async def stale(_: CallbackQuery, templates: Templates, locale: Locale) -> str:
    """A button of another version, for all others."""
    return templates.toast("stale", locale)
