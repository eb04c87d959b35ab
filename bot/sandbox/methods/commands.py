"""The bot's commands, by scope and language."""

import re

from bot.sandbox.chats import Json
from bot.sandbox.methods.call import Call, Handler
from bot.sandbox.refusals import BadRequest
from bot.sandbox.state import State

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
MOST_COMMANDS = 100
OF_CHATS = frozenset({"chat", "chat_administrators", "chat_member"})
OF_ALL = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})


def _scope(call: Call) -> tuple[str, int, int, str]:
    scope, language = call.params.get("scope") or {"type": "default"}, str(call.params.get("language_code") or "")
    kind = scope.get("type")
    if kind in OF_CHATS:
        return kind, _known_chat(call.state, scope), scope.get("user_id", 0), language
    if kind not in OF_ALL:
        raise BadRequest("can't parse BotCommandScope: Unsupported type specified")
    return kind, 0, 0, language


def _known_chat(state: State, scope: Json) -> int:
    """The chat of a scope; with a person who has never said anything there is none yet."""
    chat = state.chats.get(Call(state, scope).chat_id())
    if chat is None or (chat.kind == "private" and not chat.started):
        raise BadRequest("chat not found")
    return chat.id


def set_commands(call: Call) -> bool:
    """Keep the commands of one scope and language."""
    commands = call.params["commands"]
    if len(commands) > MOST_COMMANDS:
        raise BadRequest("BOT_COMMANDS_TOO_MUCH")
    for one in commands:
        if not COMMAND.fullmatch(one["command"].removeprefix("/")):
            raise BadRequest("BOT_COMMAND_INVALID")
        if not 1 <= len(one["description"]) <= 256:
            raise BadRequest("BOT_COMMAND_DESCRIPTION_INVALID")
    call.state.commands[_scope(call)] = [{**one, "command": one["command"].removeprefix("/")} for one in commands]
    return True


def get_commands(call: Call) -> list[Json]:
    """The commands of exactly this scope and language, without falling back."""
    return call.state.commands.get(_scope(call), [])


def delete_commands(call: Call) -> bool:
    """Forget the commands of one scope and language."""
    call.state.commands.pop(_scope(call), None)
    return True


def commands_for(state: State, chat_id: int, user_id: int) -> list[Json]:
    """What the menu of a user shows in a chat: the narrowest scope wins, in it the user's language."""
    chat = state.chat(chat_id)
    language = str(state.users.get(user_id, {}).get("language_code", ""))
    is_admin = chat.is_admin(user_id)
    if chat.kind == "private":
        scopes = [("chat", chat_id, 0), ("all_private_chats", 0, 0)]
    else:
        scopes = [("chat_member", chat_id, user_id), *([("chat_administrators", chat_id, 0)] if is_admin else [])]
        scopes += [("chat", chat_id, 0), *([("all_chat_administrators", 0, 0)] if is_admin else [])]
        scopes += [("all_group_chats", 0, 0)]
    for scope in (*scopes, ("default", 0, 0)):
        for wanted in (language, ""):
            if found := state.commands.get((*scope, wanted)):
                return found
    return []


COMMANDS: dict[str, Handler] = {
    "setMyCommands": set_commands, "getMyCommands": get_commands, "deleteMyCommands": delete_commands,
}  # fmt: skip
