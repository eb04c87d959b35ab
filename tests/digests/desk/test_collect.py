import asyncio
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from typing import Any

from digests.desk.collect import Collector
from digests.errors import Unreadable
from digests.model import (
    Article,
    Fetched,
    FetchFailed,
    FetchResult,
    Layout,
    Observation,
    SeenEntry,
    Source,
    SourceCheck,
    SourceKind,
    SourceState,
)
from digests.ports import LARGEST
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
        self.claims: dict[str, datetime] = {}

    async def claim(self, now: datetime, limit: int, until: datetime) -> tuple[tuple[Source, SourceState], ...]:
        free = [source for source in self.sources if self.claims.get(source.id, now) <= now][:limit]
        self.claims |= {source.id: until for source in free}
        return tuple((source, self.states[source.id]) for source in free)

    async def hold(self, ids: Collection[str], until: datetime) -> None:
        self.claims |= dict.fromkeys(ids, until)

    async def release(self, ids: Collection[str]) -> None:
        for source_id in ids:
            del self.claims[source_id]

    async def record(self, check: SourceCheck) -> None:
        if any(article.outlet in self.unkeepable for article in check.articles):
            raise ValueError("this text cannot be kept")
        self.states[check.source_id] = check.state
        self.claims.pop(check.source_id, None)
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
    async def fetch(
        url: str, *, etag: str | None = None, last_modified: str | None = None, largest: int = LARGEST
    ) -> FetchResult:
        body = pages.get(url, "").encode()
        if len(body) > largest:
            return FetchFailed("too_large", url)
        return Fetched(url, 200, body) if body else FetchFailed("http_404")

    return fetch


async def at_once(function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
    return function(*args, **kwargs)


async def collect(store: Store, pages: Mapping[str, str], **changes: Any) -> Any:
    whole: Any = store
    return await Collector(whole, whole, web(pages), at_once, (), **changes).collect(NOW, patience_seconds=5)


async def test_a_failing_source_never_stops_another() -> None:
    store = Store("broken", "gone", "a")
    report = await collect(store, {"https://broken.kz/rss": "no feed at all", "https://a.kz/rss": RSS})
    assert (report.checked, report.articles) == (3, 1)
    assert dict(report.failed)["gone"] == "http_404"
    assert "no feed" in dict(report.failed)["broken"]
    [article] = store.kept.values()
    assert (article.title, article.text) == ("Новые гранты", TEXT.strip())
    assert article.figures[0].value == 12


async def test_a_sitemap_may_be_larger_than_other_lists() -> None:
    node = "<url><loc>https://a.kz/{}</loc><lastmod>2025-09-{:02}</lastmod></url>"
    pages = "".join(node.format("0" * 180 + str(number), 1 + number % 30) for number in range(25_000))
    site = {"https://a.kz/sitemap.xml": f"<urlset>{pages}</urlset>", "https://b.kz/rss": RSS + " " * LARGEST}
    assert len(site["https://a.kz/sitemap.xml"]) > LARGEST
    store = Store("a", "b")
    store.sources[0] = Source("a", SourceKind.SITEMAP, "https://a.kz/sitemap.xml", "a")
    report = await collect(store, site)
    assert dict(report.failed) == {"b": "too_large"}


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
    report = await Collector(whole, whole, web({"https://a.kz/rss": more}), read, ()).collect(NOW)
    assert (report.articles, report.failed) == (1, ())
    assert report.unread == (("https://a.kz/2", "Unreadable: it takes more than 20 seconds to read"),)
    assert sorted(entry.attempts for entry in store.remembered.values()) == [0, 1]


async def run(store: Store, fetch: Any, now: datetime = NOW) -> Any:
    whole: Any = store
    return await Collector(whole, whole, fetch, at_once, ()).collect(now, patience_seconds=5)


def urlset(*numbers: int) -> str:
    times = {number: f"2025-10-19T0{number}:00:00Z" for number in numbers}
    urls = "".join(f"<url><loc>https://a.kz/{n}</loc><lastmod>{time}</lastmod></url>" for n, time in times.items())
    return f"<urlset>{urls}</urlset>"


def article(number: int) -> str:
    return f"<html><body><article><h1>Новость {number}</h1><p>{TEXT}{number}</p></article></body></html>"


async def test_of_an_index_the_changed_sitemaps_are_read_and_one_that_fails_is_tried_again() -> None:
    store = Store("a")
    store.sources = [Source("a", SourceKind.SITEMAP, "https://a.kz/index.xml", "a")]
    pages = {
        "https://a.kz/index.xml": "<sitemapindex><sitemap><loc>/new.xml</loc><lastmod>2025-10-19</lastmod></sitemap>"
        "<sitemap><loc>/lost.xml</loc><lastmod>2025-10-19</lastmod></sitemap></sitemapindex>",
        "https://a.kz/new.xml": urlset(1, 2),
        **{f"https://a.kz/{number}": article(number) for number in (1, 2)},
    }
    report = await run(store, web(pages))
    assert (report.articles, report.failed) == (2, ())
    assert report.unread == (("https://a.kz/lost.xml", "http_404"),)
    assert store.states["a"].body_hash is None  # so that the lost one is looked for again
    assert (await run(store, web(pages))).articles == 0


def listed(page: int, *numbers: int) -> str:
    links = "".join(f"<p class='item'><a href='/{number}'>Новость {number}</a></p>" for number in numbers)
    return f"<html><body>{links}<a class='older' href='/list?page={page + 1}'>ещё</a></body></html>"


async def test_older_pages_are_read_until_something_is_known_and_never_at_first() -> None:
    store = Store("a")
    layout = Layout(".item", "a", next="a.older")
    store.sources = [Source("a", SourceKind.LISTING, "https://a.kz/list", "a", layout=layout)]
    pages = {f"https://a.kz/{number}": article(number) for number in range(9)}
    pages |= {"https://a.kz/list": listed(1, 2), "https://a.kz/list?page=2": listed(2, 1, 0)}
    assert (await run(store, web(pages))).articles == 1
    pages |= {"https://a.kz/list": listed(1, 6, 5), "https://a.kz/list?page=2": listed(2, 4, 3)}
    pages["https://a.kz/list?page=3"] = listed(3, 2, 1)
    report = await run(store, web(pages))
    assert (report.articles, report.unread) == (5, ())  # page 4 is not there, and was not looked for


async def test_a_server_that_has_stopped_answering_is_not_asked_for_every_page() -> None:
    asked: list[str] = []

    async def fetch(
        url: str, *, etag: str | None = None, last_modified: str | None = None, largest: int = LARGEST
    ) -> FetchResult:
        asked.append(url)
        items = "".join(f"<item><title>{n}</title><link>https://a.kz/{n}</link></item>" for n in range(9))
        body = f"<rss version='2.0'><channel>{items}</channel></rss>".encode()
        return Fetched(url, 200, body) if url.endswith("rss") else FetchFailed("timeout")

    store = Store("a")
    await run(store, fetch)
    assert len(asked) == 4
    assert len(store.remembered) == 3
    assert store.states["a"].body_hash is None


async def test_a_slow_source_holds_up_neither_the_round_nor_the_next_one() -> None:
    freed = asyncio.Event()

    async def fetch(
        url: str, *, etag: str | None = None, last_modified: str | None = None, largest: int = LARGEST
    ) -> FetchResult:
        if "slow" in url:
            await freed.wait()
        return Fetched(url, 200, RSS.encode())

    store = Store("slow", "a")
    whole: Any = store
    collector = Collector(whole, whole, fetch, at_once, ())
    first = await collector.collect(NOW, patience_seconds=0.05)
    assert (first.checked, first.articles) == (1, 1)
    store.sources.append(Source("b", SourceKind.FEED, "https://b.kz/rss", "b"))
    store.states["b"] = SourceState("b", NOW)
    await collector.collect(NOW, patience_seconds=0.05)
    assert store.states["b"].succeeded_at == NOW
    assert store.states["slow"].succeeded_at is None
    freed.set()
    await collector.collect(NOW, patience_seconds=5)
    assert store.states["slow"].succeeded_at == NOW
    await collector.close()


async def test_what_is_under_way_ends_with_the_collector_and_keeps_nothing_by_halves() -> None:
    async def fetch(
        url: str, *, etag: str | None = None, last_modified: str | None = None, largest: int = LARGEST
    ) -> FetchResult:
        await asyncio.sleep(60)
        return FetchFailed("late")

    store = Store("a")
    whole: Any = store
    collector = Collector(whole, whole, fetch, at_once, ())
    assert (await collector.collect(NOW, patience_seconds=0.01)).checked == 0
    await collector.close()
    assert store.states["a"] == SourceState("a", NOW)


async def test_a_feed_whose_every_guid_address_and_date_changes_tells_nothing_twice() -> None:
    store = Store("a")
    item = "<item><guid>{0}</guid><title>Новые гранты</title><link>https://{0}.kz/1</link><pubDate>{1}</pubDate>"
    feed = f"<rss version='2.0'><channel>{item}<description>{TEXT}</description></item></channel></rss>"
    first = {"https://a.kz/rss": feed.format("one", "Sat, 18 Oct 2025 12:00:00 +0500")}
    assert (await collect(store, first)).articles == 1
    renewed = {"https://a.kz/rss": feed.format("two", "Sun, 19 Oct 2025 12:00:00 +0500")}
    assert (await collect(store, renewed)).articles == 0
    assert len(store.kept) == 1


async def test_an_index_without_times_is_looked_through_each_time() -> None:
    store = Store("a")
    store.sources = [Source("a", SourceKind.SITEMAP, "https://a.kz/index.xml", "a")]
    pages = {
        "https://a.kz/index.xml": "<sitemapindex><sitemap><loc>/news.xml</loc></sitemap></sitemapindex>",
        "https://a.kz/news.xml": urlset(1),
        **{f"https://a.kz/{number}": article(number) for number in (1, 2)},
    }
    assert (await run(store, web(pages))).articles == 1
    assert (await run(store, web(pages | {"https://a.kz/news.xml": urlset(1, 2)}))).articles == 1
