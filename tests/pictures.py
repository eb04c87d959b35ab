"""The pictures of README, made anew of a running demo: `python -m tests.pictures` (`make pictures`)."""

import asyncio
import io
import shutil
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.async_api import Page, async_playwright

from bot.process import App
from digests.model import Locale
from tests.driver import Talker
from tests.running import running_at

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
READERS = {"kk": (501, "Айгерім"), "ru": (502, "Михаил"), "en": (503, "Emma")}
RUBRICS = ("petitions",)
"""So few that the whole digest and its buttons fit one screen."""
WORDS = {"kk": "еріктілер", "ru": "волонтёры", "en": "volunteers"}
WIDE, HIGH = 1000, 860
COLOURS = 160
"""A picture of text needs no more, and is a third as large."""


async def main() -> None:
    """A digest with its buttons, the sentences behind it, a chart, and the settings, in each language."""
    browser_file = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory(prefix="qogam-pictures-") as name:
        async with running_at(Path(name)) as (base, talk, app), async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=browser_file, args=["--no-sandbox"])
            for locale, (number, person) in READERS.items():
                page = await browser.new_page(viewport={"width": WIDE, "height": HIGH})
                await page.goto(base)
                await page.get_by_text(locale, exact=True).click()
                await page.get_by_text(person).first.click()
                await _pictures(page, app, talk.known(number), locale)
            await browser.close()


async def _pictures(page: Page, app: App, reader: Talker, locale: str) -> None:
    await reader.says("/start")
    await reader.taps("›")
    for rubric in (one for one in app.newsroom.rubrics if one.key in RUBRICS):
        await reader.taps(rubric.name[Locale(locale)])
    await reader.taps("👍")
    await reader.waits(lambda: any("🔎" in button for button in reader.last.buttons), "the sample digest")
    await _keep(page, f"digest-{locale}")
    await reader.taps("🔎")
    await _keep(page, f"evidence-{locale}")
    await reader.says(f"/stats {WORDS[locale]}")
    await reader.taps("1. ")
    await reader.taps("📈")
    await reader.waits(lambda: "photo" in reader.last.raw, "the chart")
    await _keep(page, f"chart-{locale}")
    await reader.says("/settings")
    await _keep(page, f"settings-{locale}")


async def _keep(page: Page, name: str) -> None:
    await asyncio.sleep(1.5)  # the page is drawn as events come
    picture: Any = Image.open(io.BytesIO(await page.screenshot()))
    picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    asyncio.run(main())
