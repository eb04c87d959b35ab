"""Calling the bot's webhook: one update after the other, again until it is taken."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

import aiohttp

from bot.sandbox.chats import Json
from bot.sandbox.reading import Uploads, read_reply
from bot.sandbox.refusals import BadRequest, Refused
from bot.sandbox.state import State

FIRST_RETRY_SECONDS = 0.25
LONGEST_RETRY_SECONDS = 8.0
HEADER = "X-Telegram-Bot-Api-Secret-Token"
OWN_HOSTS = frozenset({"127.0.0.1", "localhost"})
Answerer = Callable[[Json, Uploads], Awaitable[None]]


def check_address(url: str) -> None:
    """BadRequest for an address that the sandbox does not call: any but those of this machine.

    As with a local Bot API server plain HTTP and any port will do.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise BadRequest("bad webhook: invalid webhook URL specified") from None
    if parts.scheme not in {"http", "https"} or not host:
        raise BadRequest("bad webhook: An HTTPS URL must be provided for webhook")
    if host not in OWN_HOSTS:
        raise BadRequest("bad webhook: Failed to resolve host: Name or service not known")


class Webhook:
    """Posts the waiting updates to `url` until it is closed; `answer` carries out a call that comes back."""

    def __init__(self, state: State, answer: Answerer, *, url: str, secret: str, max_connections: int) -> None:
        self._state, self._answer, self._url = state, answer, url
        self._headers = {HEADER: secret} if secret else {}
        self._max_connections = max_connections
        self._error: Json = {}
        self._pusher = asyncio.create_task(self._push())

    def about(self) -> Json:
        """What getWebhookInfo says of it."""
        return {
            "url": self._url, "has_custom_certificate": False, "max_connections": self._max_connections,
            "ip_address": "127.0.0.1", **self._error,
        }  # fmt: skip

    async def close(self) -> None:
        # A bot may delete its webhook in the very answer to an update: then the pusher ends after this.
        if self._pusher is asyncio.current_task():
            asyncio.get_running_loop().call_soon(self._pusher.cancel)
            return
        self._pusher.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._pusher

    async def _push(self) -> None:
        retry = FIRST_RETRY_SECONDS
        async with aiohttp.ClientSession(headers=self._headers, timeout=aiohttp.ClientTimeout(total=60)) as session:
            while True:
                if not self._state.updates:
                    await self._state.updated.wait(60)
                elif await self._pushed(session, self._state.updates[0]):
                    retry = FIRST_RETRY_SECONDS
                else:
                    await asyncio.sleep(retry)
                    retry = min(LONGEST_RETRY_SECONDS, 2 * retry)

    async def _pushed(self, session: aiohttp.ClientSession, update: Json) -> bool:
        """Whether the bot took the update; it is then confirmed."""
        try:
            async with session.post(self._url, json=update, allow_redirects=False) as answer:
                if 200 <= answer.status < 300:
                    call = await read_reply(answer)
                    self._confirm(update)
                    await self._carry_out(*call)
                    return True
                trouble = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except Refused as refused:
            self._confirm(update)
            trouble = refused.description
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            trouble = "Connection refused" if isinstance(error, aiohttp.ClientConnectorError) else "Connection closed"
        now = int(self._state.clock().timestamp())
        self._error = {"last_error_date": now, "last_error_message": trouble}
        return self._is_confirmed(update)

    async def _carry_out(self, params: Json, uploads: Uploads) -> None:
        if "method" in params:
            await self._answer(params, uploads)

    def _confirm(self, update: Json) -> None:
        if not self._is_confirmed(update):
            self._state.updates.popleft()

    def _is_confirmed(self, update: Json) -> bool:
        return not self._state.updates or self._state.updates[0] is not update
