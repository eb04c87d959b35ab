"""`make figures-report`: how well and how fast figures are read, on whatever data this machine has."""

import sys
from pathlib import Path

from bot.reports import articles, cost, nouns, spans
from bot.reports.labelled import SHARED
from bot.reports.section import Missing

SECTIONS = (articles.measure, spans.measure, nouns.measure, cost.measure)


def main(arguments: list[str]) -> int:
    """Print every section that can be measured; the folder of the data is the only argument. 1: there was none."""
    folder = Path(arguments[0]) if arguments else SHARED
    measured = 0
    for measure in SECTIONS:
        try:
            lines = list(measure(folder).lines())
        except Missing as missing:
            lines = [str(missing)]
        else:
            measured += 1
        sys.stdout.write("\n".join(lines) + "\n\n")
        sys.stdout.flush()
    return 0 if measured else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
