"""Whatever is sent to either side, the answer is a refusal with a reason: never a 500."""

import io
import json
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from bot.sandbox.methods import HANDLERS
from bot.sandbox.validate import shapes
from tests.bot.sandbox.sandboxed import TOKEN, sandbox
from tests.driver import Talk

PERSON, GROUP, FORUM, CHANNEL = 501, -7, -8, -9
ODD: list[Any] = [
    *(None, True, False, 0, 1, -1, 2**31, -(2**63), 10**30, 0.5, 1e308, PERSON, GROUP, FORUM, CHANNEL),
    *("", " ", "x", "0", "-7", "501", "@qogam", "ж" * 70, "\x00", "\u202e", "<b>", "_", "HTML", "MarkdownV2", "typing"),
    *("attach://x", "attach://", "http://127.0.0.1:1/", "http://[", "https://x", "file1", "eA==", "before"),
    *("administrator", "kicked", "group", "supergroup", "2025-10-19T12:00:00Z", [], [[]], [None], [1], ["x"], [{}]),
    *({}, {"type": "x"}, {"a": {"b": []}}, [2, 1], [1, 2], {"media": "x"}, {"message_id": 1}, {"message_id": "1"}),
    *([{"type": "bold", "offset": 0, "length": 1}], [{"type": "bold", "offset": "0", "length": "1"}]),
    *({"inline_keyboard": [[{"text": "x", "callback_data": "y"}]]}, {"inline_keyboard": [[{}]]}, {"keyboard": [["x"]]}),
    *({"inline_keyboard": [None]}, {"type": "photo", "media": "file1"}, {"type": "chat", "chat_id": "x"}),
    *({"type": "chat_member", "chat_id": GROUP, "user_id": PERSON}, {"type": "default"}),
    *([{"command": "x", "description": "y"}], [{"command": "/", "description": ""}]),
    [{"type": "article", "id": "1", "title": "t", "input_message_content": {"message_text": "m"}}],
    *([{"type": "article", "id": "1", "title": "t"}], [{"id": "1", "photo_file_id": "file1"}]),
]
CHAT_PATHS = [
    *("messages", "messages/1", "messages/1/press", "block", "unblock", "members", "upgrade", "topics", "topics/1"),
]
PATHS = [
    *("users", "chats", "inline", "inline/choose", "clock", "faults", "reset", "state", "calls", "files/x", "commands"),
]
FIELDS = [
    *("user", "text", "photo", "document", "caption", "file_name", "entities", "reply_to", "thread", "row", "column"),
    *("data", "bot", "status", "name", "closed", "query", "offset", "chat", "result_id", "to", "advance_seconds"),
    *("first_name", "id", "role", "title", "type", "members", "admins", "is_forum", "username", "flood", "drop"),
    *("rate", "latency", "blocked"),
]


@asynccontextmanager
async def world() -> AsyncIterator[Talk]:
    """A sandbox in which every kind of chat is there for the fuzz to hit."""
    async with sandbox() as (_, talk):
        person = await talk.person("Aigerim", id=PERSON)
        await person.says("/start", answered=False)
        for chat, kind in ((GROUP, "group"), (FORUM, "supergroup"), (CHANNEL, "channel")):
            about = {"is_forum": True} if chat == FORUM else {}
            await talk.group(
                "Dala", members=[person], admins=[PERSON], id=chat, type=kind, bot="administrator", **about
            )
        yield talk


async def answered(talk: Talk, method: str, path: str, **sent: Any) -> tuple[int, Any]:
    """Status and JSON of any call; what is no JSON fails."""
    async with talk.http.request(method, path, timeout=aiohttp.ClientTimeout(total=20), **sent) as answer:
        return answer.status, json.loads(await answer.text())


def is_refusal_of_bot_api(status: int, body: Any) -> bool:
    return status < 500 and body["ok"] is (status == 200) and (body["ok"] or bool(body["description"]))


@pytest.mark.parametrize("seed", range(3))
async def test_no_parameters_of_any_method_break_the_bot_side(seed: int) -> None:
    chance = random.Random(seed)
    names = [name for name in sorted(HANDLERS) for _ in range(6)] + ["deleteWebhook", "getWebhookInfo", "setWebhook"]
    async with world() as talk:
        for name in names:
            fields = [*shapes()[name.lower()].model.model_fields, "unknown"]
            params = {field: chance.choice(ODD) for field in fields if chance.random() < 0.6}
            if chance.random() < 0.5:
                params |= {"chat_id": chance.choice([PERSON, GROUP, FORUM, CHANNEL]), "message_id": 1, "text": "x"}
            known = {field: value for field, value in params.items() if field in fields}
            path = f"/bot{TOKEN}/{name}"
            status, body = await answered(talk, "POST", path, json=known)
            assert is_refusal_of_bot_api(status, body), (name, known, status, body)
            form = {field: value if isinstance(value, str) else json.dumps(value) for field, value in known.items()}
            status, body = await answered(talk, "POST", path, data=form)
            assert is_refusal_of_bot_api(status, body), (name, form, status, body)


@pytest.mark.parametrize("seed", range(3))
async def test_no_body_breaks_the_user_side(seed: int) -> None:
    chance = random.Random(seed)
    chats = [f"chats/{chat}/{rest}" for chat in (PERSON, GROUP, FORUM, CHANNEL, 99) for rest in CHAT_PATHS]
    async with world() as talk:
        for path in [*chats, *PATHS] * 6:
            body = {field: chance.choice(ODD) for field in FIELDS if chance.random() < 0.3}
            if chance.random() < 0.7:
                body |= {"user": PERSON}
            body["wait_seconds"] = 0
            method = chance.choice(["POST", "PATCH", "PUT", "GET"])
            status, answer = await answered(talk, method, f"/sandbox/{path}", json=body)
            assert status < 500, (method, path, body, answer)
            assert status == 200 or answer["error"], (method, path, body, answer)
            if path in {"faults", "reset"}:
                await answered(talk, "PUT", "/sandbox/faults", json={})


BODIES: list[tuple[str, bytes]] = [
    ("application/json", b""),
    ("application/json", b"\xff\xfe"),
    ("application/json", b"[" * 100_000),
    ("application/json", b'{"a":' * 50_000),
    ("application/json", b'{"text": NaN, "chat_id": Infinity}'),
    ("application/json", b'{"text": "\\ud83c", "chat_id": 501}'),
    ("application/json", b'{"chat_id": ' + b"9" * 5000 + b"}"),
    ("application/json; charset=klingon", b'{"chat_id": 501, "text": "x"}'),
    ("application/x-www-form-urlencoded", b"text=%ff%fe&chat_id=501"),
    ("application/x-www-form-urlencoded; charset=klingon", b"text=x"),
    ("application/x-www-form-urlencoded", b"chat_id=501&text=x&entities=[{"),
    ("application/x-www-form-urlencoded", b"chat_id=501&text=x&entities=" + b"[" * 50_000),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", b"not a part"),
    ("multipart/form-data; boundary=x", b"--x\r\n\r\nno headers\r\n--x--\r\n"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n\xff\r\n--x--\r\n'),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\ncut'),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: attachment\r\n\r\nx\r\n--x--\r\n"),
    ("text/plain", b"text=x"),
    ("", b"\x00"),
]


@pytest.mark.parametrize("path", [f"/bot{TOKEN}/sendMessage", "/sandbox/users", "/sandbox/chats/501/messages"])
async def test_no_encoding_of_a_body_breaks_either_side(path: str) -> None:
    async with world() as talk:
        for kind, content in BODIES:
            headers = {"Content-Type": kind} if kind else {}
            status, body = await answered(talk, "POST", path, data=content, headers=headers)
            assert status < 500, (kind, content[:50], body)


async def test_a_body_beyond_fifty_megabytes_is_too_large() -> None:
    large = bytes(50 * 1024 * 1024 + 1)
    headers = {"Content-Type": "application/json"}
    async with world() as talk:
        refused = await answered(talk, "POST", f"/bot{TOKEN}/sendMessage", data=io.BytesIO(large), headers=headers)
        assert refused == (413, {"ok": False, "error_code": 413, "description": "Request Entity Too Large"})
        status, body = await answered(talk, "POST", "/sandbox/users", data=io.BytesIO(large), headers=headers)
        assert (status, body) == (413, {"error": "Request Entity Too Large"})


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("/bot43:OTHER/getMe", 401, "Unauthorized"),
        ("/bot/getMe", 404, "Not Found"),
        ("/botnone/getMe", 404, "Not Found"),
        (f"/bot{TOKEN}/getNothing", 404, "Not Found"),
        (f"/bot{TOKEN}/", 404, "Not Found"),
        (f"/bot{TOKEN}", 404, "Not Found"),
        (f"/bot{TOKEN}/getMe/more", 404, "Not Found"),
        (f"/bot{TOKEN}/sendDice?chat_id=501", 400, "Bad Request: method is not available in the sandbox"),
        (f"/bot{TOKEN}/sendMessage?text=x", 400, "Bad Request: chat_id is empty"),
        (f"/bot{TOKEN}/sendMessage?chat_id=501", 400, "Bad Request: message text is empty"),
        (f"/bot{TOKEN}/sendMessage?chat_id=1_0&text=x", 400, "Bad Request: chat not found"),
        (f"/file/bot{TOKEN}/files/none", 404, "Not Found"),
        ("/file/bot43:OTHER/files/none", 401, "Unauthorized"),
    ],
)
async def test_what_is_not_there_is_refused_as_the_bot_api_does(path: str, status: int, description: str) -> None:
    async with world() as talk:
        body = {"ok": False, "error_code": status, "description": description}
        assert await answered(talk, "GET", path) == (status, body)


async def test_no_path_leaves_the_folder_of_the_page() -> None:
    async with world() as talk:
        for path in (
            "/..%2fserver.py",
            "/%2e%2e/server.py",
            "/page%00",
            "/.",
            "/..",
            "/index.html/",
            "/sandbox",
            "/%ff",
        ):
            async with talk.http.get(path) as answer:
                assert answer.status in {200, 404}, path
                assert "MovableClock" not in await answer.text()
