"""What the sandbox knows: people, chats, messages, files, and what waits to be told to whom."""

import asyncio
import itertools
from collections import Counter, deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.clock import MovableClock
from bot.sandbox.chats import Chat, Json
from bot.sandbox.refusals import Mistake
from bot.sandbox.signals import Signal

HISTORY = 500
EVENTS = 1000
UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
# Telegram names no time after which "query is too old"; bots meet it after about a minute.
ANSWERABLE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Question:
    """A callback or an inline query that waits for the bot's answer; `chat` is None for an inline query."""

    id: str
    user: int
    chat: int | None
    asked_at: datetime
    answer: "asyncio.Future[Json]"


class State:
    """The whole world of one sandbox."""

    def __init__(self, clock: MovableClock, bot_id: int, token: str = "") -> None:
        self.clock = clock
        self.token = token
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
        self.questions: dict[str, Question] = {}
        self.offered: dict[int, dict[str, Json]] = {}
        self.inline_messages: dict[str, tuple[int, int]] = {}
        self.updates.clear()
        self.calls.clear()
        self.sent_at.clear()
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

    # -- what is told to the bot --------------------------------------------------------------------------------------

    def tell(self, kind: str, payload: Json) -> None:
        """Queue an update for the bot if it wants such."""
        if kind in UNASKED if self.allowed is None else kind not in self.allowed:
            return
        self.updates.append({"update_id": next(self.update_ids), kind: payload})
        self.updated.fire()

    def ask(self, user_id: int, chat_id: int | None = None) -> Question:
        """A new question; those that can no longer be answered are forgotten."""
        now = self.clock()
        self.questions = {key: one for key, one in self.questions.items() if now - one.asked_at <= ANSWERABLE}
        answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        question = Question(str(10**12 + next(self.numbers)), user_id, chat_id, now, answer)
        self.questions[question.id] = question
        return question

    def answered(self, question_id: str, answer: Json) -> Question | None:
        """The question, now answered; None when there is none, it was answered or its time is over."""
        question = self.questions.pop(question_id, None)
        if question is None or self.clock() - question.asked_at > ANSWERABLE:
            return None
        question.answer.set_result(answer)
        return question

    # -- what watchers see --------------------------------------------------------------------------------------------

    def note(self, kind: str, **values: Any) -> None:
        """Record an event for those who watch."""
        self.events.append({"seq": next(self.seqs), "type": kind, **values})
        self.happened.fire()

    def later(self, seq: int) -> list[Json]:
        if not self.events or self.events[-1]["seq"] <= seq:
            return []
        return [event for event in self.events if event["seq"] > seq]

    # -- messages and files -------------------------------------------------------------------------------------------

    def post(self, chat: Chat, sender: Json, **content: Any) -> Json:
        """The new message; those beyond the last 500 are dropped. In a channel nobody is its author."""
        message: Json = {"message_id": next(chat.ids), "date": int(self.clock().timestamp()), "chat": chat.about}
        message |= {"sender_chat": chat.about} if chat.kind == "channel" else {"from": sender}
        message.update((key, value) for key, value in content.items() if value is not None)
        chat.messages[message["message_id"]] = message
        if len(chat.messages) > HISTORY:
            del chat.messages[next(iter(chat.messages))]
        self.note("message", chat=chat.id, message=message)
        return message

    def replace(self, chat: Chat, message: Json) -> Json:
        """The message, now in the place of its former self."""
        chat.messages[message["message_id"]] = message
        self.note("edit", chat=chat.id, message=message)
        return message

    def keep_file(self, name: str, content: bytes) -> Json:
        file_id = f"file{next(self.numbers)}"
        self.files[file_id] = (name, content)
        return {"file_id": file_id, "file_unique_id": f"u{file_id}", "file_size": len(content)}
