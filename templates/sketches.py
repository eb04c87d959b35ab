"""A chart in the reader's language: the words and places of its picture, and its caption."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from markupsafe import escape

from digests.charts import Chart, ChartPoint
from digests.model import Locale, Period, short_key
from digests.model.charts import Mark, MarkKind, Shape, Sketch
from templates import dates
from templates.bubbles import LONGEST_CAPTION, cut, fit_lines
from templates.language import Language
from templates.numbers import amount, figure
from templates.places import place_name

DRAWING = "1"
"""The version of `bot.drawing`: a new one makes Telegram's copies of earlier pictures unwanted."""

_OUTLETS_NAMED = 3
_LONGEST_TAG = 18
_LEVELS = 4
_FROM_ZERO = Decimal("0.8")
"""Values that all lie above this share of the largest are shown without the empty space below them."""


def sketch_of(chart: Chart, language: Language) -> Sketch:
    """What the picture shows."""
    is_contested = any(point.kind is MarkKind.CONTESTED for point in chart.points)
    marks = tuple(_marks(chart, language))
    return Sketch(
        shape=chart.shape,
        title=chart.metric.name[language.locale],
        subtitle=where(chart, language.locale),
        marks=marks,
        lines=chart.lines,
        levels=_levels(chart, language.locale) if chart.shape is Shape.TIME else (),
        note=language.word("The sources differ") if is_contested else "",
        source=sources(chart, language),
    )


def picture_key(sketch: Sketch) -> str:
    """The same for the same picture, whoever asks for it; of another version of the drawing another."""
    return short_key("picture", DRAWING, repr(sketch))


def caption(chart: Chart, language: Language) -> str:
    """The same values as text with their sources, the newest first, as many as a caption holds."""
    head = language.say("chart/head", title=chart.metric.name[language.locale], where=where(chart, language.locale))
    points = chart.points if chart.shape is Shape.PLACES else chart.points[::-1]
    lines = [language.say("chart/value", chart=chart, point=point) for point in points]
    part = language.word("Only values that can be compared are shown.") if chart.is_part else ""
    foot = "\n".join(filter(None, (part, str(escape(sources(chart, language))))))
    return fit_lines(head, lines, foot, limit=LONGEST_CAPTION)


def where(chart: Chart, locale: Locale) -> str:
    """The place that all values are of; place by place, their time."""
    if chart.shape is Shape.TIME:
        return place_name(chart.place, locale) if chart.place else ""
    one = chart.points[0].observation
    return dates.period(one.period, locale) if one.period else dates.date_of(one.published, locale)


def sources(chart: Chart, language: Language) -> str:
    """Who told the values: the outlets of the newest ones, and how many more there are."""
    outlets = list(dict.fromkeys(proof.outlet for point in chart.points[::-1] for proof in point.value.outlets))
    named = ", ".join(outlets[:_OUTLETS_NAMED])
    more = len(outlets) - _OUTLETS_NAMED
    label = language.word("Sources") if len(outlets) > 1 else language.word("Source")
    return f"{label}: {named}" + (f" +{more}" if more > 0 else "")


def _marks(chart: Chart, language: Language) -> Iterator[Mark]:
    locale = language.locale
    spots = _spots(chart)
    for point, at in zip(chart.points, spots, strict=True):
        one = point.observation
        yield Mark(
            at=at,
            height=float(one.value),
            name=_name(chart, point, language),
            label=figure(one, locale),
            kind=point.kind,
            tag=_tag(chart, point, language),
        )


def _tag(chart: Chart, point: ChartPoint, language: Language) -> str:
    """That it is a plan; who says what others say otherwise."""
    if point.kind is MarkKind.PLAN:
        return language.word("planned")
    is_told_by_one = point.kind is MarkKind.CONTESTED and chart.shape is Shape.TIME
    return cut(point.value.proof.outlet, _LONGEST_TAG) if is_told_by_one else ""


def _name(chart: Chart, point: ChartPoint, language: Language) -> str:
    one = point.observation
    if chart.shape is Shape.PLACES:
        name = place_name(one.place or "", language.locale)
        return f"{name} · {point.value.proof.outlet}" if point.kind is MarkKind.CONTESTED else name
    match point.moment:
        case Period() as period, _:
            return dates.brief(period, language.locale)
        case _, None:
            return language.word("earlier")
        case _:
            return dates.date_of(one.published, language.locale)


def _spots(chart: Chart) -> list[float]:
    """Places along time in proportion to the days between; what has no date stands a year before the first."""
    if chart.shape is Shape.PLACES:
        return [float(index) for index in range(len(chart.points))]
    days = [point.observation.day.toordinal() for point in chart.points]
    if chart.points[0].moment == (None, None):
        days[0] = days[1] - max((days[-1] - days[1]) // 4, 30)
    span = max(days[-1] - days[0], 1)
    return [(day - days[0]) / span for day in days]


def _levels(chart: Chart, locale: Locale) -> tuple[tuple[float, str], ...]:
    """A few round heights from zero, or from just below values that are close together, up to the highest."""
    values = [point.observation.value for point in chart.points]
    low, high = min(values), max(values)
    start = low if low < 0 or low > _FROM_ZERO * high else Decimal(0)
    step = _round_step((high - start) or high or Decimal(1))
    first = int((start / step).to_integral_value(ROUND_FLOOR))
    last = int((high / step).to_integral_value(ROUND_CEILING if high == low else ROUND_FLOOR))
    heights: Sequence[Decimal] = [step * count for count in range(first, last + 1)]
    return tuple((float(height), amount(height, chart.unit, locale)) for height in heights)


def _round_step(span: Decimal) -> Decimal:
    """1, 2 or 5 of some power of ten, so that a few of them make up the span."""
    rough = span / _LEVELS
    power = Decimal(10) ** rough.adjusted()
    return next(power * digit for digit in (1, 2, 5, 10) if power * digit >= rough)
