import pytest

from bot.sources.opml import new_id, read_opml, write_opml
from digests.model import Locale, Source, SourceKind


@pytest.mark.parametrize(
    ("url", "taken", "expected"),
    [
        ("https://www.lada.kz/rss.xml", set(), "lada"),
        ("https://www.lada.kz/rss.xml", {"lada"}, "lada_2"),
        ("https://24.kz/rss", set(), "s_24"),
        ("https://t.me/s/Dom_NPO", set(), "dom_npo"),
        ("https://қоғам.kz/rss", set(), "s_"),
    ],
)
def test_a_short_name_is_made_of_the_address(url: str, taken: set[str], expected: str) -> None:
    assert new_id(url, taken).startswith(expected)


def test_all_that_opml_can_say_comes_back() -> None:
    sources = [
        Source("a", SourceKind.FEED, "https://a.kz/rss?x=1&y=2", "А «и» Б", lang=Locale.KK, rubrics=("grants",)),
        Source("dom", SourceKind.TELEGRAM, "https://t.me/s/dom", "Дом"),
    ]
    body = write_opml(sources).encode()
    assert read_opml(body, taken=frozenset(), rubrics=frozenset({"grants"})) == sources


def test_folders_and_what_is_no_address_do_no_harm() -> None:
    body = b"""<opml><body><outline text="News"><outline text="A" xmlUrl="https://a.kz/feed"/></outline>
    <outline text="B" xmlUrl="javascript:alert(1)"/><outline text="C" type="listing" xmlUrl="https://c.kz/"/></body></opml>"""
    assert [source.name for source in read_opml(body, taken=frozenset({"a"}), rubrics=frozenset())] == ["A"]
