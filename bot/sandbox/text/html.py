"""Telegram's HTML to text with entities."""

import re
from dataclasses import dataclass

from bot.sandbox.refusals import BadRequest
from bot.sandbox.text.links import checked_link
from bot.sandbox.text.units import Entity, byte_offset, in_order, units

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "span": "spoiler",
    "tg-spoiler": "spoiler", "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}  # fmt: skip
# A tag ends at the next ">" outside of quotes; "<" inside of one begins another, so that a search never runs twice.
TOKEN = re.compile(
    r"""<(?P<close>/)?(?P<tag>[A-Za-z0-9-]*)(?P<attrs>(?:[^<>"']|"[^"]*"|'[^']*')*)>"""
    r"|&(?P<ref>#\d{1,9}|#x[0-9a-fA-F]{1,7}|lt|gt|amp|quot);?"
)
REFERENCE = re.compile(r"&(#\d{1,9}|#x[0-9a-fA-F]{1,7}|lt|gt|amp|quot);?")
ATTRIBUTE = re.compile(r"""([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
SURROGATES = (
    "can't parse entities: Text contains invalid Unicode characters after decoding HTML entities, "
    "check for unmatched surrogate code units"
)


@dataclass(frozen=True, slots=True)
class _Open:
    tag: str
    offset: int
    attrs: dict[str, str]


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """The text and its entities; BadRequest in Telegram's words for what Telegram refuses."""
    reader = _Reader(source)
    at = 0
    for token in TOKEN.finditer(source):
        reader.take(source[at : token.start()], at)
        at = token.end()
        if token["ref"]:
            reader.add(_character(token["ref"], token[0]))
        elif token["close"]:
            reader.close(token["tag"].lower(), token.start())
        else:
            reader.open(token)
    reader.take(source[at:], at)
    return reader.done()


class _Reader:
    """The text so far, and the tags that are open."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._parts: list[str] = []
        self._length = 0
        self._entities: list[Entity] = []
        self._opened: list[_Open] = []

    def take(self, piece: str, at: int) -> None:
        """Plain text, in which no tag may begin."""
        if "<" in piece:
            raise self._refusal("Unclosed start tag", at + piece.index("<"))
        self.add(piece)

    def add(self, piece: str) -> None:
        self._parts.append(piece)
        self._length += units(piece)

    def _refusal(self, words: str, at: int, more: str = "") -> BadRequest:
        return BadRequest(f"can't parse entities: {words} at byte offset {byte_offset(self._source, at)}{more}")

    def open(self, token: re.Match[str]) -> None:
        tag = token["tag"].lower()
        attrs = {key.lower(): _plain(a or b or c or "") for key, a, b, c in ATTRIBUTE.findall(token["attrs"])}
        if tag not in TAGS:
            raise self._refusal(f'Unsupported start tag "{tag}"', token.start())
        if tag == "span" and attrs.get("class") != "tg-spoiler":
            raise self._refusal('Tag "span" must have class "tg-spoiler"', token.start())
        self._opened.append(_Open(tag, self._length, attrs))

    def close(self, tag: str, at: int) -> None:
        if not self._opened:
            raise self._refusal("Unexpected end tag", at)
        start = self._opened.pop()
        if tag not in {start.tag, ""}:
            raise self._refusal("Unmatched end tag", at, f', expected "</{start.tag}>", found "</{tag}>"')
        if self._length > start.offset:
            self._entities += self._entity(start)

    def _entity(self, start: _Open) -> list[Entity]:
        entity: Entity = {"type": TAGS[start.tag], "offset": start.offset, "length": self._length - start.offset}
        match start.tag:
            case "a":
                return _link(entity, start.attrs.get("href") or self._since(start.offset))
            case "tg-emoji":
                entity["custom_emoji_id"] = start.attrs.get("emoji-id", "")
            case "blockquote" if "expandable" in start.attrs:
                entity["type"] = "expandable_blockquote"
            case "code" if start.attrs.get("class", "").startswith("language-"):
                entity["language"] = start.attrs["class"].removeprefix("language-")
        return [entity]

    def _since(self, offset: int) -> str:
        return "".join(self._parts).encode("utf-16-le", "surrogatepass")[2 * offset :].decode("utf-16-le", "replace")

    def done(self) -> tuple[str, list[Entity]]:
        if self._opened:
            tag = self._opened[-1].tag
            raise BadRequest(f"can't parse entities: Can't find end tag corresponding to start tag \"{tag}\"")
        try:
            text = "".join(self._parts).encode("utf-16-le", "surrogatepass").decode("utf-16-le")
        except UnicodeDecodeError:
            raise BadRequest(SURROGATES) from None
        return text, in_order(_joined(self._entities))


def _link(entity: Entity, address: str) -> list[Entity]:
    """Telegram silently drops an address that is none."""
    try:
        return [{**entity, "url": checked_link(address)}]
    except ValueError:
        return []


def _joined(entities: list[Entity]) -> list[Entity]:
    """`<pre><code class="language-x">` around the same words is one block; a language elsewhere means nothing."""
    blocks = {(one["offset"], one["length"]): one for one in entities if one["type"] == "pre"}
    kept = []
    for one in entities:
        language = one.pop("language", None) if one["type"] == "code" else None
        block = blocks.get((one["offset"], one["length"]))
        if language and block is not None:
            block["language"] = language
        else:
            kept.append(one)
    return kept


def _plain(value: str) -> str:
    return REFERENCE.sub(lambda found: _character(found[1], found[0]), value)


def _character(reference: str, written: str) -> str:
    """What a reference stands for; a number that is no character stays as it is written."""
    if not reference.startswith("#"):
        return NAMED[reference]
    number = int(f"0{reference[1:]}", 0) if reference[1] == "x" else int(reference[1:])
    return chr(number) if 0 < number < 0x110000 else written
