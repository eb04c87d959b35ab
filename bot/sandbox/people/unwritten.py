"""What people send without words: a location, a sticker, a voice message, and whatever else Telegram knows."""

from bot.sandbox.chats import Chat, Json
from bot.sandbox.people import asked
from bot.sandbox.refusals import Mistake
from bot.sandbox.state import State

KINDS = ("location", "sticker", "voice", "other")
PLACE = {"latitude": 51.23, "longitude": 51.37}
OTHERS: dict[str, Json] = {
    "contact": {"phone_number": "+70000000000", "first_name": "Aray"},
    "dice": {"emoji": "🎲", "value": 3},
    "venue": {"location": PLACE, "title": "Park", "address": "Abay street"},
    "poll": {
        "id": "1", "question": "Tea?", "options": [], "total_voter_count": 0, "is_closed": False, "is_anonymous": True,
        "type": "regular", "allows_multiple_answers": False, "allows_revoting": False, "members_only": False,
    },
    "animation": {"width": 2, "height": 2, "duration": 1},
    "audio": {"duration": 1},
    "video": {"width": 2, "height": 2, "duration": 1},
    "video_note": {"length": 2, "duration": 1},
    "story": {"id": 1},
    "pinned_message": {"date": 0, "message_id": 1},
    "message_auto_delete_timer_changed": {"message_auto_delete_time": 86_400},
    "chat_background_set": {"type": {"type": "chat_theme", "theme_name": "🏔"}},
    "new_chat_title": {},
}  # fmt: skip
"""By the name of their field in a message, without what is a file or is of the chat."""
FILES = frozenset({"animation", "audio", "video", "video_note"})
OF_THE_CHAT = frozenset({"story", "pinned_message"})


def content(state: State, chat: Chat, given: Json, kind: str) -> Json:
    """The content of such a message; of a sticker its emoji is given, of a voice message its length in seconds."""
    match kind:
        case "other":
            return _other(state, asked.one_of(given, "other", OTHERS, ""), chat)
        case "location":
            return {"location": _location(given["location"])}
        case "sticker":
            file = state.keep_file("sticker", asked.text(given, "sticker", most=16).encode())
            shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
            return {"sticker": {**file, **shape, "emoji": given["sticker"]}}
        case _:
            return {"voice": {**state.keep_file("voice", b"OggS"), "duration": asked.number(given, "voice")}}


def _other(state: State, name: str, chat: Chat) -> Json:
    """A message of this kind, as plain as may be."""
    if name == "new_chat_title":
        return {name: "Steppe"}
    return {
        name: {
            **OTHERS[name],
            **(state.keep_file(name, name.encode()) if name in FILES else {}),
            **({"chat": chat.about} if name in OF_THE_CHAT else {}),
        }
    }


def _location(given: object) -> Json:
    if not isinstance(given, dict):
        raise Mistake("location must have latitude and longitude")
    place = {key: given.get(key) for key in ("latitude", "longitude")}
    for (key, value), most in zip(place.items(), (90, 180), strict=True):
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= most:
            raise Mistake(f"{key} must be a number from -{most} to {most}")
    return place
