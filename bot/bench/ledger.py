"""How long people wait for figures where there are a million of them."""

import statistics
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

from bot import drawing
from bot.bench.million import FIGURES_EACH, fill
from bot.clock import SystemClock
from bot.newsroom import load_newsroom
from bot.offload import offload
from bot.storage import open_database
from bot.worker import Worker
from digests.desk import ask
from digests.desk.search import search
from digests.model import FigureRef, Locale, Newsroom
from templates import Templates

ARTICLES, TIMES = 200_000, 20

Row = tuple[str, str]


async def asking(folder: Path) -> list[Row]:
    """Each question asked a number of times, the first time among them; aims: 300 ms, and a second for a chart."""
    newsroom, now = load_newsroom(Path("newsroom.toml")), SystemClock()()
    database = open_database(f"sqlite:///{folder}/million.db")
    try:
        await database.migrate()
        await fill(database, newsroom.metrics, newsroom.rubrics, now, count=ARTICLES)
        async with Worker(drawing.NEEDS) as studio:
            stores, metric = (database.articles, database.ledger), newsroom.metrics[0]
            page = partial(ask.stats_page, *stores, newsroom.metrics, locale=Locale.RU, now=now)
            keys = [rubric.key for rubric in newsroom.rubrics]
            questions: dict[str, Callable[[], Awaitable[Any]]] = {
                "/stats": lambda: page(keys, words=(), page=0),
                "/stats WORDS": lambda: page(keys, words=("грант",), page=0),
                "/stats, figures behind the metrics": lambda: page(keys, words=(), page=12),
                "a metric's card": lambda: ask.metric_card(*stores, offload, metric, place=None, now=now),
                "/search, a common word": lambda: search(database.articles, "область", now=now, page=0),
                "/search, a rare word": lambda: search(database.articles, "199000", now=now, page=0),
                "evidence of a figure": lambda: database.ledger.stated([FigureRef(f"{ARTICLES // 2:016x}", 1, 0)]),
                "a chart with its drawing": lambda: _drawn(stores[1], metric, now, newsroom, studio),
            }
            size = f"{ARTICLES * FIGURES_EACH:,} observations"
            return [
                (f"{size}, p50 / worst (ms): {name}", await _times(question)) for name, question in questions.items()
            ]
    finally:
        await database.close()


async def _drawn(ledger: Any, metric: Any, now: Any, newsroom: Newsroom, studio: Worker) -> None:
    chart = await ask.metric_chart(ledger, offload, metric, place=None, now=now)
    if chart is None:
        raise RuntimeError("a metric with so many values has no chart")
    sketch, _ = Templates(newsroom.rubrics).chart(chart, Locale.RU)
    await studio(drawing.draw, sketch)


async def _times(question: Callable[[], Awaitable[Any]]) -> str:
    took = []
    for _ in range(TIMES):
        started = time.perf_counter()
        await question()
        took.append(1000 * (time.perf_counter() - started))
    return f"{statistics.median(took):.0f} / {max(took):.0f}"
