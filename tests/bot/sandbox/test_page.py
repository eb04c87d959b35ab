import asyncio
import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from tests.bot.sandbox.chromium import MARKS, launched, page_at
from tests.bot.sandbox.page_server import PageServer, serve

pytestmark = MARKS

AIGERIM, NURLAN, GROUP = 101, 110, -500
# One grey pixel.
PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==")
KEYS = {"inline_keyboard": [[{"text": "One", "callback_data": "1"}, {"text": "Two", "callback_data": "2"}]]}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with launched() as chromium:
        yield chromium


def newsroom() -> PageServer:
    server = PageServer()
    server.add_person(AIGERIM, "Айгерім")
    server.add_person(NURLAN, "Нұрлан", "admin")
    server.add_chat(GROUP, [AIGERIM, NURLAN], type="group", title="Жасыл аула")
    server.commands = [
        {"command": "start", "description": "Begin"},
        {"command": "stats", "description": "The latest figures"},
        {"command": "help", "description": "What I can do"},
    ]
    return server


@asynccontextmanager
async def opened(browser: Browser, server: PageServer, **more: Any) -> AsyncIterator[Page]:
    async with serve(server) as url, page_at(browser, url, **more) as page:
        yield page


def chat_row(page: Page, name: str) -> Locator:
    return page.locator(".row", has_text=name)


async def test_a_newcomer_begins_with_one_tap_on_start(browser: Browser) -> None:
    server = newsroom()
    async with opened(browser, server) as page:
        await page.get_by_role("button", name="Start", exact=True).click()
        own = page.locator(".bubble-own")
        await expect(own.locator(".text")).to_have_text("/start")
        assert await server.wait_for("/chats/101/messages") == [{"user": AIGERIM, "text": "/start"}]
        await expect(page.get_by_role("textbox", name="Message")).to_be_focused()


async def test_what_the_bot_says_appears_by_itself(browser: Browser) -> None:
    server = newsroom()
    async with opened(browser, server) as page:
        server.post(AIGERIM, "Сәлем, Айгерім!")
        bubble = page.locator(".bubble-other")
        await expect(bubble.locator(".text")).to_have_text("Сәлем, Айгерім!")
        await expect(bubble.locator("time")).to_have_text("17:00")
        await expect(page.locator(".line-date")).to_have_text("Today, 19 October")


async def test_enter_sends_and_shift_enter_begins_a_line(browser: Browser) -> None:
    server = newsroom()
    server.post(AIGERIM, "Ask me")
    async with opened(browser, server) as page:
        draft = page.locator("#draft")
        await draft.fill("one")
        await draft.press("Shift+Enter")
        await draft.press_sequentially("two")
        await draft.press("Enter")
        [body] = await server.wait_for("/messages")
        assert body == {"user": AIGERIM, "text": "one\ntwo"}
        await expect(draft).to_have_value("")


async def test_what_was_refused_comes_back_into_the_field(browser: Browser) -> None:
    server = newsroom()
    server.post(AIGERIM, "Ask me")
    server.refusal = "the person has blocked the bot"
    async with opened(browser, server) as page:
        await page.locator("#draft").fill("a long thought")
        await page.locator("#draft").press("Enter")
        await expect(page.locator(".toast")).to_have_text("the person has blocked the bot")
        await expect(page.locator("#draft")).to_have_value("a long thought")


async def test_formatting_stays_and_everything_else_is_left_out(browser: Browser) -> None:
    server = newsroom()
    html = (
        "<b>1,8 млрд ₸</b> <i onclick='alert(1)'>&lt;грант&gt;</i><script></script><img src='/x' onerror='alert(1)'>"
        "<u>kept <marquee>words</marquee></u> <a href='https://example.org/a'>good</a> "
        "<a href='javascript:alert(1)'>bad</a>"
    )
    server.post(AIGERIM, "x", html=html)
    async with opened(browser, server) as page:
        text = page.locator(".bubble .text")
        await expect(text).to_have_text("1,8 млрд ₸ <грант>kept words good bad")
        link = '<a href="https://example.org/a" target="_blank" rel="noopener noreferrer">good</a>'
        assert await text.inner_html() == f"<b>1,8 млрд ₸</b> <i>&lt;грант&gt;</i><u>kept words</u> {link} bad"


async def test_a_spoiler_shows_its_words_on_enter(browser: Browser) -> None:
    server = newsroom()
    server.post(AIGERIM, "x", html="The answer: <tg-spoiler>42</tg-spoiler>")
    async with opened(browser, server) as page:
        spoiler = page.locator(".spoiler")
        await spoiler.press("Enter")
        await expect(spoiler).to_have_attribute("aria-pressed", "true")


async def test_a_key_is_busy_until_the_bot_answers_it(browser: Browser) -> None:
    server, go_on = newsroom(), asyncio.Event()

    async def answer(_: dict[str, Any]) -> dict[str, Any]:
        await go_on.wait()
        return {"id": "1", "answered": True, "text": "Saved"}

    server.answer = answer
    server.post(AIGERIM, "Choose", reply_markup=KEYS)
    async with opened(browser, server) as page:
        key = page.get_by_role("button", name="Two")
        await key.click()
        await expect(key).to_have_attribute("aria-busy", "true")
        go_on.set()
        await expect(page.locator(".toast")).to_have_text("Saved")
        await expect(key).not_to_have_attribute("aria-busy", "true")
        [pressed] = server.sent("/press")
        assert (pressed["user"], pressed["row"], pressed["column"]) == (AIGERIM, 0, 1)


async def test_an_alert_waits_until_it_is_read(browser: Browser) -> None:
    server = newsroom()

    async def answer(_: dict[str, Any]) -> dict[str, Any]:
        return {"id": "1", "answered": True, "text": "Not in the body text", "show_alert": True}

    server.answer = answer
    server.post(AIGERIM, "Choose", reply_markup=KEYS)
    async with opened(browser, server) as page:
        await page.get_by_role("button", name="One").click()
        alert = page.get_by_role("alertdialog")
        await expect(alert).to_contain_text("Not in the body text")
        await page.keyboard.press("Enter")
        await expect(alert).to_have_count(0)


async def test_an_unanswered_key_says_so(browser: Browser) -> None:
    server = newsroom()

    async def answer(_: dict[str, Any]) -> dict[str, Any]:
        return {"id": "1", "answered": False}

    server.answer = answer
    server.post(AIGERIM, "Choose", reply_markup=KEYS)
    async with opened(browser, server) as page:
        await page.get_by_role("button", name="One").click()
        await expect(page.locator(".toast")).to_contain_text("did not answer the tap")


async def test_a_menu_that_is_edited_keeps_the_focus_of_its_key(browser: Browser) -> None:
    server = newsroom()
    number = server.post(AIGERIM, "Topics", reply_markup=KEYS)
    async with opened(browser, server) as page:
        await page.get_by_role("button", name="Two").focus()
        changed = [[{"text": "One", "callback_data": "1"}, {"text": "✓ Two", "callback_data": "2"}]]
        server.edit(AIGERIM, number, "Topics: 1", reply_markup={"inline_keyboard": changed})
        key = page.get_by_role("button", name="✓ Two")
        await expect(key).to_be_focused()
        bubble = page.locator(".bubble")
        await expect(bubble.locator(".text")).to_have_text("Topics: 1")
        await expect(bubble.locator(".edited")).to_have_text("edited")
        assert "flash" in (await bubble.get_attribute("class") or "")


async def test_a_key_that_is_gone_passes_its_focus_on(browser: Browser) -> None:
    server = newsroom()
    number = server.post(AIGERIM, "Topics", reply_markup=KEYS)
    async with opened(browser, server) as page:
        await page.get_by_role("button", name="Two").focus()
        server.edit(AIGERIM, number, reply_markup={"inline_keyboard": [[{"text": "Back", "callback_data": "0"}]]})
        await expect(page.get_by_role("button", name="Back")).to_be_focused()


async def test_a_link_key_opens_beside_the_page(browser: Browser) -> None:
    server = newsroom()
    good, bad = {"text": "Read", "url": "https://example.org/a"}, {"text": "Trick", "url": "javascript:alert(1)"}
    server.post(AIGERIM, "Article", reply_markup={"inline_keyboard": [[good], [bad]]})
    async with opened(browser, server) as page:
        link = page.locator("a.key", has_text="Read")
        assert await link.get_attribute("href") == "https://example.org/a"
        assert (await link.get_attribute("target"), await link.get_attribute("rel")) == (
            "_blank",
            "noopener noreferrer",
        )
        assert await page.locator("a.key", has_text="Trick").get_attribute("href") is None


async def test_a_deep_link_to_the_bot_is_followed_on_the_page(browser: Browser) -> None:
    server = newsroom()
    link = {"text": "Subscribe", "url": "https://t.me/qogam_bot?start=r_grants"}
    server.post(GROUP, "Digest", reply_markup={"inline_keyboard": [[link]]})
    async with opened(browser, server) as page:
        await chat_row(page, "Жасыл аула").click()
        await page.locator("a.key").click()
        await expect(page.locator("#chat-name")).to_have_text("Qogam")
        assert await server.wait_for("/chats/101/messages") == [{"user": AIGERIM, "text": "/start r_grants"}]


async def test_a_command_in_a_text_is_said_by_tapping_it(browser: Browser) -> None:
    server = newsroom()
    server.post(AIGERIM, "More: /stats or https://example.org/help")
    async with opened(browser, server) as page:
        await expect(page.locator(".command")).to_have_text(["/stats"])
        await page.locator(".command").click()
        assert await server.wait_for("/messages") == [{"user": AIGERIM, "text": "/stats"}]


async def test_the_command_menu_narrows_while_typing(browser: Browser) -> None:
    server = newsroom()
    server.post(AIGERIM, "Hello")
    async with opened(browser, server) as page:
        draft, options = page.locator("#draft"), page.get_by_role("option")
        await draft.press_sequentially("/")
        await expect(options).to_have_count(3)
        await draft.press_sequentially("st")
        await expect(options).to_have_text(["/startBegin", "/statsThe latest figures"])
        await draft.press("ArrowDown")
        await expect(draft).to_have_attribute("aria-activedescendant", "command-1")
        await draft.press("Enter")
        assert await server.wait_for("/messages") == [{"user": AIGERIM, "text": "/stats"}]
        await expect(page.get_by_role("listbox")).to_be_hidden()


async def test_in_a_group_one_chooses_who_speaks(browser: Browser) -> None:
    server = newsroom()
    server.post(GROUP, "Салем!", user=NURLAN)
    async with opened(browser, server) as page:
        await chat_row(page, "Жасыл аула").click()
        await expect(page.locator(".bubble-other .author")).to_have_text("Нұрлан")
        await page.get_by_label("Write as").select_option("Нұрлан")
        await expect(page.locator(".bubble-own .text")).to_have_text("Салем!")
        await page.locator("#draft").fill("/digest")
        await page.locator("#draft").press("Escape")
        await page.locator("#draft").press("Enter")
        [body] = await server.wait_for(f"/chats/{GROUP}/messages")
        assert body["user"] == NURLAN


async def test_a_command_from_the_menu_of_a_group_names_the_bot(browser: Browser) -> None:
    server = newsroom()
    async with opened(browser, server) as page:
        await chat_row(page, "Жасыл аула").click()
        await page.get_by_role("button", name="Commands").click()
        await page.get_by_role("option").filter(has_text="/stats").click()
        [body] = await server.wait_for(f"/chats/{GROUP}/messages")
        assert body["text"] == "/stats@qogam_bot"


async def test_unread_messages_are_counted_until_the_chat_is_opened(browser: Browser) -> None:
    server = newsroom()
    server.post(NURLAN, "from before")
    async with opened(browser, server) as page:
        row = chat_row(page, "Нұрлан")
        await expect(row.locator(".row-words")).to_have_text("from before")
        await expect(row.locator(".row-count")).to_be_hidden()
        server.post(NURLAN, "first")
        server.post(NURLAN, "second")
        await expect(row.locator(".row-count")).to_have_text("2")
        await expect(row.locator(".row-words")).to_have_text("second")
        await row.click()
        await expect(row.locator(".row-count")).to_be_hidden()
        await expect(page.locator(".bubble .text")).to_have_text(["from before", "first", "second"])


async def test_typing_shows_and_ends_with_the_message(browser: Browser) -> None:
    server = newsroom()
    async with opened(browser, server) as page:
        server.tell("action", chat=AIGERIM, action="typing")
        status = page.locator("#chat-action")
        await expect(status).to_have_text("Qogam is typing…")
        server.post(AIGERIM, "Here it is")
        await expect(status).to_have_text("")


async def test_a_deleted_message_goes(browser: Browser) -> None:
    server = newsroom()
    number = server.post(AIGERIM, "wrong")
    server.post(AIGERIM, "right")
    async with opened(browser, server) as page:
        await expect(page.locator(".bubble .text")).to_have_text(["wrong", "right"])
        server.delete(AIGERIM, number)
        await expect(page.locator(".bubble .text")).to_have_text(["right"])


async def test_the_log_follows_its_end_only_for_a_reader_who_is_there(browser: Browser) -> None:
    server = newsroom()
    for number in range(40):
        server.post(AIGERIM, f"line {number}")
    async with opened(browser, server) as page:
        last = page.locator(".bubble").last
        await expect(last).to_be_in_viewport()
        server.post(AIGERIM, "newest")
        await expect(page.get_by_text("newest", exact=True).last).to_be_in_viewport()
        await page.locator("#log").evaluate("log => log.scrollTo(0, 0)")
        await expect(page.locator("#to-end")).to_be_visible()
        server.post(AIGERIM, "one more")
        await expect(page.locator("#to-end")).to_have_text("1 new message")
        assert await page.locator("#log").evaluate("log => log.scrollTop") == 0
        await page.locator("#to-end").click()
        await expect(last).to_be_in_viewport()
        await expect(page.locator("#to-end")).to_be_hidden()


async def test_answers_quote_and_own_messages_can_be_edited(browser: Browser) -> None:
    server = newsroom()
    asked = server.post(AIGERIM, "Which region?")
    async with opened(browser, server) as page:
        await page.locator(".bubble").hover()
        await page.get_by_role("button", name="Reply").click()
        await page.locator("#draft").fill("Turkistan")
        await page.locator("#draft").press("Enter")
        assert await server.wait_for("/messages") == [{"user": AIGERIM, "text": "Turkistan", "reply_to": asked}]
        own = page.locator(".bubble-own")
        await expect(own.locator(".quote")).to_contain_text("Which region?")
        await own.hover()
        await own.get_by_role("button", name="Edit").click()
        await expect(page.locator("#draft")).to_have_value("Turkistan")
        await page.locator("#draft").fill("Almaty")
        await page.locator("#draft").press("Enter")
        await expect(own.locator(".text")).to_have_text("Almaty")
        assert server.asked[-1] == ("PATCH", "/sandbox/chats/101/messages/2", {"user": AIGERIM, "text": "Almaty"})


@pytest.mark.parametrize(
    ("name", "kind", "key"), [("chart.png", "image/png", "photo"), ("list.csv", "text/csv", "document")]
)
async def test_a_picture_goes_as_a_photo_and_all_else_as_a_file(
    browser: Browser, name: str, kind: str, key: str
) -> None:
    server = newsroom()
    server.post(AIGERIM, "Send me something")
    server.files["sent"] = PIXEL
    async with opened(browser, server) as page:
        await page.set_input_files("input[type=file]", {"name": name, "mimeType": kind, "buffer": PIXEL})
        await expect(page.locator(".note")).to_contain_text(name)
        await page.locator("#draft").fill("for the digest")
        await page.locator("#draft").press("Enter")
        [body] = await server.wait_for("/messages")
        assert (base64.b64decode(body[key]), body["caption"]) == (PIXEL, "for the digest")
        await expect(page.locator(".bubble-own .text")).to_have_text("for the digest")
        await expect(page.locator(".note")).to_have_count(0)


async def test_a_picture_of_the_bot_is_shown_at_its_size(browser: Browser) -> None:
    server = newsroom()
    server.files["chart"] = PIXEL
    server.post(AIGERIM, photo=[{"file_id": "chart", "width": 800, "height": 400}], caption="Grants", html="Grants")
    async with opened(browser, server) as page:
        image = page.locator(".picture img")
        await expect(image).to_have_attribute("alt", "Grants")
        assert (await image.get_attribute("width"), await image.get_attribute("height")) == ("420", "210")
        assert await image.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1


async def test_the_clock_moves_on_by_an_hour_or_to_the_next_digest(browser: Browser) -> None:
    server = newsroom()
    async with opened(browser, server) as page:
        await expect(page.locator("#clock-time")).to_have_text("17:00")
        await expect(page.get_by_role("button", name="To the next digest")).to_be_disabled()
        server.next_stop = server.now + timedelta(hours=16)
        await page.get_by_role("button", name="+1 hour").click()
        await expect(page.locator("#clock-time")).to_have_text("18:00")
        await page.get_by_role("button", name="To the next digest").click()
        await expect(page.locator("#clock-time")).to_have_text("09:00")
        assert server.now == server.next_stop


async def test_tomorrow_is_tomorrow_in_almaty(browser: Browser) -> None:
    server = newsroom()
    server.now = datetime(2025, 10, 19, 20, 30, tzinfo=UTC)  # already the 20th in Almaty
    async with opened(browser, server) as page:
        await page.get_by_role("button", name="Tomorrow, 09:05").click()
        await expect(page.locator("#clock-time")).to_have_text("09:05")
        assert server.now == datetime(2025, 10, 21, 4, 5, tzinfo=UTC)


async def test_trouble_is_added_to_what_is_on_and_can_be_switched_off(browser: Browser) -> None:
    server = newsroom()
    server.faults = {"blocked": {"chats": [7]}}
    async with opened(browser, server) as page:
        await page.get_by_role("switch", name="Too many requests").click()
        await expect(page.locator("#fault-flag")).to_have_text("Trouble is on: 2")
        assert server.faults == {"blocked": {"chats": [7]}, "flood": {"every": 3, "retry_after": 2}}
        await page.get_by_role("switch", name="blocked").click()
        await expect(page.locator("#fault-flag")).to_have_text("Trouble is on: 1")
        await page.get_by_role("button", name="All off").click()
        await expect(page.locator("#fault-flag")).to_be_hidden()
        assert server.faults == {}


async def test_whoever_stopped_the_bot_can_only_restart_it(browser: Browser) -> None:
    server = newsroom()
    server.post(AIGERIM, "Hello")
    async with opened(browser, server) as page:
        await page.get_by_role("button", name="Block the bot", exact=True).click()
        await expect(page.locator("#composer")).to_contain_text("Айгерім has stopped the bot.")
        await expect(page.locator("#draft")).to_have_count(0)
        await page.get_by_role("button", name="Restart the bot").click()
        await expect(page.locator("#draft")).to_be_visible()
        assert [path.rsplit("/", 1)[1] for _, path, _ in server.asked] == ["block", "unblock"]


async def test_an_upgraded_group_stays_open_under_its_new_number(browser: Browser) -> None:
    server = newsroom()
    async with opened(browser, server) as page:
        await chat_row(page, "Жасыл аула").click()
        await page.get_by_role("button", name="Upgrade to a supergroup").click()
        await expect(page.locator("#chat-line")).to_contain_text("supergroup")
        await expect(chat_row(page, "Жасыл аула")).to_have_attribute("aria-current", "true")


async def test_an_inline_card_goes_into_the_open_chat(browser: Browser) -> None:
    server = newsroom()
    server.post(AIGERIM, "Hello")
    server.inline = [{"id": "f1", "type": "article", "title": "104 grants", "description": "Dala, 18 October"}]
    async with opened(browser, server) as page:
        await page.get_by_label("Search").first.fill("grants")
        await page.get_by_label("Search").first.press("Enter")
        await page.get_by_role("button", name="104 grants").click()
        await expect(page.locator(".bubble-own .text")).to_have_text("card f1")
        chosen = {"user": AIGERIM, "chat": AIGERIM, "result_id": "f1", "query": "grants"}
        assert server.sent("/inline/choose") == [chosen]


async def test_a_new_person_is_made_and_opened(browser: Browser) -> None:
    server = newsroom()
    async with opened(browser, server) as page:
        await page.get_by_role("button", name="New person").click()
        await page.get_by_label("Name").fill("Дана")
        await page.get_by_label("Role").select_option("admin")
        await page.get_by_role("button", name="Create").click()
        await expect(chat_row(page, "Дана")).to_have_attribute("aria-current", "true")
        [asked] = server.sent("/users")
        assert (asked["first_name"], asked["role"]) == ("Дана", "admin")


async def test_after_a_break_it_goes_on_where_it_was(browser: Browser) -> None:
    server = newsroom()
    server.post(AIGERIM, "before")
    async with opened(browser, server, quiet=False) as page:
        await expect(page.locator(".bubble")).to_have_count(1)
        server.cut()
        server.post(AIGERIM, "meanwhile")
        await expect(page.locator(".bubble .text")).to_have_text(["before", "meanwhile"], timeout=8000)
        await expect(page.locator("#link-line")).to_be_hidden()
        assert server.followed == [1, 1]


async def test_a_sandbox_that_was_started_anew_is_read_anew(browser: Browser) -> None:
    server = newsroom()
    for number in range(3):
        server.post(AIGERIM, f"old {number}")
    async with opened(browser, server, quiet=False) as page:
        await expect(page.locator(".bubble")).to_have_count(3)
        server.begin_anew()
        await expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible(timeout=8000)
        server.post(AIGERIM, "new")
        await expect(page.locator(".bubble .text")).to_have_text(["new"])


@pytest.mark.parametrize(
    ("code", "today", "people", "label"),
    [("kk", "Бүгін, 19 қазан", "Адамдар", "Хабарлама"), ("ru", "Сегодня, 19 октября", "Люди", "Сообщение")],
)
async def test_the_page_speaks_three_languages(
    browser: Browser, code: str, today: str, people: str, label: str
) -> None:
    server = newsroom()
    server.post(AIGERIM, "Hello")
    async with opened(browser, server) as page:
        await page.locator(f".language[lang={code}]").click()
        await expect(page.locator(".line-date")).to_have_text(today)
        await expect(page.locator(".roster-title").first).to_have_text(people)
        await expect(page.locator("#draft")).to_have_attribute("aria-label", label)
        await page.reload()
        await expect(page.locator(".line-date")).to_have_text(today)
        assert await page.locator("html").get_attribute("lang") == code


async def test_every_text_is_there_in_every_language(browser: Browser) -> None:
    async with opened(browser, newsroom()) as page:
        texts = await page.evaluate("import('/words.js').then(({ LOCALES }) => LOCALES)")
    english = texts["en"]
    for locale in ("kk", "ru"):
        assert set(texts[locale]) == set(english)
        for key, text in texts[locale].items():
            named = {word for word in english[key].replace("{", " {").split() if word.startswith("{")}
            assert all(name.split("}")[0] + "}" in text for name in named), (locale, key)


async def test_on_a_telephone_the_columns_are_drawers(browser: Browser) -> None:
    server = newsroom()
    server.post(AIGERIM, "Hello", reply_markup=KEYS)
    async with opened(browser, server, width=360) as page:
        await expect(page.locator(".bubble")).to_be_visible()
        assert await page.evaluate("document.documentElement.scrollWidth") == 360
        send = await page.get_by_role("button", name="Send").bounding_box()
        assert send is not None
        assert send["x"] + send["width"] <= 360
        await expect(page.locator("#roster")).to_be_hidden()
        menu = page.locator("#open-roster")
        await menu.click()
        await expect(chat_row(page, "Нұрлан")).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(page.locator("#roster")).to_be_hidden()
        await expect(menu).to_be_focused()
        await menu.click()
        await chat_row(page, "Нұрлан").click()
        await expect(page.locator("#roster")).to_be_hidden()
        await expect(page.locator("#chat-line")).to_contain_text("Нұрлан")


async def test_a_day_passes_by_keyboard_alone(browser: Browser) -> None:
    server = newsroom()
    server.post(AIGERIM, "Choose", reply_markup=KEYS)
    async with opened(browser, server) as page:
        await chat_row(page, "Айгерім").focus()
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Enter")
        await expect(page.locator("#chat-line")).to_contain_text("Нұрлан")
        await chat_row(page, "Айгерім").focus()
        await page.keyboard.press("Enter")
        key = page.get_by_role("button", name="One")
        await key.focus()
        await page.keyboard.press("Enter")
        assert len(await server.wait_for("/press")) == 1
        outline = await key.evaluate("node => getComputedStyle(node).outlineStyle")
        assert outline == "solid"
