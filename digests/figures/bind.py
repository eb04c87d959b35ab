"""What a quantity is in its sentence: how exact, moving or standing, of what, of which days."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from digests.figures.count import Counted, count
from digests.figures.count_kk import is_part
from digests.figures.period import period
from digests.figures.qualify import qualify
from digests.figures.quantity import Quantity
from digests.figures.say import say
from digests.model import Figure, Locale

_CARRIED = 160
_CARRIES = frozenset({"count", "percent", "fraction", "times"})
_FIGURES_BACK = 4
_ENDED = re.compile(r"[,.;)]|$")
_BEFORE = 300
_BEHIND = 200


def bind(
    text: str,
    quantity: Quantity,
    lang: Locale,
    spans: Sequence[tuple[int, int]],
    published: date | None,
    *,
    before: Sequence[Figure] = (),
) -> Figure:
    """The figure that a quantity is in its sentence; `before` are the figures before it, which may name its noun."""
    sentence = _sentence_at(quantity.start, spans, len(text))
    # Words further away say nothing of it; and a text without full stops is read in linear time.
    near = max(sentence[0], quantity.start - _BEFORE), min(sentence[1], quantity.end + _BEHIND)
    start, end, qualifier = qualify(text, quantity, lang, near)
    kind, direction = say(text, quantity, (start, end), lang, near)
    counted = count(text, replace(quantity, kind=kind), (start, end), lang, near)
    figure = Figure(
        start=start,
        end=end,
        surface=text[start:end],
        value=quantity.value,
        value_from=quantity.value_from,
        kind=kind,
        unit=quantity.unit,
        lang=lang,
        sentence=sentence,
        direction=direction,
        qualifier=qualifier,
        period=period(text[near[0] : near[1]], published),
    )
    return _carried(text, figure, before, counted)


def _counting(text: str, figure: Figure, counted: Counted) -> Figure:
    return replace(
        figure,
        counted=text[counted.start : counted.end],
        counted_start=counted.start,
        counted_end=counted.end,
        counted_head=counted.head,
    )


def _carried(text: str, figure: Figure, before: Sequence[Figure], own: Counted | None) -> Figure:
    """The figure with its noun; where it is left out («из 18 школ сдано 11»), with that of a figure before it."""
    if own and not own.is_weak:
        return _counting(text, figure, own)
    last = next((other for other in reversed(before[-_FIGURES_BACK:]) if other.counted), None)
    if last and _may_carry(text, figure, last):
        return replace(
            figure,
            counted=last.counted,
            counted_start=last.counted_start,
            counted_end=last.counted_end,
            counted_head=last.counted_head,
        )
    return _counting(text, figure, own) if own else figure


def _may_carry(text: str, figure: Figure, last: Figure) -> bool:
    if figure.unit not in _CARRIES and figure.unit != last.unit:
        return False
    if figure.start - last.end > _CARRIED:
        return False
    if figure.lang is Locale.KK and not _is_elided(text, figure, last):
        return False
    return "\n\n" not in text[last.end : figure.start]


def _is_elided(text: str, figure: Figure, last: Figure) -> bool:
    """Whether a Kazakh number waits for no noun: a part («41-і»), a share beside a share, or the end of a clause."""
    if is_part(figure.surface) or figure.unit == last.unit == "percent":
        return True
    return figure.sentence == last.sentence and _ENDED.match(text, figure.end) is not None


def _sentence_at(position: int, spans: Sequence[tuple[int, int]], length: int) -> tuple[int, int]:
    index = bisect_right(spans, (position, length + 1)) - 1
    return spans[index] if index >= 0 else (0, length)
