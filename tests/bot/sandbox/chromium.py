"""A headless Chromium for the chat page, and what it complains about."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from playwright.async_api import Browser, ConsoleMessage, Page, Request, async_playwright, expect

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MARKS = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here, so nobody opens the chat page"),
    pytest.mark.asyncio(loop_scope="module"),
]


@asynccontextmanager
async def launched() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        await chromium.close()


@dataclass
class Seen:
    """What the browser complained about, and what it asked of others than the sandbox."""

    errors: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)


def watch(page: Page, url: str) -> Seen:
    seen = Seen()

    def heard(message: ConsoleMessage) -> None:
        # The browser itself reports refused and cut requests; tests that cause some look at what people see of it.
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            seen.errors.append(message.text)

    def asked(request: Request) -> None:
        if not request.url.startswith((url, "blob:", "data:")):
            seen.elsewhere.append(request.url)

    page.on("console", heard)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("request", asked)
    return seen


@asynccontextmanager
async def page_at(
    browser: Browser, url: str, *, width: int = 1280, locale: str = "en-GB", quiet: bool = True
) -> AsyncIterator[Page]:
    """The page in a fresh browser profile; it must neither complain nor ask anything of others."""
    context = await browser.new_context(viewport={"width": width, "height": 800}, locale=locale)
    page = await context.new_page()
    seen = watch(page, url)
    await page.goto(url)
    await expect(page.locator(".row[aria-current]")).to_be_attached()
    yield page
    await context.close()
    assert seen.elsewhere == []
    assert seen.errors == [] or not quiet
