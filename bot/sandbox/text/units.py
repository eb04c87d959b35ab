"""UTF-16 units, in which Telegram counts places and lengths."""

from typing import Any

Entity = dict[str, Any]


def units(text: str) -> int:
    """The length in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def byte_offset(text: str, at: int) -> int:
    """The place of a character in the UTF-8 form, which Telegram's complaints name."""
    return len(text[:at].encode())


def in_order(entities: list[Entity]) -> list[Entity]:
    """As Telegram lists them: by place, the longer of two that begin together first, quotations around the rest."""
    return sorted(entities, key=lambda one: (one["offset"], -one["length"], not one["type"].endswith("blockquote")))
