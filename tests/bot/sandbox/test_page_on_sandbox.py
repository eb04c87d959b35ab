"""The chat page on the real sandbox with a bot that polls: channels, topics and inline mode as a person uses them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest_asyncio
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import (
    InlineQuery,
    InlineQueryResultArticle,
    InputTextMessageContent,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
)
from playwright.async_api import Browser, Page, expect

from bot.clock import MovableClock
from bot.sandbox import Sandbox
from bot.sandbox.people import add_user
from bot.serving import serve
from tests.bot.sandbox.chromium import MARKS, launched, page_at
from tests.bot.sandbox.sandboxed import SUNDAY, TOKEN

pytestmark = MARKS


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with launched() as chromium:
        yield chromium


def repeater() -> Dispatcher:
    """Says everything again, in the topic where it was said, and offers what was searched as a card."""
    dispatcher = Dispatcher()

    @dispatcher.message(F.text == "/ask")
    async def ask(message: Message) -> None:
        keys = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Yes")]])
        await message.answer("Sure?", reply_markup=keys)

    @dispatcher.message()
    async def said(message: Message) -> None:
        if message.text and not message.via_bot:
            await message.answer(f"again: {message.text}")

    @dispatcher.channel_post()
    async def posted(message: Message) -> None:
        await message.reply("seen in the channel")

    @dispatcher.inline_query()
    async def asked(query: InlineQuery) -> None:
        content = InputTextMessageContent(message_text=f"card: {query.query}")
        await query.answer([InlineQueryResultArticle(id="1", title="A card", input_message_content=content)])

    return dispatcher


@asynccontextmanager
async def opened(browser: Browser) -> AsyncIterator[Page]:
    box = Sandbox(MovableClock(SUNDAY))
    add_user(box.state, {"id": 101, "first_name": "Aigerim", "language_code": "en", "role": "admin"})
    add_user(box.state, {"id": 102, "first_name": "Daniyar", "language_code": "en"})
    async with serve(box.app()) as url, Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(url))) as bot:
        dispatcher = repeater()
        work = dispatcher.start_polling(bot, handle_signals=False, polling_timeout=1, close_bot_session=False)
        polling = asyncio.create_task(work)
        try:
            async with page_at(browser, url) as page:
                yield page
        finally:
            await dispatcher.stop_polling()
            await polling


async def make(page: Page, name: str, kind: str) -> None:
    await page.get_by_role("button", name="New group").click()
    await page.get_by_label("Name").fill(name)
    await page.get_by_label("Kind").select_option(kind)
    await page.get_by_role("button", name="Create").click()
    await expect(page.locator("#chat-name")).to_have_text(name)


async def write(page: Page, text: str) -> None:
    await page.locator("#draft").fill(text)
    await page.locator("#draft").press("Enter")


async def test_the_page_talks_with_a_bot_under_its_security_policy(browser: Browser) -> None:
    async with opened(browser) as page:
        await page.get_by_role("button", name="Start", exact=True).click()
        await expect(page.locator(".bubble-other .text")).to_have_text("again: /start")


async def test_a_keyboard_of_replies_is_tapped(browser: Browser) -> None:
    async with opened(browser) as page:
        await page.get_by_role("button", name="Start", exact=True).click()
        await write(page, "/ask")
        await page.get_by_role("button", name="Yes").click()
        await expect(page.locator(".bubble-other .text").last).to_have_text("again: Yes")


async def test_in_a_channel_an_administrator_writes_and_the_bot_hears_it(browser: Browser) -> None:
    async with opened(browser) as page:
        await make(page, "News", "channel")
        await expect(page.get_by_label("Write as")).to_have_value("101")
        await write(page, "Hello all")
        await expect(page.locator(".bubble .text").last).to_have_text("seen in the channel")
        await page.get_by_label("Write as").select_option("Daniyar")
        await write(page, "Me too")
        await expect(page.locator(".toast")).to_have_text("only administrators write in a channel")
        await expect(page.locator("#draft")).to_have_value("Me too")


async def test_in_a_forum_one_makes_a_topic_writes_in_it_and_closes_it(browser: Browser) -> None:
    async with opened(browser) as page:
        await make(page, "Garden", "supergroup with topics")
        await page.get_by_role("button", name="New topic").click()
        await page.get_by_label("Name").fill("Water")
        await page.get_by_role("button", name="Create").click()
        topics = page.locator(".speak-as", has_text="Topic").locator("select")
        await expect(topics.locator("option:checked")).to_have_text("Water")
        await write(page, "/news")
        answer = page.locator(".bubble-other")
        await expect(answer.locator(".text")).to_have_text("again: /news")
        await expect(answer.locator(".topic-name")).to_have_text("# Water")
        await page.get_by_role("button", name="Close the topic").click()
        await expect(page.locator(".line-event").last).to_have_text("The topic was closed")
        await page.get_by_label("Write as").select_option("Daniyar")
        await write(page, "/help")
        await expect(page.locator(".toast").last).to_contain_text("closed; only administrators write there")
        await topics.select_option("General")
        await write(page, "/help")
        await expect(answer.locator(".text").last).to_have_text("again: /help")


async def test_an_inline_card_is_searched_and_sent(browser: Browser) -> None:
    async with opened(browser) as page:
        await make(page, "Dala", "group")
        await page.get_by_label("Search").first.fill("grants")
        await page.get_by_label("Search").first.press("Enter")
        await page.get_by_role("button", name="A card").click()
        await expect(page.locator(".bubble-own .text")).to_have_text("card: grants")
        await expect(page.locator(".bubble-own .author")).to_contain_text("via @qogam_bot")
