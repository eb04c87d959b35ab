"""How one delivery becomes a call to Telegram: a message, an edit of one, or an answer to one."""

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest

from bot.sender import REQUEST_SECONDS
from digests.model import Delivery, MailingKind
from handlers.answers import markup, post


async def deliver(bot: Bot, delivery: Delivery, *, is_paid: bool | None = None) -> int:
    """The id of the message that the chat has now; Telegram's errors come through."""
    if delivery.kind is MailingKind.EDIT and delivery.target is not None:
        return await _edit(bot, delivery, delivery.target)
    message = await post(
        bot,
        delivery.chat_id,
        delivery.bubble,
        thread_id=delivery.thread_id,
        answers=delivery.target,
        seconds=REQUEST_SECONDS,
        is_paid=is_paid,
    )
    return message.message_id


async def _edit(bot: Bot, delivery: Delivery, message_id: int) -> int:
    try:
        await bot.edit_message_text(
            delivery.bubble.text,
            chat_id=delivery.chat_id,
            message_id=message_id,
            reply_markup=markup(delivery.bubble),
            request_timeout=REQUEST_SECONDS,
        )
    except TelegramBadRequest as error:
        if "message is not modified" not in error.message:  # an edit that arrived before its answer was lost
            raise
    return message_id
