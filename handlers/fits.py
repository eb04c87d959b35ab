"""Rules of aiogram's `F` as filters."""

from aiogram.filters import Filter
from aiogram.types import TelegramObject
from aiogram.utils.magic_filter import MagicFilter


class Fits(Filter):
    """Whether all rules hold, asked at once: aiogram would send each to a thread, which takes longer than the rest."""

    def __init__(self, *rules: MagicFilter) -> None:
        self._rules = rules

    async def __call__(self, event: TelegramObject) -> bool:
        return all(rule.resolve(event) for rule in self._rules)
