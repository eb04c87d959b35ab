"""Handlers of Bot API methods, by their names."""

from bot.sandbox.methods.about import ABOUT
from bot.sandbox.methods.call import Call, Handler
from bot.sandbox.methods.editing import EDITING
from bot.sandbox.methods.sending import SENDING

HANDLERS: dict[str, Handler] = {**SENDING, **EDITING, **ABOUT}

__all__ = ["HANDLERS", "SENDING", "Call"]
