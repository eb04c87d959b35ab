"""What Telegram shows of the bot: its commands for each language and scope, its name and descriptions."""

from collections.abc import Collection

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat, BotCommandScopeDefault

from digests.model import Locale
from handlers.middleware import FALLBACK
from templates import Templates

LANGUAGES = (("", FALLBACK), *((str(locale), locale) for locale in Locale))
"""Codes of Telegram's languages; the empty one is for everybody else."""


async def introduce(bot: Bot, templates: Templates, admins: Collection[int]) -> None:
    """Set names, descriptions and commands in every language."""
    for code, locale in LANGUAGES:
        commands = _commands(templates, locale, is_admin=False)
        for scope in (BotCommandScopeDefault(), BotCommandScopeAllPrivateChats()):
            await bot.set_my_commands(commands, scope=scope, language_code=code)
        name, description, short = templates.about(locale)
        await bot.set_my_name(name, language_code=code)
        await bot.set_my_description(description, language_code=code)
        await bot.set_my_short_description(short, language_code=code)
    for admin in admins:
        await introduce_to_admin(bot, templates, admin)


async def introduce_to_admin(bot: Bot, templates: Templates, admin: int) -> None:
    """Set the commands of an admin's own chat; whoever has not said /start yet has none, and gets them then."""
    for code, locale in LANGUAGES:
        commands = _commands(templates, locale, is_admin=True)
        try:
            await bot.set_my_commands(commands, scope=BotCommandScopeChat(chat_id=admin), language_code=code)
        except TelegramBadRequest as error:
            if "chat not found" not in error.message:
                raise
            return


def _commands(templates: Templates, locale: Locale, *, is_admin: bool) -> list[BotCommand]:
    return [
        BotCommand(command=command, description=description)
        for command, description in templates.commands(locale, is_admin=is_admin)
    ]
