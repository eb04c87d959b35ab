"""How a flag is made of the figures that it is about."""

from collections.abc import Sequence
from decimal import Decimal

from digests.model import Article, Flag, FlagKind

_TENTH = Decimal("0.1")


def flag(kind: FlagKind, article: Article, indices: Sequence[int], *values: Decimal | int, unit: str) -> Flag:
    """A flag on these figures of the article; its words are those of the first to those of the last in the text."""
    figures = [article.figures[index] for index in indices]
    start, end = min(figure.start for figure in figures), max(figure.end for figure in figures)
    return Flag(kind, tuple(map(article.ref, indices)), article.text[start:end], tuple(map(Decimal, values)), unit)


def to_tenths(value: Decimal) -> Decimal:
    """Computed values in a reason need no more."""
    return value.quantize(_TENTH)
