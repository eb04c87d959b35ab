"""Methods that put a message into a chat."""

from typing import Any

from bot.sandbox.methods.call import Call, Handler
from bot.sandbox.refusals import BadRequest, Refused
from bot.sandbox.state import Chat, Json
from bot.sandbox.validate import check_keyboard

COPIED = ("text", "entities", "caption", "caption_entities", "photo", "document")


def send_message(call: Call) -> Json:
    """The posted text."""
    text, entities = call.text()
    return posted(call, text=text, entities=entities or None)


def send_photo(call: Call) -> Json:
    """The posted picture, uploaded or known by its file_id."""
    return _with_caption(call, photo=photo(call, call.params.get("photo")))


def send_document(call: Call) -> Json:
    """The posted document, uploaded or known by its file_id."""
    return _with_caption(call, document=document(call, call.params.get("document")))


def _with_caption(call: Call, **media: Any) -> Json:
    text, entities = call.caption()
    return posted(call, **media, caption=text or None, caption_entities=entities or None)


def posted(call: Call, **content: Any) -> Json:
    """Post what the bot says, with its keyboard, thread and reply."""
    chat, params = call.chat(), call.params
    if chat.kind == "channel" and chat.bot_status != "administrator":
        raise BadRequest("need administrator rights in the channel chat")
    markup = params.get("reply_markup")
    check_keyboard(markup)
    if markup and "inline_keyboard" in markup:
        content["reply_markup"] = markup
    if thread := params.get("message_thread_id"):
        _check_thread(chat, int(thread))
        content |= {"message_thread_id": int(thread), "is_topic_message": True}
    if answered := params.get("reply_parameters"):
        content["reply_to_message"] = _answered(chat, answered)
    return call.state.post(chat, call.state.me, **content)


def _check_thread(chat: Chat, thread: int) -> None:
    known = any(message.get("message_thread_id") == thread for message in chat.messages.values())
    if not chat.about.get("is_forum") or not known:
        raise BadRequest("message thread not found")


def _answered(chat: Chat, answered: Json) -> Json | None:
    message = chat.messages.get(answered["message_id"])
    if message is None and not answered.get("allow_sending_without_reply"):
        raise BadRequest("message to be replied not found")
    return {key: value for key, value in message.items() if key != "reply_to_message"} if message else None


def upload(call: Call, given: Any, field: str) -> tuple[Json, str]:
    """The file that a parameter names, as it is kept, and its name; BadRequest when there is none."""
    part = str(given or field).removeprefix("attach://")
    if part in call.uploads:
        name, content = call.uploads[part]
        if not content:
            raise BadRequest("file must be non-empty")
        return call.state.keep_file(name, content), name
    if part in call.state.files:
        name, content = call.state.files[part]
        return {"file_id": part, "file_unique_id": f"u{part}", "file_size": len(content)}, name
    raise BadRequest("wrong file identifier/HTTP URL specified" if given else f"there is no {field} in the request")


def photo(call: Call, given: Any) -> list[Json]:
    """The sizes of a picture: always one."""
    kept, _ = upload(call, given, "photo")
    width, height = size(call.state.files[kept["file_id"]][1])
    return [{**kept, "width": width, "height": height}]


def document(call: Call, given: Any) -> Json:
    """A Document object."""
    kept, name = upload(call, given, "document")
    return {**kept, "file_name": name}


def size(picture: bytes) -> tuple[int, int]:
    """Width and height of a PNG; 800 by 600 for anything else, which is not looked into."""
    if picture[:8] == b"\x89PNG\r\n\x1a\n":
        return int.from_bytes(picture[16:20], "big"), int.from_bytes(picture[20:24], "big")
    return 800, 600


def _source(call: Call, missing: str) -> Json:
    chat = call.chat("from_chat_id")
    message = chat.messages.get(int(call.params["message_id"]))
    if message is None:
        raise BadRequest(missing)
    return message


def copy_message(call: Call) -> Json:
    """The id of a copy that does not name its origin."""
    source = _source(call, "message to copy not found")
    return {"message_id": posted(call, **{key: source[key] for key in COPIED if key in source})["message_id"]}


def forward_message(call: Call) -> Json:
    """A copy that names its origin."""
    source = _source(call, "message to forward not found")
    content = {key: source[key] for key in COPIED if key in source}
    origin: Json = {"type": "channel", "chat": source["chat"], "message_id": source["message_id"]}
    if "from" in source:
        origin = {"type": "user", "sender_user": source["from"]}
    return posted(call, forward_origin={**origin, "date": source["date"]}, **content)


def send_chat_action(call: Call) -> bool:
    """Show watchers what the bot is doing."""
    call.state.note("action", chat=call.chat().id, action=call.params["action"])
    return True


def leave_chat(call: Call) -> bool:
    """The bot goes by itself."""
    chat = call.chat()
    if chat.kind == "private":
        raise Refused(400, "Bad Request: chat member status can't be changed in private chats")
    chat.bot_status = "left"
    call.state.note("chat", chat=chat.id)
    return True


SENDING: dict[str, Handler] = {
    "sendMessage": send_message, "sendPhoto": send_photo, "sendDocument": send_document, "copyMessage": copy_message,
    "forwardMessage": forward_message, "sendChatAction": send_chat_action, "leaveChat": leave_chat,
}  # fmt: skip
