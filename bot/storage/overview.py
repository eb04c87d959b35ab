"""The port `Overview`: the bot as a whole, in numbers."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import func, select

from bot.storage.columns import UtcTime
from bot.storage.tables import DeliveryState, deliveries, is_open, mailings, subscribers
from bot.storage.transactions import Transactions
from digests.model import Audience, Backlog, Locale, MailingKind, Progress, Status

WEEK, MONTH = timedelta(days=7), timedelta(days=30)


class OverviewStore:
    """Counts over whole tables."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def backlog(self, now: datetime) -> Backlog:
        """How much could be sent now, and since when."""
        first = func.min(deliveries.c.not_before, type_=UtcTime)
        statement = select(func.count(), first).where(is_open, deliveries.c.not_before <= now)
        async with self._transactions.read() as connection:
            waiting, since = (await connection.execute(statement)).one()
        return Backlog(waiting, since)

    async def lanes(self, now: datetime) -> Mapping[MailingKind, Backlog]:
        """How much could be sent now of each kind, and since when."""
        first = func.min(deliveries.c.not_before, type_=UtcTime)
        statement = (
            select(mailings.c.kind, func.count(), first)
            .join_from(deliveries, mailings, deliveries.c.mailing == mailings.c.key)
            .where(is_open, deliveries.c.not_before <= now)
            .group_by(mailings.c.kind)
        )
        async with self._transactions.read() as connection:
            return {kind: Backlog(waiting, since) for kind, waiting, since in await connection.execute(statement)}

    async def last_digest_at(self) -> datetime | None:
        """When the newest of the kept digests was made."""
        newest = func.max(mailings.c.created_at, type_=UtcTime)
        async with self._transactions.read() as connection:
            statement = select(newest).where(mailings.c.kind == MailingKind.DIGEST)
            found: datetime | None = (await connection.execute(statement)).scalar_one()
        return found

    async def audience(self, now: datetime) -> Audience:
        """The subscribers, counted once: people with the same choice are one row."""
        table, size = subscribers.c, func.count().label("size")
        week, month = (func.count().filter(table.created_at > now - age) for age in (WEEK, MONTH))
        alike = select(table.status, table.locale, table.rubrics, size, week.label("week"), month.label("month"))
        async with self._transactions.read() as connection:
            rows = (await connection.execute(alike.group_by(table.status, table.locale, table.rubrics))).all()
        statuses, locales, rubrics = Counter[Status](), Counter[Locale](), Counter[str]()
        for row in rows:
            statuses[row.status] += row.size
            if row.status is Status.ACTIVE:
                locales[row.locale] += row.size
                rubrics.update(dict.fromkeys(row.rubrics, row.size))
        return Audience(statuses, locales, rubrics, sum(row.week for row in rows), sum(row.month for row in rows))

    async def ended_since(self, moment: datetime) -> Progress:
        """What became of deliveries since then, and how many are open; what expired counts as failed.

        It goes along the mailings that could still be sent then, not along a month of deliveries.
        """
        size = func.count().label("size")
        recent = select(mailings.c.key).where(mailings.c.expires_at > moment)
        ended = (
            select(deliveries.c.state, size)
            .where(deliveries.c.mailing.in_(recent), deliveries.c.ended_at > moment)
            .group_by(deliveries.c.state)
        )
        async with self._transactions.read() as connection:
            number = {row.state: row.size for row in await connection.execute(ended)}
            queued = (await connection.execute(select(size).where(is_open))).scalar_one()
        return Progress(
            queued=queued,
            sent=number.get(DeliveryState.SENT, 0),
            unreachable=number.get(DeliveryState.UNREACHABLE, 0),
            failed=number.get(DeliveryState.FAILED, 0) + number.get(DeliveryState.EXPIRED, 0),
            in_doubt=number.get(DeliveryState.UNKNOWN, 0),
        )
