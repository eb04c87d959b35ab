"""Methods about the topics of a forum."""

from bot.sandbox.chats import Chat, Json, Topic
from bot.sandbox.methods.call import Call, Handler
from bot.sandbox.refusals import BadRequest
from bot.sandbox.state import State

COLOUR = 0x6FB9F0


def open_topic(state: State, chat: Chat, author: Json, name: str) -> Topic:
    """The new topic; the service message that made it is its first."""
    made: Json = {"name": name, "icon_color": COLOUR}
    message = state.post(chat, author, forum_topic_created=made, is_topic_message=True)
    message["message_thread_id"] = message["message_id"]
    topic = chat.topics[message["message_id"]] = Topic(message["message_id"], name)
    state.note("chat", chat=chat.id)
    return topic


def set_closed(state: State, chat: Chat, author: Json, topic: Topic, *, closed: bool) -> Json:
    """The service message that says so."""
    topic.closed = closed
    event: Json = {"forum_topic_closed" if closed else "forum_topic_reopened": {}}
    message = state.post(chat, author, message_thread_id=topic.id, is_topic_message=True, **event)
    state.note("chat", chat=chat.id)
    return message


def create(call: Call) -> Json:
    """The new topic."""
    chat, name = _forum(call, "create a topic"), str(call.params["name"])
    if not 1 <= len(name) <= 128:
        raise BadRequest("TOPIC_TITLE_INVALID")
    topic = open_topic(call.state, chat, call.state.me, name)
    return {"message_thread_id": topic.id, "name": name, "icon_color": COLOUR}


def edit(call: Call) -> bool:
    """Give the topic another name."""
    chat = _forum(call, "edit the topic")
    topic, name = _topic(call, chat), str(call.params.get("name") or "")
    if not name or name == topic.name:
        raise BadRequest("TOPIC_NOT_MODIFIED")
    topic.name = name
    edited = {"forum_topic_edited": {"name": name}}
    call.state.post(chat, call.state.me, message_thread_id=topic.id, is_topic_message=True, **edited)
    call.state.note("chat", chat=chat.id)
    return True


def close(call: Call) -> bool:
    """Leave the topic to administrators."""
    return _close(call, closed=True)


def reopen(call: Call) -> bool:
    """Open a closed topic to all."""
    return _close(call, closed=False)


def _close(call: Call, *, closed: bool) -> bool:
    chat = _forum(call, "close the topic" if closed else "reopen the topic")
    topic = _topic(call, chat)
    if topic.closed == closed:
        raise BadRequest("TOPIC_NOT_MODIFIED")
    set_closed(call.state, chat, call.state.me, topic, closed=closed)
    return True


def delete(call: Call) -> bool:
    """Remove the topic with all that was said in it."""
    chat = _forum(call, "delete the topic")
    topic = _topic(call, chat)
    del chat.topics[topic.id]
    for one in [key for key, message in chat.messages.items() if message.get("message_thread_id") == topic.id]:
        del chat.messages[one]
        call.state.note("delete", chat=chat.id, message_id=one)
    call.state.note("chat", chat=chat.id)
    return True


def _forum(call: Call, purpose: str) -> Chat:
    chat = call.chat()
    if not chat.about.get("is_forum"):
        raise BadRequest("the chat is not a forum")
    if chat.bot_status != "administrator":
        raise BadRequest(f"not enough rights to {purpose}")
    return chat


def _topic(call: Call, chat: Chat) -> Topic:
    topic = chat.topics.get(call.params["message_thread_id"])
    if topic is None:
        raise BadRequest("message thread not found")
    return topic


TOPICS: dict[str, Handler] = {
    "createForumTopic": create, "editForumTopic": edit, "closeForumTopic": close, "reopenForumTopic": reopen,
    "deleteForumTopic": delete,
}  # fmt: skip
