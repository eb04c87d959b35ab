"""Tables in plain text: a line of cells, the heads of its columns, and the line that says what is counted."""

_LONGEST_LINE = 300
_MOST_LINES = 30
_Span = tuple[int, int]


def headings(text: str, position: int) -> tuple[_Span, ...]:
    """Where it may be said what a cell counts: the head of its column, then the line above; empty: it is no cell."""
    row = _line(text, position)
    if text.count("|", *row) < 2:
        return ()
    head, above = row, _above(text, row)
    for _ in range(_MOST_LINES):
        if above is None or text.count("|", *above) < 2:
            break
        head, above = above, _above(text, above)
    column = text.count("|", row[0], position)
    cell = _cell(text, head, column) if head != row else None
    title = above if above and text[slice(*above)].strip() else (_above(text, above) if above else None)
    return tuple(span for span in (cell, title) if span)


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
