from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from digests.desk.collect import collect_due
from digests.errors import Unreadable
from digests.model import (
    Article,
    Fetched,
    FetchFailed,
    FetchResult,
    Observation,
    SeenEntry,
    Source,
    SourceCheck,
    SourceKind,
    SourceState,
)
from tests.digests.ledger.reading import metrics

NOW = datetime(2025, 10, 19, 12, tzinfo=UTC)
TEXT = "Общественный фонд открыл приём заявок на 12 малых грантов для сельских инициатив. " * 4
RSS = (
    "<rss version='2.0'><channel><title>A</title><item><title>Новые гранты</title><link>https://a.kz/1</link>"
    f"<description>{TEXT}</description></item></channel></rss>"
)


class Store:
    """Sources and articles in memory."""

    def __init__(self, *ids: str) -> None:
        self.sources = [Source(name, SourceKind.FEED, f"https://{name}.kz/rss", name) for name in ids]
        self.states = {name: SourceState(name, NOW) for name in ids}
        self.remembered: dict[str, SeenEntry] = {}
        self.kept: dict[str, Article] = {}
        self.told: list[Observation] = []
        self.unkeepable: set[str] = set()

    async def due(self, now: datetime, limit: int) -> tuple[tuple[Source, SourceState], ...]:
        return tuple((source, self.states[source.id]) for source in self.sources[:limit])

    async def record(self, check: SourceCheck) -> None:
        if any(article.outlet in self.unkeepable for article in check.articles):
            raise ValueError("this text cannot be kept")
        self.states[check.source_id] = check.state
        self.remembered |= {entry.key: entry for entry in check.entries}
        self.kept |= {article.id: article for article in check.articles}
        self.told += check.observations

    async def seen(self, source_id: str, keys: list[str]) -> Mapping[str, SeenEntry]:
        return {key: self.remembered[key] for key in keys if key in self.remembered}

    async def with_text(self, source_id: str, hashes: list[str]) -> Mapping[str, str]:
        return {article.text_hash: article.id for article in self.kept.values() if article.text_hash in hashes}

    async def get(self, ids: list[str]) -> Mapping[str, Article]:
        return {key: self.kept[key] for key in ids if key in self.kept}


def web(pages: Mapping[str, str]) -> Any:
    async def fetch(url: str, *, etag: str | None = None, last_modified: str | None = None) -> FetchResult:
        return Fetched(url, 200, pages[url].encode()) if url in pages else FetchFailed("http_404")

    return fetch


async def at_once(function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
    return function(*args, **kwargs)


async def collect(store: Store, pages: Mapping[str, str], **changes: Any) -> Any:
    whole: Any = store
    return await collect_due(whole, whole, web(pages), at_once, (), NOW, **changes)


async def test_a_failing_source_never_stops_another() -> None:
    store = Store("broken", "gone", "a")
    report = await collect(store, {"https://broken.kz/rss": "no feed at all", "https://a.kz/rss": RSS})
    assert (report.checked, report.articles) == (3, 1)
    assert dict(report.failed)["gone"] == "http_404"
    assert "no feed" in dict(report.failed)["broken"]
    [article] = store.kept.values()
    assert (article.title, article.text) == ("Новые гранты", TEXT.strip())
    assert article.figures[0].value == 12


async def test_a_second_check_adds_nothing_and_an_edit_is_a_revision() -> None:
    store = Store("a")
    await collect(store, {"https://a.kz/rss": RSS})
    assert (await collect(store, {"https://a.kz/rss": RSS + " "})).articles == 0
    edited = RSS.replace("Новые гранты", "Новые гранты для сёл")
    assert (await collect(store, {"https://a.kz/rss": edited})).articles == 1
    [article] = store.kept.values()
    assert (article.revision, article.title) == (2, "Новые гранты для сёл")


async def test_what_an_article_says_is_recorded_with_its_revision() -> None:
    store = Store("a")
    await collect(store, {"https://a.kz/rss": RSS}, metrics=metrics())
    await collect(store, {"https://a.kz/rss": RSS.replace("12 малых", "15 малых")}, metrics=metrics())
    grants = [one for one in store.told if one.series == "grants_number"]
    assert {(int(one.value), one.ref.revision) for one in grants} == {(12, 1), (15, 2)}


async def test_what_the_store_cannot_keep_fails_its_source_alone() -> None:
    store = Store("a", "b")
    store.unkeepable = {"a"}
    report = await collect(store, {"https://a.kz/rss": RSS, "https://b.kz/rss": RSS})
    assert dict(report.failed) == {"a": "ValueError: this text cannot be kept"}
    assert store.states["a"].failures == 1
    assert [article.outlet for article in store.kept.values()] == ["b"]


async def test_a_page_that_nothing_can_read_costs_the_source_nothing_else() -> None:
    async def read(function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        if args and getattr(args[0], "url", "") == "https://a.kz/2":
            raise Unreadable("it takes more than 20 seconds to read")
        return function(*args, **kwargs)

    store = Store("a")
    more = RSS.replace(
        "</item>",
        f"</item><item><title>Ещё</title><link>https://a.kz/2</link><description>{TEXT}</description></item>",
        1,
    )
    whole: Any = store
    report = await collect_due(whole, whole, web({"https://a.kz/rss": more}), read, (), NOW)
    assert (report.articles, report.failed) == (1, ())
    assert report.unread == (("https://a.kz/2", "Unreadable: it takes more than 20 seconds to read"),)
    assert sorted(entry.attempts for entry in store.remembered.values()) == [0, 1]
