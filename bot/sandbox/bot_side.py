"""The bot's side over HTTP: reading a call, letting faults strike, answering."""

import asyncio
import time
from typing import Any

from aiohttp import web

from bot.sandbox.faults import Faults
from bot.sandbox.methods import HANDLERS, SENDING, Call
from bot.sandbox.refusals import BadRequest, Refused
from bot.sandbox.state import Json, State
from bot.sandbox.updates import Delivery
from bot.sandbox.validate import shapes, validated

BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
Uploads = dict[str, tuple[str, bytes]]


class BotSide:
    """Serves `/bot<TOKEN>/<method>` and `/file/bot<TOKEN>/<path>`."""

    def __init__(self, state: State, faults: Faults, delivery: Delivery, token: str) -> None:
        self._state, self._faults, self._token = state, faults, token
        self._waiting = {
            "getUpdates": delivery.get_updates, "setWebhook": delivery.set_webhook,
            "deleteWebhook": delivery.delete_webhook, "getWebhookInfo": delivery.webhook_info,
        }  # fmt: skip

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Answer one call, with the troubles that are switched on."""
        name = request.match_info["method"]
        if latency := self._faults.on.get("latency"):
            await asyncio.sleep(float(latency.get("seconds", 1)))
        if self._faults.strikes("bad_gateway"):
            self._state.calls[name, 502] += 1
            return web.Response(status=502, text=BAD_GATEWAY, content_type="text/html")
        cut = self._faults.strikes("drop")
        if cut and self._faults.on["drop"].get("when") != "after":
            return _cut(request)
        answer = await self._answered(request, name)
        return _cut(request) if cut else answer

    async def _answered(self, request: web.Request, name: str) -> web.Response:
        try:
            self._check_token(request)
            result = await self._result(request, name)
        except Refused as refused:
            self._state.calls[name, refused.code] += 1
            body: Json = {"ok": False, "error_code": refused.code, "description": refused.description}
            if refused.parameters:
                body["parameters"] = refused.parameters
            return web.json_response(body, status=refused.code)
        self._state.calls[name, 200] += 1
        return web.json_response({"ok": True, "result": result})

    def _check_token(self, request: web.Request) -> None:
        if request.match_info["token"] != self._token:
            raise Refused(401, "Unauthorized")
        self._faults.check_any()

    async def _result(self, request: web.Request, name: str) -> Any:
        shape = shapes().get(name.lower())
        if shape is None:
            raise Refused(404, "Not Found")
        given, uploads = await read(request)
        params = validated(shape, given)
        if shape.name in self._waiting:
            return await self._waiting[shape.name](params)
        handler = HANDLERS.get(shape.name)
        if handler is None:
            raise BadRequest("method is not available in the sandbox")
        if shape.name in SENDING:
            self._faults.check_sending(_number(params.get("chat_id")))
            self._state.sent_at.append(time.time())
        result = handler(Call(self._state, params, uploads))
        if shape.name == "answerCallbackQuery":
            self._state.note("answer", **self._state.asked_by(str(params["callback_query_id"])), **params)
        return result

    async def file(self, request: web.Request) -> web.Response:
        """The bytes that getFile names."""
        if request.match_info["token"] != self._token:
            return web.json_response({"ok": False, "error_code": 401, "description": "Unauthorized"}, status=401)
        kept = self._state.files.get(request.match_info["path"].removeprefix("files/"))
        if kept is None:
            return web.json_response({"ok": False, "error_code": 404, "description": "Not Found"}, status=404)
        return web.Response(body=kept[1], content_type="application/octet-stream")


def _number(value: Any) -> Any:
    text = str(value)
    return int(text) if text.lstrip("-").isdigit() else value


def _cut(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)


async def read(request: web.Request) -> tuple[Json, Uploads]:
    """Parameters from the query and the body, whatever its encoding, and uploaded files by part name."""
    given: Json = dict(request.query)
    kind = request.content_type
    if kind == "application/json":
        try:
            body = await request.json()
        except ValueError:
            raise BadRequest("can't parse request JSON object") from None
        if not isinstance(body, dict):
            raise BadRequest("object expected as JSON request")
        return given | body, {}
    uploads: Uploads = {}
    if kind in {"multipart/form-data", "application/x-www-form-urlencoded"}:
        for key, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                uploads[key] = (value.filename, value.file.read())
                given.setdefault(key, f"attach://{key}")
            else:
                given[key] = value if isinstance(value, str) else bytes(value).decode()
    return given, uploads
