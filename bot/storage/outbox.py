"""The port `Outbox`: deliveries on their way.

Each chat is a queue: only the first open delivery of a chat (digests first, then the oldest) may be claimed, and only
while no other one of that chat is with a sender. So one message a chat is in flight, parts come in their order, and
what Telegram postpones for a chat holds up nobody else, nor does what is paused. Deliveries of one mailing are numbered
part by part (`fanout`), so the order of ids is the order of parts.

What a sender claims ahead is LEASED: when the lease runs out, another one may claim it, for it was surely not sent. It
becomes SENDING in a transaction before its request is made, which may be the one of the claim. A lease of SENDING that
runs out leaves a doubt.
"""

import secrets
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Row, Update, and_, bindparam, case, delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.batches import batches
from bot.storage.fanout import bubbles_of
from bot.storage.settling import settle
from bot.storage.tables import DeliveryState, deliveries, mailings, rests
from bot.storage.transactions import Transactions
from digests.model import Bubble, Delivery, MailingKind, Outcome, Rest, Turn

MAILINGS_AT_HAND = 100
CLAIMS = 0x6F7574626F78
"""Senders claim one after the other: whether another message of a chat goes first is seen in rows that nobody locks."""
TABLE = deliveries.c
Said = tuple[MailingKind, tuple[Bubble, ...], datetime]
# Written out, not a parameter: SQLite uses the index of SENDING rows only where it sees that the words are the same.
SENDING = bindparam("sending", DeliveryState.SENDING, TABLE.state.type, literal_execute=True)
_is_open = TABLE.ended_at.is_(None)
_paused = select(mailings.c.key).where(mailings.c.paused)
_asks_first = exists().where(mailings.c.key == TABLE.mailing, mailings.c.kind == MailingKind.ANNOUNCEMENT)


class OutboxStore:
    """The outbox in the database. What a mailing says never changes, so that of the last ones is kept at hand."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._mailings: OrderedDict[str, Said] = OrderedDict()
        self._holder = secrets.randbits(53)

    async def exchange(
        self,
        results: Sequence[tuple[Delivery, Outcome]],
        now: datetime,
        *,
        starting: Sequence[Delivery] = (),
        wanted: int = 0,
        at_once: bool = False,
        lease: timedelta = timedelta(),
    ) -> Turn:
        """Keep what became of deliveries, start others and claim more; of one chat at most one. What expired is ended.

        A lease of SENDING that ran out counts as a try and as a doubt: whether its message went out is not known.
        """
        async with self._transactions.write() as connection:
            if wanted:
                await self._transactions.take_turns(connection, CLAIMS)
            await settle(self._transactions, connection, results, now)
            started = await self._start(connection, starting, now + lease) if starting else ()
            state = DeliveryState.SENDING if at_once else DeliveryState.LEASED
            claimed = await self._claim(connection, now, wanted, now + lease, state) if wanted else ()
            if len(claimed) < wanted:  # not while there is enough to do
                await connection.execute(_give_up(now))
                await connection.execute(_expire(now))
                await connection.execute(delete(rests).where(rests.c.until <= now))
        is_full = len(claimed) == wanted > 0
        return Turn((*started, *claimed), (), is_full) if at_once else Turn(started, claimed, is_full)

    async def _start(
        self, connection: AsyncConnection, wanted: Sequence[Delivery], until: datetime
    ) -> tuple[Delivery, ...]:
        """Those that are still this sender's become SENDING, in their order."""
        ids = self._transactions.pairs([(delivery.id, 0) for delivery in wanted])
        starts = (
            update(deliveries)
            .where(
                TABLE.id == ids.c.first,
                _is_open,
                TABLE.state == DeliveryState.LEASED,
                TABLE.holder == self._holder,
            )
            .values(state=DeliveryState.SENDING, lease_until=until)
            .returning(TABLE.id)
        )
        own = set((await connection.execute(starts)).scalars())
        return tuple({delivery.id: delivery for delivery in wanted if delivery.id in own}.values())

    async def _claim(
        self, connection: AsyncConnection, now: datetime, limit: int, until: datetime, state: DeliveryState
    ) -> tuple[Delivery, ...]:
        rows = (await connection.execute(_claim(now, limit, until, state, self._holder))).all()
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
        """Put deliveries back that were claimed or started, and surely not sent."""
        async with self._transactions.write() as connection:
            for ids in batches([delivery.id for delivery in claimed]):
                is_own = and_(TABLE.id.in_(ids), _is_open, TABLE.holder == self._holder)
                back = update(deliveries).where(is_own)
                await connection.execute(back.values(state=DeliveryState.QUEUED, holder=None, lease_until=None))

    async def rests(self, now: datetime) -> tuple[Rest, ...]:
        """The chats to which nothing may go yet, in the order in which Telegram said so."""
        statement = select(rests).where(rests.c.until > now).order_by(rests.c.told_at)
        async with self._transactions.read() as connection:
            return tuple(Rest(*row) for row in await connection.execute(statement))

    async def send_again(self, mailing: str, now: datetime, expires_at: datetime) -> int:
        """Queue what is in doubt of this mailing once more; how many."""
        doubtful = update(deliveries).where(TABLE.mailing == mailing, TABLE.state == DeliveryState.UNKNOWN)
        again = doubtful.values(state=DeliveryState.QUEUED, ended_at=None, not_before=now, expires_at=expires_at)
        async with self._transactions.write() as connection:
            await connection.execute(update(mailings).where(mailings.c.key == mailing).values(paused=False))
            return (await connection.execute(again)).rowcount


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
        or_(and_(goes_first, other.c.expires_at > now, other.c.mailing.not_in(_paused)), other.c.lease_until > now),
    )


def _claim(now: datetime, limit: int, until: datetime, state: DeliveryState, holder: int) -> Update:
    """One statement for both databases: SQLite's compiler drops FOR UPDATE SKIP LOCKED, and needs none of it.

    A mailing is sent chat by chat, not part by part: whoever got the first bubble gets the next one right after it.
    """
    is_free = or_(TABLE.lease_until.is_(None), TABLE.lease_until <= now)
    was_sending = TABLE.state == DeliveryState.SENDING
    rests_now = exists().where(rests.c.chat_id == TABLE.chat_id, rests.c.until > now)
    picked = (
        select(TABLE.id)
        .where(_is_open, TABLE.not_before <= now, TABLE.expires_at > now, is_free)
        .where(or_(~was_sending, ~_asks_first), ~rests_now, ~_is_behind(now), TABLE.mailing.not_in(_paused))
        .order_by(TABLE.priority, TABLE.not_before, TABLE.chat_id, TABLE.id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=deliveries)
        .cte("picked")
    )
    doubt = case((was_sending, 1), else_=0)
    return (
        update(deliveries)
        .where(TABLE.id.in_(select(picked.c.id)))
        .values(
            state=state,
            holder=holder,
            lease_until=until,
            attempts=TABLE.attempts + doubt,
            doubts=TABLE.doubts + doubt,
        )
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


def _give_up(now: datetime) -> Update:
    """End what is in doubt where somebody has to be asked, or nobody wants it any more."""
    is_lost = and_(TABLE.state == SENDING, TABLE.lease_until <= now, or_(_asks_first, TABLE.expires_at <= now))
    ends = update(deliveries).where(_is_open, is_lost)
    return ends.values(
        state=DeliveryState.UNKNOWN, ended_at=now, holder=None, lease_until=None, doubts=TABLE.doubts + 1
    )


def _expire(now: datetime) -> Update:
    """End what nobody wants any more, but not what a sender has just now."""
    is_free = or_(TABLE.lease_until.is_(None), TABLE.lease_until <= now)
    ends = update(deliveries).where(_is_open, TABLE.expires_at <= now, is_free)
    return ends.values(state=DeliveryState.EXPIRED, ended_at=now, holder=None, lease_until=None)


def _delivery(row: Row[Any], kind: MailingKind, bubbles: tuple[Bubble, ...], made_at: datetime) -> Delivery:
    place = row.id, row.mailing, kind, row.chat_id, row.part
    return Delivery(*place, bubbles[row.part], row.attempts, row.thread_id, row.target, made_at)


async def _said(connection: AsyncConnection, keys: Iterable[str]) -> dict[str, Said]:
    found: dict[str, Said] = {}
    for batch in batches(sorted(keys)):
        columns = mailings.c.key, mailings.c.kind, mailings.c.bubbles, mailings.c.created_at
        for row in await connection.execute(select(*columns).where(mailings.c.key.in_(batch))):
            found[row.key] = (row.kind, bubbles_of(row.bubbles), row.created_at)
    return found
