"""What followers of a metric are told, and when: a new value, once, and never what is old."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from digests import gate
from digests.metrics import values_of
from digests.model import Locale, Metric, Observation, Proof, Value
from digests.model.follows import Follow, News, told_as

FRESH = timedelta(days=3)
"""What was published before that is no news, even if the bot reads it only now: the first reading of a source."""


def follow(chat_id: int, metric: Metric, place: str | None, known: Sequence[Value], now: datetime) -> Follow:
    """From now on; `known` are the metric's facts, the newest first, as its card shows them."""
    last = next((value.observation for value in known), None)
    return Follow(chat_id, metric.key, place, now, told_as(last) if last else "", last.day if last else None)


def news_of(metric: Metric, proofs: Sequence[Proof], now: datetime) -> News | None:
    """The newest fact of a metric at a place if it has come just now; what an article recalls of earlier is no news."""
    facts = [value for value in values_of(proofs) if _is_fact(value.observation)]
    newest = facts[0] if facts else None
    if newest is None or not any(_is_fresh(proof.observation, now) for proof in newest.proofs):
        return None
    by_observation = {proof.observation: proof for proof in proofs}
    before = by_observation.get(newest.change.operands[0]) if newest.change else None
    return News(metric, newest, before)


def is_proven(news: News, stated: str, locale: Locale) -> bool:
    """Whether the numbers of a message stand in the sentences that it leans on."""
    sources = [(proof.sentence, proof.lang) for proof in (news.value.proof, news.before) if proof is not None]
    return not gate.check(sources, stated, locale)


def _is_fact(one: Observation) -> bool:
    return not (one.is_change or one.is_plan or one.is_earlier)


def _is_fresh(one: Observation, now: datetime) -> bool:
    return now - FRESH < one.published <= now and now - FRESH < one.first_seen
