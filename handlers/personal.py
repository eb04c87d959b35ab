"""/mydata and /delete: what is kept of a chat as a document, and gone for good."""

import json
from datetime import UTC, datetime, timedelta

from aiogram import Router
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from digests.model import Locale, Subscriber
from digests.ports import Subscribers
from handlers.answers import put_in_place, say
from handlers.pressed import Pressed
from handlers.rights import MayChange
from handlers.said import Said
from templates import Templates
from templates.actions.settings import Delete

TIME_TO_CONFIRM = timedelta(minutes=10)
"""An older question is asked again: nobody deletes by a tap on what scrolled by long ago."""


def register(router: Router) -> None:
    """The two commands, and the two buttons of the question."""
    router.message.register(my_data, Said("mydata"), MayChange())
    router.message.register(ask, Said("delete"), MayChange())
    router.callback_query.register(delete, Pressed(Delete), MayChange())


async def my_data(message: Message, subscribers: Subscribers, templates: Templates, locale: Locale) -> None:
    """Every row that names this chat, as a JSON document."""
    kept = await subscribers.kept(message.chat.id)
    document = json.dumps(kept, ensure_ascii=False, indent=2, default=str)
    caption = templates.note("mydata", locale).text
    await message.answer_document(BufferedInputFile(document.encode(), "qogam.json"), caption=caption)


async def ask(message: Message, templates: Templates, locale: Locale, now: datetime) -> None:
    """Say what will be gone, and ask."""
    await say(message, templates.delete(locale, now))


async def delete(
    callback: CallbackQuery,
    action: Delete,
    subscriber: Subscriber,
    subscribers: Subscribers,
    templates: Templates,
    locale: Locale,
    now: datetime,
) -> str | None:
    """Forget the chat, or keep all and show the settings; the words of the farewell are the last in its language."""
    if callback.message is None:
        return templates.toast("stale", locale)
    if not action.wanted:
        await put_in_place(callback, templates.settings(subscriber))
        return templates.refusal("kept", locale)
    if now - datetime.fromtimestamp(action.asked, UTC) > TIME_TO_CONFIRM:
        await put_in_place(callback, templates.delete(locale, now))
        return templates.toast("confirm_again", locale)
    await subscribers.forget(callback.message.chat.id)
    await put_in_place(callback, templates.note("deleted", locale))
    return None
