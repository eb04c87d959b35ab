"""What the sandbox knows: people, chats, messages, files, and what waits to be told to whom."""

import asyncio
import itertools
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.clock import MovableClock
from bot.sandbox.entities import to_html
from bot.sandbox.refusals import Mistake

Json = dict[str, Any]
HISTORY = 500
EVENTS = 1000
UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class Signal:
    """Wakes all who wait at this moment."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def fire(self) -> None:
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
        self._waiting.clear()

    async def wait(self, seconds: float) -> None:
        """Return at the next `fire` or after so many seconds."""
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await asyncio.wait([future], timeout=seconds)
        finally:
            self._waiting.discard(future)


@dataclass(slots=True)
class Chat:
    """A chat and its last messages; `about` is its Bot API object."""

    about: Json
    members: dict[int, str] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    bot_status: str = "member"
    started: bool = False
    blocked: bool = False
    migrated_to: int | None = None
    pinned: int | None = None
    ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    @property
    def id(self) -> int:
        return int(self.about["id"])

    @property
    def kind(self) -> str:
        return str(self.about["type"])

    def shown(self) -> Json:
        return {**self.about, "members": list(self.members), "bot_status": self.bot_status}


class State:
    """The whole world of one sandbox."""

    def __init__(self, clock: MovableClock, bot_id: int) -> None:
        self.clock = clock
        self.bot: Json = {
            "id": bot_id, "is_bot": True, "first_name": "Qogam", "username": "qogam_bot", "can_join_groups": True,
            "can_read_all_group_messages": False, "supports_inline_queries": True,
        }  # fmt: skip
        self.me: Json = {key: self.bot[key] for key in ("id", "is_bot", "first_name", "username")}
        self.users: dict[int, Json] = {}
        self.roles: dict[int, str] = {}
        self.commands: dict[tuple[str, int, int, str], list[Json]] = {}
        self.texts: dict[tuple[str, str], str] = {}
        self.menu_buttons: dict[int, Json] = {}
        self.numbers = itertools.count(1001)
        self.updates: deque[Json] = deque()
        self.update_ids = itertools.count(1)
        self.updated = Signal()
        self.allowed: frozenset[str] | None = None
        self.events: deque[Json] = deque(maxlen=EVENTS)
        self.seqs = itertools.count(1)
        self.happened = Signal()
        self.calls: Counter[tuple[str, int]] = Counter()
        self.sent_at: deque[float] = deque(maxlen=100_000)
        self.forget()

    def forget(self) -> None:
        """Drop chats, messages, files and what waits; the bot, its people and its commands stay."""
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, tuple[str, bytes]] = {}
        self.questions: dict[str, asyncio.Future[Json]] = {}
        self.askers: dict[str, tuple[int, int]] = {}
        self.inline_results: dict[str, Json] = {}
        self.updates.clear()
        for user in self.users.values():
            self.open_private(user)

    def chat(self, chat_id: int) -> Chat:
        if chat_id not in self.chats:
            raise Mistake(f"there is no chat {chat_id}")
        return self.chats[chat_id]

    def user(self, user_id: int) -> Json:
        if user_id not in self.users:
            raise Mistake(f"there is no user {user_id}")
        return self.users[user_id]

    def open_private(self, user: Json) -> Chat:
        about: Json = {key: user[key] for key in ("id", "first_name", "last_name", "username") if key in user}
        chat = self.chats[user["id"]] = Chat({**about, "type": "private"}, {user["id"]: "member"})
        return chat

    def tell(self, kind: str, payload: Json) -> None:
        """Queue an update for the bot if it wants such."""
        if kind in UNASKED if self.allowed is None else kind not in self.allowed:
            return
        self.updates.append({"update_id": next(self.update_ids), kind: payload})
        self.updated.fire()

    def asked_by(self, question: str) -> Json:
        """`chat` and `user` of an answered callback; asked once."""
        chat, user = self.askers.pop(question, (None, None))
        return {"chat": chat, "user": user}

    def note(self, kind: str, **values: Any) -> None:
        """Record an event for those who watch."""
        self.events.append({"seq": next(self.seqs), "type": kind, **values})
        self.happened.fire()

    def later(self, seq: int) -> list[Json]:
        if not self.events or self.events[-1]["seq"] <= seq:
            return []
        return [event for event in self.events if event["seq"] > seq]

    def post(self, chat: Chat, sender: Json | None, **content: Any) -> Json:
        """The new message; those beyond the last 500 are dropped."""
        message: Json = {"message_id": next(chat.ids), "date": int(self.clock().timestamp()), "chat": chat.about}
        if sender is None or chat.kind == "channel":
            message["sender_chat"] = chat.about
        else:
            message["from"] = sender
        message.update((key, value) for key, value in content.items() if value is not None)
        chat.messages[message["message_id"]] = message
        if len(chat.messages) > HISTORY:
            del chat.messages[next(iter(chat.messages))]
        self.note("message", chat=chat.id, message=message)
        return message

    def keep_file(self, name: str, content: bytes) -> Json:
        file_id = f"file{next(self.numbers)}"
        self.files[file_id] = (name, content)
        return {"file_id": file_id, "file_unique_id": f"u{file_id}", "file_size": len(content)}


def shown(message: Json) -> Json:
    """The message for the user side: with `html`."""
    text, entities = message.get("text"), message.get("entities", [])
    if text is None:
        text, entities = message.get("caption", ""), message.get("caption_entities", [])
    return {**message, "html": to_html(text, entities)}


def visible(event: Json) -> Json:
    """The event as watchers get it; messages get their `html` only when somebody looks."""
    return {**event, "message": shown(event["message"])} if "message" in event else event


def statuses(chats: Iterable[Chat]) -> list[Json]:
    """The chats of the user side's overview, those left by an upgrade left out."""
    return [chat.shown() for chat in chats if chat.migrated_to is None]
