"""Text with entities to safe HTML, as the chat page and tests see it."""

from html import escape

from bot.sandbox.text.units import Entity

SHOWN = {
    "bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "spoiler": "tg-spoiler", "code": "code",
    "pre": "pre", "blockquote": "blockquote", "expandable_blockquote": "blockquote",
}  # fmt: skip
SAFE_SCHEMES = ("http://", "https://", "tg://", "mailto:")
Mark = tuple[int, str, str]


def to_html(text: str, entities: list[Entity]) -> str:
    """Well-formed HTML whatever overlaps: all is escaped, and only http, https, tg and mailto links become links."""
    if not entities:
        return escape(text)
    encoded = text.encode("utf-16-le", "surrogatepass")
    writer = _Writer(encoded)
    for start, end, before, after in _marks(encoded, entities):
        writer.go_to(start)
        writer.open((end, before, after))
    writer.go_to(len(encoded) // 2)
    return "".join(writer.html)


class _Writer:
    """Writes words and marks; a mark that must end under another one closes that too and opens it again."""

    def __init__(self, encoded: bytes) -> None:
        self.html: list[str] = []
        self._encoded = encoded
        self._at = 0
        self._opened: list[Mark] = []

    def go_to(self, place: int) -> None:
        while ends := [end for end, _, _ in self._opened if end <= place]:
            self._words(min(ends))
            self._close(min(ends))
        self._words(place)

    def open(self, mark: Mark) -> None:
        self.html.append(mark[1])
        self._opened.append(mark)

    def _words(self, place: int) -> None:
        words = self._encoded[2 * self._at : 2 * place].decode("utf-16-le", "replace")
        self.html.append(escape(words))
        self._at = place

    def _close(self, place: int) -> None:
        first = next(number for number, mark in enumerate(self._opened) if mark[0] <= place)
        closed, self._opened = self._opened[first:], self._opened[:first]
        self.html += [after for _, _, after in reversed(closed)]
        for mark in closed:
            if mark[0] > place:
                self.open(mark)


def _marks(encoded: bytes, entities: list[Entity]) -> list[tuple[int, int, str, str]]:
    found = []
    length = len(encoded) // 2
    for entity in entities:
        start, end = entity["offset"], min(entity["offset"] + entity["length"], length)
        before, after = _mark(entity, encoded[2 * start : 2 * end].decode("utf-16-le", "replace"))
        if before and start < end:
            found.append((start, end, before, after))
    # Stable: of two around the same words the one that is listed first goes around the other.
    return sorted(found, key=lambda one: (one[0], -one[1]))


def _mark(entity: Entity, words: str) -> tuple[str, str]:
    if entity["type"] in {"text_link", "url"}:
        url = str(entity.get("url") or words)
        safe = url.lower().startswith(SAFE_SCHEMES)
        return (f'<a href="{escape(url)}" rel="noopener noreferrer" target="_blank">', "</a>") if safe else ("", "")
    tag = SHOWN.get(entity["type"])
    return (f"<{tag}>", f"</{tag}>") if tag else ("", "")
