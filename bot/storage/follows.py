"""The port `Follows`: who wants to hear of which metric, and what each was told last."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select, update

from bot.storage.fanout import fan_out, keep_mailing
from bot.storage.tables import deliveries, follows, observations, subscribers
from bot.storage.transactions import Transactions
from digests.model import FigureStatus, Locale, Mailing, Status
from digests.model.follows import REST, Follow, News, told_as

_of = follows.c


class FollowStore:
    """Follows in the database."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def add(self, follow: Follow) -> None:
        """Follow; who follows already, goes on as before."""
        row = {
            "chat_id": follow.chat_id,
            "series": follow.series,
            "place": follow.place or "",
            "since": follow.since,
            "told": follow.told,
            "told_day": follow.told_day,
        }
        async with self._transactions.write() as connection:
            await connection.execute(self._transactions.insert(follows).on_conflict_do_nothing(), row)

    async def remove(self, chat_id: int, series: str, place: str | None) -> None:
        """Follow no longer."""
        is_meant = and_(_of.chat_id == chat_id, _of.series == series, _of.place == (place or ""))
        async with self._transactions.write() as connection:
            await connection.execute(delete(follows).where(is_meant))

    async def of(self, chat_id: int) -> tuple[Follow, ...]:
        """What the chat follows, in the order of following."""
        statement = select(follows).where(_of.chat_id == chat_id).order_by(_of.since, _of.series, _of.place)
        async with self._transactions.read() as connection:
            rows = (await connection.execute(statement)).all()
        return tuple(
            Follow(row.chat_id, row.series, row.place or None, row.since, row.told, row.told_day) for row in rows
        )

    async def stirred(self, since: datetime) -> tuple[tuple[str, str | None], ...]:
        """Followed metrics and places of which a fact was published and first seen later than this."""
        seen = observations.c
        is_new = exists().where(
            seen.series == _of.series,
            or_(seen.place == _of.place, and_(_of.place == "", seen.place.is_(None))),
            seen.published > since,
            seen.first_seen > since,
            seen.status != FigureStatus.PLAN,
        )
        pairs = select(_of.series, _of.place).distinct().where(is_new).order_by(_of.series, _of.place)
        async with self._transactions.read() as connection:
            return tuple((row.series, row.place or None) for row in await connection.execute(pairs))

    async def waiting(self, news: News, now: datetime) -> tuple[Locale, ...]:
        """The languages of those whom the news is new to."""
        locales = select(subscribers.c.locale).distinct().where(_wants(news, now)).order_by(subscribers.c.locale)
        async with self._transactions.read() as connection:
            return tuple((await connection.execute(locales)).scalars())

    async def tell(self, news: News, locale: Locale, mailing: Mailing | None, now: datetime) -> int:
        """Queue the message and remember that it was told, in one transaction; None only passes the value over."""
        audience = and_(_wants(news, now), subscribers.c.locale == locale)
        one = news.value.observation
        told: dict[str, Any] = {"told": told_as(one), "told_day": one.day}
        async with self._transactions.write() as connection:
            if mailing is None:
                passed = select(subscribers.c.chat_id).where(audience)
                await connection.execute(update(follows).where(_is_of(news), _of.chat_id.in_(passed)).values(told))
                return 0
            await keep_mailing(self._transactions, connection, mailing)
            added = await fan_out(self._transactions, connection, mailing, audience)
            # Those who joined between the two statements (Postgres lets that happen) get it the next time.
            reached = select(deliveries.c.chat_id).where(deliveries.c.mailing == mailing.key)
            is_told = and_(_is_of(news), _of.chat_id.in_(reached))
            await connection.execute(update(follows).where(is_told).values(told | {"told_at": now}))
        return added


def _is_of(news: News) -> ColumnElement[bool]:
    return and_(_of.series == news.metric.key, _of.place == (news.value.observation.place or ""))


def _wants(news: News, now: datetime) -> ColumnElement[bool]:
    """Whether a subscriber is to be told: one who gets digests, knows no later value, and had no message today."""
    known: Collection[str] = news.told
    follows_it = exists().where(
        _of.chat_id == subscribers.c.chat_id,
        _is_of(news),
        _of.told.not_in(known),
        _of.since < news.first_seen,
        or_(_of.told_day.is_(None), _of.told_day <= news.value.observation.day),
        or_(_of.told_at.is_(None), _of.told_at <= now - REST),
    )
    return and_(subscribers.c.status == Status.ACTIVE, follows_it)
