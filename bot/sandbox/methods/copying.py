"""Methods that bring a message from one chat to another."""

from collections.abc import Callable

from bot.sandbox.chats import Chat, Json
from bot.sandbox.methods.call import Call, Handler
from bot.sandbox.methods.sending import posted
from bot.sandbox.refusals import BadRequest

CONTENT = ("text", "entities", "caption", "caption_entities", "photo", "document")
MOST_AT_ONCE = 100


def copy_message(call: Call) -> Json:
    """The id of a copy that does not name its origin."""
    return _copied(call, _source(call, "copy"))


def forward_message(call: Call) -> Json:
    """A copy that names its origin."""
    return _forwarded(call, _source(call, "forward"))


def copy_messages(call: Call) -> list[Json]:
    """The ids of the copies; messages that are not there are left out."""
    return _all(call, "copy", _copied)


def forward_messages(call: Call) -> list[Json]:
    """The ids of the copies that name their origin; messages that are not there are left out."""
    return [{"message_id": one["message_id"]} for one in _all(call, "forward", _forwarded)]


def _source(call: Call, purpose: str) -> Json:
    message = call.chat("from_chat_id").messages.get(call.params["message_id"])
    if message is None:
        raise BadRequest(f"message to {purpose} not found")
    if not _content(message):
        raise BadRequest(f"message can't be {'copied' if purpose == 'copy' else 'forwarded'}")
    return message


def _all(call: Call, purpose: str, bring: Callable[[Call, Json], Json]) -> list[Json]:
    chat, ids = call.chat("from_chat_id"), call.params["message_ids"]
    if not ids:
        raise BadRequest("message identifiers are not specified")
    if len(ids) > MOST_AT_ONCE:
        raise BadRequest("too many message identifiers specified")
    if ids != sorted(set(ids)):
        raise BadRequest("message identifiers must be in a strictly increasing order")
    found = _present(chat, ids)
    if not found:
        raise BadRequest(f"there are no messages to {purpose}")
    return [bring(call, message) for message in found]


def _present(chat: Chat, ids: list[int]) -> list[Json]:
    return [message for one in ids if (message := chat.messages.get(one)) and _content(message)]


def _content(message: Json) -> Json:
    return {key: message[key] for key in CONTENT if key in message}


def _copied(call: Call, source: Json) -> Json:
    content = _content(source)
    if "caption" in call.params and "text" not in content:
        caption, entities = call.caption()
        content |= {"caption": caption or None, "caption_entities": entities or None}
    return {"message_id": posted(call, **content)["message_id"]}


def _forwarded(call: Call, source: Json) -> Json:
    origin: Json = {"type": "channel", "chat": source["chat"], "message_id": source["message_id"]}
    if "from" in source:
        origin = {"type": "user", "sender_user": source["from"]}
    return posted(call, forward_origin={**origin, "date": source["date"]}, **_content(source))


COPYING: dict[str, Handler] = {
    "copyMessage": copy_message, "copyMessages": copy_messages, "forwardMessage": forward_message,
    "forwardMessages": forward_messages,
}  # fmt: skip
