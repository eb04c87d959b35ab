"""The port `Mailings`: bubbles that were rendered once, and who gets them."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, exists, func, null, select, update

from bot.storage.fanout import fan_out, keep_mailing, mailing_of
from bot.storage.schedules import schedule_row
from bot.storage.tables import DeliveryState, deliveries, mailings, subscribers
from bot.storage.transactions import Transactions
from digests.model import DueGroup, Mailing, Progress, Status, Upcoming, Window

RATE_SPAN = timedelta(seconds=10)
"""How fast a mailing is, is counted over the last of it."""
TRIED = {DeliveryState.SENT, DeliveryState.UNREACHABLE, DeliveryState.FAILED, DeliveryState.UNKNOWN}


class MailingStore:
    """Mailings in the database."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def keep(self, mailing: Mailing) -> None:
        """Keep a mailing that is answered at once, for its evidence; a known key stays as it is."""
        async with self._transactions.write() as connection:
            await keep_mailing(self._transactions, connection, mailing)

    async def told(
        self, key: str, chat_id: int, messages: Sequence[int], now: datetime, *, thread_id: int | None = None
    ) -> None:
        """Remember the messages in which a kept mailing was answered at once; doing it again changes nothing."""
        rows = [
            {
                "mailing": key,
                "chat_id": chat_id,
                "thread_id": thread_id,
                "part": part,
                "state": DeliveryState.SENT,
                "priority": 0,
                "attempts": 0,
                "not_before": now,
                "expires_at": now,
                "ended_at": now,
                "message_id": message_id,
            }
            for part, message_id in enumerate(messages)
        ]
        async with self._transactions.write() as connection:
            await connection.execute(self._transactions.insert(deliveries).on_conflict_do_nothing(), rows)

    async def get(self, key: str) -> Mailing | None:
        """The mailing with this key."""
        async with self._transactions.read() as connection:
            row = (await connection.execute(select(mailings).where(mailings.c.key == key))).one_or_none()
        return None if row is None else mailing_of(row)

    async def publish(self, mailing: Mailing | None, group: DueGroup, upcoming: Upcoming) -> int:
        """Queue the mailing for the group and move the group to its next upcoming, in one transaction.

        Only those who have the mailing move: whoever joins the group between the two statements (Postgres lets that
        happen) still waits at the slot, and gets it the next time.
        """
        members = _members(group)
        moved = {"next_digest_at": upcoming.slot, "news_since": upcoming.since}
        added = 0
        async with self._transactions.write() as connection:
            if mailing is None or not mailing.bubbles:
                await connection.execute(update(subscribers).where(members).values(moved))
                return 0
            await keep_mailing(self._transactions, connection, mailing)
            added = await fan_out(self._transactions, connection, mailing, members)
            has_it = exists().where(
                deliveries.c.mailing == mailing.key,
                deliveries.c.chat_id == subscribers.c.chat_id,
                deliveries.c.part == 0,
            )
            move = update(subscribers).where(members, has_it)
            await connection.execute(move.values(**moved, last_digest_at=upcoming.told or group.slot))
        return added

    async def told_to(self, audience: str, window: Window) -> frozenset[str] | None:
        """Ids of the articles of all stories told to an audience by digests that ended in the window."""
        statement = select(mailings.c.stories).where(
            mailings.c.audience == audience, mailings.c.until > window.start, mailings.c.until < window.end
        )
        async with self._transactions.read() as connection:
            rows = (await connection.execute(statement)).scalars().all()
        return frozenset(id_ for stories in rows for _, ids, *_ in stories or () for id_ in ids) if rows else None

    async def progress(self, key: str, now: datetime | None = None) -> Progress:
        """How far the mailing with this key is, and with `now` how fast; what expired counts as failed."""
        since = now - RATE_SPAN if now else None
        is_recent = deliveries.c.ended_at > since if since else null()
        of_mailing = (
            select(deliveries.c.state, func.count().label("size"), func.count(case((is_recent, 1))).label("recent"))
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
            per_second=sum(row.recent for row in rows if row.state in TRIED) / RATE_SPAN.total_seconds(),
            stopped=stopped.scalar_one_or_none(),
        )


def _members(group: DueGroup) -> ColumnElement[bool]:
    table = subscribers.c
    return and_(
        table.status == Status.ACTIVE,
        table.next_digest_at == group.slot,
        table.locale == group.choice.locale,
        table.rubrics == group.choice.rubrics,
        table.words == group.choice.wishes.words,
        table.without == group.choice.wishes.without,
        table.regions == group.choice.wishes.regions,
        table.length == group.choice.wishes.length,
        table.news_since.is_not_distinct_from(group.since),
        *(table[name] == value for name, value in schedule_row(group.schedule).items()),
    )
