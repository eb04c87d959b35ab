"""Sources that are added while the bot runs: how addresses are read, and what stands in the way."""

from pathlib import Path
from typing import Any

import pytest

from bot.offload import offload
from bot.sources.adding import Adding, source_at
from digests.errors import Refusal
from digests.model import Fetched, FetchFailed, FetchResult, SourceKind
from tests.builders import NOW

FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Aral Post</title>
<item><title>40 grants</title><link>https://a.example/1</link></item></channel></rss>"""
NEWSROOM = """
[[rubrics]]
key = "grants"
name = { kk = "g", ru = "g", en = "g" }
[rubrics.stems]
en = ["grant"]

[[sources]]
id = "aral"
kind = "feed"
url = "https://aral.example/rss"
name = "Aral"
"""


class Web:
    """Gives the feed at every address, and remembers which was asked for."""

    def __init__(self, *, is_empty: bool = False) -> None:
        self.asked: list[str] = []
        self._is_empty = is_empty

    async def __call__(self, url: str, **_: Any) -> FetchResult:
        self.asked.append(url)
        return (
            FetchFailed("http_404") if self._is_empty else Fetched(url, 200, FEED, content_type="application/rss+xml")
        )


class Listed:
    """Sources that are read from now on."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    async def add(self, source: Any, _: Any) -> None:
        self.ids.append(source.id)


def adding(path: Path, web: Web, listed: Listed | None = None) -> Adding:
    return Adding(path, web, offload, (), listed or Listed(), lambda: NOW)  # type: ignore[arg-type]


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    path = tmp_path / "newsroom.toml"
    write(path, NEWSROOM)
    return path


@pytest.mark.parametrize(
    ("said", "url", "kind"),
    [
        (" https://a.example/rss ", "https://a.example/rss", SourceKind.FEED),
        ("a.example/rss", "https://a.example/rss", SourceKind.FEED),
        ("a.example/news-sitemap.xml", "https://a.example/news-sitemap.xml", SourceKind.SITEMAP),
        ("@aral_post", "https://t.me/s/aral_post", SourceKind.TELEGRAM),
        ("t.me/s/aral_post", "https://t.me/s/aral_post", SourceKind.TELEGRAM),
    ],
)
async def test_an_address_is_read_as_people_write_it(newsroom: Path, said: str, url: str, kind: SourceKind) -> None:
    web = Web(is_empty=True)
    with pytest.raises(Refusal, match="source_unreadable"):
        await adding(newsroom, web)(said)
    assert web.asked[0] == url
    assert source_at(url).kind is kind


@pytest.mark.parametrize("said", ["", "words", "ftp://a.example", "https://", "two words.kz", "http://[", "data:a.b"])
async def test_what_is_no_address_is_asked_of_nobody(newsroom: Path, said: str) -> None:
    web = Web()
    with pytest.raises(Refusal, match="source_no_address"):
        await adding(newsroom, web)(said)
    assert web.asked == []


async def test_what_is_found_is_written_down_and_read_from_then_on(newsroom: Path) -> None:
    listed = Listed()
    added = await adding(newsroom, Web(), listed)("a.example/rss")
    assert (added.source.name, added.items, added.dated) == ("Aral Post", 1, 0)
    assert listed.ids == [added.source.id]
    assert 'url = "https://a.example/rss"' in text_of(newsroom)
    with pytest.raises(Refusal, match="source_known"):
        await adding(newsroom, Web(), listed)("https://aral.example/rss")


async def test_a_file_that_is_not_there_or_broken_is_left_alone(tmp_path: Path, newsroom: Path) -> None:
    listed = Listed()
    with pytest.raises(Refusal, match="source_unwritable"):
        await adding(tmp_path / "none.toml", Web(), listed)("a.example/rss")
    write(newsroom, "[[sources]\n")
    with pytest.raises(Refusal, match="source_unwritable"):
        await adding(newsroom, Web(), listed)("a.example/rss")
    assert text_of(newsroom) == "[[sources]\n"
    assert listed.ids == []
