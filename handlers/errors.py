"""A bug is logged with an id that the person can name."""

import logging
import secrets

from aiogram import Router
from aiogram.types import ErrorEvent, Message

from handlers.answers import say
from handlers.middleware import locale_of
from templates import Templates

log = logging.getLogger(__name__)


def register(router: Router) -> None:
    """What no conversation caught."""
    router.error.register(apologise)


async def apologise(event: ErrorEvent, templates: Templates) -> None:
    """Log the bug, without any text of the person, and say its id.

    In the language of the speaker: the store, which knows that of the chat, may be what failed.
    """
    error_id = secrets.token_hex(4)
    update = event.update
    log.error("handler.failed id=%s update=%s", error_id, update.event_type, exc_info=event.exception)
    speaker = update.message or update.callback_query
    place = update.message or (update.callback_query and update.callback_query.message)
    if isinstance(place, Message):
        await say(place, templates.note("error", locale_of(speaker.from_user if speaker else None), id=error_id))
