"""Long texts as bubbles: whole blocks, never a cut tag or number."""

import html
import re
from collections.abc import Iterable

LONGEST = 4096
"""What Telegram takes in one message, in UTF-16 units after its HTML is parsed."""

LONGEST_CAPTION = 1024
"""And below a picture."""

_TAG = re.compile(r"<[^<>]*>")
_GAP = "\n\n"


def units_shown(text: str) -> int:
    """How long a piece of Telegram HTML is to Telegram: in UTF-16 units, without tags, entities read."""
    return _units(plain(text))


def fit(blocks: Iterable[str], *, limit: int = LONGEST) -> tuple[str, ...]:
    """The blocks, in order, in as few texts as hold them whole, with a blank line between two blocks of one text.

    A block that no text can hold alone loses its formatting and its end, at a space; empty blocks are left out.
    """
    texts: list[str] = []
    used = 0
    for block in (_held(block, limit) for block in blocks if block.strip()):
        size = units_shown(block)
        if texts and used + len(_GAP) + size <= limit:
            texts[-1] += _GAP + block
            used += len(_GAP) + size
        else:
            texts.append(block)
            used = size
    return tuple(texts)


def fit_lines(head: str, lines: Iterable[str], foot: str, *, limit: int) -> str:
    """Head, lines and foot as one text; where they are too many, the last lines are left out, and "…" says so."""
    kept = list(lines)
    shown = kept
    while units_shown(text := "\n".join((head, "", *shown, "", foot))) > limit and kept:
        kept.pop()
        shown = [*kept, "…"]
    return _held(text, limit)


def plain(text: str) -> str:
    """The words of a piece of Telegram HTML."""
    return html.unescape(_TAG.sub("", text))


def cut(text: str, most: int) -> str:
    """Plain text of at most `most` UTF-16 units: its end gives way at a space, and "…" says so."""
    if _units(text) <= most:
        return text
    left = text.encode("utf-16-le")[: 2 * (most - 1)].decode("utf-16-le", "ignore")
    # The last word may be a number: half of it would be another number.
    whole = left if text[len(left) : len(left) + 1].isspace() else left.rpartition(" ")[0]
    return whole.rstrip() + "…"


def _held(block: str, limit: int) -> str:
    return block if units_shown(block) <= limit else html.escape(cut(plain(block), limit), quote=False)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
