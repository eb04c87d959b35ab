"""A day of a few sources; a week of a thousand is a part of `make soak`."""

from pathlib import Path

from bot.bench.newsstand import ITEMS
from bot.soak.week import week_run


async def test_a_day_of_collecting_keeps_all_that_the_sources_had(tmp_path: Path) -> None:
    week = await week_run(tmp_path, sources=6, days=1)
    assert (week.failed, week.missing) == (0, 0)
    assert week.articles > 6 * ITEMS
    assert week.looks > 6 * 10
    assert len(week.megabytes) == 1
    assert week.megabytes[0] > 0
