"""The figures of an article become observations: each is placed on a series, so that articles can be compared."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from digests.ledger.match import metric_of, partner_of
from digests.model import Article, Figure, Kind, Metric, Observation, Period, short_key

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DIGITS = re.compile(r"\d")


class _Periods(NamedTuple):
    earlier: Period | None
    later: Period | None


@dataclass(frozen=True, slots=True)
class _Seen:
    article: Article
    metrics: Sequence[Metric]


def observe(article: Article, metrics: Sequence[Metric]) -> tuple[Observation, ...]:
    """What the figures of the article say, in their order; a transition gives two, the earlier value first.

    A figure is left out only where neither a metric nor a counted noun says what it measures; it stays a figure of the
    article.
    """
    seen = _Seen(article, metrics)
    return tuple(one for index in range(len(article.figures)) for one in _observations(seen, index))


def observe_all(articles: Iterable[Article], metrics: Sequence[Metric]) -> tuple[Observation, ...]:
    """What the figures of all these articles say, one article after the other."""
    return tuple(one for article in articles for one in observe(article, metrics))


def keep_first_seen(new: Iterable[Observation], known: Iterable[Observation]) -> tuple[Observation, ...]:
    """The observations of a new revision; what an earlier revision stated in the same sentence is as old as there."""
    ages = {_statement(one): one.first_seen for one in sorted(known, key=lambda one: one.first_seen, reverse=True)}
    return tuple(replace(one, first_seen=min(one.first_seen, ages.get(_statement(one), one.first_seen))) for one in new)


def _statement(one: Observation) -> tuple[object, ...]:
    return one.ref.article_id, one.series, one.unit, one.value, one.is_earlier, one.sentence_hash


def _observations(seen: _Seen, index: int) -> Iterator[Observation]:
    figures = seen.article.figures
    figure = figures[index]
    series = _series_of(seen, index)
    if series is None:
        return
    placed = _placed(seen.article, index, series)
    if figure.kind is Kind.TRANSITION and figure.value_from is not None:
        periods = _periods(figure, seen.article.text)
        yield replace(placed, value=figure.value_from, period=periods.earlier, is_earlier=True)
        yield replace(placed, period=periods.later)
    else:
        yield replace(placed, value_from=figure.value_from)


def _series_of(seen: _Seen, index: int) -> str | None:
    figures = seen.article.figures
    metric = metric_of(seen.article.text, figures, index, seen.metrics)
    if metric:
        return metric.key
    partner = partner_of(figures, figures[index])
    head = figures[index].counted_head or (partner.counted_head if partner else None)
    return f"{figures[index].lang}:{head.lower()}" if head else None


def _placed(article: Article, index: int, series: str) -> Observation:
    figure = article.figures[index]
    partner = partner_of(article.figures, figure)
    return Observation(
        series=series,
        unit=figure.unit,
        value=figure.value,
        kind=figure.kind,
        ref=article.ref(index),
        published=article.published,
        first_seen=article.revised or article.collected,
        sentence_hash=sentence_hash(article.text[slice(*figure.sentence)]),
        direction=figure.direction,
        qualifier=figure.qualifier,
        period=figure.period,
        place=figure.place,
        status=figure.status,
        partner=article.figures.index(partner) if partner else None,
    )


def sentence_hash(sentence: str) -> str:
    """The same for the same words, however they are spaced."""
    return short_key(" ".join(sentence.split()))


def _periods(figure: Figure, text: str) -> _Periods:
    """When each end of a transition was true: by a year within it, or by the ends of the sentence's period.

    «с 44 % в 2024 году до 51 %»: the year belongs to the number before it.
    """
    years = [match for match in _YEAR.finditer(figure.surface) if int(match.group()) != figure.value]
    if years:
        behind = _DIGITS.search(figure.surface, years[0].end())
        own = _year(int(years[0].group()))
        later = _year(int(years[1].group())) if len(years) > 1 else _year_behind(text, figure)
        return _Periods(own, later) if behind else _Periods(None, own)
    period = figure.period
    if period and period.start and period.end and period.start.year < period.end.year:
        return _Periods(_year(period.start.year), _year(period.end.year))
    return _Periods(None, period)


def _year_behind(text: str, figure: Figure) -> Period | None:
    """«… до 51 % в 2025 году»: a year right behind the transition is that of its end."""
    match = _YEAR.search(text, figure.end, min(figure.sentence[1], figure.end + 20))
    return _year(int(match.group())) if match else None


def _year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31))
