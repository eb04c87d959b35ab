"""The bot is blocked, let in again, added to a group or thrown out."""

from dataclasses import replace
from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.types import ChatMemberUpdated, Message

from digests.model import Status, Subscriber
from digests.ports import Subscribers
from digests.subscriptions import activated
from handlers.answers import markup
from templates import Templates

AWAY = (ChatMemberStatus.LEFT, ChatMemberStatus.KICKED)


def build() -> Router:
    """Comings and goings of the bot, and groups that become supergroups."""
    router = Router(name="membership")
    router.my_chat_member.register(leave, F.new_chat_member.status.in_(AWAY))
    router.my_chat_member.register(arrive)
    router.message.register(move, F.migrate_to_chat_id)
    return router


async def leave(_: ChatMemberUpdated, subscriber: Subscriber, subscribers: Subscribers) -> None:
    """The chat rests; its settings are kept."""
    await subscribers.save(replace(subscriber, status=Status.BLOCKED, next_digest_at=None))


async def arrive(
    event: ChatMemberUpdated,
    bot: Bot,
    subscriber: Subscriber,
    subscribers: Subscribers,
    templates: Templates,
    now: datetime,
) -> None:
    """A chat that rested gets digests again; a new group is greeted once. In private /start does that."""
    if subscriber.status is Status.BLOCKED and subscriber.rubrics:
        await subscribers.save(activated(subscriber, now))
    elif event.old_chat_member.status in AWAY and event.chat.type in {ChatType.GROUP, ChatType.SUPERGROUP}:
        greeting = templates.start(subscriber)
        await bot.send_message(event.chat.id, greeting.text, reply_markup=markup(greeting))


async def move(message: Message, subscribers: Subscribers) -> None:
    """The group became a supergroup: everything that names it is rewritten."""
    if message.migrate_to_chat_id is not None:
        await subscribers.move(message.chat.id, message.migrate_to_chat_id)
