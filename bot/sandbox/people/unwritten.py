"""What people send without words: a location, a sticker, a voice message."""

from bot.sandbox.chats import Json
from bot.sandbox.people import asked
from bot.sandbox.refusals import Mistake
from bot.sandbox.state import State

KINDS = ("location", "sticker", "voice")


def content(state: State, given: Json, kind: str) -> Json:
    """The content of such a message; of a sticker its emoji is given, of a voice message its length in seconds."""
    match kind:
        case "location":
            return {"location": _location(given["location"])}
        case "sticker":
            file = state.keep_file("sticker", asked.text(given, "sticker", most=16).encode())
            shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
            return {"sticker": {**file, **shape, "emoji": given["sticker"]}}
        case _:
            return {"voice": {**state.keep_file("voice", b"OggS"), "duration": asked.number(given, "voice")}}


def _location(given: object) -> Json:
    if not isinstance(given, dict):
        raise Mistake("location must have latitude and longitude")
    place = {key: given.get(key) for key in ("latitude", "longitude")}
    for (key, value), most in zip(place.items(), (90, 180), strict=True):
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= most:
            raise Mistake(f"{key} must be a number from -{most} to {most}")
    return place
