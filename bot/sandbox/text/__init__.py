"""Formatted text as Telegram knows it: what a bot may write, and how people see it."""

from bot.sandbox.text.formatted import formatted
from bot.sandbox.text.given import checked_entities
from bot.sandbox.text.shown import to_html
from bot.sandbox.text.units import Entity, units

__all__ = ["Entity", "checked_entities", "formatted", "to_html", "units"]
