"""The filter for commands."""

from typing import Any

from aiogram import Bot
from aiogram.filters import Command
from aiogram.types import Message


class Said(Command):
    """aiogram's own; a text that does not begin with one of the commands, as nearly all do not, is not taken apart."""

    def __init__(self, *commands: str) -> None:
        super().__init__(*commands)
        self._begins = tuple(f"{self.prefix}{command}" for command in commands)

    async def __call__(self, message: Message, bot: Bot) -> bool | dict[str, Any]:
        text = message.text or message.caption or ""
        return text.lstrip().startswith(self._begins) and await super().__call__(message, bot)
