"""What a bot wrote, in the way it chose to format it."""

from bot.sandbox.refusals import BadRequest
from bot.sandbox.text.given import checked_entities
from bot.sandbox.text.html import parse_html
from bot.sandbox.text.markdown import parse_markdown
from bot.sandbox.text.units import Entity, units

LONGEST_BYTES = 1 << 15  # telegram-bot-api reads no longer text, however short it would be without its tags


def formatted(text: str, parse_mode: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """The text without its formatting and white space around it, and its entities; BadRequest in Telegram's words."""
    if len(text.encode()) > LONGEST_BYTES:
        raise BadRequest("text is too long")
    match parse_mode.lower():
        case "":
            return _trimmed(text, checked_entities(text, entities))
        case "html":
            return _trimmed(*parse_html(text))
        case "markdownv2":
            return _trimmed(*parse_markdown(text))
    raise BadRequest("unsupported parse_mode")


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without white space at the end, and at the beginning as far as no entity reaches there."""
    stripped = text.rstrip()
    if len(stripped) == len(text) and not text[:1].isspace():
        return text, entities
    blank = len(stripped) - len(stripped.lstrip())
    skipped = min([blank, *(one["offset"] for one in entities)])
    end = units(stripped)
    kept = [
        {**one, "offset": one["offset"] - skipped, "length": min(one["length"], end - one["offset"])}
        for one in entities
        if one["offset"] < end
    ]
    return stripped[skipped:], kept
