"""Everything that is kept of a chat: told to it, or forgotten at once; new tables that name chats are in it too."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables import metadata

_NAMES_OF_CHATS = ("chat_id", "author_chat")

CHATS: Sequence[Column[Any]] = tuple(
    column for table in reversed(metadata.sorted_tables) for column in table.c if column.name in _NAMES_OF_CHATS
)
"""Every column that names a chat, those of tables that refer to others first."""


async def kept_of(connection: AsyncConnection, chat_id: int) -> Mapping[str, list[dict[str, Any]]]:
    """The rows that name the chat, by table."""
    return {
        column.table.name: [
            dict(row._mapping) for row in await connection.execute(select(column.table).where(column == chat_id))
        ]
        for column in CHATS
    }


async def forget(connection: AsyncConnection, chats: Sequence[int]) -> None:
    """Remove every row that names one of the chats."""
    for column in CHATS:
        await connection.execute(delete(column.table).where(column.in_(chats)))
