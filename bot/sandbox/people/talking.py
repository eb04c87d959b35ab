"""What people write, and how much of it the bot hears."""

import base64
import binascii
import re

from bot.sandbox.chats import Chat, Json
from bot.sandbox.methods.media import size
from bot.sandbox.people import asked, unwritten
from bot.sandbox.people.members import check_current
from bot.sandbox.refusals import Mistake
from bot.sandbox.state import State
from bot.sandbox.text import checked_entities, units

COMMAND = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,64}(?:@\w{1,64})?")
MENTION = re.compile(r"(?<![\w@])@\w{3,32}")
URL = re.compile(r"https?://[^\s<>\"]+")
KINDS = (("bot_command", COMMAND), ("mention", MENTION), ("url", URL))
LONGEST_TEXT = 16_384  # an app sends 4,096; a bot shall be tried with more
LARGEST_FILE = 20 * 1024 * 1024


def say(state: State, chat_id: int, given: Json) -> Json:
    """The message of a user; the bot is told as far as privacy mode allows."""
    chat, user = state.chat(chat_id), state.user(asked.number(given, "user"))
    _check_may_write(chat, user)
    place, content = _place(chat, user, given), _content(state, chat, given) | _passed_on(state, given)
    if chat.kind == "private":
        chat.started = True
    message = state.post(chat, user, **content, **place)
    tell_of(state, chat, message)
    return message


def _check_may_write(chat: Chat, user: Json) -> None:
    check_current(chat)
    if user["id"] not in chat.members:
        raise Mistake(f"user {user['id']} is not in this chat")
    if chat.kind == "channel" and not chat.is_admin(user["id"]):
        raise Mistake("only administrators write in a channel")
    if chat.kind == "private" and chat.blocked:
        raise Mistake("the person has blocked the bot; unblock first")


def tell_of(state: State, chat: Chat, message: Json, *, edited: bool = False) -> None:
    """Send the update about a message if the bot hears it."""
    kind = "channel_post" if chat.kind == "channel" else "message"
    if _is_heard(state, chat, message):
        state.tell(f"edited_{kind}" if edited else kind, message)


def _is_heard(state: State, chat: Chat, message: Json) -> bool:
    """Privacy mode: in a group a bot that is no administrator hears what is meant for it or came through it."""
    if chat.kind == "private" or chat.bot_status == "administrator":
        return True
    if chat.kind == "channel" or chat.bot_status not in {"member", "restricted"}:
        return False
    me = state.me["id"]
    if me in {message.get("via_bot", {}).get("id"), message.get("reply_to_message", {}).get("from", {}).get("id")}:
        return True
    words = str(message.get("text") or message.get("caption") or "").lower()
    commands = [one[0] for one in COMMAND.finditer(words)]
    return f"@{state.me['username']}".lower() in words or any("@" not in command for command in commands)


# -- what a message says ----------------------------------------------------------------------------------------------


def _content(state: State, chat: Chat, given: Json) -> Json:
    parts = [key for key in ("text", "photo", "document", *unwritten.KINDS) if given.get(key) not in (None, "")]
    if len(parts) != 1:
        raise Mistake("a message needs a text, a photo or a document, and only one of them")
    if parts == ["text"]:
        return _text(given)
    if parts[0] in unwritten.KINDS:
        return unwritten.content(state, chat, given, parts[0])
    if parts == ["photo"]:
        content = _bytes(given, "photo")
        width, height = size(content)
        return _caption(given, photo=[{**state.keep_file("photo", content), "width": width, "height": height}])
    name = asked.text(given, "file_name", most=255) or "file"
    return _caption(given, document={**state.keep_file(name, _bytes(given, "document")), "file_name": name})


def _passed_on(state: State, given: Json) -> Json:
    """Where a forwarded message comes from, and the album to which one belongs."""
    more: Json = {"media_group_id": asked.text(given, "album", most=64) or None}
    if title := asked.text(given, "forwarded_from", most=128):
        channel = {"id": -1_009_999_999_999, "type": "channel", "title": title}
        moment = int(state.clock().timestamp())
        more["forward_origin"] = {"type": "channel", "chat": channel, "message_id": 1, "date": moment}
    return more


def _text(given: Json) -> Json:
    text = asked.text(given, "text", most=LONGEST_TEXT).strip()
    if not text:
        raise Mistake("a message needs a text")
    entities = given.get("entities") or []
    if not isinstance(entities, list):
        raise Mistake("entities must be a list")
    return {"text": text, "entities": checked_entities(text, entities, found=True) or found_entities(text) or None}


def _caption(given: Json, **media: Json | list[Json]) -> Json:
    caption = asked.text(given, "caption", most=1024)
    return {**media, "caption": caption or None, "caption_entities": found_entities(caption) or None}


def _bytes(given: Json, key: str) -> bytes:
    encoded = asked.text(given, key, most=LARGEST_FILE * 4 // 3)
    try:
        content = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise Mistake(f"{key} is no base64") from None
    if not content:
        raise Mistake(f"{key} is empty")
    return content


def found_entities(text: str) -> list[Json]:
    """Commands, mentions and links, which Telegram's apps find by themselves."""
    found = [
        {"type": kind, "offset": units(text[: one.start()]), "length": units(one[0])}
        for kind, pattern in KINDS
        for one in pattern.finditer(text)
    ]
    return sorted(found, key=lambda one: int(str(one["offset"])))


def _place(chat: Chat, user: Json, given: Json) -> Json:
    """Topic and answered message; an answer stays in the topic of what it answers."""
    place: Json = {}
    thread = asked.optional_number(given, "thread")
    if answered := asked.optional_number(given, "reply_to"):
        place["reply_to_message"] = quoted = chat.quoted(answered)
        if quoted is None:
            raise Mistake(f"there is no message {answered} to reply to")
        thread = thread or quoted.get("message_thread_id")
    if thread:
        _check_topic(chat, user, thread)
        place |= {"message_thread_id": thread, "is_topic_message": True}
    return place


def _check_topic(chat: Chat, user: Json, thread: int) -> None:
    topic = chat.topics.get(thread)
    if topic is None:
        raise Mistake(f"there is no topic {thread} in this chat")
    if topic.closed and not chat.is_admin(user["id"]):
        raise Mistake(f"the topic {thread} is closed; only administrators write there")


def edit(state: State, chat_id: int, message_id: int, given: Json) -> Json:
    """The message as its author changed it; a post of a channel is that of all its administrators."""
    chat, user = state.chat(chat_id), state.user(asked.number(given, "user"))
    _check_may_write(chat, user)
    old = chat.messages.get(message_id)
    if old is None or "via_bot" in old or (chat.kind != "channel" and old["from"]["id"] != user["id"]):
        raise Mistake("only the author can edit a message")
    if "text" not in old:
        raise Mistake("only a text can be edited")
    new = {key: value for key, value in old.items() if key != "entities"}
    new |= {key: value for key, value in _text(given).items() if value is not None}
    new["edit_date"] = int(state.clock().timestamp())
    state.replace(chat, new)
    tell_of(state, chat, new, edited=True)
    return new
