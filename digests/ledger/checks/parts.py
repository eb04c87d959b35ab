"""Parts beside the whole that they are told to make up."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from digests.figures.quantity import MONEY
from digests.ledger.agree import APART, is_within
from digests.ledger.checks.flags import flag
from digests.model import Article, Figure, Flag, FlagKind, Kind, Locale, Qualifier

_FEWEST = 2
# Behind a colon stands all of the whole («90 грантов: в городах – 50 …»); behind these words some of it.
_SOME: Mapping[Locale, re.Pattern[str]] = {
    Locale.RU: re.compile(r"\b(?:из них|из которых|в том числе|в их числе|среди них|включая)\W{1,4}$", re.IGNORECASE),
    Locale.KK: re.compile(r"\b(?:оның ішінде|соның ішінде|олардың ішінде|оның|олардың)\W{1,4}$", re.IGNORECASE),
    Locale.EN: re.compile(r"\b(?:of (?:them|which|whom|these)|including|among them)\W{1,4}$", re.IGNORECASE),
}
_ALL = re.compile(r"[^\n.;:]{0,60}:[^\n.;:]{1,30}")
_ADJECTIVE = re.compile(r"\w+(?:ый|ий|ой|лық|лік|дық|дік|тық|тік|ғы|гі|қы|кі)")


def parts_and_sum(article: Article) -> Iterator[Flag]:
    """Where "90 grants: 50 … and 45 …" do not add up, or parts of a whole are more than the whole."""
    for index, whole in enumerate(article.figures):
        parts = _parts(article, index)
        if len(parts) < _FEWEST or not _is_level(whole):
            continue
        figures = [article.figures[part] for part in parts]
        total = sum((part.value for part in figures), start=Decimal(0))
        is_all = _ALL.fullmatch(article.text, whole.end, figures[0].start) is not None
        if (is_all or total > whole.value) and not _add_up(whole, figures, total):
            yield flag(FlagKind.PARTS_AND_SUM, article, (index, *parts), whole.value, total, unit=whole.unit)


def _parts(article: Article, index: int) -> Sequence[int]:
    """The figures that the sentence tells as parts of the one at `index`, one after the other."""
    figures = article.figures
    whole, following = figures[index], range(index + 1, len(figures))
    if not following or figures[index + 1].sentence != whole.sentence:
        return ()
    between = article.text[whole.end : figures[index + 1].start]
    # In a table the lines have sums of their own.
    if "\n" in article.text[slice(*whole.sentence)]:
        return ()
    if not _ALL.fullmatch(between) and not _SOME[whole.lang].search(between):
        return ()
    parts: list[int] = []
    for part in following:
        if figures[part].sentence != whole.sentence or not _is_part(figures[part], whole):
            break
        parts.append(part)
    return parts


def _is_level(figure: Figure) -> bool:
    return figure.kind is Kind.LEVEL and (figure.unit == "count" or figure.unit in MONEY)


def _is_part(part: Figure, whole: Figure) -> bool:
    """Of the same unit, and of the same noun: repeated, left out, or with an adjective in its place."""
    if part.kind is not Kind.LEVEL or part.unit != whole.unit:
        return False
    head = part.counted_head
    if head in {None, whole.counted_head}:
        return True
    if part.lang is Locale.EN:
        return part.counted == head and not part.counted.endswith("s")
    return _ADJECTIVE.fullmatch(head) is not None


def _add_up(whole: Figure, parts: Sequence[Figure], total: Decimal) -> bool:
    """Whether the parts are the whole; money and numbers that are not exact may be so in round numbers."""
    is_round = whole.unit in MONEY or any(one.qualifier is not Qualifier.EXACT for one in (whole, *parts))
    return total == whole.value or (is_round and is_within(total, whole.value, APART))
