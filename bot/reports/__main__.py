"""`make report`: what the newsroom promises and what it reaches, section by section, beside what is usually done."""

import sys
from pathlib import Path

from bot.reports import figures, gate, rubrics, stories, summaries
from bot.reports.labelled import SHARED
from bot.reports.section import print_sections

SECTIONS = (
    *figures.SECTIONS,
    rubrics.measure_labelled,
    rubrics.measure_sample,
    rubrics.measure_mark,
    stories.measure_pairs,
    stories.measure_sample,
    stories.measure_speed,
    summaries.measure_labelled,
    summaries.measure_sample,
    summaries.measure_numbers,
    gate.measure_labelled,
    gate.measure_sample,
)

if __name__ == "__main__":
    sys.exit(print_sections(SECTIONS, Path(sys.argv[1]) if sys.argv[1:] else SHARED))
