"""How updates reach the bot: by long polling here, or by a webhook that is called."""

import asyncio
import re

from bot.sandbox.chats import Json
from bot.sandbox.refusals import BadRequest, Refused
from bot.sandbox.state import State
from bot.sandbox.webhook import Answerer, Webhook, check_address

CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
HOOKED = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
SET_MEANWHILE = "Conflict: terminated by setWebhook request"
LONGEST_POLL_SECONDS = 50
SECRET = re.compile(r"[A-Za-z0-9_-]*")


class Delivery:
    """The one way, polling or webhook, in which the bot gets its updates."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._polls = 0
        self._hook: Webhook | None = None

    async def get_updates(self, params: Json) -> list[Json]:
        """Wait up to `timeout` seconds for updates; what lies before `offset` is confirmed and forgotten."""
        if self._hook:
            raise Refused(409, HOOKED)
        self._polls += 1
        mine = self._polls
        self._state.updated.fire()
        self._allow(params)
        self._confirm(params.get("offset") or 0)
        loop = asyncio.get_running_loop()
        until = loop.time() + max(0, min(LONGEST_POLL_SECONDS, params.get("timeout") or 0))
        while not self._state.updates and loop.time() < until:
            await self._state.updated.wait(until - loop.time())
            if mine != self._polls:
                raise Refused(409, SET_MEANWHILE if self._hook else CONFLICT)
        return list(self._state.updates)[: max(1, min(100, params.get("limit") or 100))]

    def _allow(self, params: Json) -> None:
        """Missing: as before. An empty list: all but those that must be asked for by name."""
        if (allowed := params.get("allowed_updates")) is not None:
            self._state.allowed = frozenset(allowed) or None

    def _confirm(self, offset: int) -> None:
        updates = self._state.updates
        if offset < 0:
            while len(updates) > -offset:
                updates.popleft()
        while updates and updates[0]["update_id"] < offset:
            updates.popleft()

    async def set_webhook(self, params: Json, answer: Answerer) -> bool:
        """From now on updates are posted to an address of this machine."""
        url, secret = str(params.get("url") or ""), str(params.get("secret_token") or "")
        if not url:
            return await self.delete_webhook(params)
        check_address(url)
        if len(secret) > 256:
            raise BadRequest("secret token is too long")
        if not SECRET.fullmatch(secret):
            raise BadRequest("secret token contains unallowed characters")
        await self.delete_webhook(params)
        self._allow(params)
        connections = max(1, min(100, params.get("max_connections") or 40))
        self._hook = Webhook(self._state, answer, url=url, secret=secret, max_connections=connections)
        self._polls += 1
        self._state.updated.fire()
        return True

    async def delete_webhook(self, params: Json) -> bool:
        if params.get("drop_pending_updates"):
            self._state.updates.clear()
        await self.close()
        return True

    def webhook_info(self) -> Json:
        allowed = {"allowed_updates": sorted(self._state.allowed)} if self._state.allowed else {}
        hook = self._hook.about() if self._hook else {"url": "", "has_custom_certificate": False}
        return {**hook, "pending_update_count": len(self._state.updates), **allowed}

    async def close(self) -> None:
        """Stop calling the webhook."""
        hook, self._hook = self._hook, None
        if hook:
            await hook.close()
