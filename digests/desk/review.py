"""What waits for an admin's judgement."""

from datetime import datetime, timedelta

from digests.model import Proof, Waiting, short_key
from digests.ports import Ledger, Review

MOST_OF_EACH = 50
LOOKED_BACK = timedelta(days=14)
"""Sources that differed earlier are history."""


async def waiting(review: Review, ledger: Ledger, now: datetime) -> tuple[Waiting, ...]:
    """Doubtful corrections first, since readers wait for them; then what was held back, then sources that differ."""
    differing = {_key(pair): pair for pair in await ledger.conflicts(now - LOOKED_BACK)}
    closed = await review.closed(tuple(differing))
    conflicts = [Waiting(key, conflict=pair) for key, pair in differing.items() if key not in closed]
    return (*await review.waiting(MOST_OF_EACH), *conflicts[:MOST_OF_EACH])


def _key(pair: tuple[Proof, Proof]) -> str:
    places = (f"{ref.article_id}:{ref.revision}:{ref.index}" for ref in (proof.observation.ref for proof in pair))
    return short_key("conflict", *sorted(places))
