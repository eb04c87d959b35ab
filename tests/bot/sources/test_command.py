"""`python -m bot sources`, against an outlet on this machine."""

import json
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from bot.newsroom import load_newsroom
from bot.sources.command import sources
from digests.errors import ConfigError

NEWSROOM = """# What we read.
[[rubrics]]
key = "grants"
name = { kk = "Гранттар", ru = "Гранты", en = "Grants" }
stems = { ru = ["грант"] }

[[sources]]  # the first one
id = "steppe"
kind = "feed"
url = "{base}/rss"
name = "Степь"

[[sources]]
id = "mute"
kind = "feed"
url = "{base}/none"
"""
TEXT = "Фонд открыл приём заявок на 12 малых грантов для сельских инициатив. " * 5


def item(hours: int) -> str:
    when = format_datetime(datetime.now(UTC) - timedelta(hours=hours))
    return f"<item><title>Гранты {hours}</title><link>/news/{hours}</link><pubDate>{when}</pubDate></item>"


def rss() -> str:
    return (
        f"<rss version='2.0'><channel><title>Вести степи</title>{''.join(map(item, range(1, 25, 4)))}</channel></rss>"
    )


PAGE = (
    "<html><head><link rel='alternate' type='application/rss+xml' href='/rss'></head><body><p>Новости</p></body></html>"
)


class Outlet(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        pages = {"/rss": rss(), "/": PAGE}
        article = f"<html><body><article><h1>Гранты</h1><p>{TEXT}</p></article></body></html>"
        text = pages.get(self.path.partition("?")[0], article if self.path.startswith("/news/") else None)
        body = (text or "").encode()
        self.send_response(404 if text is None else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Outlet)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def file(tmp_path: Path, base: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "newsroom.toml"
    path.write_text(NEWSROOM.replace("{base}", base), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSROOM_FILE", str(path))
    monkeypatch.setenv("ALLOW_PRIVATE_ADDRESSES", "true")
    return path


def test_a_probe_says_what_a_source_would_give(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sources(["probe", "steppe", "--jsonl"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["status"], answer["items"], answer["dated"], answer["lang"]) == ("ok", 6, 6, "ru")
    assert (answer["items_a_day"], answer["themes"]) == (6.0, {"grants": 6})
    assert answer["article"]["title"] == "Гранты 1"
    assert 3500 < answer["newest_age_seconds"] < 3700


def test_a_source_that_cannot_be_read_says_why_and_where_its_feed_is(
    file: Path, base: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sources(["probe"]) == 1
    out = capsys.readouterr().out
    assert "✓ steppe" in out
    assert "http_404" in out
    assert sources(["probe", f"{base}/"]) == 1
    assert f"feed      {base}/rss" in capsys.readouterr().out


def test_add_writes_down_the_feed_that_a_page_names(file: Path, base: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ConfigError, match="there already, as steppe"):
        sources(["add", f"{base}/"])
    file.write_text(file.read_text("utf-8").replace(f"{base}/rss", f"{base}/none"), encoding="utf-8")
    assert sources(["add", f"{base}/", "--id", "aral", "--lang", "ru", "--rubrics", "grants"]) == 0
    source = load_newsroom(file).sources[-1]
    assert (source.id, source.url, source.name, source.verified) == ("aral", f"{base}/rss", "Вести степи", True)
    assert source.rubrics == ("grants",)
    assert "# the first one" in file.read_text("utf-8")


def test_add_writes_nothing_where_nothing_can_be_read(file: Path, base: str) -> None:
    before = file.read_bytes()
    assert sources(["add", f"{base}/none"]) == 1
    with pytest.raises(ConfigError, match="rubrics"):
        sources(["add", f"{base}/rss?new", "--rubrics", "sport"])
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["newsroom.toml"]


def test_a_disabled_source_rests_and_the_file_keeps_its_comments(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sources(["disable", "steppe"]) == 0
    assert sources(["disable", "steppe"]) == 0
    assert [source.id for source in load_newsroom(file).sources] == ["mute"]
    text = file.read_text("utf-8")
    assert text.count("enabled = false") == 1
    assert "[[sources]]  # the first one" in text
    sources(["list"])
    assert "disabled" in capsys.readouterr().out.splitlines()[-2]
    with pytest.raises(ConfigError, match="no source is called aral"):
        sources(["disable", "aral"])


def test_what_is_exported_can_be_imported_and_only_once(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources(["export"])
    opml = file.with_name("list.opml")
    opml.write_text(capsys.readouterr().out, encoding="utf-8")
    sources(["import", str(opml)])
    assert "0 added" in capsys.readouterr().out
    text = file.read_text("utf-8")
    file.write_text(text[: text.index("[[sources]]")], encoding="utf-8")
    sources(["import", str(opml)])
    found = tomllib.loads(file.read_text("utf-8"))["sources"]
    assert [(one["name"], one["kind"], one["verified"]) for one in found] == [
        ("Степь", "feed", False),
        ("mute", "feed", False),
    ]
    assert len({one["id"] for one in found}) == 2


@pytest.mark.parametrize("body", ["<rss/>", "", "<opml", '<!DOCTYPE o [<!ENTITY a "b">]><opml><body>&a;'])
def test_what_is_no_opml_is_refused(file: Path, body: str) -> None:
    wrong = file.with_name("wrong.opml")
    wrong.write_text(body, encoding="utf-8")
    with pytest.raises(ConfigError, match="no OPML"):
        sources(["import", str(wrong)])


def test_the_command_line_leads_here(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from bot.__main__ import main

    monkeypatch.setattr(sys, "argv", ["bot", "sources", "list"])
    assert main() == 0
    assert "steppe" in capsys.readouterr().out
