"""Which metric a figure belongs to, by what it counts and the words of its sentence."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from digests.figures.clause import cues_of, words_around
from digests.ledger.phrases import all_of, any_of
from digests.model import Figure, Kind, Locale, Metric

_AROUND = 80
_NEAR = 5
_SOON = 20
_BORDER = re.compile(r"[.!?;:(\n]|,[ \u00a0]")
_SHARES = frozenset({"percent", "fraction"})
_RELATIVE = frozenset({"percent", "percentage_point", "times", "fraction"})


@dataclass(frozen=True, slots=True)
class Subject:
    """The words that say what a figure counts.

    text    where a phrase for it must stand
    head    the span of `text` that the phrase must touch: «волонтёрских проектов» are projects; None: anywhere
    clause  of the figure, between its neighbours: where a word against a metric counts
    """

    text: str
    head: tuple[int, int] | None
    clause: str
    sentence: str


def metric_of(text: str, figures: Sequence[Figure], index: int, metrics: Sequence[Metric]) -> Metric | None:
    """The metric whose words fit best: the longest phrases win, then the order of `metrics`; None: no metric fits.

    A level behind the change that led to it («вырос в 1,5 раза и достиг 30 млрд») is of the metric that changed.
    """
    figure = figures[index]
    if _is_for_one(text, figure) or _is_bare(figure, partner_of(figures, figure)):
        return None
    for subject in _subjects(text, figures, index):
        metric = _best(metrics, figure, subject)
        if metric:
            return metric
    if index and _is_reached(figure, figures[index - 1]):
        changed = metric_of(text, figures, index - 1, metrics)
        return changed if changed and figure.unit in changed.units else None
    return None


def _best(metrics: Iterable[Metric], figure: Figure, subject: Subject) -> Metric | None:
    best: tuple[int, Metric] | None = None
    for metric in metrics:
        weight = _weight(metric, figure, subject) if _is_measured_so(metric, figure) else 0
        if weight and (best is None or weight > best[0]):
            best = weight, metric
    return best[1] if best else None


def _is_reached(figure: Figure, change: Figure) -> bool:
    is_change = change.kind in {Kind.CHANGE, Kind.MULTIPLE} and figure.kind in {Kind.LEVEL, Kind.TRANSITION}
    return (
        is_change and change.sentence == figure.sentence and not figure.counted and figure.start - change.end <= _SOON
    )


def _is_for_one(text: str, figure: Figure) -> bool:
    """«по 50 тысяч», "up to a million each", «орташа»: no series of totals has a place for it."""
    before, behind = words_around(text, figure)
    near = [word for word in (*before[-_NEAR:], *behind[:_NEAR]) if word != "по"] + list(before[-1:])
    return any("each" in cues_of(word, figure.lang) for word in near)


def _is_bare(figure: Figure, partner: Figure | None) -> bool:
    """A count of nothing; but a Kazakh noun may stand far before its number («еріктілер саны … 840-тан асты»)."""
    return figure.unit == "count" and not figure.counted and partner is None and figure.lang is not Locale.KK


def _subjects(text: str, figures: Sequence[Figure], index: int) -> Iterator[Subject]:
    """Where the words for what the figure counts may stand, the likeliest first.

    Behind a noun that the figure before had already («доля представителей – 70 %, а молодёжи – 12 %») its own clause
    may name another. Money counts what its partner counts.
    """
    figure = figures[index]
    sentence, clause = text[slice(*figure.sentence)], _clause(text, figures, index)
    counting = figure if figure.counted else partner_of(figures, figure)
    if counting is None or counting.counted_start is None or counting.counted_end is None:
        yield Subject(clause, None, clause, sentence)
        return
    if counting is figure and _begins_anew(text, figures, index):
        yield Subject(clause, None, clause, sentence)
    begin = max(figure.sentence[0], counting.counted_start - _AROUND)
    piece = text[begin : min(figure.sentence[1], counting.counted_end + _AROUND)]
    words = text[counting.counted_start : counting.counted_end].split()
    end = counting.counted_end - begin
    yield Subject(piece, (end - len(words[-1]) if words else end, end), clause, sentence)


def _begins_anew(text: str, figures: Sequence[Figure], index: int) -> bool:
    """Whether a clause of its own stands between a figure and the one before, where its noun is from."""
    if not index:
        return False
    figure, before = figures[index], figures[index - 1]
    is_carried = (figure.counted_end or 0) <= before.start
    return is_carried and _BORDER.search(text[before.end : figure.start]) is not None


def partner_of(figures: Iterable[Figure], figure: Figure) -> Figure | None:
    """The figure that states the other side of this one."""
    if figure.partner is None:
        return None
    return next((other for other in figures if (other.start, other.end) == figure.partner), None)


def _clause(text: str, figures: Sequence[Figure], index: int) -> str:
    figure = figures[index]
    start, end = max(figure.sentence[0], figure.start - _AROUND), min(figure.sentence[1], figure.end + _AROUND)
    if index and figures[index - 1].end > start:
        start = figures[index - 1].end
    if index + 1 < len(figures) and figures[index + 1].start < end:
        end = figures[index + 1].start
    before, behind = text[start : figure.start], text[figure.end : end]
    border = max((match.end() for match in _BORDER.finditer(before)), default=0)
    return f"{before[border:]} {_BORDER.split(behind, maxsplit=1)[0]}"


def _is_measured_so(metric: Metric, figure: Figure) -> bool:
    if figure.unit in metric.units:
        return True
    is_share = "percent" in metric.units
    if figure.kind in {Kind.CHANGE, Kind.MULTIPLE}:
        return figure.unit in _RELATIVE and (is_share or figure.unit != "percentage_point")
    return is_share and figure.unit in _SHARES


def _weight(metric: Metric, figure: Figure, subject: Subject) -> int:
    """How many letters of the text the metric's phrases cover; 0: it does not fit."""
    counts, never = metric.counts.get(figure.lang, ()), metric.never.get(figure.lang, ())
    if not counts:
        return 0
    counted = max((len(match.group()) for match in _touching(any_of(counts), subject)), default=0)
    if not counted or (never and any_of(never).search(subject.clause)):
        return 0
    for pattern in all_of(metric.near.get(figure.lang, ())):
        match = pattern.search(subject.sentence)
        if match is None:
            return 0
        counted += len(match.group())
    return counted


def _touching(pattern: re.Pattern[str], subject: Subject) -> Iterable[re.Match[str]]:
    for match in pattern.finditer(subject.text):
        if subject.head is None or (match.start() < subject.head[1] and match.end() > subject.head[0]):
            yield match
