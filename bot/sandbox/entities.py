"""Telegram's HTML to text with entities, and back to safe HTML."""

import re
from dataclasses import dataclass
from html import escape
from typing import Any

from bot.sandbox.refusals import BadRequest

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "span": "spoiler",
    "tg-spoiler": "spoiler", "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}  # fmt: skip
SHOWN = {
    "bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "spoiler": "tg-spoiler", "code": "code",
    "pre": "pre", "blockquote": "blockquote", "expandable_blockquote": "blockquote",
}  # fmt: skip
TOKEN = re.compile(
    r"<(?P<close>/)?(?P<tag>[A-Za-z0-9-]*)(?P<attrs>[^>]*)>|&(?P<ref>#\d+|#x[0-9a-fA-F]+|lt|gt|amp|quot);"
)
ATTRIBUTE = re.compile(r"""([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

Entity = dict[str, Any]


def units(text: str) -> int:
    """The length in UTF-16 units, in which Telegram counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(frozen=True, slots=True)
class _Open:
    tag: str
    offset: int
    attrs: dict[str, str]


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """The text and its entities; BadRequest in Telegram's words for what Telegram refuses."""
    text, length, at = [], 0, 0
    entities: list[Entity] = []
    opened: list[_Open] = []
    for token in TOKEN.finditer(source):
        piece = source[at : token.start()]
        _no_stray(piece, source, at)
        at = token.end()
        if token["ref"]:
            piece += _character(token["ref"])
        text.append(piece)
        length += units(piece)
        if token["ref"]:
            continue
        offset = len(source[: token.start()].encode())
        if token["close"]:
            entity = _closed(opened, token["tag"].lower(), length, offset)
            entities.extend([entity] if entity["length"] else [])
        else:
            opened.append(_opened(token, length, offset))
    _no_stray(source[at:], source, at)
    if opened:
        raise BadRequest(f"can't parse entities: Can't find end tag corresponding to start tag \"{opened[-1].tag}\"")
    text.append(source[at:])
    return "".join(text), sorted(entities, key=lambda one: (one["offset"], -one["length"]))


def _no_stray(piece: str, source: str, at: int) -> None:
    if "<" in piece:
        offset = len(source[: at + piece.index("<")].encode())
        raise BadRequest(f"can't parse entities: Unclosed start tag at byte offset {offset}")


def _character(reference: str) -> str:
    if not reference.startswith("#"):
        return NAMED[reference]
    number = int(f"0{reference[1:]}", 0) if reference[1] == "x" else int(reference[1:])
    return chr(number) if 0 < number < 0x110000 else ""


def _opened(token: re.Match[str], length: int, offset: int) -> _Open:
    tag = token["tag"].lower()
    attrs = {key: a or b or c or "" for key, a, b, c in ATTRIBUTE.findall(token["attrs"])}
    if tag not in TAGS:
        raise BadRequest(f'can\'t parse entities: Unsupported start tag "{tag}" at byte offset {offset}')
    if tag == "span" and attrs.get("class") != "tg-spoiler":
        raise BadRequest(f'can\'t parse entities: Tag "span" must have class "tg-spoiler" at byte offset {offset}')
    return _Open(tag, length, {key: re.sub(r"&(#\d+|#x[0-9a-fA-F]+|lt|gt|amp|quot);", lambda m: _character(m[1]), value)
                               for key, value in attrs.items()})  # fmt: skip


def _closed(opened: list[_Open], tag: str, length: int, offset: int) -> Entity:
    if not opened:
        raise BadRequest(f"can't parse entities: Unexpected end tag at byte offset {offset}")
    start = opened.pop()
    if tag not in {start.tag, ""}:
        expected = f'expected "</{start.tag}>", found "</{tag}>"'
        raise BadRequest(f"can't parse entities: Unmatched end tag at byte offset {offset}, {expected}")
    entity: Entity = {"type": TAGS[start.tag], "offset": start.offset, "length": length - start.offset}
    if start.tag == "a":
        entity["url"] = start.attrs.get("href", "")
    if start.tag == "tg-emoji":
        entity["custom_emoji_id"] = start.attrs.get("emoji-id", "")
    if start.tag == "blockquote" and "expandable" in start.attrs:
        entity["type"] = "expandable_blockquote"
    return entity


def to_html(text: str, entities: list[Entity]) -> str:
    """Safe HTML: all is escaped, and only http, https, tg and mailto links become links."""
    encoded = text.encode("utf-16-le", "surrogatepass")
    marks: list[tuple[int, int, int, str]] = []
    for number, entity in enumerate(entities):
        start, end = entity["offset"], entity["offset"] + entity["length"]
        before, after = _marks(entity, encoded[2 * start : 2 * end].decode("utf-16-le", "replace"))
        if before:
            marks += [(start, 1, number, before), (end, 0, -number, after)]
    html, at = [], 0
    for place, _, _, mark in sorted(marks):
        html += [escape(encoded[2 * at : 2 * place].decode("utf-16-le", "replace")), mark]
        at = place
    return "".join([*html, escape(encoded[2 * at :].decode("utf-16-le", "replace"))])


def _marks(entity: Entity, words: str) -> tuple[str, str]:
    kind = entity["type"]
    if kind in {"text_link", "url"}:
        url = entity.get("url") or words
        safe = url.lower().startswith(("http://", "https://", "tg://", "mailto:"))
        return (f'<a href="{escape(url)}" rel="noopener noreferrer" target="_blank">', "</a>") if safe else ("", "")
    tag = SHOWN.get(kind)
    return (f"<{tag}>", f"</{tag}>") if tag else ("", "")
