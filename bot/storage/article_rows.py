"""Articles and figures as rows, and back."""

from typing import Any

from sqlalchemy import Row

from bot.storage.folding import fold, words
from digests.model import Article, Figure, FigureStatus, Period


def article_row(article: Article) -> dict[str, Any]:
    """What is the same in all revisions, and which one is current."""
    return {
        "id": article.id,
        "source_id": article.source_id,
        "outlet": article.outlet,
        "url": article.url,
        "lang": article.lang,
        "author": article.author,
        "state_order": article.state_order,
        "published": article.published,
        "collected": article.collected,
        "listed": article.listed,
        "revision": article.revision,
    }


def revision_row(article: Article) -> dict[str, Any]:
    """What the outlet may change."""
    return {
        "article_id": article.id,
        "revision": article.revision,
        "title": article.title,
        "text": article.text,
        "text_hash": article.text_hash,
        "revised": article.revised,
    }


def rubric_rows(article: Article) -> list[dict[str, Any]]:
    """Its rubrics in their order."""
    return [
        {"article_id": article.id, "rubric": rubric, "position": position}
        for position, rubric in enumerate(dict.fromkeys(article.rubrics))
    ]


def word_rows(article: Article) -> list[dict[str, Any]]:
    """The words that a search finds it by: of its title and of the sentences of its headline figures."""
    spans = dict.fromkeys(article.figures[index].sentence for index in article.headline)
    texts = [article.title, *(article.text[start:end] for start, end in spans)]
    return [{"word": word, "article_id": article.id} for word in sorted(words(*texts))]


def figure_rows(article: Article) -> list[dict[str, Any]]:
    """Its figures; those of the headline with what they are searched by."""
    ranks = {index: rank for rank, index in enumerate(article.headline)}
    return [_figure_row(article, index, ranks.get(index)) for index in range(len(article.figures))]


def _figure_row(article: Article, index: int, rank: int | None) -> dict[str, Any]:
    figure = article.figures[index]
    start, end = figure.sentence
    return {
        "article_id": article.id,
        "revision": article.revision,
        "position": index,
        "headline_rank": rank,
        "search": None if rank is None else fold(f"{article.text[start:end]} {article.title}"),
        "span_start": figure.start,
        "span_end": figure.end,
        "surface": figure.surface,
        "value": figure.value,
        "value_from": figure.value_from,
        "kind": figure.kind,
        "unit": figure.unit,
        "lang": figure.lang,
        "direction": figure.direction,
        "qualifier": figure.qualifier,
        "sentence_start": start,
        "sentence_end": end,
        "counted": figure.counted,
        "counted_start": figure.counted_start,
        "counted_end": figure.counted_end,
        "counted_head": figure.counted_head,
        "period_start": figure.period.start if figure.period else None,
        "period_end": figure.period.end if figure.period else None,
        "status": figure.status,
        "place": figure.place,
        "partner_start": figure.partner[0] if figure.partner else None,
        "partner_end": figure.partner[1] if figure.partner else None,
    }


def figure_of(row: Row[Any]) -> Figure:
    """The figure that a row of `figures` holds; a period that is open at both ends says nothing and is None."""
    has_period = row.period_start is not None or row.period_end is not None
    return Figure(
        start=row.span_start,
        end=row.span_end,
        surface=row.surface,
        value=row.value,
        kind=row.kind,
        unit=row.unit,
        lang=row.figure_lang,
        sentence=(row.sentence_start, row.sentence_end),
        value_from=row.value_from,
        direction=row.direction,
        qualifier=row.qualifier,
        counted=row.counted,
        counted_start=row.counted_start,
        counted_end=row.counted_end,
        counted_head=row.counted_head,
        period=Period(row.period_start, row.period_end) if has_period else None,
        status=row.status or FigureStatus.FACT,
        place=row.place,
        partner=None if row.partner_start is None else (row.partner_start, row.partner_end),
    )


def article_of(
    row: Row[Any], rubrics: tuple[str, ...], figures: tuple[Figure, ...], headline: tuple[int, ...]
) -> Article:
    """The article of a row that has the columns of `articles` and of one of its revisions."""
    return Article(
        id=row.id,
        source_id=row.source_id,
        outlet=row.outlet,
        url=row.url,
        title=row.title,
        text=row.text,
        lang=row.lang,
        published=row.published,
        collected=row.collected,
        listed=row.listed,
        text_hash=row.text_hash,
        author=row.author,
        rubrics=rubrics,
        state_order=row.state_order,
        revision=row.revision,
        revised=row.revised,
        figures=figures,
        headline=headline,
    )
