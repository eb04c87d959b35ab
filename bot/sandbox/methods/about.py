"""Methods about the bot itself, its chats, its files and the questions it is asked."""

from typing import Any

from bot.sandbox.methods.call import Call, Handler
from bot.sandbox.refusals import BadRequest
from bot.sandbox.state import Json, State

STALE = "query is too old and response timeout expired or query ID is invalid"
NO_RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members", "can_promote_members",
    "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
    "can_send_welcome_messages",
)  # fmt: skip


def get_me(call: Call) -> Json:
    """The bot as getMe shows it."""
    return call.state.bot


def answer_callback(call: Call) -> bool:
    """Give the waiting press its answer; each question can be answered once."""
    params = call.params
    _answer(call, str(params["callback_query_id"]), {
        "answered": True,
        **{key: params[key] for key in ("text", "show_alert", "url") if key in params},
    })  # fmt: skip
    return True


def answer_inline(call: Call) -> bool:
    """Give the waiting inline query its results, at most 50."""
    params = call.params
    if len(params["results"]) > 50:
        raise BadRequest("RESULTS_TOO_MUCH")
    call.state.inline_results.update((result["id"], result) for result in params["results"])
    _answer(call, str(params["inline_query_id"]), {
        "results": params["results"], "next_offset": params.get("next_offset", ""), "button": params.get("button"),
        "cache_time": params.get("cache_time", 300), "is_personal": bool(params.get("is_personal")),
    })  # fmt: skip
    return True


def _answer(call: Call, question: str, answer: Json) -> None:
    future = call.state.questions.pop(question, None)
    if future is None or future.done():
        raise BadRequest(STALE)
    future.set_result(answer)


def get_file(call: Call) -> Json:
    """Where the bytes of a file can be fetched."""
    file_id = str(call.params["file_id"])
    if file_id not in call.state.files:
        raise BadRequest("invalid file_id")
    size = len(call.state.files[file_id][1])
    return {"file_id": file_id, "file_unique_id": f"u{file_id}", "file_size": size, "file_path": f"files/{file_id}"}


def _scope(call: Call) -> tuple[str, int, int, str]:
    scope = call.params.get("scope") or {"type": "default"}
    language = str(call.params.get("language_code") or "")
    return scope["type"], int(scope.get("chat_id", 0)), int(scope.get("user_id", 0)), language


def set_commands(call: Call) -> bool:
    """Keep the commands of one scope and language."""
    for one in call.params["commands"]:
        if not (one["command"].isascii() and one["command"].replace("_", "a").isalnum() and len(one["command"]) <= 32):
            raise BadRequest("BOT_COMMAND_INVALID")
        if not 1 <= len(one["description"]) <= 256:
            raise BadRequest("BOT_COMMAND_DESCRIPTION_INVALID")
    call.state.commands[_scope(call)] = call.params["commands"]
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
    is_admin = chat.members.get(user_id) in {"administrator", "creator"}
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


def _setter(name: str, limit: int) -> Handler:
    def set_text(call: Call) -> bool:
        text = str(call.params.get(name) or "")
        if len(text) > limit:
            raise BadRequest(f"{name} is too long")
        call.state.texts[name, str(call.params.get("language_code") or "")] = text
        return True

    return set_text


def _getter(name: str) -> Handler:
    def get_text(call: Call) -> Json:
        texts, language = call.state.texts, str(call.params.get("language_code") or "")
        return {name: texts.get((name, language)) or texts.get((name, ""), "")}

    return get_text


def set_menu_button(call: Call) -> bool:
    """Keep the menu button of a chat, or that of all."""
    call.state.menu_buttons[int(call.params.get("chat_id") or 0)] = call.params.get("menu_button") or {
        "type": "default"
    }
    return True


def get_menu_button(call: Call) -> Json:
    """The menu button of a chat."""
    return call.state.menu_buttons.get(int(call.params.get("chat_id") or 0), {"type": "commands"})


def get_chat(call: Call) -> Json:
    """The chat with the fields that ChatFullInfo requires."""
    about: dict[str, Any] = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": {
        "unlimited_gifts": False, "limited_gifts": False, "unique_gifts": False, "premium_subscription": False,
        "gifts_from_channels": False,
    }}  # fmt: skip
    return about | call.chat().about


def member_of(user: Json, status: str) -> Json:
    """A ChatMember object with the fields that the status requires."""
    member: Json = {"user": user, "status": status}
    if status == "administrator":
        member |= {"can_be_edited": False, "is_anonymous": False, **dict.fromkeys(NO_RIGHTS, True)}
    if status == "creator":
        member["is_anonymous"] = False
    if status == "kicked":
        member["until_date"] = 0
    return member


def get_member(call: Call) -> Json:
    """The membership of a user or of the bot itself."""
    chat, user_id = call.chat(), int(call.params["user_id"])
    if user_id == call.state.me["id"]:
        return member_of(call.state.me, chat.bot_status)
    if user_id not in call.state.users:
        raise BadRequest("PARTICIPANT_ID_INVALID")
    return member_of(call.state.users[user_id], chat.members.get(user_id, "left"))


def get_administrators(call: Call) -> list[Json]:
    """Administrators, the bot among them when it is one."""
    chat, state = call.chat(), call.state
    if chat.kind == "private":
        raise BadRequest("there are no administrators in the private chat")
    found = [member_of(state.users[one], status) for one, status in chat.members.items()
             if status in {"administrator", "creator"}]  # fmt: skip
    own = [member_of(state.me, "administrator")] if chat.bot_status == "administrator" else []
    return found + own


def count_members(call: Call) -> int:
    """How many are in the chat, the bot included."""
    chat = call.chat()
    return sum(status not in {"left", "kicked"} for status in chat.members.values()) + 1


ABOUT: dict[str, Handler] = {
    "getMe": get_me, "answerCallbackQuery": answer_callback, "answerInlineQuery": answer_inline, "getFile": get_file,
    "setMyCommands": set_commands, "getMyCommands": get_commands, "deleteMyCommands": delete_commands,
    "setMyName": _setter("name", 64), "getMyName": _getter("name"),
    "setMyDescription": _setter("description", 512), "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description", 120), "getMyShortDescription": _getter("short_description"),
    "setChatMenuButton": set_menu_button, "getChatMenuButton": get_menu_button, "getChat": get_chat,
    "getChatMember": get_member, "getChatAdministrators": get_administrators, "getChatMemberCount": count_members,
}  # fmt: skip
