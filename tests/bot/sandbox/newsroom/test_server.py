"""The sample newsroom over HTTP: what is out when, how it is printed, and what it costs to ask again."""

from calendar import timegm
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import UTC, datetime, timedelta
from time import monotonic, struct_time
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from aiohttp.test_utils import TestClient, TestServer
from lxml import html
from yarl import URL

from bot.sandbox.newsroom import SampleNewsroom, sources
from bot.sandbox.newsroom.fates import DYING, REVIVED, answer_of
from bot.sandbox.newsroom.outlets import AIMAQ, ALATAU, ERIKTI, OUTLETS, PRAVO, VESTNIK, Outlet
from bot.sandbox.newsroom.stories import Publication
from digests.collect.parse import Listing, parse
from digests.model import Source

START = datetime(2025, 10, 22, 7, tzinfo=UTC)
SOURCES = [source for source in sources("http://127.0.0.1") if source.id not in {DYING, REVIVED}]
FEEDS = [outlet for outlet in OUTLETS if outlet is not ERIKTI]


class Time:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def newsroom(time: Time) -> SampleNewsroom:
    return SampleNewsroom(time)


@pytest.fixture
async def web(newsroom: SampleNewsroom) -> AsyncIterator[TestClient]:
    async with TestClient(TestServer(newsroom.app())) as client:
        yield client


def the(newsroom: SampleNewsroom, slug: str, outlet: str | None = None) -> Publication:
    return next(
        item for item in newsroom.publications if item.slug == slug and (outlet is None or item.outlet.id == outlet)
    )


async def feed(web: TestClient, outlet: Outlet) -> Any:
    answer = await web.get(outlet.feed_path)
    assert answer.status == 200
    return feedparser.parse(await answer.read(), response_headers={"content-type": answer.headers["Content-Type"]})


def utc(parsed: struct_time) -> datetime:
    return datetime.fromtimestamp(timegm(parsed), UTC)


def local(link: str) -> str:
    return str(URL(link).relative())


def with_class(node: Any, name: str) -> list[Any]:
    return list(node.xpath(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]"))


@pytest.mark.parametrize("outlet", FEEDS, ids=lambda outlet: outlet.id)
async def test_a_feed_is_well_formed_and_lists_what_is_out_newest_first(web: TestClient, outlet: Outlet) -> None:
    listing = await feed(web, outlet)
    assert not listing.bozo
    assert listing.feed.title == outlet.name
    assert 3 <= len(listing.entries) <= 20
    times = [utc(entry.published_parsed) for entry in listing.entries]
    assert times == sorted(times, reverse=True)
    assert times[0] <= START


@pytest.mark.parametrize("outlet", FEEDS, ids=lambda outlet: outlet.id)
async def test_each_link_of_a_feed_leads_to_the_article_with_its_title(web: TestClient, outlet: Outlet) -> None:
    for entry in (await feed(web, outlet)).entries:
        answer = await web.get(local(entry.link))
        assert answer.status == 200
        page = html.fromstring(await answer.read())
        assert page.xpath("string(//h1)") == entry.title


async def test_an_article_is_a_404_before_its_time_and_in_no_list(
    web: TestClient, newsroom: SampleNewsroom, time: Time
) -> None:
    publication = the(newsroom, "grants-six-more")
    assert (await web.get(publication.path)).status == 404
    assert publication.title not in [entry.title for entry in (await feed(web, VESTNIK)).entries]
    time.now = publication.published.astimezone(UTC)
    assert (await web.get(publication.path)).status == 200
    assert (await feed(web, VESTNIK)).entries[0].title == publication.title


async def test_a_feed_never_lists_more_than_twenty(web: TestClient, newsroom: SampleNewsroom, time: Time) -> None:
    time.now = datetime(2025, 11, 30, tzinfo=UTC)
    for outlet in FEEDS:
        assert len((await feed(web, outlet)).entries) == min(20, len(newsroom.out(outlet)))


async def test_a_correction_changes_text_title_and_the_time_in_the_feed(
    web: TestClient, newsroom: SampleNewsroom, time: Time
) -> None:
    publication = the(newsroom, "charity-marathon")
    assert publication.correction
    before = await (await web.get(publication.path)).text()
    time.now = publication.correction.at.astimezone(UTC)
    after = await (await web.get(publication.path)).text()
    assert "86 млн теңге" in before
    assert "86 млн теңге" not in after
    assert "68 млн теңге" in after
    assert "Редакциядан" in after
    [entry] = [item for item in (await feed(web, AIMAQ)).entries if "марафон" in item.title]
    assert entry.title == publication.correction.title
    assert utc(entry.updated_parsed) == publication.correction.at
    assert utc(entry.published_parsed) == publication.published


async def test_a_corrected_figure_stands_in_the_corrected_text(newsroom: SampleNewsroom) -> None:
    publication = the(newsroom, "charity-marathon")
    assert publication.correction
    edition = publication.edition(publication.correction.at)
    assert [figure.surface for figure in edition.figures if figure.surface not in edition.text] == []


def by_etag(headers: Mapping[str, str]) -> dict[str, str]:
    return {"If-None-Match": headers["ETag"]}


def by_weak_etag_in_a_list(headers: Mapping[str, str]) -> dict[str, str]:
    return {"If-None-Match": f'"other", W/{headers["ETag"]}'}


def by_date(headers: Mapping[str, str]) -> dict[str, str]:
    return {"If-Modified-Since": headers["Last-Modified"]}


@pytest.mark.parametrize("condition", [by_etag, by_weak_etag_in_a_list, by_date])
@pytest.mark.parametrize("path", [AIMAQ.feed_path, ERIKTI.feed_path, "/pravo/articles/petitions-ru"])
async def test_an_unchanged_page_is_a_304_without_a_body(
    web: TestClient, path: str, condition: Callable[[Mapping[str, str]], dict[str, str]]
) -> None:
    first = await web.get(path)
    again = await web.get(path, headers=condition(first.headers))
    assert (again.status, await again.read()) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize("condition", [by_etag, by_date])
async def test_a_feed_with_something_new_is_sent_in_full(
    web: TestClient, time: Time, condition: Callable[[Mapping[str, str]], dict[str, str]]
) -> None:
    first = await web.get(AIMAQ.feed_path)
    time.now += timedelta(days=2)
    again = await web.get(AIMAQ.feed_path, headers=condition(first.headers))
    assert again.status == 200
    assert again.headers["ETag"] != first.headers["ETag"]


async def test_an_etag_that_differs_outweighs_a_date_that_does_not(web: TestClient) -> None:
    first = await web.get(AIMAQ.feed_path)
    headers = {"If-None-Match": '"other"', "If-Modified-Since": first.headers["Last-Modified"]}
    assert (await web.get(AIMAQ.feed_path, headers=headers)).status == 200


async def test_a_date_that_nobody_can_read_is_no_condition(web: TestClient) -> None:
    assert (await web.get(AIMAQ.feed_path, headers={"If-Modified-Since": "yesterday"})).status == 200


async def test_the_old_outlet_speaks_windows_1251(web: TestClient, newsroom: SampleNewsroom) -> None:
    publication = the(newsroom, "warm-hats")
    answer = await web.get(publication.path)
    assert answer.headers["Content-Type"] == "text/html; charset=windows-1251"
    assert publication.title in (await answer.read()).decode("windows-1251")
    listing = await web.get(ALATAU.feed_path)
    assert (await listing.read()).startswith(b'<?xml version="1.0" encoding="windows-1251"?>')


async def test_one_feed_tells_articles_in_full_and_the_others_only_begin_them(web: TestClient) -> None:
    full = [outlet.id for outlet in FEEDS if all("content" in item for item in (await feed(web, outlet)).entries)]
    assert full == ["vestnik"]
    entry = (await feed(web, VESTNIK)).entries[0]
    assert len(entry.content[0].value) > 2 * len(entry.summary)


async def test_the_channel_looks_like_a_telegram_preview(web: TestClient, newsroom: SampleNewsroom) -> None:
    page = html.fromstring(await (await web.get(ERIKTI.feed_path)).text())
    posts = with_class(page, "tgme_widget_message")
    assert len(posts) == len(newsroom.out(ERIKTI))
    times = [post.xpath(".//time")[0].get("datetime") for post in posts]
    assert times == sorted(times)
    for post in posts:
        assert post.get("data-post").startswith("erikti_hub/")
        assert with_class(post, "js-message_text")[0].text_content()
        assert with_class(post, "tgme_widget_message_views")[0].text
        [link] = with_class(post, "tgme_widget_message_date")
        assert (await web.get(local(link.get("href")))).status == 200


async def test_the_sitemap_names_every_article_with_its_date(web: TestClient, newsroom: SampleNewsroom) -> None:
    tree = ET.fromstring(await (await web.get("/pravo/sitemap.xml")).text())
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    locations = [element.text or "" for element in tree.findall("s:url/s:loc", space)]
    assert len(locations) == len(newsroom.out(PRAVO))
    assert [(await web.get(local(location))).status for location in locations] == [200] * len(locations)


async def test_a_page_has_the_furniture_that_must_not_become_news(web: TestClient, newsroom: SampleNewsroom) -> None:
    page = await (await web.get(the(newsroom, "civil-sector-results", "kurier").path)).text()
    for piece in ("18+", "USD 538,21", "Читайте также", "Госинформзаказ", "cookie", "+7 7212", "Поделиться"):
        assert piece in page


async def test_a_table_is_printed_as_a_table(web: TestClient, newsroom: SampleNewsroom) -> None:
    page = html.fromstring(await (await web.get(the(newsroom, "mediation-regions").path)).text())
    rows = [[cell.text_content() for cell in row] for row in page.xpath("//article//table//tr")]
    assert rows[:2] == [["Регион", "Дела", "Примирение, %"], ["Туркестанская область", "1 870", "76"]]


async def test_a_broken_outlet_answers_503_until_it_is_mended_and_the_others_go_on(
    web: TestClient, newsroom: SampleNewsroom
) -> None:
    newsroom.break_outlet("erikti", 503)
    assert (await web.get(ERIKTI.feed_path)).status == 503
    assert (await web.get(VESTNIK.feed_path)).status == 200
    newsroom.mend_outlet("erikti")
    assert (await web.get(ERIKTI.feed_path)).status == 200


async def test_a_slow_outlet_answers_late(web: TestClient, newsroom: SampleNewsroom) -> None:
    newsroom.slow_outlet("vestnik", 0.05)
    asked = monotonic()
    assert (await web.get(VESTNIK.feed_path)).status == 200
    assert monotonic() - asked >= 0.05


async def test_a_fault_of_an_outlet_that_does_not_exist_is_a_mistake(newsroom: SampleNewsroom) -> None:
    with pytest.raises(KeyError):
        newsroom.break_outlet("nobody")


async def test_the_newsstand_leads_to_every_front_page(web: TestClient) -> None:
    page = html.fromstring(await (await web.get("/")).text())
    paths = list(page.xpath("//li/a/@href"))
    assert len(paths) == len(OUTLETS)
    for path in paths:
        assert (await web.get(path)).status == 200


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
async def test_every_list_can_be_read_as_its_source_says(web: TestClient, source: Source) -> None:
    async def read(url: str) -> Listing:
        answer = await web.get(URL(url).path_qs)
        assert answer.status == 200
        body, content_type = await answer.read(), answer.headers["Content-Type"]
        return parse(body, url=url, content_type=content_type, kind=source.kind, layout=source.layout)

    listing = await read(source.url)
    entries = listing.entries or (await read(listing.parts[0].url)).entries
    assert entries
    assert all(entry.published for entry in entries)
    assert all(entry.title for entry in entries)


@pytest.mark.parametrize(
    ("name", "hours", "status"), [("jol", 0, 503), ("jol", 30, 410), ("arman", 0, 503), ("arman", 1, 200)]
)
def test_one_source_dies_and_one_comes_back(name: str, hours: int, status: int) -> None:
    said = answer_of(name, datetime(2025, 10, 22, 7, tzinfo=UTC) + timedelta(hours=hours), "http://127.0.0.1")
    assert said.status == status
    assert bool(said.body) is (status == 200)
