"""/corrections: what was corrected of figures that were sent."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from digests.model import Bubble, Locale
from digests.ports import Corrections
from handlers.answers import put_in_place, say
from handlers.pressed import Pressed
from handlers.said import Said
from templates import Templates
from templates.actions.figures import CorrectionsPage

SHOWN = 5


def register(router: Router) -> None:
    """The list, and its pages."""
    router.message.register(show, Said("corrections"))
    router.callback_query.register(turn_page, Pressed(CorrectionsPage))


async def show(message: Message, corrections: Corrections, templates: Templates, locale: Locale) -> None:
    """The newest."""
    await say(message, await _page(corrections, templates, locale, 0))


async def turn_page(
    callback: CallbackQuery, action: CorrectionsPage, corrections: Corrections, templates: Templates, locale: Locale
) -> None:
    """Another page in place."""
    await put_in_place(callback, await _page(corrections, templates, locale, max(action.page, 0)))


async def _page(corrections: Corrections, templates: Templates, locale: Locale, page: int) -> Bubble:
    found = await corrections.listed(SHOWN + 1, page * SHOWN)
    return templates.corrections(found[:SHOWN], locale, page=page, has_more=len(found) > SHOWN)
