"""Which figures an editor would put into the headline."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from digests.model import Figure, Kind, Qualifier

WEIGHTS: Mapping[str, float] = {
    "first_quarter": 1.4,
    "money": 0.3,
    "percent": 0.0,
    "movement": 0.0,
    "in_title": 4.0,
    "repeated": 0.0,
    "has_noun": 0.4,
    "large": 0.05,  # for each power of ten
    "small": -3.0,
    "up_to": -0.3,
    "time": -3.0,
}
"""From a coordinate search over the labelled articles (first, and among the first three), then rounded towards zero
where the gain was one or two articles."""

MOST = 6
_SMALL = 10
_TIME = frozenset({"year", "month", "week", "day", "hour", "minute"})


def rank(figures: Sequence[Figure], text: str, title: str) -> tuple[int, ...]:
    """Indices into `figures`, the best for a headline first: at most six, one figure a noun and unit."""
    repeated = Counter((figure.value, figure.unit) for figure in figures)
    digits = set(re.findall(r"\d+(?:[.,]\d+)?", re.sub(r"(?<=\d)[ \u00a0\u202f,](?=\d{3})", "", title)))
    scores = [
        score(figure, len(text), digits, is_repeated=repeated[figure.value, figure.unit] > 1) for figure in figures
    ]
    order = sorted(range(len(figures)), key=lambda index: (-scores[index], figures[index].start))
    chosen: list[int] = []
    seen: set[tuple[str | None, str]] = set()
    for index in order:
        figure = figures[index]
        noun = (figure.counted_head or str(figure.value), figure.unit)
        if scores[index] > 0 and noun not in seen:
            seen.add(noun)
            chosen.append(index)
    return tuple(chosen[:MOST])


def score(figure: Figure, length: int, title_digits: set[str], *, is_repeated: bool) -> float:
    """How well a figure would lead; `title_digits` are the numbers of the title as written."""
    written = re.search(r"\d[\d \u00a0\u202f]*(?:[.,]\d+)?", figure.surface)
    features = {
        "first_quarter": figure.start * 4 < length,
        "money": figure.unit in {"KZT", "USD", "EUR", "RUB"},
        "percent": figure.unit in {"percent", "percentage_point"},
        "movement": figure.kind in {Kind.CHANGE, Kind.TRANSITION, Kind.MULTIPLE},
        "in_title": written is not None and re.sub(r"[ \u00a0\u202f]", "", written.group()) in title_digits,
        "repeated": is_repeated,
        "has_noun": figure.counted is not None,
        "small": figure.unit == "count" and figure.value < _SMALL,
        "up_to": figure.qualifier in {Qualifier.UP_TO, Qualifier.LESS_THAN},
        "time": figure.unit in _TIME,
    }
    size = max(0, figure.value.adjusted()) * WEIGHTS["large"]
    return size + sum(WEIGHTS[name] for name, holds in features.items() if holds)
