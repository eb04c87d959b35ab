"""A ledger of a million observations over two hundred thousand articles: years of a whole country's news."""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any

from sqlalchemy import Table, insert

from bot.storage import Database
from bot.storage.folding import fold, words
from bot.storage.tables import article_rubrics, article_words, articles, figures, observations, revisions, sources
from digests.lang.places import REGIONS
from digests.model import FigureStatus, Kind, Locale, Metric, Qualifier, Rubric, SourceKind

FIGURES_EACH = 5
YEARS = 4
AT_ONCE = 20_000
"""Articles a transaction."""
NOUNS = ("гранта", "заявки", "волонтёра", "проекта", "организации", "петиции", "совета", "приюта")
Row = dict[str, Any]


async def fill(
    database: Database, metrics: Sequence[Metric], rubrics: Sequence[Rubric], now: datetime, *, count: int
) -> None:
    """So many articles with five figures each, up to `now`; the schema is there already."""
    chance = random.Random(1)  # noqa: S311
    source: Row = {"id": "s", "kind": SourceKind.FEED, "url": "https://a.example", "name": "Вестник", "rubrics": ()}
    source |= {"verified": True, "position": 0, "is_listed": True, "next_check_at": now, "failures": 0}
    made = (_article(number, count, metrics, rubrics, now, chance) for number in range(count))
    async with database.engines.writer.begin() as connection:
        await connection.execute(insert(sources), source)
    while batch := list(islice(made, AT_ONCE)):
        async with database.engines.writer.begin() as connection:
            for table in (articles, revisions, article_rubrics, article_words, figures, observations):
                await connection.execute(insert(table), [row for one in batch for row in one[table]])


def _article(  # noqa: PLR0917
    number: int, count: int, metrics: Sequence[Metric], rubrics: Sequence[Rubric], now: datetime, chance: random.Random
) -> dict[Table, list[Row]]:
    id_, published = f"{number:016x}", now - timedelta(days=365 * YEARS) * (count - number) / count
    title = f"В области получили {number % 997} {chance.choice(NOUNS)}, новость {number}"
    sentences = [f"Число {place} составило {1000 * place + number % 991}." for place in range(FIGURES_EACH)]
    text = " ".join(sentences)
    rows: dict[Table, list[Row]] = {figures: [], observations: []}
    for position, sentence in enumerate(sentences):
        start = text.index(sentence)
        said = _said(id_, position, start, sentence, title)
        rows[figures].append(said)
        rows[observations].append(_observed(said, chance.choice(metrics), published, chance))
    rows[articles] = [
        {"id": id_, "source_id": "s", "outlet": "Вестник", "url": f"https://a.example/{number}", "lang": Locale.RU}
        | {"state_order": False, "published": published, "collected": published, "listed": published, "revision": 1}
    ]
    rows[revisions] = [{"article_id": id_, "revision": 1, "title": title, "text": text, "text_hash": id_}]
    rows[article_rubrics] = [{"article_id": id_, "rubric": chance.choice(rubrics).key, "position": 0}]
    rows[article_words] = [{"word": word, "article_id": id_} for word in words(title)]
    return rows


def _said(id_: str, position: int, start: int, sentence: str, title: str) -> Row:
    surface = sentence.rsplit(" ", 1)[1].rstrip(".")
    at = start + sentence.index(surface)
    return {
        "article_id": id_,
        "revision": 1,
        "position": position,
        "headline_rank": position if position < 2 else None,
        "search": fold(f"{sentence} {title}") if position < 2 else None,
        "span_start": at,
        "span_end": at + len(surface),
        "surface": surface,
        "value": Decimal(surface),
        "kind": Kind.LEVEL,
        "unit": "count",
        "lang": Locale.RU,
        "qualifier": Qualifier.EXACT,
        "sentence_start": start,
        "sentence_end": start + len(sentence),
        "status": FigureStatus.FACT,
    }


def _observed(said: Row, metric: Metric, published: datetime, chance: random.Random) -> Row:
    return {
        "article_id": said["article_id"],
        "position": said["position"],
        "is_earlier": False,
        "revision": 1,
        "series": metric.key,
        "is_named": True,
        "unit": "count",
        "place": chance.choice((None, *islice(_places(), 20))),
        "value": said["value"],
        "kind": Kind.LEVEL,
        "qualifier": Qualifier.EXACT,
        "status": FigureStatus.FACT,
        "published": published,
        "first_seen": published,
        "sentence_hash": said["article_id"],
    }


def _places() -> Iterator[str]:
    yield from REGIONS
