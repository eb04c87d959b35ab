"""Edits and notes on their way to exactly those who have the messages that they are about."""

from datetime import datetime

from sqlalchemy import ColumnElement, literal, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.fanout import PRIORITY, keep_mailing, mailing_of
from bot.storage.tables import DeliveryState, deliveries, mailings
from bot.storage.transactions import Transactions
from digests.model import Mailing

COLUMNS = [
    *("mailing", "chat_id", "thread_id", "part", "state", "priority", "attempts", "not_before", "expires_at"),
    "target",
]


async def amend(transactions: Transactions, connection: AsyncConnection, amendment: Mailing) -> int:
    """Keep an edit or a note and queue it; doing it again adds nothing. The number of deliveries added."""
    await keep_mailing(transactions, connection, amendment)
    return await _fan_out(transactions, connection, amendment, true())


async def amend_again(transactions: Transactions, connection: AsyncConnection, since: datetime) -> int:
    """Queue what is about mailings that were wanted at `since`: who got one of them meanwhile has nothing of it yet."""
    first = mailings.alias("first")
    statement = (
        select(mailings)
        .join_from(mailings, first, first.c.key == mailings.c.original)
        .where(mailings.c.original.is_not(None), first.c.expires_at > since)
        .order_by(mailings.c.created_at, mailings.c.kind, mailings.c.key)  # an edit goes before its note
    )
    found = [mailing_of(row) for row in await connection.execute(statement)]
    return sum(
        [
            await _fan_out(transactions, connection, amendment, deliveries.c.ended_at >= amendment.created_at)
            for amendment in found
        ]
    )


async def _fan_out(
    transactions: Transactions, connection: AsyncConnection, amendment: Mailing, is_meant: ColumnElement[bool]
) -> int:
    table, added = deliveries.c, 0
    for part, about in enumerate(amendment.parts):
        rows = select(
            literal(amendment.key, table.mailing.type),
            table.chat_id,
            table.thread_id,
            literal(part, table.part.type),
            literal(DeliveryState.QUEUED, table.state.type),
            literal(PRIORITY[amendment.kind], table.priority.type),
            literal(0, table.attempts.type),
            literal(amendment.created_at, table.not_before.type),
            literal(amendment.expires_at, table.expires_at.type),
            table.message_id,
        ).where(
            table.mailing == amendment.original,
            table.part == about,
            table.state == DeliveryState.SENT,
            table.message_id.is_not(None),
            is_meant,
        )
        insert = transactions.insert(deliveries).from_select(COLUMNS, rows).on_conflict_do_nothing()
        added += (await connection.execute(insert)).rowcount
    return added
