"""What people do in chats, and what the bot is told of it."""

import re
from typing import Any

from bot.sandbox.entities import parse_html, units
from bot.sandbox.methods.about import member_of
from bot.sandbox.methods.sending import size
from bot.sandbox.refusals import Mistake
from bot.sandbox.state import Chat, Json, State

COMMAND = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,64}(?:@\w+)?")
MENTION = re.compile(r"(?<![\w@])@\w{3,32}")
URL = re.compile(r"https?://[^\s<>\"]+")
USER = ("first_name", "last_name", "username", "language_code")


def add_user(state: State, given: Json) -> Json:
    """The new user; a private chat with the same id opens, not started yet."""
    if not given.get("first_name"):
        raise Mistake("a user needs a first_name")
    user_id = int(given.get("id") or next(state.numbers))
    user = {"id": user_id, "is_bot": False, **{key: str(given[key]) for key in USER if given.get(key)}}
    state.users[user_id] = user
    state.roles[user_id] = str(given.get("role") or "")
    state.open_private(user)
    state.note("chat", chat=user_id)
    return user


def add_chat(state: State, given: Json) -> Chat:
    """The new group or channel; the bot hears that it was added."""
    kind = given.get("type")
    if kind not in {"group", "supergroup", "channel"} or not given.get("title"):
        raise Mistake("a chat needs a title and a type: group, supergroup or channel")
    number = next(state.numbers)
    default = -number if kind == "group" else -1_000_000_000_000 - number
    about: Json = {"id": int(given.get("id") or default), "type": kind, "title": str(given["title"])}
    if given.get("is_forum"):
        about["is_forum"] = True
    chat = Chat(about, {int(one): "member" for one in given.get("members", ())}, bot_status="left")
    chat.members.update((int(one), "administrator") for one in given.get("admins", ()))
    for one in chat.members:
        state.user(one)
    state.chats[chat.id] = chat
    actor = state.users[next(iter(chat.members))] if chat.members else state.me
    _move_bot(state, chat, actor, str(given.get("bot", "member")))
    state.note("chat", chat=chat.id)
    return chat


def _move_bot(state: State, chat: Chat, actor: Json, status: str) -> None:
    old, chat.bot_status = chat.bot_status, status
    if old == status:
        return
    change = {"chat": chat.about, "from": actor, "date": int(state.clock().timestamp())}
    members = {
        "old_chat_member": member_of(state.me, old),
        "new_chat_member": member_of(state.me, status),
    }
    state.tell("my_chat_member", {**change, **members})


def say(state: State, chat_id: int, given: Json) -> Json:
    """The message of a user; the bot is told as far as privacy mode allows."""
    chat, user = state.chat(chat_id), state.user(int(given.get("user") or 0))
    if user["id"] not in chat.members:
        raise Mistake(f"user {user['id']} is not in this chat")
    if chat.kind == "private" and not chat.started:
        chat.started = True
    if chat.kind == "private" and chat.blocked:
        raise Mistake("the person has blocked the bot; unblock first")
    message = state.post(chat, user, **_content(state, given), **_place(chat, given))
    if chat.kind == "channel":
        state.tell("channel_post", message)
    elif _heard(state, chat, message):
        state.tell("message", message)
    return message


def _content(state: State, given: Json) -> Json:
    if "photo" in given:
        width, height = size(given["photo"])
        kept = state.keep_file("photo", given["photo"])
        return _caption(given, photo=[{**kept, "width": width, "height": height}])
    if "document" in given:
        name = str(given.get("file_name") or "file")
        return _caption(given, document={**state.keep_file(name, given["document"]), "file_name": name})
    text = str(given.get("text") or "").strip()
    if not text:
        raise Mistake("a message needs a text")
    return {"text": text, "entities": (given.get("entities") or found_entities(text)) or None}


def _caption(given: Json, **media: Any) -> Json:
    caption = str(given.get("caption") or "")
    return {**media, "caption": caption or None, "caption_entities": found_entities(caption) or None}


def _place(chat: Chat, given: Json) -> Json:
    place: Json = {}
    if answered := given.get("reply_to"):
        if answered not in chat.messages:
            raise Mistake(f"there is no message {answered} to reply to")
        place["reply_to_message"] = {k: v for k, v in chat.messages[answered].items() if k != "reply_to_message"}
    if thread := given.get("thread"):
        place |= {"message_thread_id": int(thread), "is_topic_message": True}
    return place


def found_entities(text: str) -> list[Json]:
    """Commands, mentions and links, which Telegram's apps find by themselves."""
    kinds = (("bot_command", COMMAND), ("mention", MENTION), ("url", URL))
    found = [
        {"type": kind, "offset": units(text[: one.start()]), "length": units(one[0])}
        for kind, pattern in kinds
        for one in pattern.finditer(text)
    ]
    return sorted(found, key=lambda one: int(str(one["offset"])))


def _heard(state: State, chat: Chat, message: Json) -> bool:
    if chat.kind == "private" or chat.bot_status == "administrator":
        return True
    if chat.bot_status not in {"member", "restricted"}:
        return False
    name = f"@{state.me['username']}".lower()
    text = str(message.get("text") or message.get("caption") or "").lower()
    if message.get("reply_to_message", {}).get("from", {}).get("id") == state.me["id"]:
        return True
    commands = [one[0] for one in COMMAND.finditer(text)]
    return name in text or any("@" not in command for command in commands)


def edit(state: State, chat_id: int, message_id: int, given: Json) -> Json:
    """The message as its author changed it."""
    chat = state.chat(chat_id)
    old = chat.messages.get(message_id)
    if old is None or old.get("from", {}).get("id") != given.get("user"):
        raise Mistake("only the author can edit a message")
    content = _content(state, {"text": given.get("text")})
    new = {**{k: v for k, v in old.items() if k != "entities"}, "edit_date": int(state.clock().timestamp())}
    new.update((key, value) for key, value in content.items() if value is not None)
    chat.messages[message_id] = new
    state.note("edit", chat=chat.id, message=new)
    if _heard(state, chat, new):
        state.tell("edited_message", new)
    return new


def press(state: State, chat_id: int, message_id: int, given: Json) -> Json:
    """`{id}` of the callback that the bot was sent, or `{url}` of a link button."""
    chat, user = state.chat(chat_id), state.user(int(given.get("user") or 0))
    message = chat.messages.get(message_id)
    if message is None:
        raise Mistake(f"there is no message {message_id}")
    button = _button(message, given)
    if "callback_data" not in button:
        return {"url": button.get("url", "")}
    question = str(10**12 + next(state.numbers))
    state.askers[question] = (chat.id, user["id"])
    state.tell("callback_query", {
        "id": question, "from": user, "chat_instance": str(chat.id), "message": message,
        "data": button["callback_data"],
    })  # fmt: skip
    return {"id": question}


def _button(message: Json, given: Json) -> Json:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    if "data" in given:
        return {"callback_data": str(given["data"])}
    row, column = int(given.get("row", -1)), int(given.get("column", -1))
    if not (0 <= row < len(rows) and 0 <= column < len(rows[row])):
        raise Mistake(f"there is no button in row {row}, column {column}")
    button: Json = rows[row][column]
    return button


def set_blocked(state: State, chat_id: int, *, blocked: bool) -> Json:
    """The chat after its person stopped or restarted the bot."""
    chat = state.chat(chat_id)
    if chat.kind != "private":
        raise Mistake("only a private chat can be blocked")
    chat.blocked = blocked
    _move_bot(state, chat, state.users[chat.id], "kicked" if blocked else "member")
    state.note("chat", chat=chat.id)
    return chat.shown()


def change_member(state: State, chat_id: int, given: Json) -> Json:
    """The chat after a person or the bot came, went or was promoted."""
    chat = state.chat(chat_id)
    if "bot" in given:
        actor = state.users[next(iter(chat.members))] if chat.members else state.me
        _move_bot(state, chat, actor, str(given["bot"]))
    else:
        user, status = state.user(int(given.get("user") or 0)), str(given.get("status") or "member")
        old = chat.members.get(user["id"], "left")
        chat.members[user["id"]] = status
        change = {"chat": chat.about, "from": user, "date": int(state.clock().timestamp())}
        state.tell("chat_member", {
            **change, "old_chat_member": member_of(user, old), "new_chat_member": member_of(user, status),
        })  # fmt: skip
        if status in {"left", "kicked"}:
            del chat.members[user["id"]]
    state.note("chat", chat=chat.id)
    return chat.shown()


def upgrade(state: State, chat_id: int) -> int:
    """The id of the supergroup that the group became."""
    old = state.chat(chat_id)
    if old.kind != "group" or old.migrated_to is not None:
        raise Mistake("only a group can become a supergroup")
    about = {**old.about, "id": -1_000_000_000_000 - next(state.numbers), "type": "supergroup"}
    new = Chat(about, dict(old.members), bot_status=old.bot_status)
    state.chats[new.id] = new
    state.tell("message", state.post(old, state.me, migrate_to_chat_id=new.id))
    old.migrated_to = new.id
    state.tell("message", state.post(new, state.me, migrate_from_chat_id=old.id))
    state.note("chat", chat=new.id)
    return new.id


def ask_inline(state: State, given: Json) -> str:
    """The id of the inline query that the bot was sent."""
    user, question = state.user(int(given.get("user") or 0)), str(10**12 + next(state.numbers))
    state.tell("inline_query", {
        "id": question, "from": user, "query": str(given.get("query") or ""), "offset": str(given.get("offset") or ""),
    })  # fmt: skip
    return question


def choose(state: State, given: Json) -> Json:
    """The message that an inline result became; the bot hears of it if it asked to."""
    user, chat = state.user(int(given.get("user") or 0)), state.chat(int(given.get("chat") or 0))
    result = state.inline_results.get(str(given.get("result_id")))
    if result is None:
        raise Mistake("there is no such inline result")
    text, entities = _inline_text(result)
    via = {"via_bot": state.me, "reply_markup": result.get("reply_markup")}
    message = state.post(chat, user, text=text, entities=entities or None, **via)
    query = str(given.get("query") or "")
    state.tell("chosen_inline_result", {"result_id": result["id"], "from": user, "query": query})
    return message


def _inline_text(result: Json) -> tuple[str, list[Json]]:
    content = result.get("input_message_content", {})
    text = str(content.get("message_text") or result.get("title") or "")
    if str(content.get("parse_mode", "")).lower() == "html":
        return parse_html(text)
    return text, list(content.get("entities", ()))
