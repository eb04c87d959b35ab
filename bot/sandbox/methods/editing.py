"""Methods that change or delete what stands in a chat."""

from typing import Any

from bot.sandbox.methods.call import Call, Handler
from bot.sandbox.methods.sending import document, photo
from bot.sandbox.refusals import BadRequest
from bot.sandbox.state import Chat, Json
from bot.sandbox.validate import check_keyboard

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)


def _found(call: Call, purpose: str = "edit") -> tuple[Chat, Json]:
    chat = call.chat()
    message = chat.messages.get(int(call.params.get("message_id") or 0))
    if message is None:
        raise BadRequest(f"message to {purpose} not found")
    if purpose == "edit" and message.get("from", call.state.me)["id"] != call.state.me["id"]:
        raise BadRequest("message can't be edited")
    return chat, message


def _changed(call: Call, **content: Any) -> Json:
    chat, old = _found(call)
    markup = call.params.get("reply_markup")
    check_keyboard(markup)
    markup = markup if markup and markup.get("inline_keyboard") else None
    merged = {**old, **content, "reply_markup": markup}
    new = {key: value for key, value in merged.items() if value is not None}
    if new == old:
        raise BadRequest(NOT_MODIFIED)
    new["edit_date"] = int(call.state.clock().timestamp())
    chat.messages[old["message_id"]] = new
    call.state.note("edit", chat=chat.id, message=new)
    return new


def edit_text(call: Call) -> Json:
    """The message with a new text."""
    text, entities = call.text()
    if "text" not in _found(call)[1]:
        raise BadRequest("there is no text in the message to edit")
    return _changed(call, text=text, entities=entities or None)


def edit_caption(call: Call) -> Json:
    """The message with a new caption; an empty one removes it."""
    text, entities = call.caption()
    if "text" in _found(call)[1]:
        raise BadRequest("there is no caption in the message to edit")
    return _changed(call, caption=text or None, caption_entities=entities or None)


def edit_markup(call: Call) -> Json:
    """The message with a new keyboard, or with none."""
    return _changed(call)


def edit_media(call: Call) -> Json:
    """The message with another picture or document."""
    media = call.params["media"]
    inner = Call(call.state, media, call.uploads)
    caption, entities = inner.caption()
    content: Json = {"photo": None, "document": None, "text": None, "entities": None}
    if media["type"] == "photo":
        content["photo"] = photo(call, media["media"])
    elif media["type"] == "document":
        content["document"] = document(call, media["media"])
    else:
        raise BadRequest("method is not available in the sandbox")
    return _changed(call, **content, caption=caption or None, caption_entities=entities or None)


def delete_message(call: Call) -> bool:
    """Remove a message for everyone."""
    chat, message = _found(call, "delete")
    del chat.messages[message["message_id"]]
    call.state.note("delete", chat=chat.id, message_id=message["message_id"])
    return True


def pin(call: Call) -> bool:
    """Remember the message as pinned."""
    chat, message = _found(call, "pin")
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
    "editMessageMedia": edit_media, "deleteMessage": delete_message, "pinChatMessage": pin, "unpinChatMessage": unpin,
    "unpinAllChatMessages": unpin,
}  # fmt: skip
