"""Whether a figure is a fact already, a plan, or goes on while it is told."""

from collections.abc import Iterable

from digests.figures.clause import clause_of
from digests.model import Figure, FigureStatus, Locale

# A word may look like two («ашылады» ends like a past tense): what is not yet true is the closer look.
_CLOSEST_FIRST = (FigureStatus.PLAN, FigureStatus.ONGOING, FigureStatus.FACT)


def status_of(text: str, figure: Figure) -> FigureStatus:
    """What the nearest word of its clause says, rather before the figure than behind; a fact where none says more.

    The verb ends a Kazakh clause, so that there it is the other way round.
    """
    clause = clause_of(text, figure)
    nearest_first = reversed(clause.before), clause.behind
    first, second = nearest_first[::-1] if figure.lang is Locale.KK else nearest_first
    return _first_said(first) or _first_said(second) or FigureStatus.FACT


def _first_said(words: Iterable[frozenset[str]]) -> FigureStatus | None:
    for said in words:
        if said:
            for status in _CLOSEST_FIRST:
                if status in said:
                    return status
    return None
