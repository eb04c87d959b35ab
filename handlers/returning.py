"""Who paused for a time comes back by itself, and hears so once."""

from datetime import datetime

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError

from digests.ports import Subscribers
from digests.subscriptions import activated, unreachable
from handlers.answers import markup
from templates import Templates

MOST_AT_ONCE = 100
"""The next round is near, and their messages are paced like replies."""


async def welcome_back(bot: Bot, subscribers: Subscribers, templates: Templates, now: datetime) -> None:
    """Bring back those whose pause is over, the longest waiting first.

    The subscriber is kept before the message goes out: after a crash between the two nothing is said twice.
    """
    for subscriber in await subscribers.returning(now, MOST_AT_ONCE):
        back = activated(subscriber, now)
        await subscribers.save(back)
        bubble = templates.resumed(back)
        try:
            await bot.send_message(
                back.chat_id, bubble.text, message_thread_id=back.thread_id, reply_markup=markup(bubble)
            )
        except (TelegramForbiddenError, TelegramBadRequest):  # blocked, or gone, while it was away
            await subscribers.save(unreachable(back))
