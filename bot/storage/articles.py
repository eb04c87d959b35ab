"""The port `Articles`: what was read, with its figures, in the current and in former revisions."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, false, func, literal, select, true, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.article_rows import article_of, figure_of
from bot.storage.batches import batches
from bot.storage.folding import fold
from bot.storage.tables import article_rubrics, article_words, articles, entries, figures, revisions
from bot.storage.transactions import Transactions
from digests.model import Article, Figure, FigureRef, Locale, SeenEntry, StatedFigure, Window

ARTICLE = [column for column in articles.c if column.name != "revision"]
REVISION = [column for column in revisions.c if column.name != "article_id"]
# An article has a language too, and a figure keeps its own.
FIGURE = [
    *(column for column in figures.c if column.name not in {"article_id", "revision", "search", "lang"}),
    figures.c.lang.label("figure_lang"),
]
STATED = [*ARTICLE, articles.c.revision.label("current"), *REVISION, *FIGURE]

RECENT = 3_000
"""Publications, the newest, in which the latest figures are looked for: those of some days in a busy newsroom."""
_RARE = 1_000
"""Articles that a beginning of a word leads to: so many are sorted by date in a few milliseconds."""
_LAST_CHARACTER = "\U0010ffff"

_is_current = and_(revisions.c.article_id == articles.c.id, revisions.c.revision == articles.c.revision)
_is_of_current = and_(figures.c.article_id == articles.c.id, figures.c.revision == articles.c.revision)
_is_stated = and_(figures.c.article_id == revisions.c.article_id, figures.c.revision == revisions.c.revision)


class ArticleStore:
    """Articles in the database."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def seen(self, source_id: str, keys: Collection[str]) -> Mapping[str, SeenEntry]:
        """What is remembered of the entries with these keys, by key."""
        found: dict[str, SeenEntry] = {}
        async with self._transactions.read() as connection:
            for batch in batches(keys):
                statement = select(entries).where(entries.c.source_id == source_id, entries.c.key.in_(batch))
                for row in await connection.execute(statement):
                    found[row.key] = SeenEntry(row.key, row.entry_hash, row.article_id, row.attempts)
        return found

    async def with_text(self, source_id: str, hashes: Collection[str]) -> Mapping[str, str]:
        """Ids of the source's articles by text hash, former texts included; of two with one text the older."""
        found: dict[str, str] = {}
        async with self._transactions.read() as connection:
            for batch in batches(hashes):
                statement = (
                    select(revisions.c.text_hash, articles.c.id)
                    .join_from(revisions, articles)
                    .where(articles.c.source_id == source_id, revisions.c.text_hash.in_(batch))
                    .order_by(articles.c.collected.desc(), articles.c.id)
                )
                found |= {row.text_hash: row.id for row in await connection.execute(statement)}
        return found

    async def get(self, ids: Collection[str]) -> Mapping[str, Article]:
        """The current revisions of these articles, by id."""
        async with self._transactions.read() as connection:
            return await load_current(connection, ids)

    async def between(self, window: Window, rubrics: Collection[str] | None = None) -> tuple[Article, ...]:
        """Current revisions listed in the window with at least one of the rubrics (None: all), earliest first."""
        wanted = select(articles.c.id).where(articles.c.listed > window.start, articles.c.listed <= window.end)
        if rubrics is not None:
            wanted = wanted.where(_has_rubric(rubrics))
        async with self._transactions.read() as connection:
            return tuple(await _load(connection, wanted))

    async def latest_figures(
        self,
        rubrics: Collection[str],
        *,
        until: datetime,
        limit: int,
        langs: Collection[Locale] = tuple(Locale),
        words: Sequence[str] = (),
    ) -> tuple[StatedFigure, ...]:
        """Headline figures of current revisions, newest first, best first within an article.

        Without words only the newest publications are looked at: where they tell too few, all of the past would be.
        """
        is_recent = true() if words else articles.c.listed >= _begin_of_recent(until)
        statement = (
            select(*STATED)
            .join_from(articles, revisions, _is_current)
            .join(figures, _is_stated)
            .where(figures.c.headline_rank.is_not(None), articles.c.listed <= until, is_recent, _has_rubric(rubrics))
            .where(figures.c.lang.in_(sorted(langs)), *(_has_word(word) for word in words))
            .order_by(articles.c.listed.desc(), articles.c.id, figures.c.headline_rank)
            .limit(limit)
        )
        async with self._transactions.read() as connection:
            return await _stated(connection, (await connection.execute(statement)).all())

    async def search(
        self, beginnings: Sequence[str], *, until: datetime, limit: int, offset: int = 0
    ) -> tuple[Article, ...]:
        """Current revisions listed up to `until`, newest first, that have a word with each of the beginnings."""
        folded = [word for beginning in beginnings for word in fold(beginning).split()]
        if not folded:
            return ()
        async with self._transactions.read() as connection:
            wanted = (
                select(articles.c.id)
                .where(articles.c.listed <= until, *await _words_met(connection, folded))
                .order_by(articles.c.listed.desc(), articles.c.id)
                .limit(limit)
                .offset(offset)
            )
            ids = (await connection.execute(wanted)).scalars().all()
            found = await _load(connection, select(articles.c.id).where(articles.c.id.in_(ids)))
        return tuple(sorted(found, key=lambda article: ids.index(article.id)))

    async def figures(self, refs: Sequence[FigureRef]) -> tuple[StatedFigure, ...]:
        """The figures at these places, in this order; those that are no longer kept are left out."""
        async with self._transactions.read() as connection:
            return await stated_at(connection, refs)


async def load_current(connection: AsyncConnection, ids: Collection[str]) -> dict[str, Article]:
    """The current revisions of these articles, by id."""
    found: dict[str, Article] = {}
    for batch in batches(ids):
        wanted = select(articles.c.id).where(articles.c.id.in_(batch))
        if (await connection.execute(wanted.limit(1))).first():  # what is asked for is mostly new
            found |= {article.id: article for article in await _load(connection, wanted)}
    return found


async def load_revisions(connection: AsyncConnection, places: Collection[tuple[str, int]]) -> list[Article]:
    """These revisions (article and number), with all their figures; without those that are not kept."""
    found: list[Article] = []
    for batch in batches(sorted(places)):
        rubrics = await _rubrics(connection, select(articles.c.id).where(articles.c.id.in_([id_ for id_, _ in batch])))
        is_meant = tuple_(figures.c.article_id, figures.c.revision).in_(batch)
        of_articles = select(figures.c.article_id, figures.c.revision, *FIGURE).where(is_meant)
        stated: dict[tuple[str, int], list[Row[Any]]] = defaultdict(list)
        for row in await connection.execute(of_articles.order_by(figures.c.position)):
            stated[row.article_id, row.revision].append(row)
        statement = (
            select(*ARTICLE, *REVISION)
            .join_from(articles, revisions, revisions.c.article_id == articles.c.id)
            .where(tuple_(revisions.c.article_id, revisions.c.revision).in_(batch))
        )
        rows = (await connection.execute(statement)).all()
        found += [_with_figures(row, rubrics[row.id], stated[row.id, row.revision]) for row in rows]
    return found


async def stated_at(connection: AsyncConnection, refs: Sequence[FigureRef]) -> tuple[StatedFigure, ...]:
    """The figures at these places, in this order; without those that are not kept."""
    found: dict[FigureRef, StatedFigure] = {}
    place = tuple_(figures.c.article_id, figures.c.revision, figures.c.position)
    for batch in batches([(ref.article_id, ref.revision, ref.index) for ref in refs]):
        statement = (
            select(*STATED)
            .join_from(articles, revisions, revisions.c.article_id == articles.c.id)
            .join(figures, _is_stated)
            .where(place.in_(batch))
        )
        stated = await _stated(connection, (await connection.execute(statement)).all())
        found |= {figure.ref: figure for figure in stated}
    return tuple(found[ref] for ref in refs if ref in found)


def _begin_of_recent(until: datetime) -> ColumnElement[Any]:
    """When the first of the newest publications was listed; the begin of time where there are not so many."""
    oldest = (
        select(articles.c.listed)
        .where(articles.c.listed <= until)
        .order_by(articles.c.listed.desc())
        .limit(1)
        .offset(RECENT - 1)
    )
    return func.coalesce(oldest.scalar_subquery(), literal(datetime.min.replace(tzinfo=UTC), articles.c.listed.type))


def _has_rubric(rubrics: Collection[str]) -> ColumnElement[bool]:
    return exists().where(article_rubrics.c.article_id == articles.c.id, article_rubrics.c.rubric.in_(sorted(rubrics)))


def _has_word(beginning: str) -> ColumnElement[bool]:
    """Whether a word of the figure's sentence or title begins so; nothing has a word without letters and digits."""
    folded = fold(beginning)
    return figures.c.search.contains(folded, autoescape=True) if folded.strip() else false()


async def _words_met(connection: AsyncConnection, beginnings: Sequence[str]) -> list[ColumnElement[bool]]:
    """The conditions of a search: from a rare word to its articles, or, where all are common, from the newest on.

    Going along the newest ends soon where many articles have the words, along the rare word where few do.
    """
    sizes: dict[str, int] = {}
    for beginning in beginnings:
        some = select(article_words.c.article_id).where(_begins(beginning)).limit(_RARE + 1).subquery()
        sizes[beginning] = (await connection.execute(select(func.count()).select_from(some))).scalar_one()
    rarest = min(sizes, key=lambda beginning: sizes[beginning])
    met: list[ColumnElement[bool]] = [
        exists().where(article_words.c.article_id == articles.c.id, _begins(beginning))
        for beginning in sizes
        if beginning != rarest or sizes[rarest] > _RARE
    ]
    if sizes[rarest] <= _RARE:
        met.append(articles.c.id.in_(select(article_words.c.article_id).where(_begins(rarest))))
    return met


def _begins(beginning: str) -> ColumnElement[bool]:
    return (article_words.c.word >= beginning) & (article_words.c.word < beginning + _LAST_CHARACTER)


async def _load(connection: AsyncConnection, wanted: Select[str]) -> list[Article]:
    """The current revisions of the wanted articles, with all that belongs to them, earliest listed first."""
    rubrics = await _rubrics(connection, wanted)
    stated: dict[str, list[Row[Any]]] = defaultdict(list)
    of_articles = (
        select(figures.c.article_id, *FIGURE)
        .join_from(figures, articles, _is_of_current)
        .where(articles.c.id.in_(wanted))
        .order_by(figures.c.article_id, figures.c.position)
    )
    for row in await connection.execute(of_articles):
        stated[row.article_id].append(row)
    statement = (
        select(*ARTICLE, *REVISION)
        .join_from(articles, revisions, _is_current)
        .where(articles.c.id.in_(wanted))
        .order_by(articles.c.listed, articles.c.published, articles.c.id)
    )
    rows = (await connection.execute(statement)).all()
    return [_with_figures(row, rubrics[row.id], stated[row.id]) for row in rows]


def _with_figures(row: Row[Any], rubrics: Iterable[str], stated: Sequence[Row[Any]]) -> Article:
    ranked = sorted((found.headline_rank, found.position) for found in stated if found.headline_rank is not None)
    headline = tuple(position for _, position in ranked)
    return article_of(row, tuple(rubrics), tuple(map(figure_of, stated)), headline)


async def _rubrics(connection: AsyncConnection, wanted: Select[str]) -> defaultdict[str, list[str]]:
    statement = (
        select(article_rubrics.c.article_id, article_rubrics.c.rubric)
        .where(article_rubrics.c.article_id.in_(wanted))
        .order_by(article_rubrics.c.article_id, article_rubrics.c.position)
    )
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in await connection.execute(statement):
        found[row.article_id].append(row.rubric)
    return found


async def _stated(connection: AsyncConnection, rows: Sequence[Row[Any]]) -> tuple[StatedFigure, ...]:
    """The figures of rows that have the columns STATED, in their order."""
    ids = {row.id for row in rows}
    rubrics = await _rubrics(connection, select(articles.c.id).where(articles.c.id.in_(sorted(ids))))
    return tuple(_stated_figure(row, tuple(rubrics[row.id])) for row in rows)


def _stated_figure(row: Row[Any], rubrics: tuple[str, ...]) -> StatedFigure:
    figure: Figure = figure_of(row)
    headline = () if row.headline_rank is None else (0,)
    return StatedFigure(
        article=article_of(row, rubrics, (figure,), headline),
        figure=figure,
        ref=FigureRef(row.id, row.revision, row.position),
        is_current=row.revision == row.current,
    )
