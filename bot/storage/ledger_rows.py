"""Observations as rows, and back."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.batches import batches
from bot.storage.tables import observations
from digests.model import FigureRef, Observation, Period, Proof


def observation_row(one: Observation) -> dict[str, Any]:
    """The columns of `observations`."""
    return {
        "article_id": one.ref.article_id,
        "position": one.ref.index,
        "is_earlier": one.is_earlier,
        "revision": one.ref.revision,
        "series": one.series,
        "is_named": one.is_named,
        "unit": one.unit,
        "place": one.place,
        "value": one.value,
        "value_from": one.value_from,
        "kind": one.kind,
        "direction": one.direction,
        "qualifier": one.qualifier,
        "status": one.status,
        "period_start": one.period.start if one.period else None,
        "period_end": one.period.end if one.period else None,
        "partner": one.partner,
        "published": one.published,
        "first_seen": one.first_seen,
        "sentence_hash": one.sentence_hash,
    }


def observation_of(row: Row[Any]) -> Observation:
    """The observation of a row that has the columns of `observations`; a period open at both ends is none."""
    has_period = row.period_start is not None or row.period_end is not None
    return Observation(
        series=row.series,
        unit=row.unit,
        value=row.value,
        kind=row.kind,
        ref=FigureRef(row.article_id, row.revision, row.position),
        published=row.published,
        first_seen=row.first_seen,
        sentence_hash=row.sentence_hash,
        value_from=row.value_from,
        direction=row.direction,
        qualifier=row.qualifier,
        period=Period(row.period_start, row.period_end) if has_period else None,
        place=row.place,
        status=row.status,
        is_earlier=row.is_earlier,
        partner=row.partner,
    )


def proof_of(row: Row[Any]) -> Proof:
    """The proof of a row that also has what `ledger.PROOF` selects."""
    return Proof(
        observation=observation_of(row),
        outlet=row.outlet,
        url=row.url,
        title=row.title,
        sentence=row.sentence,
        surface=row.surface,
        lang=row.lang,
        counted=row.counted,
        state_order=row.state_order,
    )


async def known_observations(connection: AsyncConnection, ids: Collection[str]) -> list[Observation]:
    """What is kept of these articles."""
    known: list[Observation] = []
    for batch in batches(ids):
        statement = select(observations).where(observations.c.article_id.in_(batch))
        known += map(observation_of, (await connection.execute(statement)).all())
    return known
