"""The buttons under figures, charts and what was found."""

from collections.abc import Sequence

from digests.charts import Chart
from digests.desk.search import SearchPage
from digests.latest import FiguresPage
from digests.metrics import MetricCard, MetricsPage
from digests.model.follows import Follow, News
from templates.actions.codes import metric_code, place_code
from templates.actions.figures import (
    OpenFollows,
    SetFollow,
    ShowChart,
    ShowEvidence,
    ShowFigure,
    ShowMetric,
    StatsPage,
    StopFollow,
    TurnSearch,
)
from templates.keyboards.parts import Keyboard, button, in_pairs, in_rows, paging, short
from templates.language import Language
from templates.places import brief_place_name

PLACES_OFFERED = 6


def search(language: Language, page: SearchPage, *, words: str) -> Keyboard:
    """The sentence behind each figure, and the pages around this one."""
    shown = [
        button(f"🔎 {place}", ShowFigure(ref.article_id, ref.revision, ref.index))
        for place, found in enumerate(page.found, 1)
        if found.headline and (ref := found.headline.ref)
    ]
    pages = paging(
        language,
        earlier=TurnSearch(page.number - 1, words) if page.number > 0 else None,
        later=TurnSearch(page.number + 1, words) if page.has_more else None,
    )
    return (*in_rows(shown, 5), *pages)


def stats(language: Language, page: FiguresPage, *, words: str) -> Keyboard:
    """A button a figure, and the pages around this one; `words` as `fitting_words` leaves them."""
    shown = [
        button(f"🔎 {place}", ShowFigure(stated.ref.article_id, stated.ref.revision, stated.ref.index))
        for place, stated in enumerate(page.figures, 1)
    ]
    return (*in_rows(shown, 5), *_stats_pages(language, page, words))


def metrics(language: Language, page: MetricsPage, *, words: str, follows_some: bool) -> Keyboard:
    """A button a metric, and the pages around this one."""
    shown = [
        button(
            short(f"{number}. {told.metric.name[language.locale]}"),
            ShowMetric(metric_code(told.metric.key), place_code(told.value.observation.place), page.number, words),
        )
        for number, told in enumerate(page.shown, 1)
    ]
    mine = ((button("🔔 " + language.word("What I follow"), OpenFollows(False)),),) if follows_some else ()
    return (*in_pairs(shown), *mine, *_stats_pages(language, page, words))


def metric(language: Language, card: MetricCard, *, page: int, words: str, is_followed: bool) -> Keyboard:
    """The same metric at other places, and the way back to /stats."""
    code = metric_code(card.metric.key)
    places = [
        button(
            short(brief_place_name(place, language.locale)) if place else language.word("No place named"),
            ShowMetric(code, place_code(place), page, words),
        )
        for place in card.places[:PLACES_OFFERED]
    ]
    _ = language.word
    here = place_code(card.place)
    chart = (button("📈 " + _("Chart"), ShowChart(code, here)),) if card.has_chart else ()
    label = "🔕 " + _("Unfollow") if is_followed else "🔔 " + _("Follow")
    return (
        (*chart, button(label, SetFollow(code, here, not is_followed, page, words))),
        *in_pairs(places),
        (button("‹ " + language.word("Back"), StatsPage(page, words)),),
    )


def chart(language: Language, shown: Chart) -> Keyboard:
    """From a picture to all that is told of its metric."""
    card = ShowMetric(metric_code(shown.metric.key), place_code(shown.place), 0, "")
    return ((button("📊 " + language.word("All values"), card),),)


def charts(language: Language, offered: Sequence[Chart]) -> Keyboard:
    """A button a chart, with its number in the text."""
    return in_pairs(
        [
            button(
                short(f"{number}. {one.metric.name[language.locale]}"),
                ShowChart(metric_code(one.metric.key), place_code(one.place)),
            )
            for number, one in enumerate(offered, 1)
        ]
    )


def news(language: Language, told: News, mailing: str) -> Keyboard:
    """Behind a new value: its sentence, its chart, and the way to stop."""
    _ = language.word
    code, place = metric_code(told.metric.key), place_code(told.value.observation.place)
    chart = (button("📈 " + _("Chart"), ShowChart(code, place)),) if told.before else ()
    return (
        (button("🔎 " + _("Check the figures"), ShowEvidence(mailing)),),
        (*chart, button("🔔 " + _("What I follow"), OpenFollows(True))),
    )


def follows(language: Language, followed: Sequence[Follow]) -> Keyboard:
    """A number each, and the way back to /stats."""
    stops = [
        button(f"✖️ {number}", StopFollow(metric_code(one.series), place_code(one.place)))
        for number, one in enumerate(followed, 1)
    ]
    return (*in_rows(stops, 5), (button("📊 " + language.word("Latest values"), StatsPage(0, "")),))


def _stats_pages(language: Language, page: FiguresPage | MetricsPage, words: str) -> Keyboard:
    return paging(
        language,
        earlier=StatsPage(page.number - 1, words) if page.number > 0 else None,
        later=StatsPage(page.number + 1, words) if page.has_more else None,
    )
