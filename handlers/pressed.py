"""A filter for buttons: the action that callback data stands for."""

from aiogram.filters import Filter
from aiogram.types import CallbackQuery

from templates.actions import Action


class Pressed(Filter):
    """Passes when a button asks for this kind of action, and gives it as `action`."""

    def __init__(self, kind: type[Action]) -> None:
        self._kind = kind

    async def __call__(self, callback: CallbackQuery) -> bool | dict[str, Action]:
        action = self._kind.unpack(callback.data or "")
        return {"action": action} if action is not None else False
