"""The Mini App: a person's settings as a page, for nobody else, and changed by the rules of the chat."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import structlog.testing
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer
from lxml import html
from playwright.async_api import expect

from bot.clock import MovableClock
from bot.sandbox.people.mini_apps import open_app
from bot.sandbox.state import State
from bot.web import Entrance, Parts, application
from bot.web.entrance import PASS_LASTS
from bot.web.own import PERSON
from digests.model import Cadence, ChatKind, Length, Locale, Status, Subscriber
from tests.bot.sandbox.chromium import CHROMIUM, launched
from tests.bot.web.test_browser import AXE, violations
from tests.builders import a_subscriber
from tests.handlers.test_conversations import newcomer
from tests.running import running_at

TOKEN = "42:TEST"
PERSON_ID = 1001
Web = TestClient


class Telegram:
    """What Telegram would sign for a person at the time of the pages."""

    def __init__(self, parts: Parts) -> None:
        self._state = State(MovableClock(parts.clock()), 42, TOKEN)

    def signs(self, user: int, language: str = "ru") -> str:
        self._state.users[user] = {"id": user, "first_name": "Әсел", "language_code": language}
        url = open_app(self._state, {"user": user, "url": "https://qogam.kz/app"})["url"]
        return parse_qs(urlsplit(url).fragment)["tgWebAppData"][0]


@asynccontextmanager
async def opened(parts: Parts) -> AsyncIterator[tuple[Web, Telegram]]:
    parts = replace(parts, entrance=Entrance(TOKEN))
    async with TestClient(TestServer(application(parts))) as client:
        yield client, Telegram(parts)


async def kept(parts: Parts, **changes: Any) -> Subscriber:
    person = a_subscriber(PERSON_ID, **{"rubrics": frozenset({"grants"}), "locale": Locale.RU, **changes})
    await parts.database.subscribers.forget(PERSON_ID)
    await parts.database.subscribers.save(person)
    return person


async def now(parts: Parts) -> Subscriber:
    found = await parts.database.subscribers.find(PERSON_ID)
    assert found is not None
    return found


async def tree(answer: ClientResponse) -> html.HtmlElement:
    return html.fromstring(await answer.text())


def form_of(page: html.HtmlElement) -> list[tuple[str, str]]:
    """What a browser would send of the form as it stands."""
    [form] = page.forms
    return [(str(name), str(value)) for name, value in form.form_values()]


async def entered(web: Web, telegram: Telegram) -> list[tuple[str, str]]:
    answer = await web.post("/app", data={"init": telegram.signs(PERSON_ID)})
    assert answer.status == 200
    return form_of(await tree(answer))


def without(form: Sequence[tuple[str, str]], *names: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value in form if name not in names]


async def test_a_form_that_is_sent_back_as_it_came_changes_nothing(parts: Parts) -> None:
    before = await kept(parts, takes_announcements=False)
    async with opened(parts) as (web, telegram):
        form = await entered(web, telegram)
        answer = await web.post("/app", data=form)
        assert answer.status == 200
        assert await now(parts) == before
        assert form_of(await tree(answer)) == form


async def test_what_is_chosen_on_the_page_holds_in_the_chat(parts: Parts) -> None:
    await kept(parts)
    async with opened(parts) as (web, telegram):
        form = without(await entered(web, telegram), "rubric", "locale", "length", "cadence", "hour", "announcements")
        form += [("rubric", "youth"), ("rubric", "charity"), ("locale", "kk"), ("length", "short"), ("hour", "18")]
        form += [("cadence", "weekdays"), ("region", "almaty")]
        page = await tree(await web.post("/app", data=form))
        assert page.get("lang") == "kk"
        assert page.find_class("said")
        person = await now(parts)
        assert (person.rubrics, person.locale) == (frozenset({"youth", "charity"}), Locale.KK)
        assert (person.wishes.length, person.wishes.regions) == (Length.SHORT, ("almaty",))
        assert (person.schedule.cadence, person.schedule.hour) == (Cadence.WEEKDAYS, 18)
        assert person.takes_announcements is False
        assert person.next_digest_at is not None

        again = form_of(page)
        assert sorted(value for name, value in again if name == "rubric") == ["charity", "youth"]
        await web.post("/app", data=[*again, ("do", "pause")])
        assert ((await now(parts)).status, (await now(parts)).next_digest_at) == (Status.PAUSED, None)
        await web.post("/app", data=[*again, ("do", "resume")])
        assert (await now(parts)).status is Status.ACTIVE


@pytest.mark.parametrize(
    "odd", [("rubric", "nothing"), ("hour", "24"), ("hour", "99999999")], ids=["rubric", "hour", "far hour"]
)
async def test_what_cannot_be_is_said_and_nothing_of_it_is_kept(parts: Parts, odd: tuple[str, str]) -> None:
    before = await kept(parts)
    async with opened(parts) as (web, telegram):
        form = without(await entered(web, telegram), odd[0])
        page = await tree(await web.post("/app", data=[*form, odd, ("rubric", "youth")]))
        assert len(page.find_class("said")[0].text_content()) > 10
        assert await now(parts) == before


async def test_a_field_that_nobody_can_choose_stays_as_it_is(parts: Parts) -> None:
    before = await kept(parts)
    async with opened(parts) as (web, telegram):
        form = without(await entered(web, telegram), "locale", "length", "cadence", "hour")
        odd = [("locale", "de"), ("length", "²"), ("cadence", "x"), ("hour", "²"), ("region", "mars"), ("do", "x")]
        await web.post("/app", data=[*form, *odd])
        assert await now(parts) == before


async def test_only_whom_telegram_vouches_for_and_whose_pass_still_holds_is_let_in(parts: Parts) -> None:
    before = await kept(parts)
    clock = MovableClock(parts.clock())
    async with opened(replace(parts, clock=clock)) as (web, telegram):
        form = await entered(web, telegram)
        init = telegram.signs(PERSON_ID)
        with structlog.testing.capture_logs() as logs:
            refused = [
                await web.post("/app", data=data)
                for data in (
                    {},
                    {"init": init.replace("1001", "1002")},
                    {"init": init + "&user=1"},
                    {**dict(form), "pass": dict(form)["pass"][:-1] + "g"},
                    {**dict(form), "pass": dict(form)["pass"].replace("1001", "1002", 1)},
                )
            ]
            clock.advance(PASS_LASTS)
            refused.append(await web.post("/app", data=[*without(form, "rubric"), ("rubric", "youth")]))
        assert {answer.status for answer in refused} == {403}
        texts = [await answer.text() for answer in refused]
        assert "1001" not in str(texts)
        assert all(word not in str(logs) for word in (init[:40], dict(form)["pass"], TOKEN))
    assert await now(parts) == before


@pytest.mark.parametrize("locale", list(Locale))
async def test_who_has_not_begun_is_led_to_the_bot(parts: Parts, locale: Locale) -> None:
    async with opened(parts) as (web, telegram):
        await parts.database.subscribers.forget(77)
        page = await tree(await web.post("/app", data={"init": telegram.signs(77, locale)}))
        assert page.get("lang") == locale
        assert not page.forms
        assert await parts.database.subscribers.find(77) is None
        elsewhere = await tree(await web.get("/app", headers={"Accept-Language": locale}))
        assert elsewhere.xpath("//a/@href")[0] == "https://t.me/qogam_bot"


async def test_telegram_alone_may_frame_it_and_nobody_keeps_it(parts: Parts) -> None:
    await kept(parts)
    async with opened(parts) as (web, telegram):
        own = [await web.get("/app"), await web.post("/app", data={"init": telegram.signs(PERSON_ID)})]
        for answer in own:
            assert "frame-ancestors https://web.telegram.org" in answer.headers["Content-Security-Policy"]
            assert answer.headers["Cache-Control"] == "no-store"
            assert "Set-Cookie" not in answer.headers
        other = await web.get("/ru")
        assert other.headers["Content-Security-Policy"].endswith("frame-ancestors 'none'")


async def test_a_person_who_sends_too_much_has_to_wait(parts: Parts) -> None:
    await kept(parts)
    async with opened(parts) as (web, telegram):
        init = telegram.signs(PERSON_ID)
        statuses = [(await web.post("/app", data={"init": init})).status for _ in range(int(PERSON.burst) + 1)]
        assert statuses == [200] * int(PERSON.burst) + [429]
        assert (await web.post("/app", data={"init": telegram.signs(77)})).status == 200


async def test_without_a_place_that_telegram_opens_there_is_none(parts: Parts) -> None:
    async with TestClient(TestServer(application(parts))) as client:
        assert (await client.get("/app")).status == 404


def test_a_group_is_offered_no_page_that_it_could_not_open(parts: Parts) -> None:
    templates = type(parts.templates)(parts.newsroom.rubrics, app="https://qogam.kz/app")
    for kind in ChatKind:
        keyboard = templates.settings(a_subscriber(kind=kind)).keyboard
        assert any(button.app for row in keyboard for button in row) is (kind is ChatKind.PRIVATE)


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here, so nobody opens the page")
async def test_a_reader_opens_it_from_the_chat_and_the_chat_knows_what_was_ticked(tmp_path: Path) -> None:
    async with running_at(tmp_path) as (base, talk, app), launched() as browser:
        chat = await newcomer(talk, "kk")
        await chat.says("/settings")
        context = await browser.new_context(color_scheme="dark", bypass_csp=True)
        if AXE.is_file():
            await context.add_init_script(path=AXE)
        tab = await context.new_page()
        await tab.goto(f"{base}/#{chat.id}")
        await tab.get_by_text("Reader").first.click()
        async with context.expect_page() as opening:
            await tab.get_by_role("button", name="🪟").last.click()
        page = await opening.value
        await expect(page.locator("form.choices")).to_be_visible()
        await page.set_viewport_size({"width": 360, "height": 740})
        assert "tgWebAppData" not in page.url
        assert await page.evaluate("document.documentElement.lang") == "kk"
        assert await page.evaluate("document.documentElement.dataset.theme") == "dark"
        assert await page.evaluate("document.documentElement.scrollWidth") <= 360
        if AXE.is_file():
            assert await violations(page) == []
        before = await app.database.subscribers.find(chat.id)
        await page.locator("input[name=rubric][value=ecology]").check()
        await page.locator("button").first.click()
        await expect(page.locator(".said")).to_be_visible()
        after = await app.database.subscribers.find(chat.id)
        assert before is not None
        assert after == replace(before, rubrics=before.rubrics | {"ecology"}, last_digest_at=None)
        await chat.says("/rubrics")
        await chat.taps("›")
        assert any("✅" in label and "колог" in label.lower() for label in chat.last.buttons)
