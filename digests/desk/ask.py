"""What people ask the newsroom: a digest now, the latest figures, the sentences behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from digests.charts import Chart, chart_by_place, chart_over_time
from digests.compose import compose, stated_figures, told_stories
from digests.desk.marking import marked
from digests.evidence import EvidencePage, page_from, quotes, with_corrections, with_flags
from digests.latest import FiguresPage, chosen, page_of
from digests.ledger import find
from digests.metrics import MetricCard, MetricsPage, MetricValue, card_of, told_last, wanted
from digests.model import (
    Article,
    Choice,
    Digest,
    FigureRef,
    Locale,
    Mailing,
    MailingKind,
    Metric,
    Proof,
    Rubric,
    ToldStory,
    Window,
)
from digests.ports import Articles, Corrections, Ledger, Mailings, Offload, RenderCorrections
from digests.stories import SPAN, group, still_news

METRICS_A_PAGE = 5
STATEMENTS_A_CARD = 200
STATEMENTS_A_CHANGE = 40
"""Of a metric at a place, the newest: the value before is among them unless many articles repeat one value."""
VALUES_A_CARD = 6
ARTICLES_LOOKED_AT = 8
CHARTS_A_MAILING = 8
FIGURES_A_PAGE = 5
FIGURES_LOOKED_AT = 100
"""The newest, of each side: in the reader's language and in the others; older ones a search for words finds."""
WANTED_FOR = timedelta(days=1)


async def digest_now(
    articles: Articles,
    mailings: Mailings,
    corrections: Corrections,
    render: RenderCorrections,
    offload: Offload,
    *,
    rubrics: Sequence[Rubric],
    choice: Choice,
    window: Window,
    only_news: bool = False,
) -> Mailing | None:
    """The digest of the window, kept for its evidence; None when there is nothing to tell.

    With `only_news` what was listed before the window counts as told, and a story that began then is told only as far
    as it brings a new figure.
    """
    found = await articles.between(Window(window.start - SPAN, window.end) if only_news else window, choice.rubrics)
    digest = await offload(_compose, found, choice, window, rubrics)
    if digest.is_empty:
        return None
    mailing = Mailing(
        key=digest.key,
        kind=MailingKind.DIGEST,
        bubbles=render.digest(digest),
        created_at=window.end,
        expires_at=window.end + WANTED_FOR,
        evidence=stated_figures(digest),
        stories=told_stories(digest),
        locale=choice.locale,
        refused=digest.refused,
    )
    mailing = await marked(mailing, articles, corrections, render, offload)
    await mailings.keep(mailing)
    return mailing


def _compose(found: Sequence[Article], choice: Choice, window: Window, rubrics: Sequence[Rubric]) -> Digest:
    return compose(tuple(still_news(group(found), window)), choice, window, rubrics=rubrics)


async def stats_page(
    articles: Articles,
    ledger: Ledger,
    metrics: Sequence[Metric],
    rubrics: Sequence[str],
    *,
    words: Sequence[str],
    locale: Locale,
    now: datetime,
    page: int,
) -> MetricsPage | FiguresPage:
    """A page (from 0) of what is known: metrics with their latest values first, then figures that none of them tells.

    Of the rubrics; with words: the metrics that they mean, of any rubric, and figures with all the words.
    """
    asked = {metric.key: metric for metric in wanted(metrics, rubrics, words, locale)}
    told = await ledger.latest(tuple(asked), until=now, limit=len(asked))
    if words:
        told = tuple(sorted(told, key=lambda proof: list(asked).index(proof.observation.series)))
    pages = -(-len(told) // METRICS_A_PAGE)
    figures = FiguresPage()
    # A search looks through all figures of the past: only when somebody turns to the page behind its metrics.
    if page >= pages or (page + 1 == pages and not words):
        known = [proof.observation.series for proof in told]
        figures = await latest(
            articles, ledger, rubrics, known=known, words=words, locale=locale, now=now, page=page - pages
        )
    if not told or (page >= pages and (words or figures.figures)):
        return replace(figures, number=figures.number + pages)
    number = min(max(page, 0), pages - 1)
    shown = told[number * METRICS_A_PAGE : (number + 1) * METRICS_A_PAGE]
    values = [await _told_last(ledger, asked[proof.observation.series], proof, now) for proof in shown]
    return MetricsPage(tuple(values), number, has_more=bool(words or number + 1 < pages or figures.figures))


async def latest_values(
    ledger: Ledger,
    metrics: Sequence[Metric],
    now: datetime,
    *,
    words: Sequence[str] = (),
    locale: Locale | None = None,
) -> tuple[MetricValue, ...]:
    """Of each metric that has a value the one told last, in the order of the file; with words: of those they mean."""
    asked = {metric.key: metric for metric in (find(metrics, words, locale) if words else metrics)}
    told = {one.observation.series: one for one in await ledger.latest(tuple(asked), until=now, limit=len(asked))}
    return tuple([await _told_last(ledger, metric, told[key], now) for key, metric in asked.items() if key in told])


async def _told_last(ledger: Ledger, metric: Metric, last: Proof, now: datetime) -> MetricValue:
    return told_last(metric, last, await _series(ledger, metric, last.observation.place, now, STATEMENTS_A_CHANGE))


async def metric_card(
    articles: Articles, ledger: Ledger, offload: Offload, metric: Metric, *, place: str | None, now: datetime
) -> MetricCard:
    """All that is told of a metric at a place."""
    proofs = await _series(ledger, metric, place, now, STATEMENTS_A_CARD)
    places = await ledger.places(metric.key)
    newest = list(dict.fromkeys(proof.observation.ref.article_id for proof in proofs))[:ARTICLES_LOOKED_AT]
    card = await offload(
        card_of, metric, place, proofs, articles=await articles.get(newest), places=places, most=VALUES_A_CARD
    )
    return replace(card, has_chart=await _chart(ledger, offload, metric, place, proofs, places, now) is not None)


async def metric_chart(
    ledger: Ledger, offload: Offload, metric: Metric, *, place: str | None, now: datetime
) -> Chart | None:
    """The values of a metric at a place along time, else its places side by side; None where there is but one value."""
    proofs = await _series(ledger, metric, place, now, STATEMENTS_A_CARD)
    return await _chart(ledger, offload, metric, place, proofs, await ledger.places(metric.key), now)


async def _chart(  # noqa: PLR0917 what is known already, in the order in which it was asked for
    ledger: Ledger,
    offload: Offload,
    metric: Metric,
    place: str | None,
    proofs: Sequence[Proof],
    places: Mapping[str | None, int],
    now: datetime,
) -> Chart | None:
    over_time = await offload(chart_over_time, metric, place, proofs)
    named = [place for place in places if place is not None]
    if over_time is not None or len(named) < 2:
        return over_time
    told = {one: await _series(ledger, metric, one, now, STATEMENTS_A_CHANGE) for one in named}
    return await offload(chart_by_place, metric, told)


async def charts_behind(  # noqa: PLR0917 the ports, in the order in which they are used
    ledger: Ledger, mailings: Mailings, offload: Offload, metrics: Sequence[Metric], key: str, now: datetime
) -> tuple[Chart, ...]:
    """What can be drawn of the metrics whose values a mailing tells, in its order."""
    mailing = await mailings.get(key)
    refs = mailing.evidence if mailing else ()
    named = {metric.key: metric for metric in metrics}
    told = sorted(await ledger.stated(refs), key=lambda proof: refs.index(proof.observation.ref))
    series = dict.fromkeys((one.observation.series, one.observation.place) for one in told)
    found: dict[tuple[str, str | None], Chart] = {}
    for series_key, place in series:
        if series_key in named and len(found) < CHARTS_A_MAILING:
            chart = await metric_chart(ledger, offload, named[series_key], place=place, now=now)
            if chart is not None:
                # A metric that is drawn place by place is drawn once, whichever of its places are told.
                found.setdefault((series_key, chart.place), chart)
    return tuple(found.values())


async def _series(ledger: Ledger, metric: Metric, place: str | None, now: datetime, most: int) -> tuple[Proof, ...]:
    told = await ledger.series(metric.key, place, limit=most)
    return tuple(proof for proof in told if proof.observation.published <= now)


async def latest(
    articles: Articles,
    ledger: Ledger,
    rubrics: Sequence[str],
    *,
    known: Sequence[str] = (),
    words: Sequence[str],
    locale: Locale,
    now: datetime,
    page: int,
) -> FiguresPage:
    """A page (from 0) of the latest headline figures with all the words in them, the reader's language first.

    `known` are keys of metrics that are told already: their figures are left out.
    """
    others = [other for other in Locale if other is not locale]
    found = [
        stated
        for langs in ([locale], others)
        for stated in await articles.latest_figures(
            rubrics, langs=langs, until=now, limit=FIGURES_LOOKED_AT, words=words
        )
    ]
    placed = await ledger.placed([stated.ref for stated in found], known) if known else frozenset()
    new = [stated for stated in found if stated.ref not in placed]
    return page_of(chosen(new, locale, now), page, FIGURES_A_PAGE)


async def evidence(
    articles: Articles,
    corrections: Corrections,
    offload: Offload,
    refs: Sequence[FigureRef],
    first: int = 0,
    *,
    stories: Sequence[ToldStory] = (),
) -> EvidencePage:
    """The sentences of figures from the n-th on (from 0), with what became of them and what does not fit in them.

    Figures that are no longer kept are left out.
    """
    page = page_from(quotes(await articles.figures(refs), stories), first)
    shown = [stated.ref for quote in page.quotes for stated in quote.figures]
    page = with_corrections(page, await corrections.of(shown))
    current = await articles.get({ref.article_id for ref in shown})
    return await offload(with_flags, page, current)


async def evidence_of(
    articles: Articles, corrections: Corrections, mailings: Mailings, offload: Offload, *, key: str, first: int
) -> EvidencePage:
    """The sentences behind a mailing; none when it is no longer kept."""
    mailing = await mailings.get(key)
    if mailing is None:
        return page_from((), first)
    return await evidence(articles, corrections, offload, mailing.evidence, first, stories=mailing.stories)
