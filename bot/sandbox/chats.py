"""Chats, their members, topics and messages, and how the user side shows them."""

import itertools
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.text import to_html

Json = dict[str, Any]
ADMINS = frozenset({"creator", "administrator"})
OUTSIDE = frozenset({"left", "kicked"})


@dataclass(slots=True)
class Topic:
    """A topic of a forum; its id is that of the service message which made it."""

    id: int
    name: str
    closed: bool = False


@dataclass(slots=True)
class Chat:
    """A chat and its last messages; `about` is its Bot API object."""

    about: Json
    members: dict[int, str] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    bot_status: str = "member"
    started: bool = False
    blocked: bool = False
    migrated_to: int | None = None
    pinned: int | None = None
    reply_keyboard: Json | None = None
    ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    @property
    def id(self) -> int:
        return int(self.about["id"])

    @property
    def kind(self) -> str:
        return str(self.about["type"])

    @property
    def admins(self) -> list[int]:
        return [one for one, status in self.members.items() if status in ADMINS]

    def is_admin(self, user_id: int) -> bool:
        return self.members.get(user_id) in ADMINS

    def quoted(self, message_id: int) -> Json | None:
        """The message as an answer to it carries it: without what it answered itself."""
        message = self.messages.get(message_id)
        return {key: value for key, value in message.items() if key != "reply_to_message"} if message else None

    def shown(self) -> Json:
        """The chat for the user side."""
        topics = [{"message_thread_id": one.id, "name": one.name, "closed": one.closed} for one in self.topics.values()]
        return {
            **self.about, "members": list(self.members), "admins": self.admins, "bot_status": self.bot_status,
            **({"topics": topics} if self.about.get("is_forum") else {}),
            **({"reply_keyboard": self.reply_keyboard} if self.reply_keyboard else {}),
        }  # fmt: skip


def shown(message: Json) -> Json:
    """The message for the user side: with `html`."""
    text, entities = message.get("text"), message.get("entities", [])
    if text is None:
        text, entities = message.get("caption", ""), message.get("caption_entities", [])
    return {**message, "html": to_html(text, entities)}


def visible(event: Json) -> Json:
    """The event as watchers get it; messages get their `html` only when somebody looks."""
    return {**event, "message": shown(event["message"])} if "message" in event else event
