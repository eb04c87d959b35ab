"""Inline mode: a person types the bot's name and a query in any chat, and sends one of the results."""

from bot.sandbox.chats import Json
from bot.sandbox.people import asked
from bot.sandbox.people.talking import tell_of
from bot.sandbox.refusals import Mistake
from bot.sandbox.state import Question, State

LONGEST_QUERY = 256


def ask_inline(state: State, given: Json) -> Question:
    """The inline query that the bot was sent; what was offered before a new one is forgotten."""
    user = state.user(asked.number(given, "user"))
    query, offset = asked.text(given, "query", most=LONGEST_QUERY), asked.text(given, "offset", most=64)
    if not offset:
        state.offered.pop(user["id"], None)
    question = state.ask(user["id"])
    state.tell("inline_query", {"id": question.id, "from": user, "query": query, "offset": offset})
    return question


def choose(state: State, given: Json) -> Json:
    """The message that an inline result became, with `inline_message_id` if the bot can edit it.

    That is so when it has buttons. The bot hears of the choice, and of the message where it would hear any message.
    """
    user, chat = state.user(asked.number(given, "user")), state.chat(asked.number(given, "chat"))
    content = state.offered.get(user["id"], {}).get(asked.text(given, "result_id", most=64))
    query = asked.text(given, "query", most=LONGEST_QUERY)
    if content is None:
        raise Mistake("there is no such inline result")
    if user["id"] not in chat.members or (chat.kind == "channel" and not chat.is_admin(user["id"])):
        raise Mistake(f"user {user['id']} cannot write in this chat")
    message = state.post(chat, user, **content, via_bot=state.me)
    chosen: Json = {"result_id": given["result_id"], "from": user, "query": query}
    known: Json = {}
    if "reply_markup" in message:
        known["inline_message_id"] = f"inline{next(state.numbers)}"
        state.inline_messages[known["inline_message_id"]] = (chat.id, message["message_id"])
    state.tell("chosen_inline_result", {**chosen, **known})
    tell_of(state, chat, message)
    return {**message, **known}
