"""A message that is passed on is no command: who forwards «/delete» shows it to the bot, and does not say it."""

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.types import Message

from digests.model import Locale
from handlers.answers import say
from handlers.fits import Fits
from templates import Templates


def register(router: Router) -> None:
    """Asked before all that know commands."""
    for posts in (router.message, router.channel_post):
        for words in (F.text, F.caption):
            posts.register(take, Fits(F.forward_origin, words.startswith("/")))


async def take(message: Message, templates: Templates, locale: Locale) -> None:
    """A hint in a private chat; among others it was not meant for the bot."""
    if message.chat.type == ChatType.PRIVATE:
        await say(message, templates.unknown(locale))
