"""What people do in chats, and what the bot is told of it."""

from bot.sandbox.people.chats import add_chat, upgrade
from bot.sandbox.people.inline import ask_inline, choose
from bot.sandbox.people.members import add_user, change_member, set_blocked
from bot.sandbox.people.mini_apps import open_app
from bot.sandbox.people.pressing import press
from bot.sandbox.people.talking import edit, say
from bot.sandbox.people.topics import add_topic, change_topic

__all__ = [
    "add_chat", "add_topic", "add_user", "ask_inline", "change_member", "change_topic", "choose", "edit", "open_app",
    "press", "say", "set_blocked", "upgrade",
]  # fmt: skip
