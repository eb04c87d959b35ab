"""Metrics with fixed values for the approved screens: a page of them, and their cards."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from digests.charts import Chart, chart_by_place, chart_over_time
from digests.metrics import MetricCard, MetricsPage, card_of, told_last
from digests.model import (
    Bubble,
    Direction,
    FigureRef,
    FigureStatus,
    Flag,
    FlagKind,
    Kind,
    Locale,
    Metric,
    Observation,
    Period,
    Proof,
    Qualifier,
    Value,
    short_key,
)
from digests.model.follows import Follow, News
from templates import Templates
from tests.builders import DAY, NOW


def a_metric(key: str, kk: str, ru: str, en: str, **changes: Any) -> Metric:
    """A metric of grants, defined by one sentence in each language."""
    name = {Locale.KK: kk, Locale.RU: ru, Locale.EN: en}
    nothing: dict[Locale, tuple[str, ...]] = dict.fromkeys(Locale, ())
    metric = Metric(key, "grants", ("count",), name, {}, nothing, nothing, nothing)
    return replace(metric, **{"definition": {lang: f"{said}: 1 < 2." for lang, said in name.items()}} | changes)


APPLICATIONS = a_metric(
    "grant_applications",
    *("Грантқа түскен өтінімдер", "Заявки на гранты", "Grant applications"),
    definition={
        Locale.KK: "Грант алуға берілген өтінімдердің саны.",
        Locale.RU: "Сколько заявок подано на гранты.",
        Locale.EN: "How many applications for grants have been made.",
    },
)
REGISTERED = a_metric("ngos_registered", "Тіркелген ҮЕҰ", "Зарегистрированные НПО", "Registered NGOs")
SHARE = a_metric(
    "council_share",
    "Қоғамдық кеңестердегі жастар үлесі",
    "Доля молодёжи в общественных советах",
    "Share of young people on public councils",
)
SENTENCES = {
    Locale.KK: ("Конкурсқа {} өтінім түсті.", "Дала хабары"),
    Locale.RU: ("На конкурс поступило {} заявок.", "Степные вести"),
    Locale.EN: ("The contest drew {} applications.", "Steppe Herald"),
}


def year(number: int) -> Period:
    """All of a year."""
    return Period(date(number, 1, 1), date(number, 12, 31))


def a_proof(value: str, lang: Locale = Locale.RU, **changes: Any) -> Proof:
    """A source that says in this language how many applications there are; `outlet` may be another."""
    sentence, outlet = SENTENCES[lang]
    outlet = changes.pop("outlet", outlet)
    state_order = changes.pop("state_order", False)
    surface = changes.pop("surface", value)
    values: dict[str, Any] = {
        "series": APPLICATIONS.key,
        "unit": "count",
        "value": Decimal(value),
        "kind": Kind.LEVEL,
        "ref": FigureRef(short_key(outlet, str(value)), 1, 0),
        "published": NOW,
        "first_seen": NOW,
        "sentence_hash": f"{outlet} {value}",
    }
    return Proof(
        observation=Observation(**values | changes),
        outlet=outlet,
        url=f"https://steppe.example/{lang}",
        title="",
        sentence=sentence.format(surface),
        surface=surface,
        lang=lang,
        state_order=state_order,
    )


def page_in(locale: Locale) -> MetricsPage:
    """A value that grew, one of a place that is planned, and a share in a foreign article without a period."""
    now, before = a_proof("512", locale, period=year(2025)), a_proof("388", locale, period=year(2024))
    foreign = next(other for other in Locale if other is not locale)
    planned = a_proof(
        *("2000", locale),
        series=REGISTERED.key,
        qualifier=Qualifier.MORE_THAN,
        place="abai-oblast",
        status=FigureStatus.PLAN,
        period=year(2026),
    )
    share = a_proof("15", foreign, series=SHARE.key, unit="percent", outlet="A<B", state_order=True)
    shown = (
        told_last(APPLICATIONS, now, [now, before]),
        told_last(REGISTERED, planned, []),
        told_last(SHARE, share, []),
    )
    return MetricsPage(shown, 1, has_more=True)


def full_card(locale: Locale) -> MetricCard:
    """Values of which two differ, a plan, a stated change, a computed growth; other places."""
    reprints = [a_proof("512", locale, outlet=f"O{place}", period=year(2025)) for place in range(4)]
    proofs = [
        *(a_proof("512", locale, period=year(2025)), *reprints),
        *(a_proof("388", locale, period=year(2024)), a_proof("300", locale, period=year(2023), state_order=True)),
        *(a_proof("210", locale, period=year(2022)), a_proof("290", locale, outlet="A<B", period=year(2022))),
        a_proof("600", locale, period=year(2026), status=FigureStatus.PLAN, qualifier=Qualifier.UP_TO),
        a_proof("32", locale, unit="percent", kind=Kind.CHANGE, direction=Direction.UP, published=NOW - DAY),
    ]
    places = {None: 10, "astana": 4, "karaganda-oblast": 2, "north-kazakhstan-oblast": 1}
    return card_of(APPLICATIONS, None, proofs, articles={}, places=places, most=6)


def flagged_card(locale: Locale) -> MetricCard:
    """A value as of its day beside one that a source names as earlier, with every kind of flag."""
    proof = a_proof("512", locale)
    earlier = a_proof("388", locale, is_earlier=True, outlet="Aral Post")

    def flag(kind: FlagKind, *values: int, unit: str = "count") -> tuple[Flag, Proof]:
        return Flag(kind, (), "27", tuple(map(Decimal, values)), unit), proof

    return MetricCard(
        APPLICATIONS,
        "jetisu-oblast",
        facts=(Value((proof,)), Value((earlier,))),
        flags=(
            flag(FlagKind.TITLE_ALONE, 27),
            flag(FlagKind.PERCENT_OR_POINTS, 20, 60, 50, 40, unit="percent"),
            flag(FlagKind.PARTS_AND_SUM, 512, 510),
            flag(FlagKind.ENDS_AND_CHANGE, 50, 32, unit="percent"),
            flag(FlagKind.NOT_YET, 2026, 2025, unit="year"),
            flag(FlagKind.FAR_FROM_SERIES, 512, 3, 40),
        ),
        places=(None,),
    )


FOLLOWED = (Follow(1, APPLICATIONS.key, None, NOW), Follow(1, REGISTERED.key, "abai-oblast", NOW))


def some_news(locale: Locale) -> News:
    """A value of this year, and that of the last one."""
    now, before = a_proof("512", locale, period=year(2025), state_order=True), a_proof("388", locale, period=year(2024))
    return News(APPLICATIONS, told_last(APPLICATIONS, now, [before]).value, before)


def a_chart(locale: Locale) -> Chart:
    """Values of years of which one is missing and of one the sources differ, a plan, and what was before them."""
    proofs = [
        *(a_proof("512", locale, period=year(2025)), a_proof("388", locale, period=year(2024))),
        *(a_proof("210", locale, period=year(2022)), a_proof("290", locale, outlet="A<B", period=year(2022))),
        a_proof("600", locale, period=year(2026), status=FigureStatus.PLAN, qualifier=Qualifier.UP_TO),
    ]
    chart = chart_over_time(APPLICATIONS, "jetisu-oblast", proofs)
    assert chart is not None
    return chart


def a_comparison(locale: Locale) -> Chart:
    """Two places side by side."""
    values = {"east-kazakhstan-oblast": "1250", "astana": "980.5"}
    told = {place: [a_proof(value, locale, place=place, period=year(2025))] for place, value in values.items()}
    chart = chart_by_place(APPLICATIONS, told)
    assert chart is not None
    return chart


def metric_screens(templates: Templates, locale: Locale) -> dict[str, Sequence[Bubble]]:
    """What /stats says of metrics."""
    return {
        "metrics": [
            templates.metrics(page_in(locale), locale, words="<стр>"),
            templates.metrics(MetricsPage(page_in(locale).shown[:1]), locale, words="", follows_some=True),
        ],
        "chart": [
            templates.chart(a_chart(locale), locale)[1],
            templates.chart(a_comparison(locale), locale)[1],
            templates.charts([a_chart(locale), a_comparison(locale)], locale),
        ],
        "follows": [
            templates.news(some_news(locale), locale, mailing="0123456789abcdef"),
            templates.follows(FOLLOWED, [APPLICATIONS, REGISTERED], locale),
            templates.follows([], [], locale),
        ],
        "metric": [
            templates.metric(replace(full_card(locale), has_chart=True), locale, page=2, words=""),
            templates.metric(flagged_card(locale), locale, page=0, words="өтінім", is_followed=True),
            templates.metric(MetricCard(SHARE, "astana"), locale, page=0, words=""),
        ],
        "inline_metric": [
            templates.inline_metric(told, locale, bot="qogam_bot").bubble for told in page_in(locale).shown[:2]
        ],
    }
