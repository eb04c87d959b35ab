"""The port `Ledger`: what the figures of current revisions say, with what proves it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, func, or_, select, tuple_, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.batches import batches
from bot.storage.ledger_rows import observation_of, proof_of
from bot.storage.tables import articles, figures, observations, revisions
from bot.storage.transactions import Transactions
from digests.ledger import conflicts
from digests.ledger.conflicts import SAME_TIME
from digests.model import FigureRef, FigureStatus, Kind, Observation, Proof

KEYS_AT_ONCE = 200  # two selects each: SQLite joins at most 500
CONTESTED_AT_MOST = 3_000
CHANGES = (Kind.CHANGE, Kind.MULTIPLE)

_at = observations.c
# Written out, not a parameter: SQLite uses the index of plans only where it sees that the words are the same.
PLAN = bindparam("plan", FigureStatus.PLAN, _at.status.type, literal_execute=True)
_key_columns = (_at.article_id, _at.position, _at.is_earlier)
_key = tuple_(*_key_columns)
_newest_first = (_at.published.desc(), _at.article_id, _at.position, _at.is_earlier)
# A text is long and its sentence short: the database cuts it out, by characters as Python does.
_sentence = func.substr(
    revisions.c.text, figures.c.sentence_start + 1, figures.c.sentence_end - figures.c.sentence_start
).label("sentence")
PROOF = (
    *observations.c,
    articles.c.outlet,
    articles.c.url,
    articles.c.lang,
    articles.c.state_order,
    revisions.c.title,
    figures.c.surface,
    figures.c.counted,
    _sentence,
)
_is_of_figure = and_(
    figures.c.article_id == _at.article_id, figures.c.revision == _at.revision, figures.c.position == _at.position
)
_is_of_revision = and_(revisions.c.article_id == _at.article_id, revisions.c.revision == _at.revision)


class LedgerStore:
    """The ledger in the database."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def latest(self, keys: Sequence[str], *, until: datetime, limit: int, offset: int = 0) -> tuple[Proof, ...]:
        """Of each series the fact published last, else the plan; two looks into an index, however many there are."""
        found: list[Proof] = []
        async with self._transactions.read() as connection:
            for batch in batches(keys, KEYS_AT_ONCE):
                asked = {f"key{number}": key for number, key in enumerate(batch)}
                found += await _proofs(connection, _newest_of(len(batch)), {"until": until, **asked})
        # A plan says nothing of how things stand, unless nothing else does.
        facts = {proof.observation.series for proof in found if proof.observation.status is not FigureStatus.PLAN}
        told = [
            one
            for one in found
            if one.observation.series not in facts or one.observation.status is not FigureStatus.PLAN
        ]
        told.sort(key=lambda proof: (proof.observation.published, proof.observation.series), reverse=True)
        return tuple(told[offset : offset + limit])

    async def series(self, key: str, place: str | None = None, *, limit: int = 1000) -> tuple[Proof, ...]:
        """The newest observations of a series at one place."""
        async with self._transactions.read() as connection:
            values = {"key": key, "place": place, "most": limit}
            return tuple(await _proofs(connection, _series_at(is_placed=place is not None), values))

    async def places(self, key: str) -> Mapping[str | None, int]:
        """How many observations a series has at each place."""
        statement = select(_at.place, func.count().label("told")).where(_at.series == key).group_by(_at.place)
        async with self._transactions.read() as connection:
            return {row.place: row.told for row in await connection.execute(statement)}

    async def placed(self, refs: Collection[FigureRef], keys: Collection[str]) -> frozenset[FigureRef]:
        """Those of these figures that stand on one of these series."""
        found: set[FigureRef] = set()
        statement = select(_at.article_id, _at.revision, _at.position, _at.series)
        async with self._transactions.read() as connection:
            # By article: asked for pairs of article and position, SQLite would look at every observation.
            for batch in batches([ref.article_id for ref in refs]):
                rows = await connection.execute(statement.where(_at.article_id.in_(batch)))
                found |= {FigureRef(*row[:3]) for row in rows if row.series in keys}
        return frozenset(found.intersection(refs))

    async def stated(self, refs: Collection[FigureRef]) -> tuple[Proof, ...]:
        """What these figures say, in no particular order."""
        found: list[Proof] = []
        async with self._transactions.read() as connection:
            for batch in batches([ref.article_id for ref in refs]):
                found += await _proofs(connection, _proven().where(_at.article_id.in_(batch), ~_at.is_earlier))
        return tuple(proof for proof in found if proof.observation.ref in refs)

    async def conflicts(self, since: datetime) -> tuple[tuple[Proof, Proof], ...]:
        """Pairs in conflict with a side first seen later than `since`; their proofs are read at last."""
        is_new = and_(_at.first_seen > since, _at.is_named)
        async with self._transactions.read() as connection:
            told = await _contested(connection, is_new)
            around = [one for batch in batches(told, 100) for one in await _contested(connection, _may_conflict(batch))]
            pairs = [(conflict.first, conflict.second) for conflict in conflicts(around, since=since)]
            proofs = await _proofs_of(connection, [one for pair in pairs for one in pair])
        return tuple((proofs[first], proofs[second]) for first, second in pairs)

    async def after(self, last: Observation | None, limit: int) -> tuple[Proof, ...]:
        """The next piece of the whole ledger."""
        statement = _proven().order_by(*_key_columns).limit(limit)
        if last is not None:
            statement = statement.where(_key > tuple_(*_place_of(last)))
        async with self._transactions.read() as connection:
            return tuple(await _proofs(connection, statement))


@cache
def _series_at(*, is_placed: bool) -> Select[Any]:
    """The proofs of the series `key` at the `place`, or at none, the newest `most`."""
    place = _at.place == bindparam("place") if is_placed else _at.place.is_(None)
    of_series = _proven().where(_at.series == bindparam("key"), place)
    return of_series.order_by(*_newest_first).limit(bindparam("most", type_=Integer))


@lru_cache(maxsize=32)
def _newest_of(count: int) -> Select[Any]:
    """The newest fact and plan of each of so many series (`key0` …): to put it together takes as long as to ask it."""
    looks = (_newest(f"key{number}", is_plan=is_plan) for number in range(count) for is_plan in (False, True))
    newest = union_all(*looks).subquery("newest")
    # A join: asked whether its key is among the newest, SQLite would look at every observation.
    return _proven().join(newest, and_(*(newest.c[column.name] == column for column in _key_columns)))


def _newest(name: str, *, is_plan: bool) -> Select[Any]:
    is_meant = _at.status == PLAN if is_plan else _at.status != PLAN
    key, until = bindparam(name, type_=_at.series.type), bindparam("until", type_=_at.published.type)
    newest = (
        select(*_key_columns)
        .where(_at.series == key, _at.published <= until, is_meant, ~_at.is_earlier, _at.kind.not_in(CHANGES))
        .order_by(_at.published.desc(), _at.article_id, _at.position)
        .limit(1)
        .subquery()
    )
    return select(newest)


async def _contested(connection: AsyncConnection, condition: ColumnElement[bool]) -> list[Observation]:
    statement = select(observations).where(condition).order_by(_at.first_seen.desc()).limit(CONTESTED_AT_MOST)
    return [observation_of(row) for row in await connection.execute(statement)]


def _may_conflict(told: Sequence[Observation]) -> ColumnElement[bool]:
    """Whether a row is of the same series, and of the same period or, without one, of about the same days."""
    dated = {(one.series, one.period) for one in told if one.period}
    undated = {(one.series, one.published) for one in told if not one.period}
    return and_(
        _at.is_named,
        or_(
            *(
                and_(
                    _at.series == series,
                    _is(_at.period_start, period.start),
                    _is(_at.period_end, period.end),
                )
                for series, period in dated
            ),
            *(
                and_(
                    _at.series == series,
                    _at.period_start.is_(None),
                    _at.period_end.is_(None),
                    _at.published.between(published - 2 * SAME_TIME, published + 2 * SAME_TIME),
                )
                for series, published in undated
            ),
        ),
    )


def _is(column: ColumnElement[Any], value: Any) -> ColumnElement[bool]:
    """Postgres finds no row by an index where it is asked IS NOT DISTINCT FROM."""
    return column.is_(None) if value is None else column == value


def _place_of(one: Observation) -> tuple[str, int, bool]:
    return one.ref.article_id, one.ref.index, one.is_earlier


def _proven() -> Select[Any]:
    return (
        select(*PROOF)
        .join_from(observations, figures, _is_of_figure)
        .join(revisions, _is_of_revision)
        .join(articles, articles.c.id == _at.article_id)
    )


async def _proofs(
    connection: AsyncConnection, statement: Select[Any], values: Mapping[str, Any] | None = None
) -> list[Proof]:
    return [proof_of(row) for row in await connection.execute(statement, values)]


async def _proofs_of(connection: AsyncConnection, wanted: Sequence[Observation]) -> Mapping[Observation, Proof]:
    found: dict[Observation, Proof] = {}
    for batch in batches([_place_of(one) for one in wanted]):
        found |= {proof.observation: proof for proof in await _proofs(connection, _proven().where(_key.in_(batch)))}
    return found
