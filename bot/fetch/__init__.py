"""GET over HTTP that survives hostile servers and is no burden for friendly ones."""

from bot.fetch.http import HttpFetch
from bot.fetch.turns import LONGEST_REST, Turns

__all__ = ["LONGEST_REST", "HttpFetch", "Turns"]
