"""GET over HTTP that survives hostile servers and is no burden for friendly ones."""

from bot.fetch.body import LARGEST
from bot.fetch.http import HttpFetch

__all__ = ["LARGEST", "HttpFetch"]
