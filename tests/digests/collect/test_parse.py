import gzip
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from digests.collect.listing import Part
from digests.collect.parse import Listing, parse
from digests.model import Layout, SourceKind

RSS = """<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel><title>Вести степи</title>
<link>https://a.kz/</link><item><title>Гранты &amp;amp; премии</title><guid isPermaLink="false">g1</guid>
<link>/news/1</link><pubDate>Sun, 19 Oct 2025 12:00:00 +0500</pubDate>
<description>&lt;p&gt;12 проектов&lt;/p&gt;</description>
<category>НПО</category></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Дала</title><entry><id>urn:1</id><title>Жаңалық</title>
<link href="https://a.kz/kk/1"/><updated>2025-10-19T12:00:00+05:00</updated>
<author><name>Айдана С.</name></author></entry></feed>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://a.kz/2</loc><news:news>
<news:publication_date>2025-10-19T10:00:00+05:00</news:publication_date><news:title>Вода в ауле</news:title>
</news:news></url></urlset>"""
CHANNEL = """<html><body><div class="tgme_channel_info_header_title"><span>Дом НПО</span></div>
<div class="tgme_widget_message js-widget_message" data-post="dom_npo/7">
<div class="tgme_widget_message_text js-message_text">Собрано 3 тонны макулатуры.<br/><br/>Спасибо всем!</div>
<a href="#"><time datetime="2025-10-19T07:00:00+00:00">12:00</time></a></div>
<div class="tgme_widget_message" data-post="dom_npo/8"><i>photo</i></div></body></html>"""


def read(text: str, encoding: str = "utf-8", kind: SourceKind | None = None) -> Listing:
    return parse(text.encode(encoding), url="https://a.kz/list", kind=kind)


def test_rss_in_windows_1251_is_read_with_absolute_links_and_utc_times() -> None:
    listing = read(RSS, "windows-1251")
    [entry] = listing.entries
    assert (listing.kind, listing.title, listing.link) == ("rss", "Вести степи", "https://a.kz/")
    assert (entry.guid, entry.url, entry.title) == ("g1", "https://a.kz/news/1", "Гранты & премии")
    assert (entry.published, entry.tags) == (datetime(2025, 10, 19, 7, tzinfo=UTC), ("НПО",))


def test_atom_keeps_author_and_time_of_the_last_edit() -> None:
    listing = read(ATOM)
    [entry] = listing.entries
    assert (listing.kind, entry.author, entry.published) == ("atom", "Айдана С.", None)
    assert entry.updated == datetime(2025, 10, 19, 7, tzinfo=UTC)


def test_a_json_feed_with_plain_text_becomes_paragraphs() -> None:
    items = [{"id": 5, "url": "/5", "title": "A", "content_text": "a < b\n\nc", "authors": [{"name": "B. C."}]}]
    [entry] = read(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})).entries
    assert (entry.guid, entry.url, entry.author) == ("5", "https://a.kz/5", "B. C.")
    assert entry.html == "<p>a &lt; b</p><p>c</p>"


def test_a_gzipped_news_sitemap_gives_titles_and_dates() -> None:
    [entry] = parse(gzip.compress(SITEMAP.encode()), url="https://a.kz/sitemap.xml.gz").entries
    assert (entry.url, entry.title) == ("https://a.kz/2", "Вода в ауле")
    assert entry.published == datetime(2025, 10, 19, 5, tzinfo=UTC)


def test_a_channel_lists_its_posts_that_have_text() -> None:
    listing = read(CHANNEL)
    [entry] = listing.entries
    assert (listing.kind, listing.title) == ("telegram", "Дом НПО")
    assert (entry.url, entry.title) == ("https://t.me/dom_npo/7", "Собрано 3 тонны макулатуры.")


PAGE = """<html><head><title>Новости фонда</title></head><body>
<div class="card"><a href="/news/5"><h3>Сбор книг</h3></a>
<span class="when">19 октября 2025, 12:00</span></div><div class="card"><a href="#">реклама</a></div>
<a class="card" href="/news/4">Открыт приём <b>заявок</b><time datetime="2025-10-18T10:00:00+05:00">вчера</time></a>
<a rel="next" href="?page=2">дальше</a></body></html>"""


def test_a_page_without_a_feed_is_read_by_selectors() -> None:
    layout = Layout(".card", "a", title="h3, a:not(:has(h3))", date=".when, time", next="a[rel=next]")
    listing = parse(PAGE.encode(), url="https://a.kz/news/", kind=SourceKind.LISTING, layout=layout)
    assert (listing.kind, listing.title, listing.older) == ("page", "Новости фонда", "https://a.kz/news/?page=2")
    assert [(entry.url, entry.published) for entry in listing.entries] == [
        ("https://a.kz/news/5", datetime(2025, 10, 19, 7, tzinfo=UTC)),
        ("https://a.kz/news/4", datetime(2025, 10, 18, 5, tzinfo=UTC)),
    ]
    assert listing.entries[0].title == "Сбор книг"


@pytest.mark.parametrize(("item", "link", "said"), [(".cart", "a", "item"), (".card", "h3", "link")])
def test_selectors_that_find_nothing_are_named(item: str, link: str, said: str) -> None:
    with pytest.raises(ValueError, match=f"look at `{said}`"):
        parse(PAGE.encode(), url="https://a.kz/", kind=SourceKind.LISTING, layout=Layout(item, link))


POSTS = [
    {
        "link": "https://a.kz/2025/10/sbor/",
        "title": {"rendered": "Сбор &#8211; открыт"},
        "date": "2025-10-19T12:00:00",
        "content": {"rendered": "<p>Собираем книги.</p>"},
    },
    {"title": {"rendered": "без адреса"}},
]
KEYS = Layout("", "link", title="title.rendered", date="date", text="content.rendered")


def test_posts_of_wordpress_are_read_by_keys() -> None:
    body = json.dumps(POSTS).encode()
    [entry] = parse(body, url="https://a.kz/wp-json/wp/v2/posts", kind=SourceKind.JSON, layout=KEYS).entries
    assert (entry.url, entry.title) == ("https://a.kz/2025/10/sbor/", "Сбор – открыт")
    assert (entry.html, entry.published) == ("<p>Собираем книги.</p>", datetime(2025, 10, 19, 7, tzinfo=UTC))


def test_keys_that_lead_nowhere_are_named() -> None:
    body = json.dumps({"data": {"posts": POSTS, "more": "?page=2"}}).encode()
    kind = SourceKind.JSON
    found = parse(body, url="https://a.kz/api", kind=kind, layout=replace(KEYS, item="data.posts", next="data.more"))
    assert (len(found.entries), found.older) == (1, "https://a.kz/api?page=2")
    with pytest.raises(ValueError, match=r"no list at data\.items"):
        parse(body, url="https://a.kz/api", kind=kind, layout=replace(KEYS, item="data.items"))
    with pytest.raises(ValueError, match="address at href"):
        parse(body, url="https://a.kz/api", kind=kind, layout=replace(KEYS, item="data.posts", link="href"))


def test_an_index_names_its_sitemaps_and_when_they_changed() -> None:
    index = (
        "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>/s-1.xml.gz</loc>"
        "<lastmod>2025-10-19</lastmod></sitemap><sitemap><loc>https://a.kz/s-2.xml</loc></sitemap></sitemapindex>"
    )
    listing = read(index)
    assert listing.entries == ()
    midnight = datetime(2025, 10, 18, 19, tzinfo=UTC)
    assert listing.parts == (Part("https://a.kz/s-1.xml.gz", midnight), Part("https://a.kz/s-2.xml"))


def test_a_huge_sitemap_gives_its_newest_pages() -> None:
    days = [f"{1925 + n // 12}-{n % 12 + 1:02}-01" for n in range(1200)]
    urls = "".join(f"<url><loc>/{n}</loc><lastmod>{day}</lastmod></url>" for n, day in enumerate(days))
    entries = read(f"<urlset>{urls}</urlset>").entries
    assert len(entries) == 500
    assert entries[-1].url == "https://a.kz/1199"


def test_of_a_huge_sitemap_the_newest_pages_stay_in_their_order_and_without_times_the_first() -> None:
    newest = "".join(f"<url><loc>/new/{n}</loc><lastmod>2025-10-0{n % 9 + 1}</lastmod></url>" for n in range(400))
    old = "".join(f"<url><loc>/old/{n}</loc><lastmod>2024-01-01</lastmod></url>" for n in range(700))
    urls = [entry.url for entry in read(f"<urlset>{old}{newest}</urlset>").entries]
    assert urls == [f"https://a.kz/old/{n}" for n in range(100)] + [f"https://a.kz/new/{n}" for n in range(400)]
    undated = "".join(f"<url><loc>/{n}</loc></url>" for n in range(700))
    urls = [entry.url for entry in read(f"<urlset>{undated}{newest}</urlset>").entries]
    assert urls == [f"https://a.kz/{n}" for n in range(500)]


def test_a_feed_without_zones_is_in_the_zone_of_its_source_and_unknown_zones_give_no_time() -> None:
    naive = RSS.replace(" +0500", "")
    assert read(naive, "windows-1251").entries[0].published == datetime(2025, 10, 19, 7, tzinfo=UTC)
    moscow = parse(naive.encode("windows-1251"), url="https://a.kz/rss", zone="Europe/Moscow")
    assert moscow.entries[0].published == datetime(2025, 10, 19, 9, tzinfo=UTC)
    assert read(RSS.replace("+0500", "XYZT"), "windows-1251").entries[0].published is None


def test_a_feed_says_when_it_wants_to_be_left_alone() -> None:
    skips = "<skipHours><hour>0</hour><hour>1</hour></skipHours><skipDays><day>Sunday</day></skipDays>"
    wishes = read(RSS.replace("<item>", f"<ttl>60</ttl>{skips}<item>"), "windows-1251").wishes
    assert wishes.ttl == timedelta(hours=1)
    assert wishes.quiet_hours >= {0, 1, 24, 25, 6 * 24 + 23}
    assert len(wishes.quiet_hours) == 6 * 2 + 24


@pytest.mark.parametrize("text", ["<html><body>403</body></html>", "", "{}", "<urls/>", "{" * 5])
def test_what_is_no_listing_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read(text)
