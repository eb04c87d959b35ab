import gzip
import json
from datetime import UTC, datetime

import pytest

from digests.collect.parse import Listing, parse
from digests.model import SourceKind

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


@pytest.mark.parametrize("text", ["<html><body>403</body></html>", "", "{}", "<urls/>", "{" * 5])
def test_what_is_no_listing_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read(text)
