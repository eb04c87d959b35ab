"""Numbers of a title that the text below does not state."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from digests.figures import find_figures
from digests.ledger.agree import is_within, repeats
from digests.model import Article, Figure, Flag, FlagKind, Kind, Qualifier

ROUGH = Decimal("0.05")
"""A title says «11 тысяч» of 11 250: half of the last place of two digits."""
LOOSE = Decimal("0.5")
"""«больше тысячи» of 1 284 is true, and all that a title wants to say."""

_SPACE = re.compile(r"[\s\u00a0\u202f\u2009]+")


@dataclass(frozen=True, slots=True)
class _Amount:
    """A value that the text states, or that follows from one figure of it."""

    value: Decimal
    unit: str
    qualifier: Qualifier = Qualifier.EXACT
    value_from: None = None
    is_computed: bool = False


def title_alone(article: Article) -> Iterator[Flag]:
    """A flag for each figure of the title that the body neither states, exactly or rounded, nor has in these words.

    The title is read as the body is. What follows from a "from … to …" of the body (a growth, a multiple) is stated.
    """
    body = tuple(amount for figure in article.figures for amount in _amounts(figure))
    text = _plain(article.text)
    for figure in find_figures(article.title, article.lang, published=article.published.date()):
        if not _has(text, figure.surface) and not all(_is_stated(amount, figure, body) for amount in _own(figure)):
            yield Flag(FlagKind.TITLE_ALONE, (), figure.surface, (figure.value,), figure.unit)


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text.casefold())


def _has(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(_plain(words))}(?!\w)", text) is not None


def _own(figure: Figure) -> Iterator[_Amount]:
    """The values of one figure: both ends of a transition or range."""
    value, unit = (figure.value * 100, "percent") if figure.unit == "fraction" else (figure.value, figure.unit)
    yield _Amount(value, unit, figure.qualifier)
    if figure.value_from is not None:
        yield _Amount(figure.value_from, unit, figure.qualifier)


def _amounts(figure: Figure) -> Iterator[_Amount]:
    yield from _own(figure)
    if figure.kind is Kind.TRANSITION and figure.value_from:
        yield _Amount(abs(figure.value / figure.value_from - 1) * 100, "percent", is_computed=True)
        yield _Amount(figure.value / figure.value_from, "times", is_computed=True)
        yield _Amount(abs(figure.value - figure.value_from), figure.unit)
    if figure.unit == "times":
        yield _Amount((figure.value - 1) * 100, "percent")
    if figure.kind is Kind.CHANGE and figure.unit == "percent":
        yield _Amount(figure.value / 100 + 1, "times", is_computed=True)


def _is_stated(claimed: _Amount, figure: Figure, body: tuple[_Amount, ...]) -> bool:
    """A number with nothing behind it («разыграют свыше двух миллиардов») may be of any unit."""
    is_bare = figure.unit == "count" and (figure.counted_start is None or figure.counted_start < figure.start)
    return any(_is_same(claimed, stated, figure) for stated in body if is_bare or claimed.unit == stated.unit)


def _is_same(claimed: _Amount, stated: _Amount, figure: Figure) -> bool:
    exact = replace(stated, qualifier=Qualifier.EXACT)
    if claimed.value == stated.value or repeats(claimed, replace(exact, unit=claimed.unit), apart=ROUGH, loose=LOOSE):
        return True
    is_loose = figure.unit == "fraction" or stated.is_computed
    return is_loose and is_within(claimed.value, stated.value, ROUGH)
