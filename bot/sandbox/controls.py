"""What stands above the chats: the overview, the clock, troubles, counts, a new beginning, and the stream of events."""

import json
import math
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from aiohttp import web

from bot.sandbox.chats import Json, visible
from bot.sandbox.faults import Faults
from bot.sandbox.reading import read_body
from bot.sandbox.refusals import Mistake
from bot.sandbox.state import State
from bot.sandbox.user_side import in_query

NextStop = Callable[[], Awaitable[datetime | None]]
Meanwhile = Callable[[], Awaitable[None]]
"""What goes on while time passes: a jump leaves it out, so it is done just before the jump ends."""
SHORTLY_BEFORE = timedelta(seconds=30)
BEAT_SECONDS = 15
FURTHEST = timedelta(days=366 * 10)


class Controls:
    """Serves what is not done by anyone in a chat under `/sandbox/…`."""

    def __init__(
        self, state: State, faults: Faults, next_stop: NextStop | None = None, meanwhile: Meanwhile | None = None
    ) -> None:
        self._state, self._faults, self._next_stop, self._meanwhile = state, faults, next_stop, meanwhile
        self._closing = False

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/sandbox/state", self._overview), web.get("/sandbox/calls", self._calls),
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
        return web.json_response({
            "now": state.clock().isoformat(), "next_stop": stop.isoformat() if stop else None, "bot": state.bot,
            "users": [{"user": user, "role": state.roles.get(key, "")} for key, user in state.users.items()],
            "chats": [chat.shown() for chat in state.chats.values() if chat.migrated_to is None],
            "faults": self._faults.on, "seq": state.events[-1]["seq"] if state.events else 0,
        })  # fmt: skip

    async def _calls(self, _: web.Request) -> web.Response:
        counts: dict[str, dict[str, int]] = {}
        for (method, status), count in self._state.calls.items():
            counts.setdefault(method, {})[str(status)] = count
        return web.json_response({"calls": counts, "sent_at": list(self._state.sent_at)})

    async def _clock(self, request: web.Request) -> web.Response:
        clock, ahead = self._state.clock, _ahead(await read_body(request), self._state.clock())
        target = clock() + ahead
        try:
            if self._meanwhile and ahead > SHORTLY_BEFORE:
                clock.advance(ahead - SHORTLY_BEFORE)
                await self._meanwhile()
            clock.advance(max(target - clock(), timedelta()) if ahead >= timedelta() else ahead)
        except ValueError as error:
            raise Mistake(f"the clock cannot be moved: {error}") from None
        now = clock().isoformat()
        self._state.note("clock", now=now)
        return web.json_response({"now": now})

    async def _show_faults(self, _: web.Request) -> web.Response:
        return web.json_response(self._faults.on)

    async def _set_faults(self, request: web.Request) -> web.Response:
        self._faults.switch(await read_body(request))
        self._state.note("faults", faults=self._faults.on)
        return web.json_response(self._faults.on)

    async def _reset(self, request: web.Request) -> web.Response:
        await read_body(request)
        self._state.forget()
        self._faults.switch({})
        self._state.note("chat", chat=None)
        return web.json_response({})

    async def _events(self, request: web.Request) -> web.StreamResponse:
        last = request.headers.get("Last-Event-ID", "")
        seq = in_query(request, "after", int(last) if last.isdecimal() and len(last) < 16 else 0)
        stream = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await stream.prepare(request)
        with suppress(ConnectionError):  # whoever watched has gone
            await stream.write(b": open\n\n")
            await self._follow(stream, seq)
        return stream

    async def _follow(self, stream: web.StreamResponse, seq: int) -> None:
        while not self._closing:
            for event in self._state.later(seq):
                seq = event["seq"]
                await stream.write(f"id: {seq}\ndata: {json.dumps(visible(event))}\n\n".encode())
            if not self._state.later(seq):
                await self._state.happened.wait(BEAT_SECONDS)


def _ahead(body: Json, now: datetime) -> timedelta:
    """How far the clock shall go, at most ten years; Mistake for what is no time."""
    if ("to" in body) == ("advance_seconds" in body):
        raise Mistake("say where the clock shall go: either to or advance_seconds")
    if "to" in body:
        try:
            moment = datetime.fromisoformat(str(body["to"]))
        except ValueError:
            raise Mistake("to must be a time in ISO format") from None
        if moment.tzinfo is None:
            raise Mistake("to must have a time zone")
        ahead = moment.astimezone(UTC) - now
    else:
        seconds = body["advance_seconds"]
        if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not math.isfinite(seconds):
            raise Mistake("advance_seconds must be a number")
        ahead = timedelta(seconds=max(-1.0, min(float(seconds), 1e12)))
    if ahead > FURTHEST:
        raise Mistake("the clock goes at most ten years ahead at once")
    return ahead
