"""What became of deliveries, kept: a few statements for the usual outcomes, however many there are."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Subquery, Update, bindparam, case, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.chats import move_chat
from bot.storage.tables import DeliveryState, deliveries, mailings, rests, subscribers
from bot.storage.transactions import Transactions
from digests.model import (
    Delivery,
    Failed,
    InDoubt,
    MailingKind,
    Missing,
    Moved,
    Outcome,
    Postponed,
    Rejected,
    Sent,
    Status,
    TopicLost,
    Unreachable,
)

TABLE = deliveries.c
IN_A_ROW = 20
"""So many failures one after the other stop an announcement."""
FAILED_SHARE, FEW = 0.05, 5
"""So large a share of all chats stops it too, but not fewer than FEW of them."""
_is_open = TABLE.ended_at.is_(None)
Settled = Sequence[tuple[Delivery, Any]]


async def settle(
    transactions: Transactions, connection: AsyncConnection, results: Sequence[tuple[Delivery, Outcome]], now: datetime
) -> None:
    """Apply each outcome; what a later one says of the same delivery counts only as long as it is open."""
    by: defaultdict[type[Outcome], list[Any]] = defaultdict(list)
    for delivery, outcome in results:
        by[type(outcome)].append((delivery, outcome))
    if by[Sent]:
        messages = transactions.pairs([(delivery.id, outcome.message_id) for delivery, outcome in by[Sent]])
        await connection.execute(_sent(messages, now))
    if by.keys() <= {Sent}:
        return
    await _in_doubt(connection, by[InDoubt], now)
    await _postponed(connection, by[Postponed], now)
    await _rest(transactions, connection, by[Postponed], now)
    await _moved(connection, by[Moved], now)
    await _topic_lost(connection, by[TopicLost], now)
    await _unreachable(connection, [*by[Unreachable], *await _missing(connection, by[Missing], now)], now)
    await _failed(connection, [*by[Failed], *by[Rejected]], now)
    await _stop(connection, results, now)


def _sent(messages: Subquery, now: datetime) -> Update:
    """What was sent is sent, whatever happened to its row meanwhile. `messages`: ids of deliveries and of messages."""
    values = _end_values(DeliveryState.SENT, now) | {"error": None, "message_id": messages.c.second}
    return update(deliveries).where(TABLE.id == messages.c.first).values(**values)


def _end_values(state: DeliveryState, now: datetime) -> dict[str, Any]:
    return {"state": state, "ended_at": now, "holder": None, "lease_until": None}


def _back(*, doubts: int = 0) -> Update:
    """One delivery is put back."""
    return (
        update(deliveries)
        .where(TABLE.id == bindparam("delivery"), _is_open)
        .values(
            state=DeliveryState.QUEUED,
            holder=None,
            lease_until=None,
            not_before=bindparam("later"),
            attempts=TABLE.attempts + bindparam("tries"),
            doubts=TABLE.doubts + doubts,
            error=bindparam("reason"),
        )
    )


def _put_back(delivery: Delivery, now: datetime, seconds: float, reason: str, *, tries: int) -> Mapping[str, Any]:
    later = now + timedelta(seconds=seconds)
    return {"delivery": delivery.id, "later": later, "tries": tries, "reason": reason or None}


async def _postponed(connection: AsyncConnection, postponed: Settled, now: datetime) -> None:
    rows = [
        _put_back(delivery, now, outcome.seconds, outcome.reason, tries=int(outcome.is_attempt))
        for delivery, outcome in postponed
    ]
    if rows:
        await connection.execute(_back(), rows)


async def _rest(transactions: Transactions, connection: AsyncConnection, postponed: Settled, now: datetime) -> None:
    """The last word of Telegram about a chat holds."""
    rows = {
        delivery.chat_id: {"chat_id": delivery.chat_id, "told_at": now, "until": now + timedelta(seconds=one.seconds)}
        for delivery, one in postponed
        if one.is_rest
    }
    if rows:
        new = transactions.insert(rests)
        changes = {"told_at": new.excluded.told_at, "until": new.excluded.until}
        await connection.execute(
            new.on_conflict_do_update(index_elements=["chat_id"], set_=changes), list(rows.values())
        )


async def _in_doubt(connection: AsyncConnection, doubtful: Settled, now: datetime) -> None:
    """A digest is sent again, for a double beats silence; whether an announcement is, its author says."""
    asked = [one for one, _ in doubtful if one.kind is MailingKind.ANNOUNCEMENT]
    again = [(one, outcome) for one, outcome in doubtful if one.kind is not MailingKind.ANNOUNCEMENT]
    if again:
        rows = [_put_back(one, now, outcome.seconds, outcome.reason, tries=1) for one, outcome in again]
        await connection.execute(_back(doubts=1), rows)
    if asked:
        ends = update(deliveries).where(TABLE.id.in_([one.id for one in asked]), _is_open)
        values = _end_values(DeliveryState.UNKNOWN, now) | {"doubts": TABLE.doubts + 1}
        await connection.execute(ends.values(**values))


async def _missing(connection: AsyncConnection, missing: Settled, now: datetime) -> list[tuple[Delivery, Any]]:
    """Those whose chat was not found for the second time; the others come back."""
    if not missing:
        return []
    known = select(TABLE.id, TABLE.error).where(TABLE.id.in_([delivery.id for delivery, _ in missing]))
    errors = {row.id: row.error for row in await connection.execute(known)}
    first = [(one, outcome) for one, outcome in missing if errors.get(one.id) != outcome.reason]
    if first:
        rows = [_put_back(one, now, outcome.seconds, outcome.reason, tries=1) for one, outcome in first]
        await connection.execute(_back(), rows)
    return [(one, outcome) for one, outcome in missing if errors.get(one.id) == outcome.reason]


async def _moved(connection: AsyncConnection, moved: Settled, now: datetime) -> None:
    for delivery, outcome in moved:
        await connection.execute(_back(), _put_back(delivery, now, 0, "", tries=1))
        await move_chat(connection, delivery.chat_id, outcome.chat_id)


async def _topic_lost(connection: AsyncConnection, lost: Settled, now: datetime) -> None:
    """All that goes to the chat goes to its General, this delivery at once."""
    for delivery, outcome in lost:
        await connection.execute(_back(), _put_back(delivery, now, 0, outcome.reason, tries=1))
        its = (TABLE.chat_id == delivery.chat_id, _is_open)
        await connection.execute(update(deliveries).where(*its).values(thread_id=None))
        chat = update(subscribers).where(subscribers.c.chat_id == delivery.chat_id)
        await connection.execute(chat.values(thread_id=None))


async def _unreachable(connection: AsyncConnection, unreachable: Settled, now: datetime) -> None:
    reasons = {delivery.chat_id: outcome.reason for delivery, outcome in unreachable}
    if not reasons:
        return
    rows = [{"chat": chat_id, "reason": reason} for chat_id, reason in reasons.items()]
    ends = update(deliveries).where(TABLE.chat_id == bindparam("chat"), _is_open)
    values = _end_values(DeliveryState.UNREACHABLE, now) | {"error": bindparam("reason")}
    await connection.execute(ends.values(**values), rows)
    rest = update(subscribers).where(subscribers.c.chat_id == bindparam("chat"))
    await connection.execute(rest.values(status=Status.BLOCKED, next_digest_at=None), rows)


async def _failed(connection: AsyncConnection, failed: Settled, now: datetime) -> None:
    if failed:
        ends = update(deliveries).where(TABLE.id == bindparam("delivery"), _is_open)
        values = _end_values(DeliveryState.FAILED, now) | {"error": bindparam("reason")}
        rows = [{"delivery": delivery.id, "reason": outcome.reason} for delivery, outcome in failed]
        await connection.execute(ends.values(**values), rows)


async def _stop(connection: AsyncConnection, results: Sequence[tuple[Delivery, Outcome]], now: datetime) -> None:
    """An announcement that nobody can get, or too few, stops; what was put back of one that had stopped ends too."""
    said: dict[str, str | None] = {}
    for delivery, outcome in results:
        if delivery.kind is not MailingKind.ANNOUNCEMENT or isinstance(outcome, Sent):
            continue
        reason = outcome.reason if isinstance(outcome, Rejected) else None
        if isinstance(outcome, Failed) and await _fails_too_often(connection, delivery.mailing):
            reason = outcome.reason
        said[delivery.mailing] = said.get(delivery.mailing) or reason
    for key, reason in said.items():
        if reason:
            stops = update(mailings).where(mailings.c.key == key, mailings.c.stopped.is_(None))
            await connection.execute(stops.values(stopped=reason))
    if said:
        await _end_stopped(connection, said.keys(), now)


async def _end_stopped(connection: AsyncConnection, keys: Collection[str], now: datetime) -> None:
    """What is SENDING may arrive, and tells so itself."""
    stopped = select(mailings.c.key, mailings.c.stopped).where(
        mailings.c.key.in_(keys), mailings.c.stopped.is_not(None)
    )
    for row in (await connection.execute(stopped)).all():
        unsent = (TABLE.mailing == row.key, TABLE.state.in_([DeliveryState.QUEUED, DeliveryState.LEASED]))
        ends = _end_values(DeliveryState.FAILED, now) | {"error": row.stopped}
        await connection.execute(update(deliveries).where(*unsent).values(**ends))


async def _fails_too_often(connection: AsyncConnection, key: str) -> bool:
    is_failed = case((TABLE.state == DeliveryState.FAILED, 1))
    counts = select(func.count(), func.count(is_failed)).where(TABLE.mailing == key)
    size, failed = (await connection.execute(counts)).one()
    if failed >= max(FEW, FAILED_SHARE * size):
        return True
    ended = select(TABLE.state).where(TABLE.mailing == key, TABLE.ended_at.is_not(None))
    latest = (
        await connection.execute(ended.order_by(TABLE.ended_at.desc(), TABLE.id.desc()).limit(IN_A_ROW))
    ).scalars()
    return [*latest].count(DeliveryState.FAILED) == IN_A_ROW
