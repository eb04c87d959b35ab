"""/sources: admins see when each source was last read, and what ails it."""

from datetime import datetime

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from digests.model import Locale
from digests.ports import Sources
from handlers.answers import put_in_place, say
from handlers.pressed import Pressed
from handlers.rights import IsAdmin
from templates import Templates
from templates.actions.admins import SourcesPage


def build() -> Router:
    """The card, and its pages."""
    router = Router(name="sources")
    router.message.register(show, Command("sources"), IsAdmin())
    router.callback_query.register(turn_page, Pressed(SourcesPage), IsAdmin())
    return router


async def show(message: Message, sources: Sources, templates: Templates, locale: Locale, now: datetime) -> None:
    """The first page."""
    await say(message, templates.sources(await sources.health(), locale, now, page=0))


async def turn_page(
    callback: CallbackQuery, action: SourcesPage, sources: Sources, templates: Templates, locale: Locale, now: datetime
) -> None:
    """Another page in place."""
    await put_in_place(callback, templates.sources(await sources.health(), locale, now, page=max(action.page, 0)))
