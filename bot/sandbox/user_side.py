"""The user's side over HTTP: what people do in the chats, and what they see there."""

import asyncio

from aiohttp import web

from bot.sandbox import people
from bot.sandbox.chats import Json, shown
from bot.sandbox.methods.commands import commands_for
from bot.sandbox.people import asked
from bot.sandbox.reading import read_body
from bot.sandbox.refusals import Mistake
from bot.sandbox.state import Question, State

LONGEST_WAIT_SECONDS = 60


class UserSide:
    """Serves what people do under `/sandbox/…`."""

    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self) -> list[web.RouteDef]:
        chat = "/sandbox/chats/{chat:-?[0-9]{1,16}}"
        message, topic = f"{chat}/messages/{{id:[0-9]{{1,16}}}}", f"{chat}/topics/{{id:[0-9]{{1,16}}}}"
        return [
            web.post("/sandbox/users", self._new_user), web.post("/sandbox/chats", self._new_chat),
            web.get(f"{chat}/messages", self._messages), web.post(f"{chat}/messages", self._say),
            web.patch(message, self._edit), web.post(f"{message}/press", self._press),
            web.post(f"{chat}/block", self._block), web.post(f"{chat}/unblock", self._unblock),
            web.post(f"{chat}/members", self._members), web.post(f"{chat}/upgrade", self._upgrade),
            web.post(f"{chat}/topics", self._new_topic), web.patch(topic, self._change_topic),
            web.post("/sandbox/inline", self._inline), web.post("/sandbox/inline/choose", self._choose),
            web.post("/sandbox/app", self._open_app), web.get("/sandbox/commands", self._commands),
            web.get("/sandbox/files/{id}", self._file),
        ]  # fmt: skip

    async def _new_user(self, request: web.Request) -> web.Response:
        return web.json_response(people.add_user(self._state, await read_body(request)))

    async def _new_chat(self, request: web.Request) -> web.Response:
        return web.json_response(people.add_chat(self._state, await read_body(request)).shown())

    async def _messages(self, request: web.Request) -> web.Response:
        chat, after = self._state.chat(_chat(request)), in_query(request, "after", 0)
        return web.json_response({"messages": [shown(m) for key, m in chat.messages.items() if key > after]})

    async def _say(self, request: web.Request) -> web.Response:
        return web.json_response(shown(people.say(self._state, _chat(request), await read_body(request))))

    async def _edit(self, request: web.Request) -> web.Response:
        body = await read_body(request)
        return web.json_response(shown(people.edit(self._state, _chat(request), _id(request), body)))

    async def _press(self, request: web.Request) -> web.Response:
        body = await read_body(request)
        wait = asked.seconds(body, "wait_seconds", 10, most=LONGEST_WAIT_SECONDS)
        pressed = people.press(self._state, _chat(request), _id(request), body)
        if isinstance(pressed, str):
            return web.json_response({"url": pressed})
        answer = await _answer(pressed, wait) or {"answered": False}
        return web.json_response({"id": pressed.id, **answer})

    async def _block(self, request: web.Request) -> web.Response:
        return await self._set_blocked(request, blocked=True)

    async def _unblock(self, request: web.Request) -> web.Response:
        return await self._set_blocked(request, blocked=False)

    async def _set_blocked(self, request: web.Request, *, blocked: bool) -> web.Response:
        body = await read_body(request)
        if asked.number(body, "user", _chat(request)) != _chat(request):
            raise Mistake("only the person of a private chat blocks the bot there")
        return web.json_response(people.set_blocked(self._state, _chat(request), blocked=blocked))

    async def _members(self, request: web.Request) -> web.Response:
        return web.json_response(people.change_member(self._state, _chat(request), await read_body(request)))

    async def _upgrade(self, request: web.Request) -> web.Response:
        await read_body(request)
        return web.json_response({"migrate_to_chat_id": people.upgrade(self._state, _chat(request))})

    async def _new_topic(self, request: web.Request) -> web.Response:
        return web.json_response(people.add_topic(self._state, _chat(request), await read_body(request)))

    async def _change_topic(self, request: web.Request) -> web.Response:
        body = await read_body(request)
        return web.json_response(people.change_topic(self._state, _chat(request), _id(request), body))

    async def _inline(self, request: web.Request) -> web.Response:
        body = await read_body(request)
        wait = asked.seconds(body, "wait_seconds", 10, most=LONGEST_WAIT_SECONDS)
        answer = await _answer(people.ask_inline(self._state, body), wait)
        if answer is None:
            raise Mistake("the bot did not answer the inline query in time")
        return web.json_response(answer)

    async def _choose(self, request: web.Request) -> web.Response:
        return web.json_response(shown(people.choose(self._state, await read_body(request))))

    async def _open_app(self, request: web.Request) -> web.Response:
        return web.json_response(people.open_app(self._state, await read_body(request)))

    async def _commands(self, request: web.Request) -> web.Response:
        chat, user = in_query(request, "chat"), in_query(request, "user", 0)
        return web.json_response({"commands": commands_for(self._state, chat, user)})

    async def _file(self, request: web.Request) -> web.Response:
        name, content = self._state.files.get(request.match_info["id"], ("", b""))
        if not name:
            raise web.HTTPNotFound
        # Never as a page: a document from a chat must not run in the origin of the sandbox.
        kind = "image/png" if content.startswith(b"\x89PNG") else "application/octet-stream"
        return web.Response(body=content, content_type=kind)


async def _answer(question: Question, wait_seconds: float) -> Json | None:
    """What the bot answered; None when it did not in that time."""
    done, _ = await asyncio.wait([question.answer], timeout=wait_seconds)
    return question.answer.result() if done else None


def _chat(request: web.Request) -> int:
    return int(request.match_info["chat"])


def _id(request: web.Request) -> int:
    return int(request.match_info["id"])


def in_query(request: web.Request, key: str, default: int | None = None) -> int:
    """A whole number from the query; Mistake for anything else."""
    value = request.query.get(key)
    if value is None and default is not None:
        return default
    try:
        return asked.number({key: int(value or "")}, key)
    except ValueError:
        raise Mistake(f"{key} must be a whole number") from None
