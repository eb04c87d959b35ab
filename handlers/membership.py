"""The bot is blocked, let in again, added to a group or thrown out."""

from contextlib import suppress
from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.exceptions import ClientDecodeError, TelegramAPIError
from aiogram.types import ChatMemberUpdated, Message

from digests.model import Status, Subscriber
from digests.ports import Subscribers
from digests.subscriptions import activated, in_locale, unreachable
from handlers.answers import markup
from handlers.fits import Fits
from handlers.middleware import locale_of
from templates import Templates

AWAY = (ChatMemberStatus.LEFT, ChatMemberStatus.KICKED)


def register(router: Router) -> None:
    """Comings and goings of the bot, and groups that become supergroups."""
    router.my_chat_member.register(leave, Fits(F.new_chat_member.status.in_(AWAY)))
    router.my_chat_member.register(arrive)
    router.message.register(move, Fits(F.migrate_to_chat_id))


async def leave(_: ChatMemberUpdated, subscriber: Subscriber, subscribers: Subscribers) -> None:
    """The chat rests; its settings are kept."""
    await subscribers.save(unreachable(subscriber))


async def arrive(
    event: ChatMemberUpdated,
    bot: Bot,
    subscriber: Subscriber,
    subscribers: Subscribers,
    templates: Templates,
    now: datetime,
) -> None:
    """A chat that rested gets digests again; a group or channel hears so, or is greeted. In private /start does that.

    One that has chosen nothing yet is greeted in the language of whoever added the bot: before that somebody else may
    have spoken. A channel in which the bot may not post is left alone until it may.
    """
    if getattr(event.new_chat_member, "can_post_messages", None) is False:
        return
    is_shared = event.chat.type != ChatType.PRIVATE
    if subscriber.status is Status.BLOCKED and subscriber.rubrics:
        subscriber = activated(subscriber, now)
        bubble = templates.resumed(subscriber)
    elif is_shared and (event.old_chat_member.status in AWAY or subscriber.status is Status.NEW):
        subscriber = in_locale(subscriber, locale_of(event.from_user))
        bubble = templates.start(subscriber)
    else:
        return
    await subscribers.save(subscriber)
    if is_shared:
        await bot.send_message(event.chat.id, bubble.text, reply_markup=markup(bubble))


async def move(message: Message, subscribers: Subscribers) -> None:
    """The group became a supergroup: everything that names it is rewritten."""
    if message.migrate_to_chat_id is not None:
        await subscribers.move(message.chat.id, message.migrate_to_chat_id)


async def tell_topic_lost(bot: Bot, subscribers: Subscribers, templates: Templates, chat_id: int) -> None:
    """Say in the group's General that its digests come there from now on: their topic is closed or deleted."""
    subscriber = await subscribers.find(chat_id)
    if subscriber is None:
        return
    with suppress(TelegramAPIError, ClientDecodeError):  # General may be closed as well: the next digest will find out
        await bot.send_message(chat_id, templates.note("topic_lost", subscriber.locale).text)
