"""The little markup of the story files: paragraphs, quotes (`> `) and tables (`| a | b |`, the head first)."""

import re
from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is printed as."""

    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a text: `text` of a paragraph or quote, `rows` of a table."""

    kind: BlockKind
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text, which blank lines separate."""
    return tuple(_block(part.strip()) for part in re.split(r"\n\s*\n", text.strip()))


def plain(parts: tuple[Block, ...]) -> str:
    """The blocks as plain text; the cells of a row are separated by a space."""
    return "\n\n".join(part.text or "\n".join(map(" ".join, part.rows)) for part in parts)


def _block(part: str) -> Block:
    if part.startswith("|"):
        rows = tuple(tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in part.splitlines())
        return Block(BlockKind.TABLE, rows=rows)
    if part.startswith("> "):
        return Block(BlockKind.QUOTE, part.removeprefix("> "))
    return Block(BlockKind.PARAGRAPH, " ".join(part.splitlines()))
