"""Tapping a button under a message."""

from bot.sandbox.chats import Chat, Json
from bot.sandbox.people import asked
from bot.sandbox.refusals import Mistake
from bot.sandbox.state import Question, State


def press(state: State, chat_id: int, message_id: int, given: Json) -> Question | str:
    """The question that the bot was asked, or the address of a link button."""
    chat, user = state.chat(chat_id), state.user(asked.number(given, "user"))
    message = chat.messages.get(message_id)
    if message is None:
        raise Mistake(f"there is no message {message_id}")
    if user["id"] not in chat.members:
        raise Mistake(f"user {user['id']} is not in this chat")
    button = _button(message, given)
    if "url" in button:
        return str(button["url"])
    if "callback_data" not in button:
        raise Mistake("the sandbox cannot press this kind of button")
    question = state.ask(user["id"], chat.id)
    state.tell("callback_query", {
        "id": question.id, "from": user, "chat_instance": str(chat.id), "data": button["callback_data"],
        **_where(state, chat, message),
    })  # fmt: skip
    return question


def _where(state: State, chat: Chat, message: Json) -> Json:
    """Of a message of inline mode the bot learns only its identifier."""
    place = (chat.id, message["message_id"])
    inline_id = next((key for key, known in state.inline_messages.items() if known == place), None)
    return {"inline_message_id": inline_id} if inline_id else {"message": message}


def _button(message: Json, given: Json) -> Json:
    if "data" in given:
        data = asked.text(given, "data", most=64)
        if not 1 <= len(data.encode()) <= 64:
            raise Mistake("data must have 1 to 64 bytes")
        return {"callback_data": data}
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    row, column = asked.number(given, "row"), asked.number(given, "column")
    if not (0 <= row < len(rows) and 0 <= column < len(rows[row])):
        raise Mistake(f"there is no button in row {row}, column {column}")
    button: Json = rows[row][column]
    return button
