"""The pages in a headless Chromium: for screen readers, on a small phone, with the keyboard alone."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page

from bot.serving import serve
from bot.web import Parts, application
from digests.model import Locale
from digests.model.charts import Sketch
from tests.bot.sandbox.chromium import CHROMIUM, launched

AXE = Path(__file__).parents[3] / "requirements" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
SERIOUS = {"serious", "critical"}
PATHS = (
    "",
    "/metrics/volunteers",
    "/search?q=2025",
    "/search?q=zzz",
    "/conflicts",
    "/corrections",
    "/sources",
    "/about",
)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here, so nobody opens the pages"),
]


@pytest.fixture
async def base(parts: Parts) -> AsyncIterator[str]:
    async def draw(sketch: Sketch) -> bytes:
        return b""

    async with serve(application(replace(parts, draw=draw))) as address:
        yield address


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    async with launched() as browser:
        yield browser


async def pages_of(base: str, locale: Locale, parts: Parts) -> list[str]:
    [stated] = await parts.database.articles.latest_figures(["grants"], until=parts.clock(), limit=1)
    article = f"/articles/{stated.ref.article_id}"
    return [f"{base}/{locale}{path}" for path in (*PATHS, article, f"{article}/story", "/none")]


async def violations(page: Page) -> list[str]:
    found = await page.evaluate("async () => (await axe.run()).violations")
    return [f"{one['id']}: {one['nodes'][0]['target']}" for one in found if one["impact"] in SERIOUS]


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: npm ci --prefix requirements/browser")
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_no_page_keeps_a_reader_out(chromium: Browser, base: str, parts: Parts, scheme: str) -> None:
    context = await chromium.new_context(bypass_csp=True, color_scheme="dark" if scheme == "dark" else "light")
    await context.add_init_script(path=AXE)
    page = await context.new_page()
    for locale in Locale:
        for address in await pages_of(base, locale, parts):
            answer = await page.goto(address)
            assert answer is not None
            assert answer.status == (404 if address.endswith("/none") else 200)
            assert await violations(page) == [], address


async def test_a_small_phone_needs_no_scrolling_sideways(chromium: Browser, base: str, parts: Parts) -> None:
    page = await chromium.new_page(viewport={"width": 360, "height": 740})
    for locale in Locale:
        for address in await pages_of(base, locale, parts):
            answer = await page.goto(address)
            assert answer is not None
            assert answer.status == (404 if address.endswith("/none") else 200)
            assert await page.evaluate("document.documentElement.scrollWidth") <= 360, address


async def test_the_keyboard_reaches_search_and_content(chromium: Browser, base: str) -> None:
    page = await chromium.new_page()
    await page.goto(f"{base}/en")
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.className") == "skip"
    await page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    await page.goto(f"{base}/en")
    for _ in range(12):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.id") == "q":
            break
    await page.keyboard.type("volunteers")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/search?q=volunteers")
    assert await page.locator("main a").count() > 0
