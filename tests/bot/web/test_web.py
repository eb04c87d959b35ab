"""The web over the sample newsroom, as programs and readers without scripts get it."""

import csv
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer
from lxml import html

from bot.demo import STARTS_AT
from bot.export.columns import COLUMNS
from bot.storage import open_database
from bot.web import Parts, application, guard
from digests.corrections import marked_wrong
from digests.errors import Unreadable
from digests.model import Corrected, Locale, Window
from digests.model.charts import Sketch
from digests.stories import group
from tests.bot.web.stopwatch import Stopwatch

LOCALES = list(Locale)


Web = TestClient


@pytest.fixture
async def web(parts: Parts) -> AsyncIterator[Web]:
    async with TestClient(TestServer(application(parts))) as client:
        yield client


async def page(web: Web, path: str) -> tuple[ClientResponse, html.HtmlElement]:
    answer = await web.get(path)
    return answer, html.fromstring(await answer.text())


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("locale", LOCALES)
async def test_every_page_is_whole_in_each_language(web: Web, locale: Locale) -> None:
    seen: set[str] = set()
    waiting = [f"/{locale}"]
    while waiting and len(seen) < 60:
        path = waiting.pop(0)
        seen.add(path)
        answer, tree = await page(web, path)
        assert answer.status == 200, path
        assert tree.get("lang") == locale
        assert len(tree.findall(".//h1")) == 1
        ids = [element.get("id") for element in tree.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), path
        links = [a.get("href").partition("#")[0] for a in tree.iter("a")]
        waiting += sorted(
            {link for link in links if link.startswith(f"/{locale}/") and "/figures." not in link} - seen - set(waiting)
        )
    kinds = {path.split("/")[2].partition("?")[0] for path in seen if path.count("/") > 1}
    assert kinds == {"metrics", "articles", "conflicts", "corrections", "sources", "about"}


async def test_the_first_page_speaks_the_browsers_language(web: Web) -> None:
    for wish, locale in (("ru-RU,ru;q=0.9", "ru"), ("de, en-GB;q=0.5", "en"), ("de", "kk"), ("", "kk")):
        answer = await web.get("/", headers={"Accept-Language": wish}, allow_redirects=False)
        assert (answer.status, answer.headers["Location"]) == (302, f"/{locale}")


async def test_a_metric_shows_its_value_with_the_sentence_that_proves_it(web: Web) -> None:
    _, tree = await page(web, "/en/metrics/grants_sum")
    assert "₸1.92 billion" in words(tree.find(".//table"))
    assert any("1,92 млрд тенге" in words(bold) for bold in tree.findall(".//blockquote//b"))


@pytest.mark.parametrize("locale", LOCALES)
async def test_a_chart_is_drawn_once_and_told_in_words(parts: Parts, locale: Locale) -> None:
    drawn: list[Sketch] = []

    async def draw(sketch: Sketch) -> bytes:
        drawn.append(sketch)
        return b"\x89PNG"

    async with TestClient(TestServer(application(replace(parts, draw=draw)))) as web:
        _, tree = await page(web, f"/{locale}/metrics/volunteers")
        [image] = tree.findall(".//figure/img")
        for _ in range(2):
            answer = await web.get(image.get("src"))
            assert (answer.status, answer.content_type, await answer.read()) == (200, "image/png", b"\x89PNG")
    [sketch] = drawn
    told = words(tree.get_element_by_id(image.get("aria-describedby")))
    assert sketch.title in image.get("alt")
    assert all(" ".join(f"{mark.name} — {mark.label}".split()) in told for mark in sketch.marks)


async def test_a_picture_that_cannot_be_drawn_leaves_the_page_whole(web: Web, parts: Parts) -> None:
    async def fail(sketch: Sketch) -> bytes:
        raise Unreadable("it took too long")

    assert (await web.get("/en/charts/volunteers.png")).status == 404
    async with TestClient(TestServer(application(replace(parts, draw=fail)))) as other:
        assert (await other.get("/en/metrics/volunteers")).status == 200
        assert (await other.get("/en/charts/volunteers.png")).status == 503
        assert (await other.get("/en/charts/none.png")).status == 404


async def test_a_story_names_its_outlets_and_what_links_them(web: Web, parts: Parts) -> None:
    everything = Window(STARTS_AT - timedelta(days=30), STARTS_AT + timedelta(days=1))
    story = max(group(await parts.database.articles.between(everything)), key=lambda one: len(one.outlets))
    assert len(story.outlets) > 1
    _, tree = await page(web, f"/en/articles/{story.articles[-1].id}/story")
    told = words(tree.find(".//main"))
    assert all(outlet in told for outlet in story.outlets)
    assert "one origin" in told
    assert f"/en/articles/{story.origin}" in [a.get("href") for a in tree.findall(".//ol//a")]
    assert (await web.get("/en/articles/none/story")).status == 404


async def test_corrections_stand_as_they_were_told(web: Web, parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    _, tree = await page(web, "/ru/corrections")
    assert "Исправлений нет" in words(tree)
    [stated] = await parts.database.articles.latest_figures(["grants"], until=parts.clock(), limit=1)
    wrong = Corrected(marked_wrong(stated.ref, parts.clock()), stated)
    monkeypatch.setattr(parts.database.corrections, "listed", fake_list([wrong] * 45))
    async with TestClient(TestServer(application(parts))) as other:
        for number, shown in ((1, 20), (2, 20), (3, 5)):
            _, tree = await page(other, f"/ru/corrections?page={number}")
            assert len(tree.findall(".//s")) == shown
        assert [a.get("rel") for a in tree.xpath("//main//nav//a")] == ["prev"]
        assert (await other.get("/ru/corrections?page=0")).status == 400


def fake_list(corrected: list[Corrected]) -> Callable[..., Awaitable[list[Corrected]]]:
    async def listed(limit: int, offset: int = 0) -> list[Corrected]:
        return corrected[offset : offset + limit]

    return listed


async def test_an_address_with_a_slash_at_its_end_leads_to_the_page(web: Web) -> None:
    answer = await web.get("/kk/?day=1")
    assert (answer.status, answer.url.path_qs) == (200, "/kk?day=1")
    assert (await web.get("/kk/nothing/")).status == 404


async def test_search_finds_a_metric_by_a_word_of_any_language(web: Web) -> None:
    for word in ("volunteers", "волонтёры", "еріктілер"):
        answer, tree = await page(web, f"/en/search?q={word}")
        assert answer.status == 200
        assert "/en/metrics/volunteers" in [a.get("href").partition("?")[0] for a in tree.findall(".//ul/li/a")]
    _, tree = await page(web, "/ru/search?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert not [script for script in tree.iter("script") if script.text]
    assert "Попробуйте слово покороче" in words(tree)


async def test_what_is_not_there_is_said_in_the_readers_language(web: Web) -> None:
    for path in (
        "/ru/metrics/none",
        "/ru/metrics/grants_sum?place=atlantis",
        "/ru/articles/none",
        "/ru/none",
        "/assets/x.js",
    ):
        answer, tree = await page(web, path)
        assert answer.status == 404
        if path.startswith("/ru"):
            assert words(tree.find(".//h1")) == "Такой страницы нет"
    answer = await web.get("/api/v1/metrics/none/observations")
    assert (answer.status, await answer.json()) == (404, {"error": "Not Found"})


async def test_nothing_strange_is_run_or_framed(web: Web) -> None:
    answer = await web.get("/kk")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    _, tree = await page(web, "/kk")
    assert not tree.xpath("//*[@style or @onclick or @onload]")
    assert all(link.get("href").startswith("/") for link in tree.iter("link"))
    assert "Set-Cookie" not in answer.headers


async def test_a_page_that_is_known_is_not_sent_again(web: Web) -> None:
    first = await web.get("/ru")
    again = await web.get("/ru", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status, await again.read()) == (304, b"")
    assert "max-age=30" in first.headers["Cache-Control"]


async def test_whoever_asks_too_fast_is_told_to_wait(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(await web.get("/ru/about")).status for _ in range(61)]
    assert (answers.count(200), answers[-1]) == (60, 429)
    refused = await web.get("/ru/about")
    assert refused.headers["Retry-After"] == "1"
    assert (await web.get("/healthz")).status == 200
    monkeypatch.setattr(Stopwatch, "seconds", 1002.0)
    assert (await web.get("/ru/about")).status == 200


async def test_readers_behind_a_proxy_do_not_wait_for_each_other(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    async with TestClient(TestServer(application(replace(parts, is_behind_proxy=True)))) as web:
        for _ in range(61):
            last = await web.get("/ru/about", headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.7"})
        assert last.status == 429
        other = await web.get("/ru/about", headers={"X-Forwarded-For": "203.0.113.7, 203.0.113.8"})
        assert other.status == 200
        assert (await web.get("/metrics", headers={"X-Forwarded-For": "203.0.113.8"})).status == 404


async def test_the_api_answers_as_it_is_described(web: Web) -> None:
    described = await (await web.get("/api/v1/openapi.json")).json()
    names = set(described["components"]["schemas"]["Observation"]["properties"])
    assert names == {column.name for column in COLUMNS}
    listed = (await (await web.get("/api/v1/metrics")).json())["metrics"]
    told = [metric for metric in listed if metric["latest"]]
    assert len(told) > 10
    assert all(set(metric["latest"]) == names for metric in told)
    found = await (await web.get("/api/v1/metrics/volunteers/observations?limit=2")).json()
    assert len(found["observations"]) == 2
    assert (await web.get("/api/v1/metrics/volunteers/observations?limit=0")).status == 400
    assert (await web.get("/api/v1/conflicts")).status == 200


async def test_the_ledger_is_one_table(web: Web) -> None:
    answer = await web.get("/ledger.csv")
    rows = list(csv.DictReader((await answer.read()).decode("utf-8-sig").splitlines()))
    assert len(rows) > 100
    assert set(rows[0]) == {column.name for column in COLUMNS}
    assert "attachment" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("locale", LOCALES)
async def test_feeds_lead_to_the_figure_on_its_page(web: Web, locale: Locale) -> None:
    feed = await (await web.get(f"/{locale}/figures.json")).json()
    assert feed["items"]
    for item in feed["items"][:5]:
        path = "/" + item["url"].split("/", 3)[3]
        _, tree = await page(web, path.partition("#")[0])
        [place] = tree.xpath("//*[@id=$id]", id=path.partition("#")[2])
        assert item["content_text"] in words(place)
    atom = fromstring(await (await web.get(f"/{locale}/figures.atom")).read())
    entries = atom.findall("{http://www.w3.org/2005/Atom}entry")
    assert [entry.findtext("{http://www.w3.org/2005/Atom}title") for entry in entries] == [
        item["title"] for item in feed["items"]
    ]


async def test_monitoring_hears_how_things_stand(web: Web, parts: Parts, tmp_path: Path) -> None:
    assert await (await web.get("/healthz")).text() == "ok\n"
    assert (await web.get("/readyz")).status == 200
    numbers = await (await web.get("/metrics")).text()
    assert re.search(r"^process_resident_memory_bytes \d", numbers, re.MULTILINE)
    assert re.search(r"^qogam_disk_free_bytes [1-9]", numbers, re.MULTILINE)
    assert re.search(r'^qogam_source_silent_seconds{source="\w+', numbers, re.MULTILINE)
    empty = open_database(f"sqlite:///{tmp_path}/empty.db")
    async with TestClient(TestServer(application(replace(parts, database=empty)))) as other:
        answer = await other.get("/readyz")
        assert answer.status == 503
        assert "python -m bot migrate" in await answer.text()
    await empty.close()


async def test_a_bug_is_a_page_too(web: Web, parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(parts.database.sources, "health", fail)
    answer, tree = await page(web, "/en/sources")
    assert answer.status == 500
    assert words(tree.find(".//h1")) == "Something went wrong"


def test_the_assets_say_no_address_of_others() -> None:
    for path in (Path(guard.__file__).parent / "assets").iterdir():
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", path.read_text()), path
