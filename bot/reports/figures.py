"""`make figures-report`: how well and how fast figures are read, on whatever data this machine has."""

import sys
from pathlib import Path

from bot.reports import articles, cost, nouns, spans
from bot.reports.labelled import SHARED
from bot.reports.section import print_sections

SECTIONS = (articles.measure, spans.measure, nouns.measure, cost.measure)


def main(arguments: list[str]) -> int:
    """Print every section that can be measured; the folder of the data is the only argument. 1: there was none."""
    return print_sections(SECTIONS, Path(arguments[0]) if arguments else SHARED)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
