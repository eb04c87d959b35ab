"""Which metric a figure belongs to, by what it counts and the words of its sentence."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digests.figures.clause import cues_of, words_around
from digests.ledger.phrases import all_of, any_of
from digests.model import Figure, Kind, Locale, Metric

_AROUND = 80
_NEAR = 3
_BORDER = re.compile(r"[.!?;:(\n]|,[ \u00a0]")
_SHARES = frozenset({"percent", "fraction"})
_RELATIVE = frozenset({"percent", "percentage_point", "times", "fraction"})


@dataclass(frozen=True, slots=True)
class Subject:
    """The words that say what a figure counts: of `text`, where a phrase must begin and end.

    head   the span that a phrase must touch: «волонтёрских проектов» are projects; None: any word of the clause will do
    """

    text: str
    sentence: str
    head: tuple[int, int] | None


def metric_of(text: str, figures: Sequence[Figure], index: int, metrics: Iterable[Metric]) -> Metric | None:
    """The metric whose words fit best: the longest phrases win, then the order of `metrics`; None: no metric fits."""
    figure = figures[index]
    if _is_for_one(text, figure) or _is_bare(figure, partner_of(figures, figure)):
        return None
    subject = subject_of(text, figures, index)
    best: tuple[int, Metric] | None = None
    for metric in metrics:
        weight = _weight(metric, figure, subject) if _is_measured_so(metric, figure) else 0
        if weight and (best is None or weight > best[0]):
            best = weight, metric
    return best[1] if best else None


def _is_for_one(text: str, figure: Figure) -> bool:
    """«по 50 тысяч», "up to a million each", «орташа»: no series of totals has a place for it."""
    before, behind = words_around(text, figure)
    near = [word for word in (*before[-_NEAR:], *behind[:_NEAR]) if word != "по"] + list(before[-1:])
    return any("each" in cues_of(word, figure.lang) for word in near)


def _is_bare(figure: Figure, partner: Figure | None) -> bool:
    """A count of nothing; but a Kazakh noun may stand far before its number («еріктілер саны … 840-тан асты»)."""
    return figure.unit == "count" and not figure.counted and partner is None and figure.lang is not Locale.KK


def subject_of(text: str, figures: Sequence[Figure], index: int) -> Subject:
    """What the figure counts; money counts what its partner counts, else what its clause speaks of."""
    figure = figures[index]
    sentence = text[slice(*figure.sentence)]
    counting = figure if figure.counted else partner_of(figures, figure)
    if counting is None or counting.counted_start is None or counting.counted_end is None:
        return Subject(_clause(text, figures, index), sentence, None)
    begin = max(figure.sentence[0], counting.counted_start - _AROUND)
    piece = text[begin : min(figure.sentence[1], counting.counted_end + _AROUND)]
    words = text[counting.counted_start : counting.counted_end].split()
    end = counting.counted_end - begin
    return Subject(piece, sentence, (end - len(words[-1]) if words else end, end))


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
    if not counted or (never and any_of(never).search(subject.sentence)):
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
