"""The port `Outbox`: deliveries on their way.

Each chat is a queue: only the first open delivery of a chat (digests first, then the oldest) may be claimed, and only
while no other one of that chat is with a sender. So one message a chat is in flight, parts come in their order, and
what Telegram postpones for a chat holds up nobody else. Deliveries of one mailing are numbered part by part
(`fanout`), so the order of ids is the order of parts.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Row, Subquery, Update, and_, bindparam, case, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.batches import batches
from bot.storage.chats import move_chat
from bot.storage.fanout import bubbles_of
from bot.storage.tables import DeliveryState, deliveries, mailings, subscribers
from bot.storage.transactions import Transactions
from digests.model import (
    Bubble,
    Delivery,
    MailingKind,
    Moved,
    Outcome,
    Postponed,
    Rejected,
    Sent,
    Status,
    Unreachable,
)

MAILINGS_AT_HAND = 100
TABLE = deliveries.c
Said = tuple[MailingKind, tuple[Bubble, ...]]
_is_open = TABLE.ended_at.is_(None)


class OutboxStore:
    """The outbox in the database. What a mailing says never changes, so that of the last ones is kept at hand."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._mailings: OrderedDict[str, Said] = OrderedDict()

    async def exchange(
        self,
        results: Sequence[tuple[Delivery, Outcome]],
        now: datetime,
        *,
        wanted: int = 0,
        lease: timedelta = timedelta(),
    ) -> tuple[Delivery, ...]:
        """Keep what became of deliveries and claim more; of one chat at most one. What expired is ended.

        A lease that ran out counts as an attempt: whether its message went out is not known.
        """
        async with self._transactions.write() as connection:
            await self._settle(connection, results, now)
            claimed = await self._claim(connection, now, wanted, now + lease) if wanted else ()
            if len(claimed) < wanted:  # not while there is enough to do
                await connection.execute(_expire(now))
        return claimed

    async def _settle(
        self, connection: AsyncConnection, results: Sequence[tuple[Delivery, Outcome]], now: datetime
    ) -> None:
        """A few statements for the usual outcomes, however many there are."""
        by_outcome: dict[type[Outcome], list[Any]] = defaultdict(list)
        for delivery, outcome in results:
            by_outcome[type(outcome)].append((delivery, outcome))
        if sent := [(delivery.id, outcome.message_id) for delivery, outcome in by_outcome[Sent]]:
            await connection.execute(_sent(self._transactions.pairs(sent), now))
        await _settle_postponed(connection, by_outcome[Postponed], now)
        await _settle_rejected(connection, by_outcome[Rejected], now)
        await _settle_moved(connection, by_outcome[Moved], now)
        await _settle_unreachable(connection, by_outcome[Unreachable], now)

    async def _claim(
        self, connection: AsyncConnection, now: datetime, limit: int, until: datetime
    ) -> tuple[Delivery, ...]:
        rows = (await connection.execute(_claim(now, limit, until))).all()
        said = await self._said(connection, {row.mailing for row in rows})
        return tuple(_delivery(row, *said[row.mailing]) for row in sorted(rows, key=attrgetter("priority", "id")))

    async def _said(self, connection: AsyncConnection, keys: AbstractSet[str]) -> Mapping[str, Said]:
        """Kind and bubbles of mailings."""
        if missing := keys - self._mailings.keys():
            self._mailings |= await _said(connection, missing)
        said = {key: self._mailings[key] for key in keys}
        while len(self._mailings) > MAILINGS_AT_HAND:
            self._mailings.popitem(last=False)
        return said

    async def release(self, claimed: Sequence[Delivery]) -> None:
        """Put claimed deliveries back that were surely not sent."""
        async with self._transactions.write() as connection:
            for ids in batches([delivery.id for delivery in claimed]):
                statement = update(deliveries).where(TABLE.id.in_(ids), _is_open)
                await connection.execute(statement.values(lease_until=None))

    async def next_due(self, now: datetime) -> datetime | None:
        """When the earliest waiting delivery may be sent or expires (which lets the chat's next one through).

        What waits for another one of its chat does not count; what is with a sender does, whatever came meanwhile.
        """
        due = case(
            (TABLE.lease_until.is_not(None), TABLE.lease_until),
            (TABLE.expires_at < TABLE.not_before, TABLE.expires_at),
            else_=TABLE.not_before,
        )
        statement = select(func.min(due)).where(_is_open, or_(TABLE.lease_until > now, ~_is_behind(now)))
        async with self._transactions.read() as connection:
            due_at: datetime | None = (await connection.execute(statement)).scalar_one()
        return due_at


def _is_behind(now: datetime) -> ColumnElement[bool]:
    """Whether another open delivery of the chat goes first or is with a sender."""
    other = deliveries.alias("other")
    goes_first = or_(
        other.c.priority < TABLE.priority,
        and_(other.c.priority == TABLE.priority, other.c.id < TABLE.id),
    )
    return exists().where(
        other.c.chat_id == TABLE.chat_id,
        other.c.ended_at.is_(None),
        other.c.id != TABLE.id,
        or_(and_(goes_first, other.c.expires_at > now), other.c.lease_until > now),
    )


def _claim(now: datetime, limit: int, until: datetime) -> Update:
    """One statement for both databases: SQLite's compiler drops FOR UPDATE SKIP LOCKED, and needs none of it.

    A mailing is sent chat by chat, not part by part: whoever got the first bubble gets the next one right after it.
    """
    is_free = or_(TABLE.lease_until.is_(None), TABLE.lease_until <= now)
    picked = (
        select(TABLE.id)
        .where(_is_open, TABLE.not_before <= now, TABLE.expires_at > now, is_free, ~_is_behind(now))
        .order_by(TABLE.priority, TABLE.not_before, TABLE.chat_id, TABLE.id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=deliveries)
        .cte("picked")
    )
    attempts = case((TABLE.lease_until.is_(None), TABLE.attempts), else_=TABLE.attempts + 1)
    return (
        update(deliveries)
        .where(TABLE.id.in_(select(picked.c.id)))
        .values(lease_until=until, attempts=attempts)
        .returning(
            TABLE.id,
            TABLE.mailing,
            TABLE.chat_id,
            TABLE.part,
            TABLE.attempts,
            TABLE.thread_id,
            TABLE.target,
            TABLE.priority,
        )
    )


def _expire(now: datetime) -> Update:
    """End what nobody wants any more, but not what a sender has just now."""
    is_free = or_(TABLE.lease_until.is_(None), TABLE.lease_until <= now)
    return _end(DeliveryState.EXPIRED, now).where(TABLE.expires_at <= now, is_free)


def _end(state: DeliveryState, now: datetime) -> Update:
    return update(deliveries).where(_is_open).values(state=state, ended_at=now, lease_until=None)


def _delivery(row: Row[Any], kind: MailingKind, bubbles: tuple[Bubble, ...]) -> Delivery:
    return Delivery(
        row.id, row.mailing, kind, row.chat_id, row.part, bubbles[row.part], row.attempts, row.thread_id, row.target
    )


async def _said(connection: AsyncConnection, keys: Iterable[str]) -> dict[str, Said]:
    found: dict[str, Said] = {}
    for batch in batches(sorted(keys)):
        statement = select(mailings.c.key, mailings.c.kind, mailings.c.bubbles).where(mailings.c.key.in_(batch))
        for row in await connection.execute(statement):
            found[row.key] = (row.kind, bubbles_of(row.bubbles))
    return found


def _sent(messages: Subquery, now: datetime) -> Update:
    """What was sent is sent, whatever happened to its row meanwhile. `messages`: ids of deliveries and of messages."""
    return (
        update(deliveries)
        .where(TABLE.id == messages.c.first)
        .values(state=DeliveryState.SENT, ended_at=now, lease_until=None, error=None, message_id=messages.c.second)
    )


async def _settle_postponed(
    connection: AsyncConnection, postponed: Sequence[tuple[Delivery, Postponed]], now: datetime
) -> None:
    if not postponed:
        return
    statement = (
        update(deliveries)
        .where(TABLE.id == bindparam("delivery"), _is_open)
        .values(
            lease_until=None,
            not_before=bindparam("later"),
            attempts=TABLE.attempts + bindparam("tries"),
            error=bindparam("reason"),
        )
    )
    rows = [
        {
            "delivery": delivery.id,
            "later": now + timedelta(seconds=outcome.seconds),
            "tries": int(outcome.is_attempt),
            "reason": outcome.reason or None,
        }
        for delivery, outcome in postponed
    ]
    await connection.execute(statement, rows)


async def _settle_rejected(
    connection: AsyncConnection, rejected: Sequence[tuple[Delivery, Rejected]], now: datetime
) -> None:
    for delivery, outcome in rejected:
        is_meant = TABLE.id == delivery.id
        if delivery.kind is MailingKind.ANNOUNCEMENT:
            is_meant = TABLE.mailing == delivery.mailing
        await connection.execute(_end(DeliveryState.FAILED, now).where(is_meant).values(error=outcome.reason))


async def _settle_moved(connection: AsyncConnection, moved: Sequence[tuple[Delivery, Moved]], now: datetime) -> None:
    for delivery, outcome in moved:
        again = update(deliveries).where(TABLE.id == delivery.id, _is_open)
        await connection.execute(again.values(lease_until=None, not_before=now, attempts=TABLE.attempts + 1))
        await move_chat(connection, delivery.chat_id, outcome.chat_id)


async def _settle_unreachable(
    connection: AsyncConnection, unreachable: Sequence[tuple[Delivery, Unreachable]], now: datetime
) -> None:
    reasons = {delivery.chat_id: outcome.reason for delivery, outcome in unreachable}
    if not reasons:
        return
    rows = [{"chat": chat_id, "reason": reason} for chat_id, reason in reasons.items()]
    ends = _end(DeliveryState.UNREACHABLE, now).where(TABLE.chat_id == bindparam("chat"))
    await connection.execute(ends.values(error=bindparam("reason")), rows)
    rests = update(subscribers).where(subscribers.c.chat_id == bindparam("chat"))
    await connection.execute(rests.values(status=Status.BLOCKED, next_digest_at=None), rows)
