"""What Telegram shows of the bot: its commands for each language and scope, its name and descriptions."""

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat, BotCommandScopeDefault

from digests.desk.team import Team
from digests.model import FALLBACK, Locale, Right
from digests.team import rights_of
from templates import Templates

LANGUAGES = (("", FALLBACK), *((str(locale), locale) for locale in Locale))
"""Codes of Telegram's languages; the empty one is for everybody else."""


async def introduce(bot: Bot, templates: Templates, team: Team) -> None:
    """Set names, descriptions and commands in every language."""
    for code, locale in LANGUAGES:
        commands = _commands(templates, locale, frozenset())
        for scope in (BotCommandScopeDefault(), BotCommandScopeAllPrivateChats()):
            await bot.set_my_commands(commands, scope=scope, language_code=code)
        name, description, short = templates.about(locale)
        await bot.set_my_name(name, language_code=code)
        await bot.set_my_description(description, language_code=code)
        await bot.set_my_short_description(short, language_code=code)
    for member in await team.members():
        await introduce_to_member(bot, templates, member.chat_id, rights_of(member.role))


async def introduce_to_member(bot: Bot, templates: Templates, chat: int, rights: frozenset[Right]) -> None:
    """Set the commands of the chat of somebody who runs the bot, or has done so until now.

    Whoever has not said /start yet has no such chat, and gets them then.
    """
    for code, locale in LANGUAGES:
        commands = _commands(templates, locale, rights)
        try:
            await bot.set_my_commands(commands, scope=BotCommandScopeChat(chat_id=chat), language_code=code)
        except TelegramBadRequest as error:
            if "chat not found" not in error.message:
                raise
            return


def _commands(templates: Templates, locale: Locale, rights: frozenset[Right]) -> list[BotCommand]:
    return [
        BotCommand(command=command, description=description)
        for command, description in templates.commands(locale, rights)
    ]
