"""A chat that got another id: everything that names it is rewritten."""

from sqlalchemy import delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables import DeliveryState, announcements, deliveries, feedback, follows, subscribers
from digests.model import ChatKind, Status


async def move_chat(connection: AsyncConnection, old: int, new: int) -> None:
    """Rewrite `old` to `new`; where both are known, they become one. Doing it again changes nothing."""
    if old == new:
        return
    await _move_deliveries(connection, old, new)
    await _move_subscriber(connection, old, new)
    await _move_follows(connection, old, new)
    await connection.execute(update(announcements).where(announcements.c.author_chat == old).values(author_chat=new))
    await connection.execute(update(feedback).where(feedback.c.chat_id == old).values(chat_id=new))


async def _move_deliveries(connection: AsyncConnection, old: int, new: int) -> None:
    """What one of the two has got, the other does not get: a supergroup shows what was said in its group."""
    other = deliveries.alias("other")
    is_same = (other.c.mailing == deliveries.c.mailing) & (other.c.part == deliveries.c.part)
    arrived = other.c.state.in_([DeliveryState.SENT, DeliveryState.UNKNOWN])
    was_sent = exists().where(is_same, other.c.chat_id == old, arrived)
    is_double = exists().where(is_same, other.c.chat_id == new)
    is_open = deliveries.c.ended_at.is_(None)
    await connection.execute(delete(deliveries).where(deliveries.c.chat_id == new, is_open, was_sent))
    await connection.execute(delete(deliveries).where(deliveries.c.chat_id == old, is_double))
    await connection.execute(update(deliveries).where(deliveries.c.chat_id == old).values(chat_id=new))


async def _move_follows(connection: AsyncConnection, old: int, new: int) -> None:
    other = follows.alias("other")
    is_same = (other.c.series == follows.c.series) & (other.c.place == follows.c.place)
    is_double = exists().where(is_same, other.c.chat_id == new)
    await connection.execute(delete(follows).where(follows.c.chat_id == old, is_double))
    await connection.execute(update(follows).where(follows.c.chat_id == old).values(chat_id=new))


async def _move_subscriber(connection: AsyncConnection, old: int, new: int) -> None:
    """The new chat keeps what was chosen in it; one that has chosen nothing yet takes over what the old one chose.

    Telegram announces a supergroup with an update of its own, so the new chat is often known, as NEW, before the move.
    """
    table = subscribers.c
    statuses = select(table.chat_id, table.status, table.kind).where(table.chat_id.in_([old, new]))
    known = {row.chat_id: row for row in await connection.execute(statuses)}
    if old not in known:
        return
    if new in known and known[new].status is not Status.NEW:
        await connection.execute(delete(subscribers).where(table.chat_id == old))
        return
    kind = ChatKind.SUPERGROUP if known[old].kind is ChatKind.GROUP else known[old].kind
    await connection.execute(delete(subscribers).where(table.chat_id == new))
    await connection.execute(update(subscribers).where(table.chat_id == old).values(chat_id=new, kind=kind))
