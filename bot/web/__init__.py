"""The ledger as web pages, feeds, downloads and an API, and what monitoring asks. Off unless WEB_PORT is set."""

from bot.web.application import Web, application
from bot.web.parts import Parts

__all__ = ["Parts", "Web", "application"]
