"""The port `Review`: what waits for an admin."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, func, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.articles import load_revisions
from bot.storage.audit import keep_act
from bot.storage.batches import batches
from bot.storage.corrections import corrected, correction_of, keep_corrections
from bot.storage.tables import DeliveryState, audit, citations, corrections, deliveries, refusals
from bot.storage.transactions import Transactions
from digests.model import Act, Correction, CorrectionState, FigureRef, Refused, Waiting

DECIDED = {Act.APPROVE: CorrectionState.FOUND, Act.DISMISS: CorrectionState.DISMISSED}


class ReviewStore:
    """What admins judge, in the database."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def waiting(self, limit: int) -> tuple[Waiting, ...]:
        """Doubtful corrections, earliest first, then what the gate held back, latest first."""
        doubtful = select(corrections).where(corrections.c.state == CorrectionState.DOUBTFUL)
        async with self._transactions.read() as connection:
            rows = (await connection.execute(doubtful.order_by(corrections.c.found_at).limit(limit))).all()
            found = await corrected(connection, list(map(correction_of, rows)))
            held_back = await _refused(connection, limit)
        return (*(Waiting(one.correction.id, correction=one) for one in found), *held_back)

    async def closed(self, keys: Collection[str]) -> frozenset[str]:
        """Those of these subjects that an admin has closed."""
        found: set[str] = set()
        async with self._transactions.read() as connection:
            for batch in batches(keys):
                is_closed = and_(audit.c.subject.in_(batch), audit.c.act == Act.CLOSE)
                found |= set((await connection.execute(select(audit.c.subject).where(is_closed))).scalars())
        return frozenset(found)

    async def decide(self, act: Act, key: str, *, by: int, now: datetime) -> bool:
        """Apply a judgement; one of something that no table has (sources that differ) is only kept as made."""
        async with self._transactions.write() as connection:
            if act in DECIDED:
                is_open = and_(corrections.c.id == key, corrections.c.state == CorrectionState.DOUBTFUL)
                changed = await connection.execute(update(corrections).where(is_open).values(state=DECIDED[act]))
                if not changed.rowcount:
                    return False
            else:
                known = select(func.count()).where(audit.c.subject == key, audit.c.act == act)
                if (await connection.execute(known)).scalar_one():
                    return False
                await connection.execute(update(refusals).where(refusals.c.key == key).values(closed_at=now))
            await keep_act(connection, act, key, by, now)
        return True

    async def mark_wrong(self, correction: Correction, *, by: int, now: datetime) -> bool:
        """Keep an admin's correction; one that is known stays as it is."""
        async with self._transactions.write() as connection:
            if not await keep_corrections(self._transactions, connection, [correction]):
                return False
            await keep_act(connection, Act.MARK_WRONG, correction.id, by, now)
        return True

    async def readers(self, ref: FigureRef) -> int:
        """How many chats have a message that states the figure."""
        place = tuple_(citations.c.article_id, citations.c.revision, citations.c.position)
        statement = (
            select(func.count(deliveries.c.chat_id.distinct()))
            .join_from(citations, deliveries, deliveries.c.mailing == citations.c.mailing)
            .where(place == (ref.article_id, ref.revision, ref.index), deliveries.c.state == DeliveryState.SENT)
        )
        async with self._transactions.read() as connection:
            return (await connection.execute(statement)).scalar_one()


async def _refused(connection: AsyncConnection, limit: int) -> list[Waiting]:
    statement = select(refusals).where(refusals.c.closed_at.is_(None))
    newest_first = (refusals.c.found_at.desc(), refusals.c.key)
    rows = (await connection.execute(statement.order_by(*newest_first).limit(limit))).all()
    wanted = {(row.article_id, row.revision) for row in rows}
    known = {(one.id, one.revision): one for one in await load_revisions(connection, wanted)}
    return [
        Waiting(row.key, refused=(Refused(*row[1:6]), known[row.article_id, row.revision]))
        for row in rows
        if (row.article_id, row.revision) in known
    ]
