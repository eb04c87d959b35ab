"""Tables in plain text: a line of cells or a cell a line, the heads of the columns, and the line above them."""

import re
from collections.abc import Sequence

_LONGEST_LINE = 300
_MOST_LINES = 60
_MOST_COLUMNS = 8
_NUMERIC = re.compile(r"\s*[~+−–-]?\d[\d\s\u00a0\u202f\u2009.,%]*")
_Span = tuple[int, int]


def headings(text: str, position: int) -> tuple[_Span, ...]:
    """Where it may be said what a cell counts: the head of its column, then the line above; empty: it is no cell."""
    row = _line(text, position)
    if text.count("|", *row) > 1:
        return _of_row(text, row, position)
    return _of_stack(text, row) if _NUMERIC.fullmatch(text, *row) else ()


def _of_row(text: str, row: _Span, position: int) -> tuple[_Span, ...]:
    head, above = row, _above(text, row)
    for _ in range(_MOST_LINES):
        if above is None or text.count("|", *above) < 2:
            break
        head, above = above, _above(text, above)
    cell = _cell(text, head, text.count("|", row[0], position)) if head != row else None
    return tuple(span for span in (cell, _title(text, above)) if span)


def _of_stack(text: str, row: _Span) -> tuple[_Span, ...]:
    """A cell a line: first the heads of the columns, then row by row a name and its numbers."""
    lines = [row]
    while len(lines) < _MOST_LINES and (above := _above(text, lines[-1])) and above[0] < above[1]:
        lines.append(above)
    index = len(lines) - 1
    lines.reverse()
    width = _width(text, lines)
    if not 2 <= width <= _MOST_COLUMNS or not index % width:
        return ()
    title = _title(text, _above(text, lines[0]))
    return tuple(span for span in (lines[index % width], title) if span)


def _width(text: str, lines: Sequence[_Span]) -> int:
    """How many columns there are: as many heads as cells in a row, the first of which is a name."""
    first = next(index for index, line in enumerate(lines) if _NUMERIC.fullmatch(text, *line))
    return first - 1


def _title(text: str, above: _Span | None) -> _Span | None:
    """The line above a table, or the one before an empty line."""
    return _above(text, above) if above and above[0] == above[1] else above


def _line(text: str, position: int) -> _Span:
    start = text.rfind("\n", max(0, position - _LONGEST_LINE), position) + 1
    end = text.find("\n", position, position + _LONGEST_LINE)
    return max(start, position - _LONGEST_LINE), end if end >= 0 else min(len(text), position + _LONGEST_LINE)


def _above(text: str, line: _Span) -> _Span | None:
    return _line(text, line[0] - 1) if line[0] > 0 and text[line[0] - 1] == "\n" else None


def _cell(text: str, line: _Span, column: int) -> _Span | None:
    start = line[0]
    for _ in range(column):
        start = text.find("|", start, line[1]) + 1
        if not start:
            return None
    end = text.find("|", start, line[1])
    return start, end if end >= 0 else line[1]
