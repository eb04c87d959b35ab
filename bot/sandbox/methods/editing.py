"""Methods that change or delete what stands in a chat, or what was sent through inline mode."""

from datetime import timedelta
from typing import Any

from bot.sandbox.chats import ADMINS, Chat, Json
from bot.sandbox.keyboards import inline_only
from bot.sandbox.methods.call import Call, Handler
from bot.sandbox.methods.media import WRONG, captioned, document, photo
from bot.sandbox.refusals import BadRequest

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
DELETABLE = timedelta(hours=48)
MOST_AT_ONCE = 100


def _found(call: Call, purpose: str) -> tuple[Chat, Json]:
    chat = call.chat()
    if not call.params.get("message_id"):
        raise BadRequest("message identifier is not specified")
    message = chat.messages.get(call.params["message_id"])
    if message is None:
        raise BadRequest(f"message to {purpose} not found")
    return chat, message


def _is_own(call: Call, message: Json) -> bool:
    """Whether the bot wrote it; in a channel every post is its administrators'."""
    return bool(message.get("from", call.state.me)["id"] == call.state.me["id"])


def _editable(call: Call) -> tuple[Chat, Json]:
    if inline_id := call.params.get("inline_message_id"):
        chat_id, message_id = call.state.inline_messages.get(str(inline_id), (0, 0))
        chat = call.state.chats.get(chat_id)
        if chat is None or message_id not in chat.messages:
            raise BadRequest("MESSAGE_ID_INVALID")
        return chat, chat.messages[message_id]
    chat, message = _found(call, "edit")
    if not _is_own(call, message) or "migrate_to_chat_id" in message:
        raise BadRequest("message can't be edited")
    return chat, message


def _changed(call: Call, **content: Any) -> Json | bool:
    """The message after the change; True for one of inline mode, which the bot never gets to see."""
    chat, old = _editable(call)
    merged = {**old, **content, "reply_markup": inline_only(call.params.get("reply_markup"))}
    new = {key: value for key, value in merged.items() if value is not None}
    if new == old:
        raise BadRequest(NOT_MODIFIED)
    new["edit_date"] = int(call.state.clock().timestamp())
    call.state.replace(chat, new)
    return True if call.params.get("inline_message_id") else new


def edit_text(call: Call) -> Json | bool:
    """The message with a new text."""
    text, entities = call.text()
    if "text" not in _editable(call)[1]:
        raise BadRequest("there is no text in the message to edit")
    return _changed(call, text=text, entities=entities or None)


def edit_caption(call: Call) -> Json | bool:
    """The message with a new caption; an empty one removes it."""
    caption = captioned(call)
    if not {"photo", "document"} & _editable(call)[1].keys():
        raise BadRequest("there is no caption in the message to edit")
    return _changed(call, **caption)


def edit_markup(call: Call) -> Json | bool:
    """The message with a new keyboard, or with none."""
    return _changed(call)


def edit_media(call: Call) -> Json | bool:
    """The message with another picture or document; a text becomes one."""
    media = call.params["media"]
    _editable(call)
    if call.params.get("inline_message_id") and str(media["media"]).startswith("attach://"):
        raise BadRequest(WRONG)
    content: Json = {"photo": None, "document": None, "text": None, "entities": None}
    match media.get("type"):
        case "photo":
            content["photo"] = photo(call, media["media"])
        case "document":
            content["document"] = document(call, media["media"])
        case _:
            raise BadRequest("media of this type is not available in the sandbox")
    return _changed(call, **captioned(Call(call.state, media), **content))


def delete_message(call: Call) -> bool:
    """Remove a message for everyone."""
    chat, message = _found(call, "delete")
    if not _is_deletable(call, chat, message):
        raise BadRequest("message can't be deleted")
    _delete(call, chat, message["message_id"])
    return True


def delete_messages(call: Call) -> bool:
    """Remove those of the messages that are there and may be removed."""
    chat, ids = call.chat(), call.params["message_ids"]
    if not 1 <= len(ids) <= MOST_AT_ONCE:
        raise BadRequest("too many message identifiers specified" if ids else "message identifiers are not specified")
    for one in ids:
        if one in chat.messages and _is_deletable(call, chat, chat.messages[one]):
            _delete(call, chat, one)
    return True


def _is_deletable(call: Call, chat: Chat, message: Json) -> bool:
    if chat.bot_status in ADMINS and chat.kind != "private":
        return True
    age = call.state.clock().timestamp() - message["date"]
    is_allowed = chat.kind == "private" or _is_own(call, message)
    return is_allowed and age <= DELETABLE.total_seconds()


def _delete(call: Call, chat: Chat, message_id: int) -> None:
    del chat.messages[message_id]
    call.state.note("delete", chat=chat.id, message_id=message_id)


def pin(call: Call) -> bool:
    """Remember the message as pinned."""
    chat, message = _found(call, "pin")
    if chat.kind != "private" and chat.bot_status != "administrator":
        raise BadRequest("not enough rights to manage pinned messages in the chat")
    chat.pinned = message["message_id"]
    call.state.note("chat", chat=chat.id)
    return True


def unpin(call: Call) -> bool:
    """Forget what was pinned."""
    chat = call.chat()
    chat.pinned = None
    call.state.note("chat", chat=chat.id)
    return True


EDITING: dict[str, Handler] = {
    "editMessageText": edit_text, "editMessageCaption": edit_caption, "editMessageReplyMarkup": edit_markup,
    "editMessageMedia": edit_media, "deleteMessage": delete_message, "deleteMessages": delete_messages,
    "pinChatMessage": pin, "unpinChatMessage": unpin, "unpinAllChatMessages": unpin,
}  # fmt: skip
