"""What a quantity is in its sentence: how exact, moving or standing, of what, of which days."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from operator import itemgetter

from digests.figures.count import Counted, count
from digests.figures.count_kk import is_part
from digests.figures.period import Place, period
from digests.figures.qualify import qualify
from digests.figures.quantity import Quantity
from digests.figures.say import say
from digests.model import Figure, Locale

_FAR = 160
_CARRIES = frozenset({"count", "percent", "percentage_point", "fraction", "times"})
_FIGURES_BACK = 4
_ENDED = re.compile(r"[,.;)]|$")
_BEFORE = 300
_BEHIND = 200
_Span = tuple[int, int]
_start = itemgetter(0)


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
    sentence, earlier = _sentences_at(quantity.start, spans, len(text))
    # Words further away say nothing of it; and a text without full stops is read in linear time.
    near = max(sentence[0], quantity.start - _BEFORE), min(sentence[1], quantity.end + _BEHIND)
    start, end, qualifier = qualify(text, quantity, lang, near)
    kind, direction = say(text, quantity, (start, end), lang, near)
    said = quantity if kind is quantity.kind else quantity._replace(kind=kind)
    own = count(text, said, (start, end), lang, near)
    owner = _owner(text, said, (start, end), lang, before) if own is None or own.is_weak else None
    counted = _noun_of(owner) if owner else own
    return Figure(
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
        counted=text[counted.start : counted.end] if counted else None,
        counted_start=counted.start if counted else None,
        counted_end=counted.end if counted else None,
        counted_head=counted.head if counted else None,
        period=period(
            text,
            Place((start, end), sentence, earlier),
            kind,
            lang,
            published,
            before=before,
            owner=owner,
        ),
    )


def _owner(
    text: str, quantity: Quantity, place: tuple[int, int], lang: Locale, before: Sequence[Figure]
) -> Figure | None:
    """The figure before whose noun a number counts that has left out its own: «из 24 мостов построено 9», «41-і»."""
    last = next((figure for figure in reversed(before[-_FIGURES_BACK:]) if figure.counted), None)
    if last is None or place[0] - last.end > _FAR or "\n\n" in text[last.end : place[0]]:
        return None
    if quantity.unit != last.unit and quantity.unit not in _CARRIES:
        return None
    if lang is Locale.KK and not _waits_for_none(text, quantity, place, last):
        return None
    return last


def _noun_of(figure: Figure) -> Counted:
    return Counted(figure.counted_start or 0, figure.counted_end or 0, figure.counted_head or "")


def _waits_for_none(text: str, quantity: Quantity, place: tuple[int, int], last: Figure) -> bool:
    """Whether a Kazakh number is complete: a part («41-і»), a share beside a share, or at the end of a clause."""
    if is_part(text[place[0] : place[1]]) or quantity.unit == last.unit == "percent":
        return True
    return place[0] < last.sentence[1] and _ENDED.match(text, place[1]) is not None


def _sentences_at(position: int, spans: Sequence[_Span], length: int) -> tuple[_Span, _Span | None]:
    """The sentence of a place and the one before, if there is one; all of the text where it is in none."""
    index = bisect_right(spans, position, key=_start) - 1
    if index < 0:
        return (0, length), None
    return spans[index], spans[index - 1] if index else None
