"""`show figures`: the numbers that a text states."""

from typing import Any

from bot.show.articles import read_lang, read_time
from digests.figures import find_figures, rank
from digests.model import Figure


def show_figures(record: dict[str, Any]) -> dict[str, Any]:
    """The figures of a text, in order, and which would lead; numbers are decimal strings."""
    text = record.get("text")
    if not isinstance(text, str):
        raise TypeError("a record needs a `text`")
    lang = read_lang(record.get("lang"), text)
    published = read_time(record.get("published"))
    figures = find_figures(text, lang, published=published.date() if published else None)
    title = record.get("title")
    headline = rank(figures, text, title if isinstance(title, str) else "")
    return {"lang": str(lang), "figures": [_figure(figure) for figure in figures], "headline": list(headline)}


def _figure(figure: Figure) -> dict[str, Any]:
    period = figure.period
    return {
        "start": figure.start,
        "end": figure.end,
        "surface": figure.surface,
        "value": f"{figure.value:f}",
        "value_from": None if figure.value_from is None else f"{figure.value_from:f}",
        "kind": str(figure.kind),
        "direction": figure.direction and str(figure.direction),
        "unit": figure.unit,
        "qualifier": str(figure.qualifier),
        "counted": figure.counted,
        "counted_start": figure.counted_start,
        "counted_end": figure.counted_end,
        "counted_head": figure.counted_head,
        "period": period and [period.start and period.start.isoformat(), period.end and period.end.isoformat()],
        "sentence": list(figure.sentence),
    }
