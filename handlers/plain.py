"""Words that need no rule: help, privacy, what is for others, and what was not understood."""

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from digests.model import Locale
from handlers.answers import say
from templates import Templates

FOR_GROUP_ADMINS = ("start", "rubrics", "settings", "language", "schedule", "stop")

router = Router(name="plain")


@router.message(Command("help"))
async def help_(message: Message, templates: Templates, locale: Locale, admins: frozenset[int]) -> None:
    """What can be said; admins see their commands too."""
    is_admin = message.chat.type == ChatType.PRIVATE and message.chat.id in admins
    await say(message, templates.note("help_admin" if is_admin else "help", locale))


@router.message(Command("privacy"))
async def privacy(message: Message, templates: Templates, locale: Locale) -> None:
    """What is kept of a person."""
    await say(message, templates.note("privacy", locale))


@router.message(Command("sources"), F.chat.type == ChatType.PRIVATE)
async def not_admin(message: Message, templates: Templates, locale: Locale) -> None:
    """Say that this is for admins."""
    await say(message, templates.note("not_admin", locale))


@router.message(Command(*FOR_GROUP_ADMINS))
async def group_admins_only(message: Message, templates: Templates, locale: Locale) -> None:
    """A member of a group who may not change its settings."""
    await say(message, templates.note("group_admins_only", locale))


@router.message(F.chat.type == ChatType.PRIVATE)
async def unknown(message: Message, templates: Templates, locale: Locale) -> None:
    """A short hint."""
    await say(message, templates.note("unknown", locale))


@router.callback_query()
async def stale(callback: CallbackQuery, templates: Templates, locale: Locale) -> str:
    """A button of an older version, or one that is for administrators."""
    is_private = callback.message is not None and callback.message.chat.type == ChatType.PRIVATE
    return templates.toast("stale" if is_private else "not_admin", locale)
