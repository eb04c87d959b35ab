"""One Bot API call, and what all handlers ask of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.chats import Chat, Json
from bot.sandbox.refusals import BadRequest, Refused
from bot.sandbox.state import State
from bot.sandbox.text import Entity, formatted, units

KINDS = {"group": "group chat", "supergroup": "supergroup chat", "channel": "channel chat"}


@dataclass(frozen=True, slots=True)
class Call:
    """A validated call: parameters in their types, and uploads by part names (or addresses)."""

    state: State
    params: Json
    uploads: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def chat_id(self, key: str = "chat_id") -> int:
        """The number of the chat that a parameter names, by number or @username; 0 for an unknown name."""
        wanted = self.params.get(key)
        if wanted is None or wanted == "":
            raise BadRequest(f"{key} is empty")
        text = str(wanted)
        if text.startswith("@"):
            return next((chat.id for chat in self.state.chats.values() if _is_public(chat, text[1:])), 0)
        try:
            return int(text)
        except ValueError:
            raise BadRequest("chat not found") from None

    def chat(self, key: str = "chat_id") -> Chat:
        """The chat that the bot may write to; Refused in Telegram's words."""
        chat = self.state.chats.get(self.chat_id(key))
        if chat is None:
            raise BadRequest("chat not found")
        if chat.migrated_to is not None:
            moved = chat.migrated_to
            raise BadRequest("group chat was upgraded to a supergroup chat", migrate_to_chat_id=moved)
        _check_open(chat)
        return chat

    def text(self, key: str = "text") -> tuple[str, list[Entity]]:
        text, entities = self._formatted(key, "entities")
        if not text:
            raise BadRequest("message text is empty")
        if len(text) > 2048 and units(text) > 4096:
            raise BadRequest("message is too long")
        return text, entities

    def caption(self) -> tuple[str, list[Entity]]:
        text, entities = self._formatted("caption", "caption_entities")
        if units(text) > 1024:
            raise BadRequest("message caption is too long")
        return text, entities

    def _formatted(self, key: str, entities_key: str) -> tuple[str, list[Entity]]:
        mode, entities = str(self.params.get("parse_mode") or ""), list(self.params.get(entities_key) or ())
        return formatted(str(self.params.get(key) or ""), mode, entities)


Handler = Callable[[Call], Any]


def _is_public(chat: Chat, name: str) -> bool:
    return chat.id < 0 and str(chat.about.get("username", "")).lower() == name.lower()


def _check_open(chat: Chat) -> None:
    if chat.kind == "private":
        if chat.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        if not chat.started:
            raise Refused(403, "Forbidden: bot can't initiate conversation with a user")
    elif chat.bot_status in {"kicked", "left"}:
        reason = "was kicked from the" if chat.bot_status == "kicked" else "is not a member of the"
        raise Refused(403, f"Forbidden: bot {reason} {KINDS[chat.kind]}")
