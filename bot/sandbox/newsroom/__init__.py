"""A newsroom to try Qogam on: invented outlets over HTTP, and the newsroom.toml that reads them."""

from bot.sandbox.newsroom.listing import newsroom_toml, sources
from bot.sandbox.newsroom.server import SampleNewsroom

__all__ = ["SampleNewsroom", "newsroom_toml", "sources"]
