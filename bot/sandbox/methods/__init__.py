"""Handlers of Bot API methods, by their names."""

from bot.sandbox.methods.about import ABOUT
from bot.sandbox.methods.answers import ANSWERS
from bot.sandbox.methods.call import Call, Handler
from bot.sandbox.methods.commands import COMMANDS
from bot.sandbox.methods.copying import COPYING
from bot.sandbox.methods.editing import EDITING
from bot.sandbox.methods.membership import MEMBERSHIP
from bot.sandbox.methods.sending import SENDING as POSTING
from bot.sandbox.methods.topics import TOPICS

SENDING: dict[str, Handler] = {**POSTING, **COPYING}
WRITING: dict[str, Handler] = {**SENDING, **EDITING, **TOPICS}
HANDLERS: dict[str, Handler] = {**WRITING, **ANSWERS, **ABOUT, **COMMANDS, **MEMBERSHIP}

__all__ = ["HANDLERS", "SENDING", "WRITING", "Call"]
