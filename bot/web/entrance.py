"""Who opened the Mini App: what Telegram says of the person, checked, and a pass for the forms that follow.

https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app has the rules of the first.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl

LONGEST = 4_096
"""Characters of what Telegram says; a person's part of it is a few hundred."""
MOST_FIELDS = 32
FRESH = timedelta(hours=1)
"""What was signed longer ago is not taken: it may have been found in a history."""
AHEAD = timedelta(minutes=5)
"""So much may Telegram's clock be before ours."""
PASS_LASTS = timedelta(minutes=30)
LARGEST_ID = 2**52


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person whom Telegram vouches for; `language` is the code that their app reports, maybe empty."""

    id: int
    language: str


class Entrance:
    """Knows what only Telegram and this bot can have signed. Keeps two keys, not the token that they are made from."""

    def __init__(self, token: str) -> None:
        self._telegrams = _signed(b"WebAppData", token.encode())
        self._own = _signed(b"passes of the Mini App", token.encode())

    def visitor(self, init_data: str, now: datetime) -> Visitor | None:
        """The person in a query string of Telegram's; None for one that it did not sign, or not lately."""
        fields = _fields(init_data)
        given = fields.pop("hash", "")
        signed = "\n".join(f"{name}={value}" for name, value in sorted(fields.items()))
        if not hmac.compare_digest(_signed(self._telegrams, signed.encode()).hex().encode(), given.encode()):
            return None
        made = fields.get("auth_date", "")
        if not made.isascii() or not made.isdigit() or not -AHEAD <= now - _moment(int(made[:12])) <= FRESH:
            return None
        return _visitor(fields.get("user", ""))

    def pass_for(self, chat_id: int, now: datetime) -> str:
        """What a form of this person's carries, so that it is known who sends it."""
        said = f"{chat_id}.{int((now + PASS_LASTS).timestamp())}"
        return f"{said}.{_signed(self._own, said.encode()).hex()}"

    def holder(self, carried: str, now: datetime) -> int | None:
        """The chat that a pass was made for; None where it is over, or not ours."""
        said, _, signature = carried[:LONGEST].rpartition(".")
        if not hmac.compare_digest(_signed(self._own, said.encode()).hex().encode(), signature.encode()):
            return None
        chat, _, until = said.partition(".")
        return int(chat) if now.timestamp() < int(until) else None


def _signed(key: bytes, message: bytes) -> bytes:
    return hmac.new(key, message, hashlib.sha256).digest()


def _fields(init_data: str) -> dict[str, str]:
    """The fields of the query string; none where one comes twice: which was signed is not to be known."""
    if len(init_data) > LONGEST:
        return {}
    try:
        pairs = parse_qsl(init_data, keep_blank_values=True, strict_parsing=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return {}
    fields = dict(pairs)
    return fields if len(fields) == len(pairs) else {}


def _moment(seconds: int) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.min.replace(tzinfo=UTC)


def _visitor(written: str) -> Visitor | None:
    try:
        user = json.loads(written)
    except ValueError:
        return None
    id_ = user.get("id") if isinstance(user, dict) else None
    if not isinstance(id_, int) or isinstance(id_, bool) or not 0 < id_ < LARGEST_ID:
        return None
    language = user.get("language_code")
    return Visitor(id_, language if isinstance(language, str) else "")
