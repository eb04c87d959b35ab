"""New values go to those who follow their metric."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from digests.follows import FRESH, is_proven, news_of
from digests.model import Bubble, Locale, Mailing, MailingKind, Metric, short_key
from digests.model.follows import News
from digests.ports import Follows, Ledger, Offload

STATEMENTS_LOOKED_AT = 40
WANTED_FOR = timedelta(hours=24)


class RenderNews(Protocol):
    """Turns a new value into a bubble."""

    def news(self, news: News, locale: Locale, *, mailing: str) -> Bubble: ...

    def numbers_of(self, news: News, locale: Locale) -> str:
        """The numbers that this bubble has from sources, a sentence each."""


@dataclass(frozen=True, slots=True)
class FollowReport:
    """How many bubbles were queued, and the metrics whose message its sources did not support."""

    queued: int = 0
    refused: tuple[str, ...] = ()


async def tell_followers(
    follows: Follows, ledger: Ledger, render: RenderNews, offload: Offload, metrics: Sequence[Metric], *, now: datetime
) -> FollowReport:
    """Queue one message for each follower of a metric of which a new value has come; running it again adds nothing."""
    named = {metric.key: metric for metric in metrics}
    queued, refused = 0, []
    for key, place in await follows.stirred(now - FRESH):
        if key not in named:
            continue
        proofs = await ledger.series(key, place, limit=STATEMENTS_LOOKED_AT)
        news = await offload(news_of, named[key], proofs, now)
        if news is None:
            continue
        for locale in await follows.waiting(news, now):
            mailing = await offload(_mailing, news, locale, render, now)
            queued += await follows.tell(news, locale, mailing, now)
            refused += [] if mailing else [key]
    return FollowReport(queued, tuple(refused))


def _mailing(news: News, locale: Locale, render: RenderNews, now: datetime) -> Mailing | None:
    """None: the gate refuses it."""
    if not is_proven(news, render.numbers_of(news, locale), locale):
        return None
    refs = [proof.observation.ref for proof in (news.value.proof, news.before) if proof is not None]
    first = refs[0]
    place = news.value.observation.place or ""
    key = short_key(
        *("follow", news.metric.key, place, locale), first.article_id, str(first.revision), str(first.index)
    )
    return Mailing(
        key=key,
        kind=MailingKind.NEWS,
        bubbles=(render.news(news, locale, mailing=key),),
        created_at=now,
        expires_at=now + WANTED_FOR,
        evidence=tuple(dict.fromkeys(refs)),
    )
