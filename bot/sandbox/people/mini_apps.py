"""How a person opens a Mini App: at its address, with what Telegram signs for it behind the "#".

https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app says how it is signed.
"""

import hashlib
import hmac
import json
from urllib.parse import urlencode

from bot.sandbox.chats import Json
from bot.sandbox.people import asked
from bot.sandbox.refusals import Mistake
from bot.sandbox.state import State
from bot.sandbox.text.links import checked_link

THEMES = {
    "light": {"bg_color": "#ffffff", "text_color": "#000000"},
    "dark": {"bg_color": "#17212b", "text_color": "#f5f5f5"},
}


def open_app(state: State, given: Json) -> Json:
    """The address that the person's app opens, in their theme."""
    user, theme = state.user(asked.number(given, "user")), asked.one_of(given, "theme", THEMES, "light")
    try:
        url = checked_link(asked.text(given, "url"))
    except ValueError as error:
        raise Mistake(f"url is no address: {error}") from None
    fragment = {
        "tgWebAppData": signed(state, user),
        "tgWebAppVersion": "9.0",
        "tgWebAppPlatform": "sandbox",
        "tgWebAppThemeParams": json.dumps(THEMES[theme]),
    }
    return {"url": f"{url}#{urlencode(fragment)}"}


def signed(state: State, user: Json) -> str:
    """What Telegram says of the person, as a query string that only it can have made."""
    shown = {key: user[key] for key in ("id", "first_name", "last_name", "username", "language_code") if key in user}
    fields = {
        "auth_date": str(int(state.clock().timestamp())),
        "query_id": f"AA{next(state.numbers)}",
        "user": json.dumps(shown, ensure_ascii=False, separators=(",", ":")),
    }
    text = "\n".join(f"{name}={value}" for name, value in sorted(fields.items()))
    key = hmac.new(b"WebAppData", state.token.encode(), hashlib.sha256).digest()
    return urlencode(fields | {"hash": hmac.new(key, text.encode(), hashlib.sha256).hexdigest()})
