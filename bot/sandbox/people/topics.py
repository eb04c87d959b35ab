"""Topics of a forum, as people make, close and reopen them."""

from bot.sandbox.chats import OUTSIDE, Chat, Json
from bot.sandbox.methods.topics import open_topic, set_closed
from bot.sandbox.people import asked
from bot.sandbox.refusals import Mistake
from bot.sandbox.state import State


def add_topic(state: State, chat_id: int, given: Json) -> Json:
    """`{message_thread_id, name, closed}` of the new topic; the bot gets the service message."""
    chat, user = _forum(state, chat_id), state.user(asked.number(given, "user"))
    name = asked.text(given, "name", most=128).strip()
    if not name:
        raise Mistake("a topic needs a name")
    if user["id"] not in chat.members:
        raise Mistake(f"user {user['id']} is not in this chat")
    topic = open_topic(state, chat, user, name)
    _tell(state, chat, chat.messages[topic.id])
    return {"message_thread_id": topic.id, "name": name, "closed": False}


def change_topic(state: State, chat_id: int, topic_id: int, given: Json) -> Json:
    """The topic, closed or open as asked; only administrators can do that."""
    chat, user = _forum(state, chat_id), state.user(asked.number(given, "user"))
    topic, closed = chat.topics.get(topic_id), asked.flag(given, "closed")
    if topic is None:
        raise Mistake(f"there is no topic {topic_id} in this chat")
    if closed is None:
        raise Mistake("closed must be true or false")
    if not chat.is_admin(user["id"]):
        raise Mistake("only an administrator closes and reopens topics")
    if topic.closed != closed:
        _tell(state, chat, set_closed(state, chat, user, topic, closed=closed))
    return {"message_thread_id": topic.id, "name": topic.name, "closed": topic.closed}


def _forum(state: State, chat_id: int) -> Chat:
    chat = state.chat(chat_id)
    if not chat.about.get("is_forum"):
        raise Mistake("this chat has no topics; make a supergroup with is_forum")
    return chat


def _tell(state: State, chat: Chat, message: Json) -> None:
    """Service messages reach the bot whatever its privacy."""
    if chat.bot_status not in OUTSIDE:
        state.tell("message", message)
