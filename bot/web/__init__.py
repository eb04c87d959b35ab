"""The ledger as web pages, feeds, downloads and an API, and what monitoring asks. Off unless WEB_PORT is set."""

from bot.web.application import Web, application
from bot.web.entrance import Entrance
from bot.web.parts import Parts, Turn

__all__ = ["Entrance", "Parts", "Turn", "Web", "application"]
