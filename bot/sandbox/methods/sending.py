"""Methods that put a message into a chat."""

from typing import Any

from bot.sandbox.chats import Chat, Json
from bot.sandbox.keyboards import inline_only
from bot.sandbox.methods.call import Call, Handler
from bot.sandbox.methods.media import captioned, document, photo
from bot.sandbox.refusals import BadRequest


def send_message(call: Call) -> Json:
    """The posted text."""
    text, entities = call.text()
    return posted(call, text=text, entities=entities or None)


def send_photo(call: Call) -> Json:
    """The posted picture."""
    place = Place(call)
    return place.post(captioned(call, photo=photo(call, call.params.get("photo"))))


def send_document(call: Call) -> Json:
    """The posted document."""
    place = Place(call)
    return place.post(captioned(call, document=document(call, call.params.get("document"))))


def posted(call: Call, **content: Any) -> Json:
    """Post what the bot says where the call wants it."""
    return Place(call).post(content)


class Place:
    """Where a call wants its message: chat, topic, the message it answers, and the keyboard under it.

    BadRequest before anything is kept when the bot may not write there.
    """

    def __init__(self, call: Call) -> None:
        self._call, self._chat, params = call, call.chat(), call.params
        _check_rights(self._chat)
        self._more: Json = {"reply_markup": inline_only(params.get("reply_markup"), self._chat.kind)}
        answered = params.get("reply_parameters")
        quoted = _answered(self._chat, answered) if answered else None
        thread = params.get("message_thread_id") or (quoted or {}).get("message_thread_id")
        self._more["reply_to_message"] = quoted
        if thread:
            check_thread(self._chat, thread)
            self._more |= {"message_thread_id": thread, "is_topic_message": True}

    def post(self, content: Json) -> Json:
        message = self._call.state.post(self._chat, self._call.state.me, **content, **self._more)
        markup = self._call.params.get("reply_markup") or {}
        if "keyboard" in markup or "remove_keyboard" in markup:
            self._chat.reply_keyboard = markup if "keyboard" in markup else None
            self._call.state.note("chat", chat=self._chat.id)
        return message


def _check_rights(chat: Chat) -> None:
    if chat.kind == "channel" and chat.bot_status != "administrator":
        raise BadRequest("need administrator rights in the channel chat")
    if chat.bot_status == "restricted":
        raise BadRequest("not enough rights to send text messages to the chat")


def check_thread(chat: Chat, thread: int) -> None:
    """BadRequest for a topic that there is not, or that is closed to all but administrators."""
    topic = chat.topics.get(thread)
    if topic is None:
        raise BadRequest("message thread not found")
    if topic.closed and chat.bot_status != "administrator":
        raise BadRequest("TOPIC_CLOSED")


def _answered(chat: Chat, answered: Json) -> Json | None:
    quoted = chat.quoted(answered["message_id"])
    if quoted is None and not answered.get("allow_sending_without_reply"):
        raise BadRequest("message to be replied not found")
    return quoted


def send_chat_action(call: Call) -> bool:
    """Show watchers what the bot is doing."""
    chat = call.chat()
    if thread := call.params.get("message_thread_id"):
        check_thread(chat, thread)
    call.state.note("action", chat=chat.id, action=call.params["action"])
    return True


SENDING: dict[str, Handler] = {
    "sendMessage": send_message, "sendPhoto": send_photo, "sendDocument": send_document,
    "sendChatAction": send_chat_action,
}  # fmt: skip
