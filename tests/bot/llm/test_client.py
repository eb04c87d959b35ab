"""The model's endpoint as it should never be: on loopback, each fault on its own."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.llm import LanguageModel
from bot.llm.client import LARGEST_ANSWER
from digests.model import ModelFailed, PromptMessage
from tests.builders import DAY, NOW

ASKED = (PromptMessage("system", "rules"), PromptMessage("user", "article"))
KEY = "sk-not-a-real-one"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def chosen(content: object) -> web.Response:
    return web.json_response({"choices": [{"message": {"role": "assistant", "content": content}}]})


@asynccontextmanager
async def asking(handler: Handler, *, calls_a_day: int = 100, **more: object) -> AsyncIterator[LanguageModel]:
    app = web.Application()
    app.router.add_post("/v1/chat/completions", handler)
    server = TestServer(app)
    await server.start_server()
    try:
        values: dict = {"key": KEY, "calls_a_day": calls_a_day, "clock": lambda: NOW} | more
        async with LanguageModel(str(server.make_url("/v1")), "small", **values) as model:
            yield model
    finally:
        await server.close()


async def test_a_question_is_put_as_such_endpoints_expect_it() -> None:
    seen: dict = {}

    async def listens(request: web.Request) -> web.Response:
        seen.update(body=await request.json(), key=request.headers["Authorization"])
        return chosen("an answer")

    async with asking(listens) as ask:
        assert await ask(ASKED, seconds=5) == "an answer"
    assert seen["key"] == f"Bearer {KEY}"
    assert seen["body"] == {
        "model": "small",
        "messages": [{"role": "system", "content": "rules"}, {"role": "user", "content": "article"}],
    }


async def test_a_model_without_a_key_is_sent_none() -> None:
    async def listens(request: web.Request) -> web.Response:
        return chosen(str("Authorization" in request.headers))

    async with asking(listens, key="") as ask:
        assert await ask(ASKED, seconds=5) == "False"


async def stalls(_: web.Request) -> web.StreamResponse:
    await asyncio.sleep(5)
    return chosen("late")


async def drips(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    for _ in range(100):
        await response.write(b" ")
        await asyncio.sleep(0.05)
    return response


async def floods(_: web.Request) -> web.Response:
    return chosen("x" * LARGEST_ANSWER)


async def bombs(_: web.Request) -> web.Response:
    return web.Response(body=gzip.compress(bytes(10_000_000)), headers={"Content-Encoding": "gzip"})


async def breaks_off(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": "1000"})
    await response.prepare(request)
    await response.write(b'{"choices"')
    if request.transport is not None:
        request.transport.close()
    return response


async def shows_a_page(_: web.Request) -> web.Response:
    return web.Response(text="<html>It works!</html>", content_type="text/html")


async def breaks_json(_: web.Request) -> web.Response:
    return web.Response(text='{"choices": [{"message":', content_type="application/json")


async def nests(_: web.Request) -> web.Response:
    return web.Response(text="[" * 100_000, content_type="application/json")


async def says_nothing(_: web.Request) -> web.Response:
    return chosen(None)


async def chooses_nothing(_: web.Request) -> web.Response:
    return web.json_response({"choices": []})


async def is_down(_: web.Request) -> web.Response:
    return web.Response(status=500, text=f"bad key {KEY}")


async def is_busy(_: web.Request) -> web.Response:
    return web.Response(status=429, headers={"Retry-After": "120"})


@pytest.mark.parametrize(
    ("handler", "reason"),
    [
        (stalls, "timeout"),
        (drips, "timeout"),
        (floods, "too_large"),
        (bombs, "too_large"),
        (breaks_off, "broken_answer"),
        (shows_a_page, "broken_answer"),
        (breaks_json, "broken_answer"),
        (nests, "broken_answer"),
        (says_nothing, "broken_answer"),
        (chooses_nothing, "broken_answer"),
        (is_down, "http_500"),
        (is_busy, "http_429"),
    ],
)
async def test_every_fault_has_a_name_and_none_is_raised(handler: Handler, reason: str) -> None:
    async with asking(handler) as ask:
        assert await ask(ASKED, seconds=0.3 if reason == "timeout" else 10) == ModelFailed(reason)


async def test_nobody_listening_is_a_fault_like_others() -> None:
    async with LanguageModel("http://127.0.0.1:9", "small", calls_a_day=5, clock=lambda: NOW) as ask:
        assert await ask(ASKED, seconds=5) == ModelFailed("refused")


async def test_a_redirect_is_not_followed_so_that_the_key_stays_where_it_belongs() -> None:
    visits: list[str] = []

    async def elsewhere(request: web.Request) -> web.Response:
        visits.append(request.headers.get("Authorization", ""))
        return chosen("gotcha")

    thief = web.Application()
    thief.router.add_route("*", "/{path:.*}", elsewhere)
    server = TestServer(thief)
    await server.start_server()

    async def redirects(_: web.Request) -> web.Response:
        return web.Response(status=307, headers={"Location": str(server.make_url("/v1/chat/completions"))})

    async with asking(redirects) as ask:
        assert await ask(ASKED, seconds=5) == ModelFailed("http_307")
    await server.close()
    assert visits == []


async def test_a_day_has_so_many_calls() -> None:
    now = [NOW]

    async def answers(_: web.Request) -> web.Response:
        return chosen("yes")

    async with asking(answers, calls_a_day=2, clock=lambda: now[0]) as ask:
        assert [await ask(ASKED, seconds=5) for _ in range(3)] == ["yes", "yes", ModelFailed("budget")]
        now[0] += DAY
        assert await ask(ASKED, seconds=5) == "yes"


async def test_after_failures_in_a_row_the_model_rests_and_is_tried_again() -> None:
    moment, calls, healthy = [0.0], [0], [False]

    async def sometimes(_: web.Request) -> web.Response:
        calls[0] += 1
        return chosen("well") if healthy[0] else web.Response(status=500)

    async with asking(sometimes, monotonic=lambda: moment[0]) as ask:
        for _ in range(5):
            assert await ask(ASKED, seconds=5) == ModelFailed("http_500")
        assert await ask(ASKED, seconds=5) == ModelFailed("resting")
        moment[0] = 61
        assert await ask(ASKED, seconds=5) == ModelFailed("http_500")  # a single one opens it again, for twice as long
        moment[0] = 61 + 61
        assert await ask(ASKED, seconds=5) == ModelFailed("resting")
        moment[0], healthy[0] = 61 + 121, True
        assert await ask(ASKED, seconds=5) == "well"
    assert calls[0] == 7


async def test_a_busy_model_rests_as_long_as_it_asks() -> None:
    moment = [0.0]
    async with asking(is_busy, monotonic=lambda: moment[0]) as ask:
        assert await ask(ASKED, seconds=5) == ModelFailed("http_429")
        moment[0] = 119
        assert await ask(ASKED, seconds=5) == ModelFailed("resting")
        moment[0] = 121
        assert await ask(ASKED, seconds=5) == ModelFailed("http_429")


async def test_no_time_left_is_no_call() -> None:
    async with asking(is_down) as ask:
        assert await ask(ASKED, seconds=0) == ModelFailed("timeout")


def test_the_answer_of_a_model_is_read_from_its_first_choice_only() -> None:
    from bot.llm.client import _content

    body = {"choices": [{"message": {"content": "one"}}, {"message": {"content": "two"}}]}
    assert _content(json.dumps(body).encode()) == "one"
    assert _content(b"\xff\xfe") == ModelFailed("broken_answer")
