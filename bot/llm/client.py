"""The port `AskModel` over HTTP. The key goes to the given address and nowhere else: no redirect is followed."""

import asyncio
import json
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self

import aiohttp

from bot.fetch.answer import retry_after
from bot.fetch.body import read_body
from bot.fetch.refused import Refused
from bot.llm.limits import Circuit, DailyBudget
from digests.model import ModelFailed, PromptMessage
from digests.ports import Clock

LARGEST_ANSWER = 200_000  # bytes


class LanguageModel:
    """A chat model behind `{url}/chat/completions`. Use it in an `async with`."""

    def __init__(
        self,
        url: str,
        name: str,
        *,
        key: str = "",
        calls_a_day: int,
        clock: Clock,
        monotonic: Callable[[], float] | None = None,
    ) -> None:
        self._url = f"{url}/chat/completions"
        self._name = name
        self._key = key
        self._budget = DailyBudget(calls_a_day, clock)
        self._circuit = Circuit(monotonic or (lambda: asyncio.get_running_loop().time()))
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        headers = {"Accept-Encoding": "gzip, deflate"} | ({"Authorization": f"Bearer {self._key}"} if self._key else {})
        self._session = aiohttp.ClientSession(
            headers=headers, auto_decompress=False, cookie_jar=aiohttp.DummyCookieJar(), raise_for_status=False
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def __call__(self, messages: Sequence[PromptMessage], *, seconds: float) -> str | ModelFailed:
        """The text of the model's answer. Nothing is sent while the circuit is open or the day's calls are used up."""
        if seconds <= 0:
            return ModelFailed("timeout")
        if not self._circuit.is_closed:
            return ModelFailed("resting")
        if not self._budget.take():
            return ModelFailed("budget")
        answer = await self._named(messages, seconds)
        if isinstance(answer, ModelFailed):
            self._circuit.failed()
        else:
            self._circuit.succeeded()
        return answer

    async def _named(self, messages: Sequence[PromptMessage], seconds: float) -> str | ModelFailed:
        """The answer; each way to fail gets a word. What the endpoint said is never repeated: it may quote the key."""
        try:
            async with asyncio.timeout(seconds):
                return await self._post(messages)
        except TimeoutError:
            return ModelFailed("timeout")
        except Refused as refused:
            return ModelFailed(refused.reason)
        except aiohttp.ClientConnectorError:
            return ModelFailed("refused")
        except (aiohttp.ClientError, ValueError, OSError):
            return ModelFailed("broken_answer")

    async def _post(self, messages: Sequence[PromptMessage]) -> str | ModelFailed:
        if self._session is None:
            raise RuntimeError("LanguageModel is used outside of its `async with`")
        asked = {"model": self._name, "messages": [{"role": one.role, "content": one.text} for one in messages]}
        async with self._session.post(self._url, json=asked, allow_redirects=False) as response:
            if response.status != 200:
                if (rest := retry_after(response)) is not None:
                    self._circuit.rest(rest.total_seconds())
                return ModelFailed(f"http_{response.status}")
            return _content(await read_body(response, largest=LARGEST_ANSWER))


def _content(body: bytes) -> str | ModelFailed:
    """What the first choice says."""
    try:
        content = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return ModelFailed("broken_answer")
    return content if isinstance(content, str) else ModelFailed("broken_answer")
