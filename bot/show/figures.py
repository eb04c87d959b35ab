"""`show figures`: the numbers that a text states; with `--why` the rule that took or refused each number."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from bot.show.articles import read_lang, read_time
from digests.figures import find_figures, rank
from digests.figures.explain import Refused, explain
from digests.figures.rank import Ranked, weigh
from digests.model import Figure, Locale

_REASONS = 5  # in a table for people; a line of JSON has them all


def show_figures(record: dict[str, Any], *, why: bool = False) -> dict[str, Any]:
    """The figures of a text, in order, and which would lead; numbers are decimal strings."""
    text = record.get("text")
    if not isinstance(text, str):
        raise TypeError("a record needs a `text`")
    title = record.get("title")
    return (_explained if why else _shown)(
        text,
        title if isinstance(title, str) else "",
        read_lang(record.get("lang"), text),
        _day(record),
    )


def _day(record: Mapping[str, Any]) -> date | None:
    published = read_time(record.get("published"))
    return published.date() if published else None


def _shown(text: str, title: str, lang: Locale, published: date | None) -> dict[str, Any]:
    figures = find_figures(text, lang, published=published)
    return {
        "lang": str(lang),
        "figures": [_figure(figure) for figure in figures],
        "headline": list(rank(figures, text, title)),
    }


def _explained(text: str, title: str, lang: Locale, published: date | None) -> dict[str, Any]:
    explanation = explain(text, lang, published=published)
    figures = tuple(figure for figure, _ in explanation.figures)
    ranked = weigh(figures, text, title)
    return {
        "lang": str(lang),
        "figures": [{**_figure(figure), "why": asdict(why)} for figure, why in explanation.figures],
        "headline": [each.index for each in ranked],
        "ranked": [_ranked(each, figures) for each in ranked],
        "refused": [_refused(each, text) for each in explanation.refused],
    }


def _ranked(ranked: Ranked, figures: Sequence[Figure]) -> dict[str, Any]:
    reasons = {name: round(weight, 2) for name, weight in ranked.reasons}
    surface = figures[ranked.index].surface
    return {"index": ranked.index, "surface": surface, "score": round(ranked.score, 2), "reasons": reasons}


def _refused(refused: Refused, text: str) -> dict[str, Any]:
    surface = text[refused.start : refused.end]
    return {"start": refused.start, "end": refused.end, "surface": surface, "reason": refused.reason}


def numbers_explained(answer: Mapping[str, Any]) -> dict[str, Any]:
    """An answer with `why` for people: all numbers in the order of the text, and the headline with its reasons."""
    taken = [(figure["start"], _taken(figure)) for figure in answer.get("figures", ())]
    refused = [
        (each["start"], {"number": each["surface"], "verdict": f"no: {each['reason']}"})
        for each in answer.get("refused", ())
    ]
    columns = dict.fromkeys(["number", "verdict", "value", "written", "unit", "qualifier", "said", "noun"])
    headline = [
        {
            "number": each["surface"],
            "score": each["score"],
            "reasons": ", ".join(f"{name} {weight:+}" for name, weight in list(each["reasons"].items())[:_REASONS]),
        }
        for each in answer.get("ranked", ())
    ]
    numbers = [{**columns, **row} for _, row in sorted([*taken, *refused], key=lambda pair: pair[0])]
    return {"id": answer.get("id"), "lang": answer.get("lang"), "numbers": numbers, "headline": headline}


def _taken(figure: Mapping[str, Any]) -> dict[str, Any]:
    why = figure["why"]
    noun = why["noun"] and f"{figure['counted_head']}: {why['noun']}"
    return {
        "number": figure["surface"],
        "verdict": "yes",
        "value": figure["value"],
        "written": why["number"],
        "unit": f"{figure['unit']}: {why['unit']}",
        "qualifier": why["qualifier"] and f"{figure['qualifier']}: {why['qualifier']}",
        "said": why["said"],
        "noun": noun,
    }


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
        "status": str(figure.status),
        "place": figure.place,
        "partner": figure.partner and list(figure.partner),
    }
