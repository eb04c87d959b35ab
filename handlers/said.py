"""The filters for commands: aiogram's own, but a text that begins with none of theirs is not taken apart."""

from typing import Any

from aiogram import Bot
from aiogram.filters import Command, CommandStart
from aiogram.types import Message


class Said(Command):
    """One of these commands; nearly every text that a filter is asked about is another."""

    async def __call__(self, message: Message, bot: Bot) -> bool | dict[str, Any]:
        text = (message.text or message.caption or "").lstrip()
        # No command here is a pattern, as aiogram's may be.
        is_near = text.startswith(self.commands, len(self.prefix))  # type: ignore[arg-type]
        return is_near and await super().__call__(message, bot)


class Started(Said, CommandStart):
    """/start, with or without what a link brings along."""
