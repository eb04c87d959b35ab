import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramBadRequest, TelegramConflictError
from aiogram.methods import SendMessage
from aiogram.types import BufferedInputFile, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from bot.serving import serve
from tests.bot.sandbox.sandboxed import eventually, heard, kinds, sandbox, started
from tests.driver import TIMEOUT_SECONDS, Talk


class Hook:
    """A webhook: what it was sent, and with what it answers; at last with 200."""

    def __init__(self, *statuses: int, reply: dict[str, Any] | None = None) -> None:
        self.statuses, self.reply = list(statuses), reply
        self.updates: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self._called = asyncio.Event()

    async def _take(self, request: web.Request) -> web.Response:
        self.updates.append(await request.json())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self._called.set()
        if self.statuses:
            return web.Response(status=self.statuses.pop(0))
        return web.json_response(self.reply) if self.reply else web.Response()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[str]:
        app = web.Application()
        app.router.add_post("/hook", self._take)
        async with serve(app) as url:
            yield f"{url}/hook"

    async def wait_for(self, count: int) -> None:
        async with asyncio.timeout(TIMEOUT_SECONDS):
            while len(self.updates) < count:
                self._called.clear()
                await self._called.wait()


async def settled(bot: Bot) -> None:
    """Return once nothing waits for the webhook."""

    async def nothing_waits() -> bool:
        return not (await bot.get_webhook_info()).pending_update_count

    await eventually(nothing_waits)


async def test_a_second_poll_ends_the_first_with_a_conflict() -> None:
    async with sandbox() as (bot, _):
        first = asyncio.create_task(bot.get_updates(timeout=20))
        await asyncio.sleep(0.1)
        second = asyncio.create_task(bot.get_updates(timeout=20))
        with pytest.raises(TelegramConflictError, match="terminated by other getUpdates request; make sure that only"):
            await first
        assert not second.done()
        second.cancel()


async def test_a_long_poll_returns_as_soon_as_something_happens() -> None:
    async with sandbox() as (bot, talk):
        poll = asyncio.create_task(bot.get_updates(timeout=20))
        await started(talk)
        [update] = await asyncio.wait_for(poll, 10)
        assert update.message
        assert update.message.text == "/start"


async def test_a_negative_offset_keeps_only_the_last_updates() -> None:
    async with sandbox() as (bot, talk):
        chat = await started(talk)
        await chat.says("one", answered=False)
        await chat.says("two", answered=False)
        assert [update.message.text for update in await bot.get_updates(offset=-1) if update.message] == ["two"]
        assert len(await bot.get_updates(limit=1)) == 1


async def test_allowed_updates_last_until_they_are_named_again() -> None:
    async with sandbox() as (bot, talk):
        await bot.get_updates(allowed_updates=["my_chat_member"])
        chat = await started(talk)
        await talk.call("POST", f"/sandbox/chats/{chat.id}/block", user=chat.user)
        assert await kinds(bot) == ["my_chat_member"]
        await talk.call("POST", f"/sandbox/chats/{chat.id}/unblock", user=chat.user)
        [restarted] = await heard(bot)
        assert (restarted.old_chat_member.status, restarted.new_chat_member.status) == ("kicked", "member")
        await chat.says("again", answered=False)
        assert await kinds(bot) == ["message"]


async def test_chat_members_are_told_only_to_an_administrator_who_asks_for_them() -> None:
    async with sandbox() as (bot, talk):
        aigerim, daniyar = await talk.person("Aigerim"), await talk.person("Daniyar")
        group = await talk.group("Dala", members=[aigerim])
        for status in ("member", "left"):
            await talk.call("POST", f"/sandbox/chats/{group.id}/members", user=daniyar.user, status=status)
        assert await kinds(bot) == ["my_chat_member", "message", "message"]
        await bot.get_updates(allowed_updates=["chat_member"])
        await talk.call("POST", f"/sandbox/chats/{group.id}/members", user=daniyar.user)
        assert await kinds(bot) == []
        await talk.call("POST", f"/sandbox/chats/{group.id}/members", bot="administrator")
        await talk.call("POST", f"/sandbox/chats/{group.id}/members", user=daniyar.user, status="left")
        assert await kinds(bot) == ["chat_member"]


async def test_a_webhook_gets_each_update_with_its_secret() -> None:
    hook = Hook()
    async with hook.running() as url, sandbox() as (bot, talk):
        await bot.set_webhook(url, secret_token="s-e_c", max_connections=7)
        chat = await started(talk)
        await chat.says("more", answered=False)
        await hook.wait_for(2)
        await settled(bot)
        assert [update["message"]["text"] for update in hook.updates] == ["/start", "more"]
        assert hook.secrets == ["s-e_c", "s-e_c"]
        info = await bot.get_webhook_info()
        assert (info.url, info.max_connections, info.last_error_message) == (url, 7, None)


async def test_a_webhook_that_fails_gets_the_update_again() -> None:
    hook = Hook(500, 302)
    async with hook.running() as url, sandbox() as (bot, talk):
        await bot.set_webhook(url)
        await started(talk)
        await hook.wait_for(3)
        await settled(bot)
        assert len({update["update_id"] for update in hook.updates}) == 1
        info = await bot.get_webhook_info()
        assert info.last_error_message == "Wrong response from the webhook: 302 Found"
        assert hook.secrets == [None, None, None]


async def test_nobody_polls_while_a_webhook_is_set() -> None:
    async with Hook().running() as url, sandbox() as (bot, _):
        poll = asyncio.create_task(bot.get_updates(timeout=20))
        await asyncio.sleep(0.1)
        await bot.set_webhook(url)
        with pytest.raises(TelegramConflictError, match="terminated by setWebhook request"):
            await poll
        with pytest.raises(TelegramConflictError, match="can't use getUpdates method while webhook is active; use del"):
            await bot.get_updates()
        await bot.delete_webhook()
        assert await bot.get_updates() == []
        assert (await bot.get_webhook_info()).url == ""


async def test_what_waits_is_kept_or_dropped_when_a_webhook_goes() -> None:
    async with Hook(*[503] * 50).running() as url, sandbox() as (bot, talk):
        await bot.set_webhook(url)
        await started(talk)
        await bot.delete_webhook()
        assert (await bot.get_webhook_info()).pending_update_count == 1
        await bot.delete_webhook(drop_pending_updates=True)
        assert await bot.get_updates() == []


async def test_a_webhook_that_nobody_serves_is_named_in_the_info() -> None:
    async with Hook().running() as url:
        pass
    async with sandbox() as (bot, talk):
        await bot.set_webhook(url, allowed_updates=["message"])
        await started(talk)

        async def has_failed() -> bool:
            return (await bot.get_webhook_info()).last_error_message is not None

        await eventually(has_failed)
        info = await bot.get_webhook_info()
        assert (info.last_error_message, info.pending_update_count) == ("Connection refused", 1)
        assert info.allowed_updates == ["message"]


async def test_a_call_in_the_answer_of_a_webhook_is_carried_out() -> None:
    async with sandbox() as (bot, talk):
        chat = await talk.person("Aigerim")
        async with Hook(reply={"method": "sendMessage", "chat_id": chat.id, "text": "at once"}).running() as url:
            await bot.set_webhook(url)
            await chat.says("/start")
            assert chat.last.text == "at once"
            await bot.delete_webhook()


@pytest.mark.parametrize(
    ("kind", "body", "words"),
    [
        ("application/json", b"{", "can't parse request JSON object"),
        ("application/json", b"[1]", "object expected as JSON request"),
        ("application/json", b'{"method": "getNothing"}', "Not Found"),
        ("application/json", b'{"method": "sendMessage", "chat_id": 1, "text": "x"}', "chat not found"),
        ("multipart/form-data", b"no boundary", "can't parse request form"),
        ("multipart/form-data; boundary=x", b"no part", "can't parse request form"),
    ],
)
async def test_an_answer_that_is_no_call_does_not_stop_the_webhook(kind: str, body: bytes, words: str) -> None:
    taken: list[str] = []

    async def take(request: web.Request) -> web.Response:
        taken.append((await request.json())["message"]["text"])
        return web.Response(body=body, headers={"Content-Type": kind})

    app = web.Application()
    app.router.add_post("/", take)
    async with serve(app) as url, sandbox() as (bot, talk):
        await bot.set_webhook(f"{url}/")
        chat = await started(talk)
        await chat.says("more", answered=False)
        await settled(bot)
        assert taken == ["/start", "more"]
        assert words in str((await bot.get_webhook_info()).last_error_message)


async def test_the_webhook_of_aiogram_answers_through_its_response() -> None:
    async with sandbox() as (bot, talk):
        chat = await talk.person("Aigerim")
        dispatcher = Dispatcher()

        @dispatcher.message()
        async def echo(message: Message) -> SendMessage:
            return message.answer(f"{message.text} again")

        app = web.Application()
        SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token="abc").register(app, "/hook")
        async with serve(app) as url:
            await bot.set_webhook(f"{url}/hook", secret_token="abc")
            await chat.says("hello")
            assert chat.last.text == "hello again"
            await bot.delete_webhook()


@pytest.mark.parametrize(
    ("url", "more", "words"),
    [
        ("ftp://127.0.0.1/hook", {}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ("https://bot.example/hook", {}, "bad webhook: Failed to resolve host"),
        ("http://127.0.0.1:99999/", {}, "bad webhook: invalid webhook URL specified"),
        ("http://127.0.0.1/", {"secret_token": "no spaces"}, "secret token contains unallowed characters"),
        ("http://127.0.0.1/", {"secret_token": "s" * 257}, "secret token is too long"),
    ],
)
async def test_a_webhook_that_telegram_would_not_call_is_refused(url: str, more: dict[str, Any], words: str) -> None:
    async with sandbox() as (bot, _):
        with pytest.raises(TelegramBadRequest, match=words):
            await bot.set_webhook(url, **more)
        assert (await bot.get_webhook_info()).url == ""


async def test_a_reset_keeps_people_commands_and_the_webhook() -> None:
    async with Hook(*[503] * 50).running() as url, sandbox() as (bot, talk):
        await bot.set_webhook(url)
        chat = await started(talk)
        group = await talk.group("Dala", members=[chat])
        picture = await bot.send_document(chat.id, BufferedInputFile(b"x", "x.txt"))
        assert picture.document
        await talk.call("PUT", "/sandbox/faults", flood={})
        await talk.call("POST", "/sandbox/reset")
        state = await talk.call("GET", "/sandbox/state")
        assert ([one["id"] for one in state["chats"]], state["faults"]) == ([chat.id], {})
        assert (await bot.get_webhook_info()).pending_update_count == 0
        assert (await bot.get_webhook_info()).url == url
        with pytest.raises(TelegramBadRequest, match="chat not found"):
            await bot.send_message(group.id, "hello")
        with pytest.raises(TelegramBadRequest, match="invalid file_id"):
            await bot.get_file(picture.document.file_id)
        assert await _calls(talk, "sendDocument") == {}


async def _calls(talk: Talk, method: str) -> dict[str, int]:
    counts: dict[str, int] = (await talk.call("GET", "/sandbox/calls"))["calls"].get(method, {})
    return counts
