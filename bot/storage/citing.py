"""What a mailing leaves behind: which figures it states, articles to be read again, what the gate held back."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables import citations, readings, refusals
from bot.storage.transactions import Transactions
from digests.corrections import first_look
from digests.model import Mailing, short_key


async def keep_citations(transactions: Transactions, connection: AsyncConnection, mailing: Mailing) -> None:
    """Keep it; what is known stays as it is, so that an article has its four readings once."""
    stated = [
        {"mailing": mailing.key, "article_id": ref.article_id, "revision": ref.revision, "position": ref.index}
        for ref in mailing.evidence
    ]
    if stated:
        await connection.execute(transactions.insert(citations).on_conflict_do_nothing(), stated)
        cited = {ref.article_id: ref.revision for ref in mailing.evidence}
        rows = [
            {
                "article_id": article_id,
                "cited_at": mailing.created_at,
                "due_at": first_look(mailing.created_at),
                "compared": revision,
                "failures": 0,
                "gone": 0,
            }
            for article_id, revision in cited.items()
        ]
        await connection.execute(transactions.insert(readings).on_conflict_do_nothing(), rows)
    if mailing.refused:
        rows = [
            {
                "key": short_key("refused", one.article_id, str(one.revision), one.text),
                "article_id": one.article_id,
                "revision": one.revision,
                "text": one.text,
                "surface": one.surface,
                "reason": one.reason,
                "found_at": mailing.created_at,
            }
            for one in mailing.refused
        ]
        await connection.execute(transactions.insert(refusals).on_conflict_do_nothing(), rows)
