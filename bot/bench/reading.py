"""How many pages a second become articles with figures in the store, on one core, beside the parts of that way."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from bot.demo import DemoClock
from bot.fetch import HttpFetch
from bot.newsroom import load_newsroom
from bot.sandbox.newsroom import SampleNewsroom, newsroom_toml
from bot.serving import serve
from bot.storage import open_database
from digests.collect import decide
from digests.collect.parse import Listing, parse
from digests.collect.read import read_article
from digests.extract import extract
from digests.figures import find_figures
from digests.model import (
    Article,
    Fetched,
    Newsroom,
    Rubric,
    SeenEntry,
    Source,
    SourceCheck,
    SourceEntry,
    SourceState,
)

PAGES = 500
A_CHECK = 25

Row = tuple[str, str]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class _Page:
    entry: SourceEntry
    body: bytes
    source: Source

    def read(self, rubrics: tuple[Rubric, ...], now: datetime) -> Article | None:
        return read_article(self.entry, self.body, self.source, rubrics, now, first_reading=True)


async def reading(folder: Path) -> list[Row]:
    """The pages of the sample newsroom, each often and every time at another address."""
    clock = DemoClock()
    async with serve(SampleNewsroom(clock).app()) as news:
        file = folder / "reading.toml"
        file.write_text(newsroom_toml(news), encoding="utf-8")
        newsroom = load_newsroom(file)
        pages = _often(await _fetched(newsroom), PAGES)
    articles = [article for page in pages[: PAGES // 5] if (article := page.read(newsroom.rubrics, clock()))]
    extracted = _rate(lambda page: extract(page.body, page.entry.url), pages)
    figures = _rate(lambda article: find_figures(article.text, article.lang, published=clock().date()), articles * 5)
    stored = await _stored(folder, newsroom, pages, clock())
    return [
        ("pages a second: main text alone", f"{extracted:.0f}"),
        ("articles a second: figures alone", f"{figures:.0f}"),
        ("articles a second: page to text, figures, rubrics, store", f"{stored:.0f}"),
    ]


async def _fetched(newsroom: Newsroom) -> list[_Page]:
    found: list[_Page] = []
    async with HttpFetch(allow_private_addresses=True) as fetch:
        for source in newsroom.sources:
            fetched = await fetch(source.url)
            if not isinstance(fetched, Fetched):  # one is dying, one has not come back yet
                continue
            listing: Listing = parse(fetched.body, url=source.url, kind=source.kind, layout=source.layout)
            for entry in listing.entries:
                page = await fetch(entry.url)
                if isinstance(page, Fetched):
                    found.append(_Page(entry, page.body, source))
    return found


def _often(pages: Sequence[_Page], count: int) -> list[_Page]:
    return [
        replace(page, entry=replace(page.entry, url=f"{page.entry.url}/{number}"))
        for number in range(count)
        for page in [pages[number % len(pages)]]
    ]


def _rate(work: Callable[[Item], object], items: Sequence[Item]) -> float:
    started = time.perf_counter()
    for item in items:
        work(item)
    return len(items) / (time.perf_counter() - started)


async def _stored(folder: Path, newsroom: Newsroom, pages: Sequence[_Page], now: datetime) -> float:
    database = open_database(f"sqlite:///{folder}/reading.db")
    try:
        await database.migrate()
        await database.sources.sync(newsroom.sources, now)
        started = time.perf_counter()
        for first in range(0, len(pages), A_CHECK):
            await database.sources.record(_check(pages[first : first + A_CHECK], newsroom.rubrics, now))
        return len(pages) / (time.perf_counter() - started)
    finally:
        await database.close()


def _check(pages: Sequence[_Page], rubrics: tuple[Rubric, ...], now: datetime) -> SourceCheck:
    source = pages[0].source.id
    read = [(page, article) for page in pages if (article := page.read(rubrics, now))]
    entries = tuple(SeenEntry(article.id, decide.entry_hash(page.entry), article.id) for page, article in read)
    return SourceCheck(source, now, SourceState(source, now), tuple(article for _, article in read), entries)
