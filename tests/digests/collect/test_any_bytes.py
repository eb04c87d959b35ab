"""Whatever a server sends, it is a listing or one sentence; a page is read or has no text. Nothing else is raised."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digests.collect.parse import parse
from digests.extract import extract
from digests.model import Layout, SourceKind

T = TypeVar("T")
NOW = datetime(2025, 10, 19, 12, tzinfo=UTC)
URL = "https://outlet.example/list"
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Дала</title><ttl>60</ttl><item>
<title>Клуб ашылды &amp; жұмыс істейді</title><link>https://outlet.example/1?a=1&amp;b=2</link><guid>1</guid>
<pubDate>Sun, 19 Oct 2025 09:00:00 +0500</pubDate><description><![CDATA[<p>Клубқа 41 бала келді.</p>]]></description>
<category>жастар</category></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Steppe</title>
<entry><id>tag:1</id><title>A &lt;club&gt;</title>
<link href="/2"/><updated>2025-10-19T04:00:00Z</updated><author><name>E</name></author><content type="html">41</content>
</entry></feed>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://outlet.example/3</loc><lastmod>2025-10-19</lastmod><n:news><n:title>Клуб</n:title>
<n:publication_date>2025-10-19T09:00+05:00</n:publication_date></n:news></url></urlset>"""
JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "Ледник", "items": [{"id": "4",
"url": "https://a.example/4",
"title": "Клуб", "date_published": "2025-10-19T09:00:00+05:00", "content_html": "<p>41</p>",
"tags": ["a", 5, null]}]}"""
TELEGRAM = """<div class="tgme_channel_info"></div><div class="tgme_widget_message" data-post="dala/5">
<a class="tgme_widget_message_date" href="https://t.me/dala/5"><time datetime="2025-10-19T04:00:00+00:00"></time></a>
<div class="js-message_text">Клубқа <b>41</b> бала келді.<br/>
<a href="https://a.example/?x=1&amp;amp;y=2">a</a></div></div>"""
PAGE = """<!doctype html><html lang="kk"><head><title>Клуб</title>
<script type="application/ld+json">{"@type": "NewsArticle",
"headline": "Клуб", "datePublished": "2025-10-19T09:00:00+05:00",
"articleBody": "Клубқа 41 бала келді."}</script></head>
<body><ul class="news"><li><a href="/6">Клуб</a><time>19 қазан 2025</time></li></ul>
<article><p>Клубқа 41 бала келді.</p>
</article></body></html>"""
POSTS = """[{"link": "https://a.example/7", "title": {"rendered": "Клуб"}, "date": "2025-10-19T09:00:00",
"content": {"rendered": "41"}}]"""
KINDS = (
    (RSS, SourceKind.FEED, None),
    (ATOM, SourceKind.FEED, None),
    (SITEMAP, SourceKind.SITEMAP, None),
    (JSON, SourceKind.FEED, None),
    (TELEGRAM, SourceKind.TELEGRAM, None),
    (PAGE, SourceKind.LISTING, Layout(".news li", "a", date="time")),
    (POSTS, SourceKind.JSON, Layout("", "link", title="title.rendered", date="date", text="content.rendered")),
)
PIECES = st.one_of(
    st.binary(max_size=30),
    st.sampled_from(
        (
            *(
                b"<",
                b">",
                b"]]>",
                b"<![CDATA[",
                b"&",
                b"&#0;",
                b"&#xD800;",
                b"\x00",
                b"\xff\xfe",
                b'"',
                b"{",
                b"[",
                b"null",
            ),
            *(b"-1", b"9" * 40, b"1e999", b"0000-00-00", b"9999-12-31T23:59:60Z", b"http://[", b"//", b"javascript:1"),
        )
    ),
)


def taken(read: Callable[..., T], *some: Any, **more: Any) -> T | str:
    """What was read, or the sentence that says why not; every other error comes through."""
    try:
        return read(*some, **more)
    except ValueError as error:
        return str(error)


def spoilt(text: str, cuts: list[tuple[int, int, bytes]]) -> bytes:
    """The document with pieces of it replaced."""
    body = text.encode()
    for start, length, piece in cuts:
        at = start % (len(body) + 1)
        body = body[:at] + piece + body[at + length :]
    return body


CUTS = st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 60), PIECES), max_size=4)
EVERY_KIND = pytest.mark.parametrize(
    ("text", "kind", "layout"), KINDS, ids=["rss", "atom", "sitemap", "json", "telegram", "page", "api"]
)
SLOW = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    ("text", "kind", "layout"), KINDS, ids=["rss", "atom", "sitemap", "json", "telegram", "page", "api"]
)
def test_each_document_is_read_as_it_stands(text: str, kind: SourceKind, layout: Layout | None) -> None:
    [entry] = parse(text.encode(), url=URL, kind=kind, layout=layout, now=NOW).entries
    assert entry.url.startswith("https://")


@pytest.mark.parametrize(
    ("text", "kind", "layout"), KINDS, ids=["rss", "atom", "sitemap", "json", "telegram", "page", "api"]
)
@SLOW
@given(cuts=CUTS)
def test_a_spoilt_list_is_entries_or_a_sentence(
    text: str, kind: SourceKind, layout: Layout | None, cuts: list[tuple[int, int, bytes]]
) -> None:
    listing = taken(parse, spoilt(text, cuts), url=URL, kind=kind, layout=layout, now=NOW)
    assert listing
    for entry in () if isinstance(listing, str) else listing.entries:
        assert isinstance(entry.title, str)
        assert entry.published is None or entry.published.utcoffset() is not None


@SLOW
@given(body=st.binary(max_size=400), kind=st.sampled_from([*SourceKind, None]))
def test_bytes_that_are_nothing_are_entries_or_a_sentence(body: bytes, kind: SourceKind | None) -> None:
    assert taken(parse, body, url=URL, kind=kind, now=NOW)


@SLOW
@given(cuts=CUTS)
def test_a_spoilt_page_is_an_article_or_has_no_text(cuts: list[tuple[int, int, bytes]]) -> None:
    page = taken(extract, spoilt(PAGE, cuts), URL)
    if isinstance(page, str):
        assert "this page is not read" in page
    else:
        assert page.published is None or page.published.utcoffset() is not None
