"""Everything that is kept of a chat: told to it, or forgotten at once; new tables that name chats are in it too."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables import audit, metadata

_NAMES_OF_CHATS = ("chat_id", "author_chat")

CHATS: Sequence[Column[Any]] = tuple(
    column for table in reversed(metadata.sorted_tables) for column in table.c if column.name in _NAMES_OF_CHATS
)
"""Every column that names a chat, those of tables that refer to others first."""


SIGNED: Sequence[Column[Any]] = (audit.c.by, audit.c.whom)
"""Columns that say who decided something, and about whom: the decision outlives them, without a name."""
_NOBODY = 0


async def kept_of(connection: AsyncConnection, chat_id: int) -> Mapping[str, list[dict[str, Any]]]:
    """The rows that name the chat, by table."""
    kept: dict[str, list[dict[str, Any]]] = {}
    for column in (*CHATS, *SIGNED):
        rows = await connection.execute(select(column.table).where(column == chat_id))
        known = kept.setdefault(column.table.name, [])
        known += [dict(row) for row in rows.mappings() if row not in known]
    return kept


async def forget(connection: AsyncConnection, chats: Sequence[int]) -> None:
    """Remove every row that names one of the chats."""
    for column in CHATS:
        await connection.execute(delete(column.table).where(column.in_(chats)))
    for column in SIGNED:
        await connection.execute(update(column.table).where(column.in_(chats)).values({column: _NOBODY}))
