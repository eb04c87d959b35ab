"""A refusal is said in the person's language; a bug is logged with an id that the person can name."""

import logging
import secrets

from aiogram import Router
from aiogram.filters import ExceptionTypeFilter
from aiogram.types import ErrorEvent, Message

from digests.errors import Refusal
from digests.model import Bubble, Locale
from handlers.answers import say
from handlers.middleware import locale_of
from templates import Templates

log = logging.getLogger(__name__)


def build() -> Router:
    """What no conversation caught."""
    router = Router(name="errors")
    router.error.register(refuse, ExceptionTypeFilter(Refusal))
    router.error.register(apologise)
    return router


async def refuse(event: ErrorEvent, templates: Templates) -> None:
    """Say what cannot be done."""
    if isinstance(event.exception, Refusal):
        user = _user_locale(event)
        await _say(event, templates.note(event.exception.key, user, **event.exception.values))


async def apologise(event: ErrorEvent, templates: Templates) -> None:
    """Log the bug, without any text of the person, and say its id."""
    error_id = secrets.token_hex(4)
    log.error("handler.failed id=%s update=%s", error_id, event.update.event_type, exc_info=event.exception)
    await _say(event, templates.note("error", _user_locale(event), id=error_id))


def _user_locale(event: ErrorEvent) -> Locale:
    update = event.update
    speaker = update.message or update.callback_query
    return locale_of(speaker.from_user if speaker else None)


async def _say(event: ErrorEvent, bubble: Bubble) -> None:
    message = event.update.message or (event.update.callback_query and event.update.callback_query.message)
    if isinstance(message, Message):
        await say(message, bubble)
