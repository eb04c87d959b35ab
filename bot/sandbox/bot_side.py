"""The bot's side over HTTP: reading a call, letting faults strike, answering."""

import asyncio
import re
import time
from typing import Any

from aiohttp import web

from bot.sandbox.chats import Json
from bot.sandbox.faults import Faults
from bot.sandbox.methods import HANDLERS, SENDING, WRITING, Call
from bot.sandbox.methods.media import fetch_addressed
from bot.sandbox.reading import Uploads, read_call
from bot.sandbox.refusals import BadRequest, Refused
from bot.sandbox.state import State
from bot.sandbox.updates import Delivery
from bot.sandbox.validate import Shape, shapes, validated

BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")


class BotSide:
    """Serves `/bot<TOKEN>/<method>` and `/file/bot<TOKEN>/<path>`."""

    def __init__(self, state: State, faults: Faults, token: str) -> None:
        self._state, self._faults, self._token = state, faults, token
        self._delivery = Delivery(state)

    def routes(self) -> list[web.RouteDef]:
        call, file = "/bot{token}/{method}", "/file/bot{token}/{path:.+}"
        return [web.get(call, self._call), web.post(call, self._call), web.get(file, self._file)]

    async def close(self) -> None:
        """Stop calling the webhook."""
        await self._delivery.close()

    async def _call(self, request: web.Request) -> web.StreamResponse:
        """Answer one call, with the troubles that are switched on."""
        name = request.match_info["method"]
        if latency := self._faults.latency_seconds:
            await asyncio.sleep(latency)
        if self._faults.strikes("bad_gateway"):
            self._state.calls[_counted(name), 502] += 1
            return web.Response(status=502, text=BAD_GATEWAY, content_type="text/html")
        when = self._faults.on.get("drop", {}).get("when", "before") if self._faults.strikes("drop") else ""
        if when == "before":
            return _cut(request)
        answer = await self._answered(request, name)
        return _cut(request) if when == "after" else answer

    async def _answered(self, request: web.Request, name: str) -> web.Response:
        try:
            self._check_token(request)
            shape = _shape(name)
            result = await self._result(shape, *await read_call(request))
        except Refused as refused:
            self._state.calls[_counted(name), refused.code] += 1
            return refusal(refused)
        self._state.calls[_counted(name), 200] += 1
        return web.json_response({"ok": True, "result": result})

    def _check_token(self, request: web.Request) -> None:
        token = request.match_info["token"]
        if token != self._token:
            raise Refused(401, "Unauthorized") if TOKEN.fullmatch(token) else Refused(404, "Not Found")
        self._faults.check_any()

    async def _result(self, shape: Shape, given: Json, uploads: Uploads) -> Any:
        params = validated(shape, given)
        match shape.name:
            case "getUpdates":
                return await self._delivery.get_updates(params)
            case "setWebhook":
                return await self._delivery.set_webhook(params, self._answer_of_webhook)
            case "deleteWebhook":
                return await self._delivery.delete_webhook(params)
            case "getWebhookInfo":
                return self._delivery.webhook_info()
        handler = HANDLERS.get(shape.name)
        if handler is None:
            raise BadRequest("method is not available in the sandbox")
        if shape.name in WRITING:
            self._check_faults(shape.name, params)
            uploads = {**uploads, **await fetch_addressed(params)}
        return handler(Call(self._state, params, uploads))

    def _check_faults(self, name: str, params: Json) -> None:
        chat_id = params.get("chat_id")
        known = int(chat_id) if isinstance(chat_id, str) and re.fullmatch(r"-?[0-9]{1,16}", chat_id) else chat_id
        self._faults.check_blocked(known)
        if name in SENDING:
            self._faults.check_sending(known)
            self._state.sent_at.append(time.time())

    async def _answer_of_webhook(self, given: Json, uploads: Uploads) -> None:
        """Carry out the call in a webhook's answer; how it went the bot does not learn."""
        await self._result(_shape(str(given.pop("method"))), given, uploads)

    async def _file(self, request: web.Request) -> web.Response:
        """The bytes that getFile names."""
        if request.match_info["token"] != self._token:
            return refusal(Refused(401, "Unauthorized"))
        kept = self._state.files.get(request.match_info["path"].removeprefix("files/"))
        if kept is None:
            return refusal(Refused(404, "Not Found"))
        return web.Response(body=kept[1], content_type="application/octet-stream")


def refusal(refused: Refused) -> web.Response:
    """The answer with `ok` false."""
    body: Json = {"ok": False, "error_code": refused.code, "description": refused.description}
    if refused.parameters:
        body["parameters"] = refused.parameters
    return web.json_response(body, status=refused.code)


def _shape(name: str) -> Shape:
    shape = shapes().get(name.lower())
    if shape is None:
        raise Refused(404, "Not Found")
    return shape


def _counted(name: str) -> str:
    """The method's own name, so that what is counted does not grow with what strangers make up."""
    shape = shapes().get(name.lower())
    return shape.name if shape else "unknown"


def _cut(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)
