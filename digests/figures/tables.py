"""Tables in plain text: the number of a cell has the scale and unit of its column, or of the caption."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from digests.figures.patterns import any_case
from digests.figures.quantity import Quantity
from digests.figures.units import unit_at
from digests.lang import GRAMMARS
from digests.model import Kind, Locale

_LINE = re.compile(r"[^\n]+")
_BETWEEN_CELLS = re.compile(r"[^\S\n]*[|\t;][^\S\n]*|[^\S\n]{2,}")
_NUMERIC = re.compile(r"\s*[~+−–-]?\d[\d\s\u00a0\u202f\u2009.,%–-]*\s*|\s*[–—-]\s*")
_CAPTION = re.compile(r"(?:,|\(|(?<!\w)в|(?<!\w)in) ?([^\d(),\n]{1,24})")
_HEAD_END = re.compile(r"[:\n](?:(?<=\n)|(?=\s))")
# What begins with a set of characters is found much faster than what begins with one of several words.
_LIST_HEAD = re.compile(r"[,(вi](?:(?<=[,(])|(?<!\w.)(?:(?<=в)|(?<=i)n)) ?([^\d(),:\n]{1,24})\)?$")
_LONGEST_HEAD = 30
_BARE = r"\d[\d \u00a0]*(?:[.,]\d+)?"
_ITEM = re.compile(rf"(?<=[–—:-] ){_BARE}(?=\s*(?:[;,.)\n]|$))|(?<=[^\W\d_] ){_BARE}(?=[^\S\n]*[;.]?(?:\n|$))")
_LONGEST_LIST = 1000
_LONGEST_CELL = 48
_MOST_COLUMNS = 8
_FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class _Measure:
    """What a header says of the numbers below: «млн тг» is 10⁶ KZT."""

    power: int = 0
    unit: str = "count"


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    measure: _Measure


def in_cells(text: str, quantities: list[Quantity], lang: Locale) -> list[Quantity]:
    """The quantities; those in cells of a table with the measure of their column."""
    cells = sorted(_cells(text, lang), key=lambda cell: cell.start) if quantities else []
    if not cells:
        return quantities
    starts = [cell.start for cell in cells]
    return [_measured(quantity, cells[bisect_right(starts, quantity.start) - 1]) for quantity in quantities]


def _measured(quantity: Quantity, cell: _Cell) -> Quantity:
    if not cell.start <= quantity.start < quantity.end <= cell.end:
        return quantity
    if quantity.unit != "count" or quantity.kind is not Kind.LEVEL or quantity.first.power:
        return quantity._replace(is_cell=True)
    value = Decimal(f"{quantity.value.scaleb(cell.measure.power):f}")
    return quantity._replace(value=value, unit=cell.measure.unit, is_cell=True)


def _cells(text: str, lang: Locale) -> Iterator[_Cell]:
    yield from _of_lists(text, lang)
    above: Sequence[tuple[int, int]] = ()
    block: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        if block and text.count("\n", block[-1][1], match.start()) > 1:
            yield from _of_block(text, block, above, lang)
            above, block = block, []
        block.append(match.span())
    yield from _of_block(text, block, above, lang)


def _of_lists(text: str, lang: Locale) -> Iterator[_Cell]:
    """«Рост, %: Алматы – 44,2; Астана – 21,8»: what stands before a colon measures the bare numbers behind it."""
    heads = list(_heads(text, lang))
    for index, (begin, measure) in enumerate(heads):
        following = heads[index + 1][0] if index + 1 < len(heads) else len(text)
        end = text.find("\n\n", begin + 1, begin + _LONGEST_LIST)
        for item in _ITEM.finditer(text, begin, min(following, end if end >= 0 else begin + _LONGEST_LIST)):
            yield _Cell(*item.span(), measure)


def _heads(text: str, lang: Locale) -> Iterator[tuple[int, _Measure]]:
    """Where the words that name a measure end: at a colon or a line."""
    for end in _HEAD_END.finditer(text):
        head = _LIST_HEAD.search(text[max(0, end.start() - _LONGEST_HEAD) : end.start()])
        measure = _named(head.group(1).strip(), lang) if head else None
        if measure:
            yield end.end(), measure


def _captioned(text: str, above: Sequence[tuple[int, int]], lang: Locale) -> _Measure:
    """The measure that the line right above a table names: «Расходы по областям (млн тенге)»."""
    if len(above) != 1:
        return _Measure()
    return _measure(text[slice(*above[0])], lang) or _Measure()


def _of_block(
    text: str, block: Sequence[tuple[int, int]], above: Sequence[tuple[int, int]], lang: Locale
) -> Iterator[_Cell]:
    if len(block) <= _FEWEST_ROWS:
        return
    caption = _captioned(text, above, lang)
    if _BETWEEN_CELLS.search(text, *block[-1]):
        yield from _of_rows(text, block, caption, lang)
    else:
        yield from _of_stack(text, block, caption, lang)


def _of_rows(text: str, block: Sequence[tuple[int, int]], caption: _Measure, lang: Locale) -> Iterator[_Cell]:
    """A row a line, cells apart by «|», «;», tabs or spaces; the first cell names the row."""
    rows = [row for row in (_split(text, *line) for line in block) if len(row) > 1]
    if len(rows) < _FEWEST_ROWS:
        return
    named = [_measure(text[start:end], lang) for start, end in rows[0]]
    if any(_is_numeric(text, cell) and not name for cell, name in zip(rows[0][1:], named[1:], strict=True)):
        return
    measures = [name or caption for name in named]
    for row in rows[1:]:
        for index, cell in enumerate(row[1:], 1):
            if _is_numeric(text, cell) and index < len(measures):
                yield _Cell(*cell, measures[index])


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    begin, spans = start, []
    for gap in _BETWEEN_CELLS.finditer(text, start, end):
        spans.append((begin, gap.start()))
        begin = gap.end()
    return [span for span in [*spans, (begin, end)] if span[0] < span[1]]


def _of_stack(text: str, block: Sequence[tuple[int, int]], caption: _Measure, lang: Locale) -> Iterator[_Cell]:
    """A cell a line: first the headers, then row by row a name and its numbers."""
    if any(end - start > _LONGEST_CELL for start, end in block):
        return
    numeric = [_is_numeric(text, line) for line in block]
    width = (numeric.index(True) - 1) if True in numeric else 0
    if not 2 <= width <= _MOST_COLUMNS or (len(block) - width) % width or len(block) < width * (_FEWEST_ROWS + 1):
        return
    if any(is_number != (index % width > 0) for index, is_number in enumerate(numeric[width:])):
        return
    measures = [_measure(text[start:end], lang) or caption for start, end in block[:width]]
    for index, line in enumerate(block[width:]):
        if index % width:
            yield _Cell(*line, measures[index % width])


def _is_numeric(text: str, span: tuple[int, int]) -> bool:
    return _NUMERIC.fullmatch(text, *span) is not None


def _measure(header: str, lang: Locale) -> _Measure | None:
    """What a header names behind a comma, in brackets or after «в»: «Расходы, млн тг», «Доля (%)»."""
    found = None
    for match in _CAPTION.finditer(header):
        named = _named(match.group(1).strip(), lang)
        found = named or found
    return found or _named(header.strip(), lang)


@cache
def _scale(lang: Locale) -> re.Pattern[str]:
    scales = "|".join(sorted(GRAMMARS[lang].scales, key=len, reverse=True))
    return any_case(rf"({scales})(?!\w)\.?\s*")


def _named(words: str, lang: Locale) -> _Measure | None:
    words = words.removeprefix("в ").removeprefix("in ")
    scale = _scale(lang).match(words)
    power = GRAMMARS[lang].scales[scale.group(1).lower()] if scale else 0
    unit = unit_at(words, scale.end() if scale else 0, lang)
    return _Measure(power, unit or "count") if power or unit else None
