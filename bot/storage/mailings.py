"""The port `Mailings`: bubbles that were rendered once, and who gets them."""

from collections import Counter
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, select, update

from bot.storage.fanout import fan_out, keep_mailing, mailing_of
from bot.storage.tables import DeliveryState, deliveries, mailings, subscribers
from bot.storage.transactions import Transactions
from digests.model import DueGroup, Mailing, Progress, Status


class MailingStore:
    """Mailings in the database."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def keep(self, mailing: Mailing) -> None:
        """Keep a mailing that is answered at once, for its evidence; a known key stays as it is."""
        async with self._transactions.write() as connection:
            await keep_mailing(self._transactions, connection, mailing)

    async def get(self, key: str) -> Mailing | None:
        """The mailing with this key."""
        async with self._transactions.read() as connection:
            row = (await connection.execute(select(mailings).where(mailings.c.key == key))).one_or_none()
        return None if row is None else mailing_of(row)

    async def publish(self, mailing: Mailing | None, group: DueGroup, next_slot: datetime) -> int:
        """Queue the mailing for the group and move the group to its next slot, in one transaction.

        Only those who have the mailing move: whoever joins the group between the two statements (Postgres lets that
        happen) still waits at the slot, and gets it the next time.
        """
        members = _members(group)
        added = 0
        async with self._transactions.write() as connection:
            if mailing is None or not mailing.bubbles:
                await connection.execute(update(subscribers).where(members).values(next_digest_at=next_slot))
                return 0
            await keep_mailing(self._transactions, connection, mailing)
            added = await fan_out(self._transactions, connection, mailing, members)
            has_it = exists().where(
                deliveries.c.mailing == mailing.key,
                deliveries.c.chat_id == subscribers.c.chat_id,
                deliveries.c.part == 0,
            )
            move = update(subscribers).where(members, has_it)
            await connection.execute(move.values(next_digest_at=next_slot, last_digest_at=group.slot))
        return added

    async def progress(self, key: str) -> Progress:
        """How far the mailing with this key is; what expired counts as failed."""
        of_mailing = (
            select(deliveries.c.state, func.count().label("size"))
            .where(deliveries.c.mailing == key)
            .group_by(deliveries.c.state)
        )
        async with self._transactions.read() as connection:
            rows = (await connection.execute(of_mailing)).all()
            stopped = await connection.execute(select(mailings.c.stopped).where(mailings.c.key == key))
        number: Counter[DeliveryState] = Counter({row.state: row.size for row in rows})
        return Progress(
            queued=number[DeliveryState.QUEUED] + number[DeliveryState.LEASED] + number[DeliveryState.SENDING],
            sent=number[DeliveryState.SENT],
            unreachable=number[DeliveryState.UNREACHABLE],
            failed=number[DeliveryState.FAILED] + number[DeliveryState.EXPIRED],
            in_doubt=number[DeliveryState.UNKNOWN],
            withdrawn=number[DeliveryState.WITHDRAWN],
            stopped=stopped.scalar_one_or_none(),
        )


def _members(group: DueGroup) -> ColumnElement[bool]:
    table = subscribers.c
    return and_(
        table.status == Status.ACTIVE,
        table.next_digest_at == group.slot,
        table.locale == group.choice.locale,
        table.rubrics == group.choice.rubrics,
        table.cadence == group.schedule.cadence,
        table.hour == group.schedule.hour,
        table.zone == group.schedule.zone,
    )
