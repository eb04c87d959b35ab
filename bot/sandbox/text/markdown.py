r"""Telegram's MarkdownV2 to text with entities: `*bold*`, `_italic_`, `[words](address)`, `\.` …"""

import re
from dataclasses import dataclass, field

from bot.sandbox.refusals import BadRequest
from bot.sandbox.text.links import checked_link
from bot.sandbox.text.units import Entity, byte_offset, in_order, units

RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
# The longer mark first: "__" is an underline, not two italics.
MARKS = {"__": "Underline", "||": "Spoiler", "_": "Italic", "*": "Bold", "~": "Strikethrough"}
TYPES = {
    "Underline": "underline", "Spoiler": "spoiler", "Italic": "italic", "Bold": "bold",
    "Strikethrough": "strikethrough", "Code": "code", "Pre": "pre", "PreCode": "pre", "TextUrl": "text_link",
    "CustomEmoji": "custom_emoji",
}  # fmt: skip
LANGUAGE = re.compile(r"[^\s`]+(?=\s)")
EMOJI = re.compile(r"tg://emoji\?id=([1-9]\d{0,18})")


@dataclass(frozen=True, slots=True)
class _Open:
    kind: str
    mark: str
    offset: int
    at: int
    more: dict[str, str] = field(default_factory=dict)


def parse_markdown(source: str) -> tuple[str, list[Entity]]:
    """The text and its entities; BadRequest in Telegram's words for what Telegram refuses."""
    return _Reader(source).read()


class _Reader:
    """Walks through the source once; `at` is the next character."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._text: list[str] = []
        self._length = 0
        self._entities: list[Entity] = []
        self._opened: list[_Open] = []
        self._quote: int | None = None

    def read(self) -> tuple[str, list[Entity]]:
        while self._at < len(self._source):
            if not (self._escaped() or self._quoted() or self._code() or self._closed() or self._begun()):
                self._plain()
        self._all_closed()
        if self._quote is not None:
            self._end_quote("blockquote")
        return "".join(self._text), in_order(self._entities)

    def _here(self, mark: str) -> bool:
        return self._source.startswith(mark, self._at)

    def _add(self, words: str) -> None:
        self._text.append(words)
        self._length += units(words)

    def _escaped(self) -> bool:
        follows = self._source[self._at + 1 : self._at + 2]
        if not self._here("\\") or not follows or not 0 < ord(follows) < 127:
            return False
        self._add(follows)
        self._at += 2
        return True

    # -- quotations: lines that begin with ">" ------------------------------------------------------------------------

    def _quoted(self) -> bool:
        at_line = self._at == 0 or self._source[self._at - 1] == "\n"
        may_begin = at_line and (self._quote is not None or not self._opened)
        if may_begin and (begun := next((one for one in ("**>", ">") if self._here(one)), "")):
            if begun == "**>" and self._quote is not None:
                self._end_quote("blockquote")
            if self._quote is None:
                self._quote = self._length
            self._at += len(begun)
            return True
        if self._quote is not None and self._here("||") and self._line_ends(self._at + 2) and not self._in("||"):
            self._at += 2
            self._end_quote("expandable_blockquote")
            return True
        if self._quote is not None and self._here("\n") and not self._source.startswith(">", self._at + 1):
            self._all_closed()
            self._end_quote("blockquote")
        return False

    def _line_ends(self, at: int) -> bool:
        return at >= len(self._source) or self._source[at] == "\n"

    def _in(self, mark: str) -> bool:
        return any(one.mark == mark for one in self._opened)

    def _end_quote(self, kind: str) -> None:
        offset, self._quote = self._quote or 0, None
        self._keep({"type": kind, "offset": offset, "length": self._length - offset})

    # -- entities -----------------------------------------------------------------------------------------------------

    def _code(self) -> bool:
        """A whole block or span: nothing but an escape means anything inside of it."""
        mark = "```" if self._here("```") else "`"
        if not self._here(mark):
            return False
        start, more = _Open("Pre" if mark == "```" else "Code", mark, self._length, self._at), {}
        self._at += len(mark)
        if mark == "```" and (language := LANGUAGE.match(self._source, self._at)):
            self._at, more = language.end(), {"language": language[0]}
        if mark == "```" and self._here("\n"):
            self._at += 1
        kind = "PreCode" if more else start.kind
        while not self._here(mark):
            if self._at >= len(self._source):
                raise self._endless(kind, start.at)
            if not self._escaped():
                if self._here("`"):
                    raise self._endless("Code", self._at)
                self._add(self._source[self._at])
                self._at += 1
        self._at += len(mark)
        self._keep({"type": TYPES[kind], "offset": start.offset, "length": self._length - start.offset, **more})
        return True

    def _closed(self) -> bool:
        if not self._opened:
            return False
        last = self._opened[-1]
        if not self._here(last.mark) or (last.mark == "_" and self._here("__")):
            return False
        self._opened.pop()
        self._at += len(last.mark)
        entity: Entity = {"type": TYPES[last.kind], "offset": last.offset, "length": self._length - last.offset}
        if last.mark == "]":
            self._link(last, entity)
        else:
            self._keep(entity)
        return True

    def _begun(self) -> bool:
        if self._here("[") or self._here("!["):
            kind, mark, step = ("TextUrl", "]", 1) if self._here("[") else ("CustomEmoji", "]", 2)
        elif mark := next((one for one in MARKS if self._here(one)), ""):
            kind, step = MARKS[mark], len(mark)
        else:
            return False
        self._opened.append(_Open(kind, mark, self._length, self._at))
        self._at += step
        return True

    def _link(self, start: _Open, entity: Entity) -> None:
        address = self._address(start)
        if start.kind == "CustomEmoji":
            self._keep({**entity, "custom_emoji_id": _emoji(address)})
            return
        words = "".join(self._text).encode("utf-16-le")[2 * start.offset :].decode("utf-16-le", "replace")
        try:
            self._keep({**entity, "url": checked_link(address or words)})
        except ValueError:
            return  # Telegram silently drops an address that is none

    def _address(self, start: _Open) -> str:
        if not self._here("("):
            return ""
        self._at += 1
        begin, address = self._at, []
        while not self._here(")"):
            if self._at >= len(self._source):
                what = "a custom emoji URL" if start.kind == "CustomEmoji" else "a URL"
                raise self._endless(what, begin, of="")
            self._at += bool(self._here("\\") and self._at + 1 < len(self._source))
            address.append(self._source[self._at])
            self._at += 1
        self._at += 1
        return "".join(address)

    def _plain(self) -> None:
        letter = self._source[self._at]
        if letter in RESERVED:
            raise BadRequest(
                f"can't parse entities: Character '{letter}' is reserved and must be escaped with the preceding '\\'"
            )
        self._add(letter)
        self._at += 1

    def _keep(self, entity: Entity) -> None:
        if entity["length"]:
            self._entities.append(entity)

    def _all_closed(self) -> None:
        if self._opened:
            raise self._endless(self._opened[-1].kind, self._opened[-1].at)

    def _endless(self, what: str, at: int, *, of: str = " entity") -> BadRequest:
        offset = byte_offset(self._source, at)
        return BadRequest(f"can't parse entities: Can't find end of {what}{of} at byte offset {offset}")


def _emoji(address: str) -> str:
    if not address:
        raise BadRequest("can't parse entities: Custom emoji entity must contain a tg://emoji URL")
    found = EMOJI.fullmatch(address)
    if found is None:
        raise BadRequest("can't parse entities: Invalid custom emoji identifier specified")
    return found[1]
