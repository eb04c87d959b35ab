"""The user's side over HTTP: what people do in the chats, and what they see."""

import asyncio
import base64
import binascii
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web

from bot.sandbox import people
from bot.sandbox.faults import Faults
from bot.sandbox.methods.about import commands_for
from bot.sandbox.refusals import Mistake
from bot.sandbox.state import Json, State, shown, statuses, visible


class UserSide:
    """Serves `/sandbox/…`."""

    def __init__(
        self, state: State, faults: Faults, next_stop: Callable[[], Awaitable[datetime | None]] | None = None
    ) -> None:
        self._state, self._faults, self._next_stop = state, faults, next_stop
        self._closing = False

    def routes(self) -> list[web.RouteDef]:
        chat = "/sandbox/chats/{chat:-?\\d+}"
        return [
            web.get("/sandbox/state", self._overview), web.get("/sandbox/calls", self._calls),
            web.post("/sandbox/users", self._new_user), web.post("/sandbox/chats", self._new_chat),
            web.get(f"{chat}/messages", self._messages), web.post(f"{chat}/messages", self._say),
            web.patch(f"{chat}/messages/{{id:\\d+}}", self._edit),
            web.post(f"{chat}/messages/{{id:\\d+}}/press", self._press),
            web.post(f"{chat}/block", self._block), web.post(f"{chat}/unblock", self._unblock),
            web.post(f"{chat}/members", self._members), web.post(f"{chat}/upgrade", self._upgrade),
            web.post("/sandbox/inline", self._inline), web.post("/sandbox/inline/choose", self._choose),
            web.get("/sandbox/commands", self._commands), web.get("/sandbox/files/{id}", self._file),
            web.post("/sandbox/clock", self._clock), web.get("/sandbox/faults", self._show_faults),
            web.put("/sandbox/faults", self._set_faults), web.get("/sandbox/events", self._events),
            web.post("/sandbox/reset", self._reset),
        ]  # fmt: skip

    def close(self) -> None:
        """End the event streams."""
        self._closing = True
        self._state.happened.fire()

    async def _overview(self, _: web.Request) -> web.Response:
        state = self._state
        stop = await self._next_stop() if self._next_stop else None
        users = [{"user": user, "role": state.roles.get(key, "")} for key, user in state.users.items()]
        return web.json_response({
            "now": state.clock().isoformat(), "next_stop": stop.isoformat() if stop else None, "bot": state.bot,
            "users": users, "chats": statuses(state.chats.values()), "faults": self._faults.on,
            "seq": state.events[-1]["seq"] if state.events else 0,
        })  # fmt: skip

    async def _calls(self, _: web.Request) -> web.Response:
        counts: dict[str, dict[str, int]] = {}
        for (method, status), count in self._state.calls.items():
            counts.setdefault(method, {})[str(status)] = count
        return web.json_response({"calls": counts, "sent_at": list(self._state.sent_at)})

    async def _new_user(self, request: web.Request) -> web.Response:
        return web.json_response(people.add_user(self._state, await _body(request)))

    async def _new_chat(self, request: web.Request) -> web.Response:
        return web.json_response(people.add_chat(self._state, await _body(request)).shown())

    async def _messages(self, request: web.Request) -> web.Response:
        chat, after = self._state.chat(int(request.match_info["chat"])), _number(request.query.get("after", "0"))
        return web.json_response({"messages": [shown(m) for key, m in chat.messages.items() if key > after]})

    async def _say(self, request: web.Request) -> web.Response:
        body = await _body(request)
        for key in ("photo", "document"):
            if key in body:
                body[key] = _bytes(body[key])
        return web.json_response(shown(people.say(self._state, self._chat_id(request), body)))

    async def _edit(self, request: web.Request) -> web.Response:
        body = await _body(request)
        return web.json_response(
            shown(people.edit(self._state, self._chat_id(request), int(request.match_info["id"]), body))
        )

    async def _press(self, request: web.Request) -> web.Response:
        body = await _body(request)
        pressed = people.press(self._state, self._chat_id(request), int(request.match_info["id"]), body)
        if "url" in pressed:
            return web.json_response(pressed)
        answer = await self._answer(pressed["id"], body) or {"answered": False}
        return web.json_response({"id": pressed["id"], **answer})

    async def _answer(self, question: str, body: Json) -> Json | None:
        future: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._state.questions[question] = future
        done, _ = await asyncio.wait([future], timeout=float(body.get("wait_seconds", 10)))
        return future.result() if done else None

    async def _block(self, request: web.Request) -> web.Response:
        return web.json_response(people.set_blocked(self._state, self._chat_id(request), blocked=True))

    async def _unblock(self, request: web.Request) -> web.Response:
        return web.json_response(people.set_blocked(self._state, self._chat_id(request), blocked=False))

    async def _members(self, request: web.Request) -> web.Response:
        return web.json_response(people.change_member(self._state, self._chat_id(request), await _body(request)))

    async def _upgrade(self, request: web.Request) -> web.Response:
        return web.json_response({"migrate_to_chat_id": people.upgrade(self._state, self._chat_id(request))})

    async def _inline(self, request: web.Request) -> web.Response:
        body = await _body(request)
        question = people.ask_inline(self._state, body)
        answer = await self._answer(question, body)
        if answer is None:
            raise Mistake("the bot did not answer the inline query in time")
        return web.json_response(answer)

    async def _choose(self, request: web.Request) -> web.Response:
        return web.json_response(shown(people.choose(self._state, await _body(request))))

    async def _commands(self, request: web.Request) -> web.Response:
        chat, user = _number(request.query.get("chat", "")), _number(request.query.get("user", "0"))
        return web.json_response({"commands": commands_for(self._state, chat, user)})

    async def _file(self, request: web.Request) -> web.Response:
        name, content = self._state.files.get(request.match_info["id"], ("", b""))
        if not name:
            raise web.HTTPNotFound
        # Never as a page: a document from a chat must not run in the origin of the sandbox.
        kind = "image/png" if content[:4] == b"\x89PNG" else "application/octet-stream"
        return web.Response(body=content, content_type=kind, headers={"X-Content-Type-Options": "nosniff"})

    async def _clock(self, request: web.Request) -> web.Response:
        body, clock = await _body(request), self._state.clock
        try:
            if "to" in body:
                clock.move_to(datetime.fromisoformat(str(body["to"])).astimezone(UTC))
            else:
                clock.advance(timedelta(seconds=float(body["advance_seconds"])))
        except (KeyError, TypeError, ValueError) as error:
            raise Mistake(f"the clock cannot be moved: {error}") from error
        now = clock().isoformat()
        self._state.note("clock", now=now)
        return web.json_response({"now": now})

    async def _show_faults(self, _: web.Request) -> web.Response:
        return web.json_response(self._faults.on)

    async def _set_faults(self, request: web.Request) -> web.Response:
        self._faults.switch(await _body(request))
        self._state.note("faults", faults=self._faults.on)
        return web.json_response(self._faults.on)

    async def _reset(self, _: web.Request) -> web.Response:
        self._state.forget()
        self._faults.switch({})
        self._state.note("chat", chat=None)
        return web.json_response({})

    async def _events(self, request: web.Request) -> web.StreamResponse:
        stream = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await stream.prepare(request)
        await stream.write(b": open\n\n")
        seq = _number(request.query.get("after") or request.headers.get("Last-Event-ID") or "0")
        while not self._closing:
            for event in self._state.later(seq):
                seq = event["seq"]
                await stream.write(f"id: {seq}\ndata: {json.dumps(visible(event))}\n\n".encode())
            if not self._state.later(seq):
                await self._state.happened.wait(15)
        return stream

    def _chat_id(self, request: web.Request) -> int:
        return int(request.match_info["chat"])


async def _body(request: web.Request) -> Json:
    # Only JSON: a form of another site can be sent here without a question, a JSON body cannot.
    if request.content_type != "application/json":
        raise Mistake("send a JSON object with Content-Type application/json")
    try:
        body: Any = await request.json()
    except ValueError as error:
        raise Mistake("the body is no JSON") from error
    if not isinstance(body, dict):
        raise Mistake("the body must be a JSON object")
    return body


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise Mistake(f"{text!r} is no number") from error


def _bytes(text: object) -> bytes:
    try:
        return base64.b64decode(str(text), validate=True)
    except binascii.Error as error:
        raise Mistake("the file is no base64") from error
