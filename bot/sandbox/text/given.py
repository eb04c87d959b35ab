"""Entities that come beside a text instead of inside of it."""

from typing import Any

from bot.sandbox.refusals import BadRequest
from bot.sandbox.text.links import checked_link
from bot.sandbox.text.units import Entity, in_order

# Telegram finds these by itself and takes no one's word for them.
FOUND = frozenset({"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"})
STYLES = frozenset({
    "bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre",
    "text_link", "text_mention", "custom_emoji", "date_time",
})  # fmt: skip


def checked_entities(text: str, given: list[Any], *, found: bool = False) -> list[Entity]:
    """The entities in order, each whole and inside of the text; BadRequest in Telegram's words for any other.

    With `found` those are kept too that Telegram's apps find by themselves.
    """
    if not given:
        return []
    encoded = text.encode("utf-16-le", "surrogatepass")
    kept = []
    for one in given:
        entity = _known(one)
        if entity["length"] and (found or entity["type"] not in FOUND):
            _check_place(encoded, entity["offset"], entity["length"])
            kept.append(_with_link(entity))
    return in_order(kept)


def _known(one: Any) -> Entity:
    if not isinstance(one, dict):
        raise BadRequest("can't parse MessageEntity: expected an Object")
    if one.get("type") not in STYLES | FOUND:
        raise BadRequest("can't parse MessageEntity: Unsupported type specified")
    for key in ("offset", "length"):
        if not isinstance(one.get(key), int) or isinstance(one[key], bool):
            raise BadRequest(f'can\'t parse MessageEntity: Field "{key}" must be of type Number')
        if one[key] < 0:
            raise BadRequest(f"receive an entity with incorrect {key} {one[key]}")
    return dict(one)


def _check_place(encoded: bytes, start: int, length: int) -> None:
    end = start + length
    if end > len(encoded) // 2:
        raise BadRequest(
            f"entity beginning at UTF-16 offset {start} ends after the end of the text at UTF-16 offset {end}"
        )
    for place, words in ((start, "entity begins"), (end, f"entity beginning at UTF-16 offset {start} ends")):
        if _is_inside_a_symbol(encoded, place):
            offset = len(encoded[: 2 * place - 2].decode("utf-16-le", "replace").encode()) + 4
            raise BadRequest(f"{words} in a middle of a UTF-16 symbol at byte offset {offset}")


def _is_inside_a_symbol(encoded: bytes, place: int) -> bool:
    """Whether the unit at `place` is the second half of a pair."""
    return 2 * place + 1 < len(encoded) and place > 0 and 0xDC <= encoded[2 * place + 1] < 0xE0


def _with_link(entity: Entity) -> Entity:
    if entity["type"] != "text_link":
        return entity
    try:
        return {**entity, "url": checked_link(str(entity.get("url") or ""))}
    except ValueError as error:
        raise BadRequest(f"entity URL '{entity.get('url') or ''}' is invalid: {error}") from None
