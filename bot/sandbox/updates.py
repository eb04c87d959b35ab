"""How updates reach the bot: long polling, or a webhook that is called."""

import asyncio
import contextlib
from typing import Any

import aiohttp

from bot.sandbox.refusals import Refused
from bot.sandbox.state import Json, State

CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
HOOKED = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
RETRY_SECONDS = 0.5


class Delivery:
    """The one way, polling or webhook, in which the bot gets its updates."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._polls = 0
        self._hook: Json = {}
        self._error: Json = {}
        self._pusher: asyncio.Task[None] | None = None

    async def get_updates(self, params: Json) -> list[Json]:
        """Wait up to `timeout` seconds for updates; what lies before `offset` is confirmed and forgotten."""
        if self._hook:
            raise Refused(409, HOOKED)
        self._polls += 1
        mine = self._polls
        self._state.updated.fire()
        self._allow(params)
        self._confirm(int(params.get("offset") or 0))
        loop = asyncio.get_running_loop()
        until = loop.time() + min(50, int(params.get("timeout") or 0))
        while not self._state.updates and loop.time() < until:
            await self._state.updated.wait(until - loop.time())
            if mine != self._polls:
                raise Refused(409, CONFLICT)
        return list(self._state.updates)[: max(1, min(100, int(params.get("limit") or 100)))]

    def _allow(self, params: Json) -> None:
        if (allowed := params.get("allowed_updates")) is not None:
            self._state.allowed = frozenset(allowed) or None

    def _confirm(self, offset: int) -> None:
        updates = self._state.updates
        if offset < 0:
            while len(updates) > -offset:
                updates.popleft()
        while updates and updates[0]["update_id"] < offset:
            updates.popleft()

    async def set_webhook(self, params: Json) -> bool:
        self._allow(params)
        if not params.get("url"):
            return await self.delete_webhook(params)
        await self.close()
        self._hook, self._error = params, {}
        self._pusher = asyncio.create_task(self._push())
        self._polls += 1
        self._state.updated.fire()
        return True

    async def delete_webhook(self, params: Json) -> bool:
        if params.get("drop_pending_updates"):
            self._state.updates.clear()
        await self.close()
        self._hook, self._error = {}, {}
        return True

    async def webhook_info(self, _: Json) -> Json:
        allowed = {"allowed_updates": sorted(self._state.allowed)} if self._state.allowed else {}
        waiting = len(self._state.updates)
        return {
            "url": self._hook.get("url", ""), "has_custom_certificate": False, "pending_update_count": waiting,
            **allowed, **self._error,
        }  # fmt: skip

    async def close(self) -> None:
        """Stop calling the webhook."""
        if self._pusher:
            self._pusher.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._pusher
            self._pusher = None

    async def _push(self) -> None:
        headers = {}
        if secret := self._hook.get("secret_token"):
            headers["X-Telegram-Bot-Api-Secret-Token"] = str(secret)
        async with aiohttp.ClientSession(headers=headers, timeout=aiohttp.ClientTimeout(total=60)) as session:
            while True:
                if not self._state.updates:
                    await self._state.updated.wait(60)
                elif not await self._pushed(session, update := self._state.updates[0]):
                    await asyncio.sleep(RETRY_SECONDS)
                elif self._state.updates and self._state.updates[0] is update:
                    self._state.updates.popleft()

    async def _pushed(self, session: aiohttp.ClientSession, update: Json) -> bool:
        try:
            async with session.post(self._hook["url"], json=update) as answer:
                if answer.ok:
                    return True
                trouble: Any = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except (aiohttp.ClientError, TimeoutError) as error:
            trouble = f"Connection failed: {type(error).__name__}"
        now = int(self._state.clock().timestamp())
        self._error = {"last_error_date": now, "last_error_message": trouble}
        return False
