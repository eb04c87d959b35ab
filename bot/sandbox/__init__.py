"""A Bot API server on one's own machine, with a user side for people and tests."""

from bot.sandbox.server import Sandbox

__all__ = ["Sandbox"]
