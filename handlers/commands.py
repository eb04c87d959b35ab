"""What Telegram shows of the bot: its commands for each language and scope, its name and descriptions."""

from collections.abc import Collection

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat, BotCommandScopeDefault

from digests.model import Locale
from handlers.middleware import FALLBACK
from templates import Templates


async def introduce(bot: Bot, templates: Templates, admins: Collection[int]) -> None:
    """Set names, descriptions and commands in every language."""
    for code, locale in [("", FALLBACK), *((str(locale), locale) for locale in Locale)]:
        commands = _commands(templates, locale, is_admin=False)
        for scope in (BotCommandScopeDefault(), BotCommandScopeAllPrivateChats()):
            await bot.set_my_commands(commands, scope=scope, language_code=code)
        name, description, short = templates.about(locale)
        await bot.set_my_name(name, language_code=code)
        await bot.set_my_description(description, language_code=code)
        await bot.set_my_short_description(short, language_code=code)
        for admin in admins:
            await _introduce_to_admin(bot, admin, _commands(templates, locale, is_admin=True), code)


async def _introduce_to_admin(bot: Bot, admin: int, commands: list[BotCommand], code: str) -> None:
    try:
        await bot.set_my_commands(commands, scope=BotCommandScopeChat(chat_id=admin), language_code=code)
    except TelegramBadRequest as error:
        # An admin who has not said /start yet has no chat to set commands for.
        if "chat not found" not in error.message:
            raise


def _commands(templates: Templates, locale: Locale, *, is_admin: bool) -> list[BotCommand]:
    return [
        BotCommand(command=command, description=description)
        for command, description in templates.commands(locale, is_admin=is_admin)
    ]
