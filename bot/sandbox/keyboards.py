"""Keyboards as Telegram accepts them."""

from urllib.parse import urlsplit

from bot.sandbox.chats import Json
from bot.sandbox.refusals import BadRequest
from bot.sandbox.text.links import checked_link

ACTIONS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
)  # fmt: skip
MOST_BUTTONS = 100
PREFIX = "can't parse inline keyboard button: "


def check_keyboard(markup: Json | None) -> None:
    """BadRequest for a keyboard that Telegram refuses, inline or of replies."""
    inline, replies = ((markup or {}).get(key) or [] for key in ("inline_keyboard", "keyboard"))
    if max(sum(len(row) for row in rows) for rows in (inline, replies)) > MOST_BUTTONS:
        raise BadRequest("reply markup is too long")
    for row in inline:
        for button in row:
            _check_button(button)


def inline_only(markup: Json | None, kind: str = "private") -> Json | None:
    """The markup that a message in this kind of chat carries: an inline keyboard with buttons, checked."""
    check_keyboard(markup)
    rows = (markup or {}).get("inline_keyboard") or []
    if kind != "private" and any("web_app" in button for row in rows for button in row):
        raise BadRequest("BUTTON_TYPE_INVALID")
    return markup if markup and any(markup.get("inline_keyboard") or ()) else None


def _check_button(button: Json) -> None:
    if not button.get("text"):
        raise BadRequest(f'{PREFIX}Field "text" must be of type String')
    # An empty query is a query; anything else that is empty is as good as missing.
    actions = [key for key in ACTIONS if button.get(key) or (key.startswith("switch_") and key in button)]
    if not actions:
        raise BadRequest(f"{PREFIX}Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise BadRequest(f"{PREFIX}exactly one action must be specified")
    if len(button.get("callback_data", "").encode()) > 64:
        raise BadRequest("BUTTON_DATA_INVALID")
    if url := button.get("url"):
        _check_url(url)
    if app := button.get("web_app"):
        _check_app(app.get("url", ""))


def _check_app(url: str) -> None:
    """Telegram takes https alone; the sandbox, which is at home on one machine, its own addresses too."""
    _check_url(url)
    if not url.startswith("https://") and (urlsplit(url).hostname or "") not in {"127.0.0.1", "localhost"}:
        raise BadRequest(f"inline keyboard button Web App URL '{url}' is invalid: Only HTTPS links are allowed")


def _check_url(url: str) -> None:
    try:
        checked_link(url)
    except ValueError as error:
        raise BadRequest(f"inline keyboard button URL '{url}' is invalid: {error}") from None
