"""One Bot API call, and what all handlers ask of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.entities import Entity, parse_html, units
from bot.sandbox.refusals import BadRequest, Refused
from bot.sandbox.state import Chat, Json, State


@dataclass(frozen=True, slots=True)
class Call:
    """A validated call: decoded parameters, and uploads by their part names."""

    state: State
    params: Json
    uploads: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def chat(self, key: str = "chat_id") -> Chat:
        """The chat that the bot may write to; Refused in Telegram's words."""
        wanted = self.params.get(key)
        chat = self.state.chats.get(_chat_id(self.state, wanted))
        if chat is None:
            raise BadRequest("chat not found")
        if chat.migrated_to is not None:
            moved = chat.migrated_to
            raise BadRequest("group chat was upgraded to a supergroup chat", migrate_to_chat_id=moved)
        _check_open(chat)
        return chat

    def formatted(self, key: str, entities_key: str) -> tuple[str, list[Entity]]:
        """The text of the parameter and its entities."""
        text = str(self.params.get(key) or "")
        mode = str(self.params.get("parse_mode") or "").lower()
        if mode == "html":
            return _trimmed(*parse_html(text))
        if mode:
            raise BadRequest("unsupported parse_mode")
        return _trimmed(text, list(self.params.get(entities_key) or ()))

    def text(self) -> tuple[str, list[Entity]]:
        text, entities = self.formatted("text", "entities")
        if not text:
            raise BadRequest("message text is empty")
        if len(text) > 2048 and units(text) > 4096:
            raise BadRequest("message is too long")
        return text, entities

    def caption(self) -> tuple[str, list[Entity]]:
        text, entities = self.formatted("caption", "caption_entities")
        if units(text) > 1024:
            raise BadRequest("message caption is too long")
        return text, entities


Handler = Callable[[Call], Any]


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    stripped = text.rstrip()
    if len(stripped) == len(text):
        return text, entities
    end = units(stripped)
    kept = [{**one, "length": min(one["length"], end - one["offset"])} for one in entities if one["offset"] < end]
    return stripped, kept


def _chat_id(state: State, wanted: Any) -> int:
    text = str(wanted if wanted is not None else "")
    if text.startswith("@"):
        named = (chat.id for chat in state.chats.values() if chat.about.get("username") == text[1:] and chat.id < 0)
        return next(named, 0)
    try:
        return int(text)
    except ValueError:
        raise BadRequest("chat_id is empty" if not text else "chat not found") from None


def _check_open(chat: Chat) -> None:
    if chat.kind == "private":
        if chat.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        if not chat.started:
            raise Refused(403, "Forbidden: bot can't initiate conversation with a user")
    elif chat.bot_status in {"kicked", "left"}:
        kind = {"group": "group chat", "supergroup": "supergroup chat", "channel": "channel chat"}[chat.kind]
        reason = "was kicked from the" if chat.bot_status == "kicked" else "is not a member of the"
        raise Refused(403, f"Forbidden: bot {reason} {kind}")
