"""A filter for buttons: the action that callback data stands for."""

from aiogram.filters import Filter
from aiogram.types import CallbackQuery

from templates.actions.base import Action


class Pressed(Filter):
    """Passes when a button asks for one of these kinds of action, and gives it as `action`."""

    def __init__(self, *kinds: type[Action]) -> None:
        self._kinds = kinds

    async def __call__(self, callback: CallbackQuery) -> bool | dict[str, Action]:
        actions = (kind.unpack(callback.data or "") for kind in self._kinds)
        action = next((action for action in actions if action is not None), None)
        return {"action": action} if action is not None else False
