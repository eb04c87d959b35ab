"""Methods about the bot itself: who it is, how it is described, its menu button, its files."""

from bot.sandbox.chats import Json
from bot.sandbox.methods.call import Call, Handler
from bot.sandbox.refusals import BadRequest


def get_me(call: Call) -> Json:
    """The bot as getMe shows it."""
    return call.state.bot


def get_file(call: Call) -> Json:
    """Where the bytes of a file can be fetched."""
    file_id = str(call.params["file_id"])
    if file_id not in call.state.files:
        raise BadRequest("invalid file_id")
    size = len(call.state.files[file_id][1])
    return {"file_id": file_id, "file_unique_id": f"u{file_id}", "file_size": size, "file_path": f"files/{file_id}"}


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
    button = call.params.get("menu_button") or {"type": "default"}
    call.state.menu_buttons[call.params.get("chat_id") or 0] = button
    return True


def get_menu_button(call: Call) -> Json:
    """The menu button of a chat."""
    return call.state.menu_buttons.get(call.params.get("chat_id") or 0, {"type": "commands"})


ABOUT: dict[str, Handler] = {
    "getMe": get_me, "getFile": get_file, "setMyName": _setter("name", 64), "getMyName": _getter("name"),
    "setMyDescription": _setter("description", 512), "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description", 120), "getMyShortDescription": _getter("short_description"),
    "setChatMenuButton": set_menu_button, "getChatMenuButton": get_menu_button,
}  # fmt: skip
