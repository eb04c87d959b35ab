"""A section of a report: a table with a title; or a sentence why there is none."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

Row = Sequence[str]


class Missing(Exception):
    """What a section would measure is not on this machine; the text is a sentence that says so."""


@dataclass(frozen=True, slots=True)
class Section:
    """Measurements under one title: the first cell of a row names it, the others stand below `columns`."""

    title: str
    columns: Row
    rows: Sequence[Row]

    def lines(self) -> Iterator[str]:
        """The table as text, its columns as wide as they need to be."""
        cells = [["", *self.columns], *map(list, self.rows)]
        widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
        yield self.title
        for name, *values in cells:
            numbers = (value.rjust(width) for value, width in zip(values, widths[1:], strict=True))
            yield f"  {name.ljust(widths[0])}  {'  '.join(numbers)}".rstrip()


Measure = Callable[[Path], Section]
"""Gets the folder of the data; raises `Missing` where that has none for it."""


def print_sections(measures: Iterable[Measure], folder: Path) -> int:
    """Print each section as soon as it is measured, or why it cannot be; the exit status is 1 when none could."""
    measured = 0
    for measure in measures:
        try:
            lines = list(measure(folder).lines())
        except Missing as missing:
            lines = [str(missing)]
        else:
            measured += 1
        sys.stdout.write("\n".join(lines) + "\n\n")
        sys.stdout.flush()
    return 0 if measured else 1


def share(part: float, whole: float) -> str:
    """A share with three decimals; a dash where there is nothing to share."""
    return f"{part / whole:.3f}" if whole else "–"


def f1(right: float, found: float, wanted: float) -> str:
    """The harmonic mean of precision and recall, as `share`."""
    return share(2 * right, found + wanted)
