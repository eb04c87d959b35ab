"""A stand-in for the sandbox: what the chat page asks of docs/sandbox.md, with a bot that a test speaks for."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from typing import Any

from aiohttp import web

Json = dict[str, Any]
Answer = Callable[[Json], Awaitable[Json]]

SUNDAY = datetime(2025, 10, 19, 12, tzinfo=UTC)
PAGE = Path(__file__).parents[3] / "bot" / "sandbox" / "page"
BOT: Json = {"id": 42, "is_bot": True, "first_name": "Qogam", "username": "qogam_bot"}
POLICY = "default-src 'self'; img-src 'self' data: blob:"


async def _answered(_: Json) -> Json:
    return {"id": "1", "answered": True}


class PageServer:
    """The user's side of a sandbox; `asked` holds what the page sent: method, path, body."""

    def __init__(self) -> None:
        self.now = SUNDAY
        self.next_stop: datetime | None = None
        self.users: dict[int, Json] = {}
        self.chats: dict[int, Json] = {}
        self.messages: dict[int, dict[int, Json]] = {}
        self.commands: list[Json] = []
        self.files: dict[str, bytes] = {}
        self.faults: Json = {}
        self.inline: list[Json] = []
        self.events: list[Json] = []
        self.asked: list[tuple[str, str, Json]] = []
        self.followed: list[int] = []
        self.refusal: str | None = None
        self.answer: Answer = _answered
        self._news = asyncio.Event()
        self._called = asyncio.Event()
        self._streams: set[asyncio.Task[Any]] = set()

    # -- what a test says ----------------------------------------------------------------------------------------------

    def add_person(self, user_id: int, first_name: str, role: str = "reader") -> None:
        user = {"id": user_id, "is_bot": False, "first_name": first_name, "language_code": "kk"}
        self.users[user_id] = {"user": user, "role": role}
        self.add_chat(user_id, [user_id], type="private", first_name=first_name)

    def add_chat(self, chat_id: int, members: list[int], **about: Any) -> None:
        self.chats[chat_id] = {"id": chat_id, "members": members, "bot_status": "member", **about}
        self.messages.setdefault(chat_id, {})

    def post(self, chat_id: int, text: str = "", *, user: int | None = None, **content: Any) -> int:
        """The number of a new message of the bot or of a user; `html` is the escaped text if none is given."""
        number = max(self.messages[chat_id], default=0) + 1
        author = self.users[user]["user"] if user else BOT
        message: Json = {"message_id": number, "date": int(self.now.timestamp()), "from": author}
        message["chat"] = {key: value for key, value in self.chats[chat_id].items() if key != "members"}
        self.messages[chat_id][number] = {**message, **_text(text), **content}
        self.tell("message", chat=chat_id, message=self.messages[chat_id][number])
        return number

    def edit(self, chat_id: int, number: int, text: str | None = None, **content: Any) -> None:
        changed = {**({} if text is None else _text(text)), **content, "edit_date": int(self.now.timestamp())}
        self.messages[chat_id][number] = {**self.messages[chat_id][number], **changed}
        self.tell("edit", chat=chat_id, message=self.messages[chat_id][number])

    def delete(self, chat_id: int, number: int) -> None:
        del self.messages[chat_id][number]
        self.tell("delete", chat=chat_id, message_id=number)

    def tell(self, kind: str, **values: Any) -> None:
        self.events.append({"seq": len(self.events) + 1, "type": kind, **values})
        self._news.set()
        self._news = asyncio.Event()

    def cut(self) -> None:
        """Break the event streams as a lost connection does."""
        for task in self._streams:
            task.cancel()

    def begin_anew(self) -> None:
        """As if the process had been stopped and started: the numbers of events begin again."""
        self.events.clear()
        for messages in self.messages.values():
            messages.clear()
        self.cut()

    def sent(self, suffix: str) -> list[Json]:
        """The bodies of the calls to paths with this ending."""
        return [body for _, path, body in self.asked if path.endswith(suffix)]

    async def wait_for(self, suffix: str, count: int = 1) -> list[Json]:
        """The same as `sent`, as soon as there are so many."""
        async with asyncio.timeout(5):
            while len(self.sent(suffix)) < count:
                self._called.clear()
                await self._called.wait()
        return self.sent(suffix)

    # -- what the page asks --------------------------------------------------------------------------------------------

    def app(self) -> web.Application:
        app = web.Application(middlewares=[self._noted])
        chat = "/sandbox/chats/{chat:-?[0-9]+}"
        app.add_routes([
            web.get("/", self._index), web.get("/sandbox/state", self._state),
            web.get(f"{chat}/messages", self._messages), web.post(f"{chat}/messages", self._say),
            web.patch(f"{chat}/messages/{{id}}", self._rewrite), web.post(f"{chat}/messages/{{id}}/press", self._press),
            web.post(f"{chat}/block", self._block), web.post(f"{chat}/unblock", self._block),
            web.post(f"{chat}/upgrade", self._upgrade), web.post("/sandbox/users", self._new_user),
            web.post("/sandbox/inline", self._inline), web.post("/sandbox/inline/choose", self._choose),
            web.get("/sandbox/commands", self._commands), web.get("/sandbox/files/{id}", self._file),
            web.post("/sandbox/clock", self._clock), web.put("/sandbox/faults", self._faults),
            web.get("/sandbox/events", self._events), web.static("/", PAGE),
        ])  # fmt: skip
        return app

    @web.middleware
    async def _noted(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        if request.method != "GET":
            self.asked.append((request.method, request.path, await request.json()))
            self._called.set()
            if self.refusal is not None:
                return web.json_response({"error": self.refusal}, status=400)
        answer = await handler(request)
        if not answer.prepared:
            answer.headers["Content-Security-Policy"] = POLICY
        return answer

    async def _index(self, _: web.Request) -> web.FileResponse:
        return web.FileResponse(PAGE / "index.html")

    async def _state(self, _: web.Request) -> web.Response:
        stop = self.next_stop.isoformat() if self.next_stop else None
        return web.json_response({
            "now": self.now.isoformat(), "next_stop": stop, "bot": BOT, "users": list(self.users.values()),
            "chats": list(self.chats.values()), "faults": self.faults, "seq": len(self.events),
        })  # fmt: skip

    async def _messages(self, request: web.Request) -> web.Response:
        return web.json_response({"messages": list(self.messages[_chat(request)].values())})

    async def _say(self, request: web.Request) -> web.Response:
        body = await request.json()
        content: Json = {"html": escape(body.get("text") or body.get("caption", ""))}
        if "photo" in body:
            content["photo"] = [{"file_id": "sent", "width": 8, "height": 8}]
        elif "document" in body:
            content["document"] = {"file_id": "sent", "file_name": body["file_name"]}
        if answered := body.get("reply_to"):
            content["reply_to_message"] = self.messages[_chat(request)][answered]
        number = self.post(_chat(request), body.get("text", ""), user=body["user"], **content)
        return web.json_response(self.messages[_chat(request)][number])

    async def _rewrite(self, request: web.Request) -> web.Response:
        self.edit(_chat(request), int(request.match_info["id"]), (await request.json())["text"])
        return web.json_response({})

    async def _press(self, request: web.Request) -> web.Response:
        return web.json_response(await self.answer(await request.json()))

    async def _block(self, request: web.Request) -> web.Response:
        chat = self.chats[_chat(request)]
        chat["bot_status"] = "kicked" if request.path.endswith("/block") else "member"
        self.tell("chat", chat=chat["id"])
        return web.json_response(chat)

    async def _upgrade(self, request: web.Request) -> web.Response:
        old = self.chats.pop(_chat(request))
        new = -1_000_000_000_000 + old["id"]
        self.add_chat(new, old["members"], type="supergroup", title=old["title"])
        self.tell("chat", chat=new)
        return web.json_response({"migrate_to_chat_id": new})

    async def _new_user(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.add_person(900, body["first_name"], body["role"])
        self.tell("chat", chat=900)
        return web.json_response(self.users[900]["user"])

    async def _inline(self, _: web.Request) -> web.Response:
        return web.json_response({"results": self.inline, "next_offset": "", "cache_time": 0, "is_personal": True})

    async def _choose(self, request: web.Request) -> web.Response:
        body = await request.json()
        number = self.post(body["chat"], f"card {body['result_id']}", user=body["user"], via_bot=BOT)
        return web.json_response(self.messages[body["chat"]][number])

    async def _commands(self, _: web.Request) -> web.Response:
        return web.json_response({"commands": self.commands})

    async def _file(self, request: web.Request) -> web.Response:
        return web.Response(body=self.files.get(request.match_info["id"], b""), content_type="image/png")

    async def _clock(self, request: web.Request) -> web.Response:
        body = await request.json()
        to, ahead = body.get("to"), timedelta(seconds=body.get("advance_seconds", 0))
        self.now = datetime.fromisoformat(to) if to else self.now + ahead
        self.tell("clock", now=self.now.isoformat())
        return web.json_response({"now": self.now.isoformat()})

    async def _faults(self, request: web.Request) -> web.Response:
        self.faults = await request.json()
        self.tell("faults", faults=self.faults)
        return web.json_response(self.faults)

    async def _events(self, request: web.Request) -> web.StreamResponse:
        seq = int(request.query.get("after", "0"))
        self.followed.append(seq)
        stream = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await stream.prepare(request)
        task = asyncio.ensure_future(self._stream(stream, seq))
        self._streams.add(task)
        task.add_done_callback(self._streams.discard)
        await asyncio.wait([task])
        return stream

    async def _stream(self, stream: web.StreamResponse, seq: int) -> None:
        with suppress(ConnectionError):  # the page was closed
            await stream.write(b": open\n\n")
            while True:
                news = self._news
                for event in self.events[seq:]:
                    seq = event["seq"]
                    await stream.write(f"data: {json.dumps(event)}\n\n".encode())
                await news.wait()


def _chat(request: web.Request) -> int:
    return int(request.match_info["chat"])


def _text(text: str) -> Json:
    return {"text": text, "html": escape(text)} if text else {}


@asynccontextmanager
async def serve(server: PageServer) -> AsyncIterator[str]:
    """The address of the page while it is served."""
    runner = web.AppRunner(server.app(), access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        server.cut()
        await runner.cleanup()
